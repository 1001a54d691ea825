"""Screens: one file each, what it shows and what its keys do. No SQL, no rule, no file format."""

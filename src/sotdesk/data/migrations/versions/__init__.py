"""One file a revision; the newest is named in data/schema.py."""

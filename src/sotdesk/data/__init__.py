"""The only home of the database: the vault, its tables and the store. Screens see the store's dataclasses."""

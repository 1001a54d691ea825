"""The statements that make the full-text index (FTS5, with its own secure deletion; security.md §1.7)."""

FIND_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS find USING fts5("
    "body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "INSERT INTO find(find, rank) VALUES ('secure-delete', 1)",
)

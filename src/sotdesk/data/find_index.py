"""The statements that make the full-text index (FTS5, with its own secure deletion; security.md §1.7).

`body` is the text as it is shown; `also` holds its words as they are typed in a search where SQLite folds them
otherwise (ø, ı, æ). `prefix` keeps the beginnings by which words are looked up with every key.
"""

FIND_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS find USING fts5("
    "body, also, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "INSERT INTO find(find, rank) VALUES ('secure-delete', 1)",
)

"""The documents beside the program: docs/keys.md says what the table of actions says."""

from bench.keys import FILE, keys_page


def test_the_page_of_keys_is_up_to_date() -> None:
    """Made by `make docs`."""
    assert FILE.read_text(encoding="utf-8") == keys_page()


def test_no_key_is_without_a_sentence() -> None:
    rows = [row for row in keys_page().splitlines() if row.startswith("| ") and "toets |" not in row]
    assert rows and all(row.count(" | ") >= 2 and row.rstrip(" |").endswith(".") for row in rows)

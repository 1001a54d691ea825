"""The text boundary (security.md §2.14) and comparing without accents (issue: names é = e)."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotdesk.domain.text import as_json, clean, fold, listed, one_line

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("a\x00\r\n\t\ud800\ufffee\u0301")
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("gewoon", "gewoon"),
        ("e\u0301e\u0301n", "één"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x00\x01a\x0b\x0c\x1b[31mb\x7f\x9b2J", "a[31mb2J"),
        ("\ufeffa\ufffeb\uffffc\ud83dd", "abcd"),
        ("een\u2028twee\x85drie", "een\ntwee\ndrie"),
        ("om\u202egekeerd\u2066 en\u2069 \u200fterug", "omgekeerd en \u200fterug"),
        ("😀 Ĳ ≥ —", "😀 Ĳ ≥ —"),
        ("", ""),
    ],
)
def test_clean(given: str, wanted: str) -> None:
    assert clean(given) == wanted


@given(ANY_TEXT)
def test_what_is_clean_can_be_stored_and_stays_as_it_is(text: str) -> None:
    done = clean(text)
    assert clean(done) == done
    assert unicodedata.is_normalized("NFC", done)
    assert done.encode("utf-8").decode("utf-8") == done
    assert not {c for c in done if ord(c) < 32} - {"\n", "\t"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë", "zoe"),
        ("BÉNIN", "benin"),
        ("Ĳsbrand", "IJsbrand"),
        ("ĳ", "ij"),
        ("Şahin", "sahin"),
        ("Işık", "isik"),
        ("İnci", "inci"),
        ("Søren", "soren"),
        ("Đorđe", "dorde"),
        ("Łukasz", "lukasz"),
        ("Strauß", "strauss"),
        ("’t Hoen", "'t hoen"),
        ("Jan–Willem", "jan-willem"),
        ("Nuñez", "nunez"),
        ("A\u00a0B", "a b"),
    ],
)
def test_fold_makes_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_different_names_apart() -> None:
    assert fold("Bos") != fold("Vos")


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    done = one_line(text)
    assert done == done.strip()
    assert "\n" not in done
    assert "  " not in done


def test_listed_has_one_comma_between_two_names() -> None:
    assert listed(" , B. Aerts,, E. van  Loon ,") == "B. Aerts, E. van Loon"
    assert listed(" , ") == ""


@given(st.dictionaries(ANY_TEXT, st.lists(ANY_TEXT)) | ANY_TEXT.map(lambda text: f"\n\u0303{text}"))
def test_as_json_stays_json_when_it_is_cleaned_as_every_text_is(value: object) -> None:
    packed = as_json(value)
    assert as_json(json.loads(clean(packed))) == packed

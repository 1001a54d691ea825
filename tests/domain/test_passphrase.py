"""Passphrases: proposed, spelled and judged (security.md §2.2; issue 2 point 2)."""

import random
import unicodedata
from math import log2

import pytest

from sotdesk.domain.passphrase import ENOUGH_BITS, is_raw_key, key_bytes, list_bits, normalise, suggest
from sotdesk.strength import dutch_words, strength

NAMES = ("Lyceum De Lindehof", "Marijke van den Oever")


def test_the_list_is_plain_dutch_words() -> None:
    words = dutch_words()
    assert 7000 <= len(words) <= 8000
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 7 for word in words)


@pytest.mark.parametrize("one", ["wijten", "rauw", "hard", "nauw", "lijden", "pijl"])
def test_no_two_words_sound_alike(one: str) -> None:
    """Read aloud, each word is spelled in one way only."""
    words = set(dutch_words())
    other = {
        "wijten": "weiten",
        "rauw": "rouw",
        "hard": "hart",
        "nauw": "nou",
        "lijden": "leiden",
        "pijl": "peil",
    }
    assert not {one, other[one]} <= words


@pytest.mark.parametrize(
    "word", ["dood", "kanker", "moord", "neger", "hoer", "zelfmoord", "pistool", "drugs", "ziek"]
)
def test_no_word_hurts(word: str) -> None:
    assert word not in dutch_words()


def test_five_different_words_with_a_space() -> None:
    words = dutch_words()
    for _ in range(200):
        proposed = suggest(words).split(" ")
        assert len(set(proposed)) == 5
        assert set(proposed) <= set(words)


def test_proposals_use_the_whole_list_and_never_repeat() -> None:
    words = dutch_words()[:40]
    seen = [suggest(words) for _ in range(400)]
    assert set(" ".join(seen).split()) == set(words)
    assert len(set(seen)) > 395
    assert len(suggest(words, 7).split()) == 7


def test_proposals_do_not_follow_a_seed() -> None:
    words = dutch_words()
    random.seed(1)
    first = suggest(words)
    random.seed(1)
    assert suggest(words) != first


def test_five_words_of_the_list_are_64_bits() -> None:
    words = frozenset(dutch_words())
    bits = list_bits(suggest(dutch_words()), words)
    assert bits == pytest.approx(5 * log2(len(words)))
    assert bits is not None
    assert bits > 63


@pytest.mark.parametrize(
    ("text", "words"),
    [("water lepel", 2), ("water water water water water", 1), ("water  lepel\twater", 2)],
)
def test_words_count_once(text: str, words: int) -> None:
    known = frozenset(dutch_words())
    assert list_bits(text, known) == pytest.approx(words * log2(len(known)))


@pytest.mark.parametrize("text", ["", "   ", "water lepels qqq", "Water lepel"])
def test_another_word_is_not_counted_by_the_list(text: str) -> None:
    assert list_bits(text, frozenset(dutch_words())) is None


# ── The key ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["José café", "Ĳ", "é́", "ångström"])
def test_one_key_for_both_spellings(text: str) -> None:
    spellings = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    assert len({key_bytes(spelling) for spelling in spellings}) == 1
    assert normalise(text) == unicodedata.normalize("NFC", text)


def test_letters_keep_their_shape() -> None:
    """NFC, not NFKC: Ĳ is not IJ."""
    assert key_bytes("Ĳ") != key_bytes("IJ")


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("x'" + "0" * 64 + "'", True),
        ("X'" + "aF" * 32 + "'", True),
        ("x'" + "0" * 96 + "'", True),
        ("x'" + "0" * 62 + "'", False),
        (" x'" + "0" * 64 + "'", False),
        ("x'" + "g" * 64 + "'", False),
        ("x'" + "0" * 64 + "' en meer", False),
    ],
)
def test_raw_keys(text: str, raw: bool) -> None:
    """SQLCipher takes these as a key and skips the derivation (security.md §1.1)."""
    assert is_raw_key(text) is raw
    assert strength(text).enough is False or not raw


@pytest.mark.parametrize("text", ["", "x'" + "0" * 64 + "'", "a\ud800b"])
def test_what_can_be_no_key_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(ValueError, match="not usable as a passphrase") as caught:
        key_bytes(text)
    assert caught.value.args == ("not usable as a passphrase",)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


# ── Strength ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(40))
def test_a_proposed_passphrase_is_always_accepted(seed: int) -> None:
    words = random.Random(seed).sample(dutch_words(), 5)
    judged = strength(" ".join(words), NAMES)
    assert judged.enough
    assert judged.bits > 63


@pytest.mark.parametrize(
    "text",
    [
        "Zorgteam2026!", "Juf Marieke 2010", "Welkom01!", "wachtwoord wachtwoord wachtwoord", "qwertyuiop1234567890",
        "lepel vlieger trompet sneeuw", "water water water water water water", "Lyceum De Lindehof 2026",
        "lyceumdelindehof marijke", "Marijke van den Oever!", "oever lindehof marijke", "aaaaaaaaaaaaaaaaaaaaaaaa",
        "groot water mooi huis!",
    ],
)  # fmt: skip
def test_too_easy(text: str) -> None:
    judged = strength(text, NAMES)
    assert not judged.enough
    assert judged.bits < ENOUGH_BITS
    assert f"van {int(ENOUGH_BITS)} bits" in judged.sentence


@pytest.mark.parametrize(
    "text",
    [
        "Tante Bep fietst donderdags achterstevoren naar Zierikzee!",
        "kQ7#vw!mZ2rX9pL4",
        "zevenendertig paarse yaks",
    ],
)
def test_hard_enough(text: str) -> None:
    judged = strength(text, NAMES)
    assert judged.enough
    assert judged.sentence == f"Sterk genoeg ({int(judged.bits)} bits)."


def test_names_make_it_weaker() -> None:
    text = "Lindehof Marijke Oever"
    assert strength(text, NAMES).bits < strength(text).bits - 10


@pytest.mark.parametrize("length", [72, 73, 500])
def test_long_texts_are_judged_by_their_first_72_characters(length: int) -> None:
    """zxcvbn itself raises ValueError there (security.md §2.2)."""
    text = ("Kwispelstaartend xylofoonconcert tijdens een hondenshow in Appelscha! " * 8)[:length].strip()
    assert strength(text).bits == pytest.approx(strength(text[:72].strip()).bits, rel=0.1)
    assert strength(text).enough


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "Typ"),
        (" lepel vlieger trompet sneeuw boot", "spatie"),
        ("lepel vlieger trompet sneeuw boot ", "spatie"),
        ("lepel\0vlieger trompet sneeuw boot", "onzichtbaar"),
        ("lepel\u200bvlieger trompet sneeuw boot", "onzichtbaar"),
        ("lepel\ud800vlieger trompet sneeuw boot", "onzichtbaar"),
        ("x'" + "0f" * 32 + "'", "betekenis"),
    ],
)
def test_what_is_refused_says_why(text: str, word: str) -> None:
    judged = strength(text)
    assert (judged.bits, judged.enough) == (0.0, False)
    assert word in judged.sentence


def test_strength_never_repeats_what_was_typed() -> None:
    assert "kastanje" not in repr(strength("kastanje")) + repr(
        strength("kastanje vlieger trompet sneeuw roeiboot")
    )

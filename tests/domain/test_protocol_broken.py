"""Files that are not right: each is the good one (protocol_good.toml) with one change, and is refused at the line of
that change with its own reason. The line is found here by the words on it, not by the reader."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sotdesk.domain.errors import ProtocolError
from sotdesk.domain.protocol_read import LARGEST, read, read_bytes, refuse_older, shipped

GOOD = (Path(__file__).parent / "protocol_good.toml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 25)
HEAD = "["
"""The line is that of the table in which the anchor stands."""


def part(begin: str, end: str) -> str:
    """A piece of the good file, to take out or to move."""
    return GOOD[GOOD.index(begin) : GOOD.index(end) if end else None]


PHASES = part('[[fase]]\ncode = "a"', '[[vraag]]\ncode = "V1"')
QUESTIONS = part('[[vraag]]\ncode = "V1"', "")
STEPS = part("[[stap]]", "[[veiligheid]]")
V2, V3 = (
    part('[[vraag]]\ncode = "V2"', '[[vraag]]\ncode = "V3"'),
    part('[[vraag]]\ncode = "V3"', '[[vraag]]\ncode = "V4"'),
)
LIST = """code = "lijst"
naam = "Lijst"
versie = 1
gecontroleerd = 2026-11-02
bron = "test"
[[fase]]
code = "1"
naam = "Een"
[[fase.onderdeel]]
code = "1.1"
tekst = "Doe iets"
bron = "bron 1.1"
"""
SURE = 'acuut = true\n\n[[vraag.antwoord]]\ncode = "nee"\ntekst = "nee"\n'
UNSURE = '\n[[vraag.antwoord]]\ncode = "nee"\ntekst = "nee"\nacuut = true\n'
SWAPPED = GOOD.replace(V2 + V3, V3 + V2)
ANSWERS = V3[V3.index("[[vraag.antwoord]]") :]

# Where (words that stand once), what is replaced there (the first after it), by what, the words on the line that is
# named (the first after the anchor in the broken text; HEAD = its table), words of the reason.
BROKEN = {
    # --- how it is written
    "a text without its end": ('"Samen"', '"Samen"', '"Samen', '"Samen', "aanhalingsteken"),
    "a bracket without its end": ('"b.2"', '["V1"]', '["V1"', 'bron = "bron b.2"', "haakje"),
    "a key twice": ('"Samen"', '"Samen"', '"Samen"\nnaam = "Twee"', '"Twee"', "al een keer"),
    "no value": ("versie", "= 3", "=", "versie", "achter de ="),
    "no sign": ("versie", "= 3", "3", "versie", "hoort een ="),
    "a day that is none": ("gecontroleerd", "11-02", "02-30", "02-30", "datum bestaat niet"),
    "a backslash": ('"Praatje"', '"Praatje"', '"Praat\\je"', "Praat", "typ je dubbel"),
    # --- keys and their types
    "no name": ("# A meld", 'naam = "Korte meldcode"\n', "", "# A", "ontbreekt 'naam'"),
    "an unknown key": ('"a.1"', "telt", "teld", "teld", "'teld' hoort niet bij onderdeel a.1"),
    "an unknown key at the top": ("versie", "versie", "datum = 1\nversie", "datum", "'datum' hoort niet"),
    "a number as text": ("versie", "3", '"3"', "versie", "heel getal"),
    "a yes that is a number": ('"a.1"', "telt = true", "telt = 1", "telt = 1", "true (ja) of false"),
    "a text that is a number": ('"a.2"', '"Kindcheck"', "7", "tekst = 7", "tekst tussen aanhalingstekens"),
    "a list that is a text": ('"a.1"', '["mentor", "oco"]', '"oco"', "wie", "lijst van teksten"),
    "a list with something twice": ('"a.1"', '"mentor"', '"oco"', "wie", "iets dubbel"),
    "a day as text": ("gecontroleerd", "2026-11-02", '"2 nov"', "gecontroleerd", "datum zonder"),
    "a block that is a value": ('"a.1"', "bron =", 'veld = "x"\nbron =', "veld =", "[[…veld]]"),
    "a code with a space": ('"a.2"', '"a.2"', '"a 2"', '"a 2"', "geen spaties"),
    "a text too long": ('"Kindcheck"', '"Kindcheck"', f'"{"x" * 2001}"', "xxxx", "te lang"),
    "version nought": ("versie", "3", "0", "versie", "een versie is 1"),
    "checked in the future": ("gecontroleerd", "11-02", "11-26", "11-26", "moet nog komen"),
    # --- phases and items
    "a phase without items": (
        '"b"', 'naam = "Ge', 'naam = "x"\n[[fase]]\ncode = "c"\nnaam = "Ge', HEAD, "fase b heeft geen",
    ),
    "an item without code": (
        '"bron a.4"', 'code = "a.5"\n', "", "[[fase.onderdeel]]\ntekst", "onderdeel 5 ontbreekt 'code'",
    ),
    "an item without words": ('"a.2"', 'tekst = "Kindcheck"\n', "", HEAD, "onderdeel a.2 ontbreekt 'tekst'"),
    "an item with empty words": ('"a.2"', "Kindcheck", "  ", 'tekst = "  "', "ontbreekt 'tekst'"),
    "an item without source": ('"a.1"', 'bron = "bron a.1"\n', "", HEAD, "onderdeel a.1 ontbreekt 'bron'"),
    "two phases with one code": ('"Samen"', 'code = "b"', 'code = "a"', 'code = "a"', "fase a staat er twee keer"),
    "two items with one code": ('"b.2"', "b.2", "a.2", '"a.2"', "onderdeel a.2 staat er twee keer"),
    "two fields with one code": ('"veilig"', "veilig", "wie", '"wie"', "veld wie staat er twee keer"),
    "an unknown role": ('"a.1"', '"oco"', '"baas"', '"baas"', "de rol 'baas' bij onderdeel a.1"),
    "an unknown kind": ('"a.3"', '"overleg"', '"praten"', '"praten"', "de soort 'praten'"),
    # --- statutory steps
    "an item of a sixth step": ('"a.1"', "stap = 1\ntelt = true", "stap = 6", "stap = 6", "1, 2, 3, 4 of 5"),
    "a sixth step": ("nummer = 5", "5", "6", "nummer = 6", "1, 2, 3, 4 of 5"),
    "a step twice": ("nummer = 5", "5", "4", 'nummer = 4\nnaam = "Besl', "stap 4 staat er twee keer"),
    "a step that nothing ticks": ('"a.3"', "telt = true\n", "", "nummer = 2", "geen onderdeel telt voor stap 2"),
    "a step without its source": ("nummer = 2", 'bron = "stap twee"\n', "", HEAD, "stap 2 ontbreekt 'bron'"),
    "step 2 without consulting": ('"a.3"', 'soort = "overleg"\n', "", "nummer = 2", "soort 'overleg'"),
    "step 1 without kindcheck": ('"a.2"', 'soort = "kindcheck"\n', "", "nummer = 1", "soort 'kindcheck'"),
    "ticks without a step": ('"a.1"', "stap = 1\n", "", "telt", "niet voor welke stap"),
    "step 4 without weighing": ('"b.2"', 'soort = "wegen"\n', "", "telt", "alleen door de vragen"),
    "provisional that ticks": ('"a.4"', "voorlopig", "telt = true\nvoorlopig", "telt", "wat voorlopig is"),
    "stands for nothing": ('"a.5"', '"b.1"', '"b.9"', '"b.9"', "onderdeel 'b.9' is er niet"),
    "stands for what is no talk": ('"a.5"', '"b.1"', '"a.3"', '"a.3"', "alleen voor een gesprek"),
    "stands for and ticks itself": (
        '"a.5"', "geldt", "telt = true\nalleen_bij_onveilig = true\ngeldt", "telt", "niet vanzelf",
    ),
    "a talk that anyone may skip": (
        '"b.1"\ntekst', "alleen_bij_onveilig = true\n", "", HEAD, "alleen om de veiligheid",
    ),
    "safety with another item": ('"a.3"', "stap", "alleen_bij_onveilig = true\nstap", "alleen", "gesprek dat telt"),
    # --- questions and their ways
    "weighs without a question": ('"b.2"', 'stelt = ["V1"]\n', "", HEAD, "onderdeel b.2 weegt, maar stelt"),
    "asks without weighing": ('"a.4"', "voorlopig", 'stelt = ["V1"]\nvoorlopig', "stelt", "soort = \"wegen\" stelt"),
    "asks an unknown question": ('"b.2"', '"V1"', '"V1", "V9"', "V9", "vraag 'V9' is er niet"),
    "asks a question again": ('"b.3"', '"V2"', '"V1", "V2"', "stelt", "vraag V1 wordt al eerder"),
    "asks in another order": ('"b.3"', '"V3", "V4"', '"V4", "V3"', "stelt", "niet in hun volgorde"),
    "a question that nobody asks": ('"b.3"', ', "V4"', "", 'code = "V4"', "geen onderdeel stelt vraag V4"),
    "a question twice": ('"V4"\nstap', '"V4"', '"V3"', '"V3"', "vraag V3 staat er twee keer"),
    "a question of step 3": ('"V3"\nstap', "5", "3", "stap = 3", "stap 4 of 5"),
    "a question with one answer": (
        '"V1"\nstap', '[[vraag.antwoord]]\ncode = "nee"\ntekst = "nee"\n', "", HEAD, "maar één antwoord",
    ),
    "a question without answers": ('"V3"\nstap', ANSWERS, "", HEAD, "vraag V3 heeft geen antwoorden"),
    "an answer twice": ('"V2"\nstap', '"twijfel"', '"ja"', 'code = "ja"\ntekst = "twijfel"', "twee keer bij vraag V2"),
    "leads to nothing": ('"nee, V2"', '"V3"', '"V9"', '"V9"', "vraag 'V9' is er niet"),
    "a loop": ('"ja, V2"', 'tekst = "nee, V3"', 'tekst = "nee, V3"\nnaar = "V2"', "naar", "weer bij vraag V2"),
    "a question that leads to itself": ('"nee, V3"', "hulp", 'naar = "V3"\nhulp', "naar", "weer bij vraag V3"),
    "a question nobody is led to": (
        '"ja, V3"', 'naar = "V4"\nhulp = true\ntermijn = true\n', "", 'code = "V4"', "leidt naar",
    ),
    "at once without a report": ('"ja, V2"', "melden = true\n", "", "direct", "melden = true"),
    "doubt that is no yes": ('tekst = "twijfel"', "melden = true\ndirect = true\n", "", HEAD, "twijfel telt als ja"),
    "no help and no report": ('"nee, V3"', "melden = true\n", "", "hulp", "wordt er gemeld"),
    "a term and nothing that waits": ('"ja, V3"', "wacht = true\n", "", "termijn", "een vraag die wacht"),
    "waits for a day nobody gave": ('"ja, V3"', "termijn = true\n", "", "naar", "termijn = true"),
    "nothing for acute danger": ('"V1"\nstap', "acuut = true\n", "", HEAD, "geen antwoord van vraag V1"),
    "acute danger without a report": ('"V1"\nstap', SURE, UNSURE, HEAD, "zonder directe melding"),
    "too much for acute danger": ('"V1"\nstap', 'tekst = "nee"', 'tekst = "nee"\nacuut = true', HEAD, "meer dan één"),
}  # fmt: skip


def broken(anchor: str, old: str, new: str) -> str:
    """The good file with one change: the first `old` from the anchor on."""
    at = GOOD.index(anchor)
    assert old in GOOD[at:]
    return GOOD[:at] + GOOD[at:].replace(old, new, 1)


def line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


@pytest.mark.parametrize(("anchor", "old", "new", "marker", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused_with_line_and_reason(
    anchor: str, old: str, new: str, marker: str, reason: str
) -> None:
    text = broken(anchor, old, new)
    at = GOOD.index(anchor)
    # A step is named where it stands, above the item that was changed; everything else from the change on.
    begin = 0 if marker.startswith("nummer") else at
    place = text.rindex("\n[[", 0, at) + 1 if marker == HEAD else text.index(marker, begin)

    with pytest.raises(ProtocolError) as refused:
        read(text, today=TODAY)

    assert reason in refused.value.sentence
    assert refused.value.line == line_of(text, place), refused.value.sentence
    assert refused.value.sentence.startswith(f"Regel {refused.value.line}: ")


WHOLE = {
    "nothing at all": ("", 1, "ontbreekt 'code'"),
    "no phases": (GOOD.replace(PHASES, ""), 1, "geen fase"),
    "no reason of safety": (GOOD.replace(part("[[veiligheid]]", "[[fase]]"), ""), 1, "geen reden"),
    "steps that are not there": (
        GOOD.replace(part("[[stap]]\nnummer = 2", "[[stap]]\nnummer = 4"), ""), 1, "stap 2, 3 van",
    ),
    "leads back": (SWAPPED, SWAPPED[: SWAPPED.index('naar = "V3"')].count("\n") + 1, "vraag V3 staat eerder"),
    "a list with steps": (LIST + STEPS, 13, "geen 'stap'"),
    "a list with reasons of safety": (LIST + part("[[veiligheid]]", "[[fase]]"), 13, "geen 'veiligheid'"),
    "a list with an item of a step": (f"{LIST}stap = 1\n", 13, "'stap' kan alleen"),
    "a list that weighs": (f'{LIST}soort = "wegen"\n', 13, "'wegen' kan alleen"),
    "a weighing that nobody has": (f'afweging = "ons"\n{LIST}', 1, "de afweging 'ons' is er niet"),
    "two weighings": (f'afweging = "landelijk"\n{LIST}{QUESTIONS}', 14, "'vraag' komt al mee"),
    "brackets without end": (f"a = {'[' * 9999}", 0, "haakjes"),
    "a number without end": (f"versie = {'9' * 5000}", 1, "niet geschreven"),
    "no text of a protocol": ("Beste collega, hierbij het protocol.\n", 1, "hoort een ="),
    "too large": ("#" * (LARGEST + 1), 0, "te groot"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "reason"), WHOLE.values(), ids=WHOLE.keys())
def test_what_concerns_a_whole_file_is_refused_as_well(text: str, line: int, reason: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        read(text, today=TODAY)

    assert reason in refused.value.sentence
    assert refused.value.line == line, refused.value.sentence


def test_bytes_that_are_no_text_or_too_many_are_refused() -> None:
    assert read_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == read(GOOD), (
        "as Windows saves it"
    )
    with pytest.raises(ProtocolError, match="Regel 2: dit is geen gewone tekst"):
        read_bytes(b"# een\n# co\xf6rdinator")
    with pytest.raises(ProtocolError, match="te groot"):
        read_bytes(b"#" * (LARGEST + 1))


def test_a_version_older_than_the_one_of_a_running_run_is_refused() -> None:
    """Issue: a run keeps the version that it started with, and that never becomes the newer one."""
    protocol = read(GOOD)
    refuse_older(protocol, 3)
    with pytest.raises(ProtocolError, match=r"Regel 4: versie 3 is ouder: .* begon met versie 4"):
        refuse_older(protocol, 4)


ROWS = shipped()["stappenplan"].text.split("\n")


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(ROWS) - 1),
    st.integers(0, len(ROWS) - 1),
    st.sampled_from(["out", "twice", "swapped", "cut"]),
)
def test_whatever_is_changed_a_file_is_read_or_refused_at_a_line_of_it(
    one: int, other: int, change: str
) -> None:
    rows = list(ROWS)
    if change == "out":
        del rows[one]
    elif change == "twice":
        rows.insert(other, rows[one])
    elif change == "swapped":
        rows[one], rows[other] = rows[other], rows[one]
    else:
        rows[one] = rows[one][: other % (len(rows[one]) + 1)]
    try:
        read("\n".join(rows))
    except ProtocolError as refused:
        assert 0 <= refused.line <= len(rows)
        assert refused.sentence.endswith(".")

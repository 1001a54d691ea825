"""The capture line, row by row: domain capture-lines.md, the table and paragraphs of product.md §4, the story."""

from dataclasses import dataclass
from datetime import date
from time import process_time

import pytest

from sotdesk.domain.calendar import Moment, Period, SchoolCalendar
from sotdesk.domain.capture import Audience, Kind, Person, Piece, Table, read
from sotdesk.domain.capture_pupils import Pupils
from sotdesk.domain.dates import Frame
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.students import Student

SMW = Person("c1", "SMW (N. Smit)", ("smw", "n. smit", "smit", "nadia smit"), "smw", True)
SVK = Person("c2", "SVK (T. Kuiper)", ("svk", "t. kuiper", "kuiper"), "svk", True)
MENTOR = Person("c3", "mentor (M. Bos)", ("mentor", "m. bos", "bos"), "mentor")
DUO = Person("c4", "mentor (J. Vos)", ("mentor", "j. vos", "vos"), "mentor")
LPA = Person("c5", "LPA (R. Hak)", ("lpa", "leerplichtambtenaar", "r. hak"), "lpa")
MOTHER = Person("role:moeder", "moeder", ("moeder", "ma"), "moeder")
GRANDMOTHER = Person("c6", "Renée van der Wal", ("renée van der wal", "van der wal"))

CALENDAR = SchoolCalendar(
    holidays=(
        Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        Period("voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
    ),
    moments=(Moment("rapportvergadering", date(2027, 1, 25)),),
)
PUPILS = (
    Student("lina", "1", "Lina", "", "Karimi", "2H1"),
    Student("sami", "2", "Sami", "", "Karimi", "4V1"),
    Student("anne", "3", "Anne Sophie", "van", "Dam", "2H1"),
)
FRAME = Frame(date(2026, 11, 25), CALENDAR, date(2026, 12, 16))
TABLE = Table(
    FRAME,
    people=(MENTOR, DUO, SMW, SVK, LPA, MOTHER, GRANDMOTHER),
    items=(
        ("1", "Opening"),
        ("2", "Sem B. 1B4"),
        ("3", "Yara A. 2H1"),
        ("3b", "Yara A. 2H1"),
        ("4", "Davi P. 3M2"),
        ("5", "Lina K. + Sami K."),
    ),
    agreements=(1, 2),
    has_action=True,
    pupils=Pupils(PUPILS),
)
EMPTY = Table(FRAME, people=TABLE.people, items=TABLE.items)


@dataclass(frozen=True)
class Seen:
    """A piece in plain words, so that a row of the table is one line."""

    kind: Kind
    text: str = ""
    who: tuple[str, ...] = ()
    due: date | None = None
    evaluation: date | None = None


def seen(piece: Piece) -> Seen:
    return Seen(
        piece.kind,
        piece.text,
        tuple(one.person.key if one.person else f"nieuw {one.words}" for one in piece.who),
        piece.due.day if piece.due else None,
        piece.evaluation.day if piece.evaluation else None,
    )


VR, DI1, WO9, MA4 = date(2026, 11, 27), date(2026, 12, 1), date(2026, 12, 9), date(2027, 1, 4)


def fact(text: str) -> tuple[Seen, ...]:
    return (Seen(Kind.FACT, text),)


def action(text: str, *who: str, due: date | None = None, evaluation: date | None = None) -> Seen:
    return Seen(Kind.ACTION, text, who, due, evaluation)


LINES = [  # every row of capture-lines.md
    ("ouders weten van het verzuim", fact("ouders weten van het verzuim")),
    ("- moeder belt", fact("- moeder belt")),
    ("-svk", (Seen(Kind.LEAVE, who=("c2",)),)),
    ("-5 op de toets rekenen", fact("-5 op de toets rekenen")),
    ("+moeder", (Seen(Kind.JOIN, who=("role:moeder",)),)),
    ("+1 voor dit plan", fact("+1 voor dit plan")),
    ("! @smw belt >vr", (Seen(Kind.DECISION, "belt"), action("belt", "c1", due=VR))),
    (
        "! wijkteam aanmelden @smw regelt dit >vr",
        (Seen(Kind.DECISION, "wijkteam aanmelden"), action("regelt dit", "c1", due=VR)),
    ),
    ("smw: belt vr", (Seen(Kind.VOICE, "belt vr"),)),
    ("(ll: is bang", (Seen(Kind.VOICE, "is bang"),)),
    ("(zie mail van ma)", fact("zie mail van ma")),
    ("@mentor gesprek >na de kerst", (action("gesprek", "c3", due=MA4),)),
    ("@mentor gesprek >na de toetsweek met ouders", (action("gesprek", "c3"),)),
    ("@smw huisbezoek >di 10 minuten", (action("huisbezoek 10 minuten", "c1", due=DI1),)),
    ("/4", (Seen(Kind.GO, "Davi P. 3M2"),)),
    ("/davi", (Seen(Kind.GO, "Davi P. 3M2"),)),
    ("2x /week naar SMW", fact("2x /week naar SMW")),
    ("=2 x niet meer nodig", (Seen(Kind.AGREED),)),
    ("=2 euro per dag", fact("=2 euro per dag")),
    ("? bij LPA navragen", (Seen(Kind.OPEN, "bij LPA navragen"),)),
    ("10:30 gesprek", fact("10:30 gesprek")),
    ("let op: moeder niet bellen", fact("let op: moeder niet bellen")),
    ("http://leerplicht.example/x", fact("http://leerplicht.example/x")),
    ("verzuim > 16 uur", fact("verzuim > 16 uur")),
    ("verzuim >16 uur", fact("verzuim >16 uur")),
    ("gesprek ouders >vr", (action("gesprek ouders", due=VR),)),
    ("@de Vries: belt >vr", (action("belt", "nieuw de Vries", due=VR),)),
    ("@de Vries belt >vr", (action("Vries belt", "nieuw de", due=VR),)),
    ("toest: moeder, wijkteam", (Seen(Kind.CONSENT, "moeder, wijkteam", ("nieuw wijkteam",)),)),
    ("ev: deels", (Seen(Kind.EVALUATION, "deels"),)),
    (">vr", (Seen(Kind.COMPLETE, due=VR),)),
    ("*vaste plek", (Seen(Kind.ADVICE, "vaste plek"),)),
    ("moeder tel: belt terug", fact("moeder tel: belt terug")),
    ("moeder: belt terug", (Seen(Kind.VOICE, "belt terug"),)),
    ("!!! morgen bellen", (Seen(Kind.DECISION, "!! morgen bellen"),)),
    ("mail naar j@school.example", fact("mail naar j@school.example")),
    ("R&D / vader & moeder", fact("R&D / vader & moeder")),
]

GRAMMAR = [  # the table and paragraphs of product.md §4
    ("@smw huisbezoek plannen >di >>9 dec", (action("huisbezoek plannen", "c1", due=DI1, evaluation=WO9),)),
    ("@smw,mentor overleg >vr", (action("overleg", "c1", "c3", due=VR),)),
    ("@smw,pietersen: overleg", (action("overleg", "c1", "nieuw pietersen"),)),
    ("@smw: belt >vr", (action("belt", "c1", due=VR),)),
    ("@smw, belt >vr", (action("belt", "c1", due=VR),)),
    ("@N. Smit belt", (action("belt", "c1"),)),
    ("@renee van der wal haalt op", (action("haalt op", "c6"),)),
    ("@sm belt >vr", (action("belt", "c1", due=VR),)),
    ("@smi belt >vr", (action("belt", "nieuw smi", due=VR),)),
    ("@ik bel ouders >vr", (action("bel ouders", "role:ik", due=VR),)),
    ("@smw belt >vr.", (action("belt", "c1", due=VR),)),
    ("belt ouders @mentor >vr", (action("belt ouders", "c3", due=VR),)),
    (">vr @smw belt", (action("belt", "c1", due=VR),)),
    ("@ smw belt", fact("@ smw belt")),
    ("@smw belt > vr", (action("belt > vr", "c1"),)),
    ("! wijkteam aanmelden", (Seen(Kind.DECISION, "wijkteam aanmelden"),)),
    (
        "! ouders bellen @mentor >vr",
        (Seen(Kind.DECISION, "ouders bellen"), action("ouders bellen", "c3", due=VR)),
    ),
    ("! ouders bellen >vr", (Seen(Kind.DECISION, "ouders bellen >vr"),)),
    (
        "! verzuim >16 uur melden @lpa stuurt brief >vr",
        (Seen(Kind.DECISION, "verzuim >16 uur melden"), action("stuurt brief", "c5", due=VR)),
    ),
    (
        "ll: wil stoppen @mentor praat met haar >vr",
        (Seen(Kind.VOICE, "wil stoppen"), action("praat met haar", "c3", due=VR)),
    ),
    ("moeder: @mentor >vr", (action("moeder", "c3", due=VR),)),
    ("! @smw >vr", (action("", "c1", due=VR),)),
    ("* pauze bij de conciërge", (Seen(Kind.ADVICE, "pauze bij de conciërge"),)),
    ("uit: volgen", (Seen(Kind.OUTCOME, "volgen"),)),
    ("OU: slaapt slecht", (Seen(Kind.VOICE, "slaapt slecht"),)),
    ("ll:", fact("ll:")),
    ("m. bos: komt later", (Seen(Kind.VOICE, "komt later"),)),
    ("!", fact("!")),
    (">", fact(">")),
    (">>", fact(">>")),
    ("@", fact("@")),
    (">>9 dec", (Seen(Kind.COMPLETE, evaluation=WO9),)),
    ("@svk", (Seen(Kind.COMPLETE, who=("c2",)),)),
    (">na de toetsweek", fact(">na de toetsweek")),
    ("!!", (Seen(Kind.ACUTE),)),
    (" !! ", (Seen(Kind.ACUTE),)),
    ("=1", (Seen(Kind.AGREED),)),
    ("=1 >vr", (Seen(Kind.AGREED, due=VR),)),
    ("=1 >vr >>9 dec", (Seen(Kind.AGREED, due=VR, evaluation=WO9),)),
    ("=1 >vr met ouders", (action("=1 met ouders", due=VR),)),
    ("=3", fact("=3")),
    ("=10 punten", fact("=10 punten")),
    ("+lpa", (Seen(Kind.JOIN, who=("c5",)),)),
    ("+moeder,lpa", (Seen(Kind.JOIN, who=("role:moeder", "c5")),)),
    ("+oom Henk", (Seen(Kind.JOIN, who=("nieuw oom Henk",)),)),
    ("+tante", (Seen(Kind.JOIN, who=("nieuw tante",)),)),
    ("+goed gesprek met moeder", fact("+goed gesprek met moeder")),
    ("+ goed gesprek", fact("+ goed gesprek")),
    ("-lpa", fact("-lpa")),
    ("-", fact("-")),
    ("/", (Seen(Kind.GO),)),
    ("/+noor 3m2", (Seen(Kind.GO, "Noor 3M2"),)),
    ("/sami", (Seen(Kind.GO, "Lina K. + Sami K."),)),
    ("/ pauze", fact("/ pauze")),
    ("/week een keer naar de SMW", fact("/week een keer naar de SMW")),
    (r"\! tekst", fact("! tekst")),
    (r"\(zie mail)", fact("(zie mail)")),
    (r"\ll: is bang", fact("ll: is bang")),
    (r"\=1", fact("=1")),
    (r"\/4", fact("/4")),
    (r"\>vr", fact(">vr")),
    (r"\!!", fact("!!")),
    (r"mail \@smw in cc", fact("mail @smw in cc")),
    (r"\@smw belt >vr", (action("@smw belt", due=VR),)),
    (r"C:\map", fact(r"C:\map")),
    ("gesprek #4 was goed", fact("gesprek #4 was goed")),
]


@pytest.mark.parametrize(("line", "expected"), LINES + GRAMMAR)
def test_a_line_has_its_one_reading(line: str, expected: tuple[Seen, ...]) -> None:
    reading = read(line, TABLE)
    assert tuple(map(seen, reading.pieces)) == expected
    assert reading.raw == line


@pytest.mark.parametrize(
    ("line", "text", "audience"),
    [
        ("(besloten) vader drinkt", "vader drinkt", Audience.RESTRICTED),
        ("(Besloten) ! volgen", "volgen", Audience.RESTRICTED),
        ("((alleen OCO) let op", "let op", Audience.OWN),
    ],
)
def test_the_word_that_marks_a_line_on_paper_is_no_text(line: str, text: str, audience: Audience) -> None:
    piece = read(line, TABLE).pieces[0]
    assert (piece.text, piece.audience) == (text, audience)


@pytest.mark.parametrize(
    ("line", "audience"),
    [
        ("(ll: is bang", Audience.RESTRICTED),
        ("(zie mail van ma)", Audience.RESTRICTED),
        ("( moeder is ziek", Audience.RESTRICTED),
        ("(! @smw belt >vr)", Audience.RESTRICTED),
        ("(>vr", Audience.RESTRICTED),
        ("(=1", Audience.RESTRICTED),
        ("(( twijfel over huisarts", Audience.OWN),
        ("((@ik bel huisarts >vr))", Audience.OWN),
        ("moeder (58) is ziek", Audience.SOT),
        (r"\(zie mail", Audience.SOT),
    ],
)
def test_brackets_narrow_every_piece_of_the_line(line: str, audience: Audience) -> None:
    """product.md §4: `(` and `((` before any line."""
    assert {piece.audience for piece in read(line, TABLE).pieces} == {audience}


def test_what_is_to_be_looked_into_is_the_coordinators_own() -> None:
    """product.md §4: `? …` is read by the coordinator; the agreement in the same line is not."""
    pieces = read("? bij LPA navragen @smw belt >vr", TABLE).pieces
    assert [piece.audience for piece in pieces] == [Audience.OWN, Audience.SOT]


def test_a_closing_bracket_is_no_part_of_the_date_and_is_said() -> None:
    reading = read("(@smw belt >vr)", TABLE)
    assert seen(reading.pieces[0]) == action("belt", "c1", due=VR)
    assert any(r"\(" in note for note in reading.notes)
    assert read("( moeder is ziek", TABLE).notes == ()


def test_wording_that_does_not_read_is_kept_as_typed() -> None:
    """capture-lines.md: wording 'na de toetsweek met ouders', nog te bepalen."""
    due = read("@mentor gesprek >na de toetsweek met ouders", TABLE).pieces[0].due
    assert due is not None
    assert (due.words, due.asks) == ("na de toetsweek met ouders", True)


def test_a_date_that_reads_wins_over_wording_that_does_not() -> None:
    piece = read("verzuim >16 uur, @lpa stuurt brief >vr", TABLE).pieces[0]
    assert seen(piece) == action("verzuim >16 uur, stuurt brief", "c5", due=VR)


def test_a_second_date_is_text_and_said() -> None:
    reading = read("@smw belt >vr en mailt >di", TABLE)
    assert seen(reading.pieces[0]) == action("belt en mailt >di", "c1", due=VR)
    assert "twee datums: de eerste telt" in reading.notes


def test_as_soon_as_possible_is_an_open_date() -> None:
    """meeting-story 13:46: `@lpa stuurt brief >zsm` is kept, nog te bepalen."""
    piece = read("@lpa stuurt brief >zsm", TABLE).pieces[0]
    assert piece.due is not None
    assert (piece.text, piece.due.words, piece.due.day) == ("stuurt brief", "zsm", None)


def test_where_takes_the_words_up_to_the_next_sign() -> None:
    piece = read("@smw gesprek #lokaal 112 bij SMW >vr", TABLE).pieces[0]
    assert (piece.where, seen(piece)) == ("lokaal 112 bij SMW", action("gesprek", "c1", due=VR))


def test_the_story_of_pietersen() -> None:
    """meeting-story 13:43."""
    piece = read("@pietersen: van de sportclub, belt ouders >vr", TABLE).pieces[0]
    assert seen(piece) == action("van de sportclub, belt ouders", "nieuw pietersen", due=VR)


def test_the_story_of_the_report_meeting() -> None:
    """meeting-story 13:45: → ma 4 jan, di 26 jan."""
    piece = read("@mentor gesprek >na de kerstvakantie >>na de rapportvergadering", TABLE).pieces[0]
    assert seen(piece) == action("gesprek", "c3", due=MA4, evaluation=date(2027, 1, 26))


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("@smw belt >vr", ()),
        ("@smw belt", ("wanneer",)),
        ("gesprek ouders >vr", ("wie",)),
        ("@smw >vr", ("wat",)),
        ("ouders weten het", ()),
    ],
)
def test_what_an_agreement_lacks_is_asked(line: str, missing: tuple[str, ...]) -> None:
    """product.md §4: a missing date is asked under the line, a person like a missing date."""
    assert read(line, TABLE).pieces[0].missing == missing


def test_without_an_agreement_a_lone_sign_is_text_and_said() -> None:
    """capture-lines.md: `>vr`, none in this item: text, and said."""
    for line in (">vr", "@svk", ">>9 dec"):
        reading = read(line, EMPTY)
        assert tuple(map(seen, reading.pieces)) == fact(line)
        assert any("geen afspraak om aan te vullen" in note for note in reading.notes)


def test_an_item_that_is_not_found_stays_in_the_line() -> None:
    """product.md §4: a `/…` that finds no item stays in the line, and the preview says so."""
    for line in ("/zoe", "/9"):
        reading = read(line, TABLE)
        assert reading.acts
        assert not reading.found
        assert reading.notes
    assert read("/davi", TABLE).pieces[0].item == "4"
    assert read("/dàv", TABLE).pieces[0].item == "4"
    assert read("/3", TABLE).pieces[0].item == "3"
    assert read("/3b", TABLE).pieces[0].item == "3b"
    assert not read("ouders", TABLE).acts
    assert read("!!", TABLE).acts


def test_several_items_are_never_guessed() -> None:
    table = Table(FRAME, items=(("1", "Lina K."), ("2", "Lisa B.")))
    reading = read("/li", table)
    assert not reading.found
    assert "/1 Lina K. of /2 Lisa B." in reading.notes
    assert read("/lisa", table).pieces[0].item == "2"


def test_the_forms_of_last_times_agreement() -> None:
    changes = [(p.number, p.change, p.reason) for line in ("=1", "=2 >vr", "=2 x niet meer nodig")
               for p in read(line, TABLE).pieces]  # fmt: skip
    assert changes == [(1, "done", ""), (2, "moved", ""), (2, "dropped", "niet meer nodig")]
    assert "reden?" in read("=1 x", TABLE).notes
    assert any("geen open afspraak 3" in note for note in read("=3", TABLE).notes)


def test_whose_voice_it_is() -> None:
    voices = {line: read(line, TABLE).pieces[0].voice for line in ("ll: bang", "ou: slaapt", "smw: belt vr")}
    assert {line: voice.person.key for line, voice in voices.items() if voice and voice.person} == {
        "ll: bang": "role:leerling",
        "ou: slaapt": "role:ouders",
        "smw: belt vr": "c1",
    }


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("ev: behaald", "behaald"),
        ("ev: deels, durft weer te presenteren", "deels"),
        ("ev: gedeeltelijk", "deels"),
        ("ev: Niet, stopt", "niet"),
        ("ev: nog bezig", ""),
        ("uit: volgen", "volgen"),
        ("uit: volgen, tot maart", "volgen"),
        ("toest: moeder, wijkteam", "wijkteam"),
    ],
)
def test_the_list_word_of_a_result(line: str, word: str) -> None:
    """issue 3 point 3: results, outcomes, consent."""
    assert read(line, TABLE).pieces[0].word == word


def test_a_result_that_is_no_result_is_asked() -> None:
    assert "behaald, deels of niet?" in read("ev: nog bezig", TABLE).notes
    assert "toestemming voor wie?" in read("toest: moeder", TABLE).notes


def test_outcomes_are_the_schools_list() -> None:
    table = Table(FRAME, outcomes=tuple(map(Outcome, ("volgen", "volgen in de klas", "vastgesteld"))))
    assert read("uit: Volgen in de klas tot mei", table).pieces[0].word == "volgen in de klas"
    reading = read("uit: volgens plan", table)
    assert reading.pieces[0].word == ""
    assert any("uitkomst onbekend" in note for note in reading.notes)


def test_who_gives_consent() -> None:
    voice = read("toest: moeder, wijkteam", TABLE).pieces[0].voice
    assert voice is not None
    assert voice.person == MOTHER


@pytest.mark.parametrize(
    ("line", "text", "also"),
    [
        ("broer is ook ziek &lina", "broer is ook ziek", ("Lina",)),
        ("samen naar school &lina &sami", "samen naar school", ("Lina", "Sami")),
        ("samen &anne sophie", "samen", ("Anne Sophie",)),
        ("vader &lina gaan", "vader &lina gaan", ()),
        ("samen &piet", "samen &piet", ()),
        (r"samen \&lina", "samen &lina", ()),
        ("@mentor gesprek &lina >vr", "gesprek", ("Lina",)),
        ("! samen aanmelden &sami", "samen aanmelden", ("Sami",)),
    ],
)
def test_other_pupils_at_the_end(line: str, text: str, also: tuple[str, ...]) -> None:
    """product.md §4: `… &lina` at the end, also in that pupil's item."""
    piece = read(line, TABLE).pieces[0]
    assert (piece.text, tuple(student.first_name for student in piece.also)) == (text, also)


def test_every_piece_of_a_line_goes_to_the_other_pupil_too() -> None:
    pieces = read("! samen aanmelden @mentor regelt >vr &sami", TABLE).pieces
    assert [[student.id for student in piece.also] for piece in pieces] == [["sami"], ["sami"]]
    assert any("geen leerling heet hier piet" in note for note in read("samen &piet", TABLE).notes)


def test_when_more_than_one_fits_the_first_is_taken_and_the_other_named() -> None:
    who = read("@mentor belt >vr", TABLE).pieces[0].who[0]
    assert (who.person, who.choices) == (MENTOR, (MENTOR, DUO))
    assert "Tab: mentor (J. Vos)" in read("@mentor belt >vr", TABLE).notes


def test_the_colon_form_is_the_hint_for_a_longer_name() -> None:
    assert any("dubbele punt" in note for note in read("@de Vries belt >vr", TABLE).notes)
    assert not any("dubbele punt" in note for note in read("@de Vries: belt >vr", TABLE).notes)


def test_a_date_behind_a_mark_without_a_person_is_text_and_said() -> None:
    assert "een datum telt hier pas na @wie" in read("! ouders bellen >vr", TABLE).notes


def test_spans_are_what_was_understood() -> None:
    line = "(! bellen @smw,piet >di 1 dec >>9 dec #hal &lina"
    parts = [(span.role, line[span.start : span.end]) for span in read(line, TABLE).spans]
    assert parts == [
        ("audience", "("), ("mark", "!"), ("who", "@smw"), ("unknown", "piet"), ("when", ">di 1 dec"),
        ("evaluate", ">>9 dec"), ("where", "#hal"), ("item", "&lina"),
    ]  # fmt: skip


def test_an_empty_line_has_no_pieces() -> None:
    assert read("   ", TABLE).pieces == ()


def test_a_line_is_read_within_two_milliseconds() -> None:
    """The brief of the line: 100 characters against 150 people, so that no key is felt."""
    people = tuple(Person(f"p{i}", f"P. Persoon{i}", (f"persoon{i}", f"p. persoon{i}")) for i in range(150))
    table = Table(FRAME, people=people)
    line = "! wijkteam aanmelden @persoon17,p. persoon80 regelt dit samen met ouders >di 1 dec >>9 dec #lokaal 112"
    read(line, table)
    best = min(_timed(line, table) for _ in range(20))
    assert best < 0.002


def _timed(line: str, table: Table) -> float:
    begin = process_time()
    read(line, table)
    return process_time() - begin

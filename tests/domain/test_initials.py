"""Names in documents: initials in headings and text, whole words only, contacts untouched (domain.md §4, issue 2 §9).

Each row is a sentence as it is typed at the table and as it must leave the desk.
"""

from dataclasses import replace
from datetime import date, time
from time import process_time

import pytest

from sotdesk.domain.initials import CUT, Decision, Mention, Naming, labels, third_parties, with_class
from sotdesk.domain.report_model import Minutes, MinutesItem, Passage, Subject
from sotdesk.domain.students import Student


def pupil(name: str, class_name: str = "2H1", number: str = "") -> Student:
    """`Kees van der Linden`: first word, infix in lower case, the rest."""
    first, *rest = name.split(" ")
    infix = [word for word in rest if word[0].islower() or word[0] == "'"]
    last = [word for word in rest if word not in infix]
    return Student(name, number, first, " ".join(infix), " ".join(last), class_name)


YARA = pupil("Yara Aydın")
SEM = pupil("Sem Bakker", "1B4")
KEES = pupil("Kees van der Linden", "4V1")
LINA, SAMI = pupil("Lina Karimi"), pupil("Sami Karimi", "4V1")
ROOS = pupil("Roos Hendriks", "3H1")
WOLF, MEES = pupil("Wolf de Jong", "3H1"), pupil("Mees Kort", "1B4")
STERRE = pupil("Sterre Vos", "1B4")
RENEE = Student("renee", "", "Renée", "d'", "Ancona", "3M2")
ANNE = pupil("Anne-Marie El-Khatib", "3M2")
IJS = pupil("IJsbrand de Wit", "5H1")
NINA = pupil("Nina Smit", "4V1")
ZOE = pupil("Zoë Öztürk", "2V1")
JESSE, JESSE2 = pupil("Jesse Visser", "2H2"), pupil("Jesse Pot", "3H2")
OMAR = pupil("Omar Tahiri", "3H2")
BEN = pupil("Ben Maas", "3H2")
SCHOOL = (
    YARA, SEM, KEES, LINA, SAMI, ROOS, WOLF, MEES, STERRE, RENEE, ANNE, IJS, NINA, ZOE, JESSE, JESSE2, OMAR, BEN,
)  # fmt: skip
STAFF = ("N. Smit", "M. Bos", "Karin van Dam", "R. Hak", "Wijkteam Noord", "Lyceum De Lindehof")


def minutes(text: str, *own: Student, others: tuple[Student, ...] = ()) -> Minutes:
    """A report with one item that holds one text, and one item for each of the others."""

    def item(key: str, students: tuple[Student, ...], text: str = "") -> MinutesItem:
        nothing = Passage(f"n:{key}", "", "")
        subjects = tuple(Subject(s, "", nothing, nothing) for s in students)
        facts = (Passage(f"f:{key}", text, "feit"),) if text else ()
        return MinutesItem(key, 1, "nieuw", "besproken", nothing, nothing, subjects, facts=facts)

    return Minutes(
        meeting_id="m", school="", kind="SOT", short="SOT", day=date(2026, 11, 25), start=time(13), end=time(14),
        place=Passage("p", "", ""), state="concept", today=date(2026, 11, 25),
        items=(item("1", own, text), *(item(s.id, (s,)) for s in others)), known_names=STAFF,
    )  # fmt: skip


def written(text: str, *own: Student, others: tuple[Student, ...] = (), **decisions: Decision) -> str:
    """The text as it leaves the desk; `decisions` by the name as written."""
    report = minutes(text, *own, others=others)
    decided = {m.key: decisions[m.words] for m in third_parties(report, SCHOOL) if m.words in decisions}
    return Naming.of(report, SCHOOL, decided).text(report.items[0].facts[0])


def mentioned(text: str, *own: Student, others: tuple[Student, ...] = ()) -> tuple[Mention, ...]:
    return third_parties(minutes(text, *own, others=others), SCHOOL)


OWN_NAMES = [
    (YARA, "Yara komt niet meer in de les", "Y.A. komt niet meer in de les"),
    (YARA, "yara komt niet, zegt YARA zelf", "Y.A. komt niet, zegt Y.A. zelf"),
    (YARA, "de moeder van Yara Aydın belt", "de moeder van Y.A. belt"),
    (YARA, "Yara Aydin (zonder accent)", "Y.A. (zonder accent)"),
    (YARA, "Yara's moeder en Yara’s mentor", "Y.A.'s moeder en Y.A.'s mentor"),
    (YARA, "mevrouw Aydın belt terug", "mevrouw A. belt terug"),
    (YARA, "familie Aydin is verhuisd", "familie A. is verhuisd"),
    (YARA, "moeder (W. Aydın) is er ook", "moeder (W. A.) is er ook"),
    (YARA, "gesprek met Aydın", "gesprek met Y.A."),
    (YARA, "yara aydın niet gezien", "Y.A. niet gezien"),
    (YARA, "Yara A. heeft gebeld", "Y.A. heeft gebeld"),
    (YARA, "Y. Aydın heeft gebeld", "Y.A. heeft gebeld"),
    (YARA, "gesprek met Yara.", "gesprek met Y.A."),
    (YARA, "gesprek met Yara. Daarna rust.", "gesprek met Y.A. Daarna rust."),
    (YARA, "Is dit van Yara?", "Is dit van Y.A.?"),
    (YARA, "Yara/moeder: Yara-gesprek", "Y.A./moeder: Y.A.-gesprek"),
    (YARA, "Yarasha en Tayara blijven", "Yarasha en Tayara blijven"),
    (YARA, "«Yara», “Yara”, (Yara)", "«Y.A.», “Y.A.”, (Y.A.)"),
    (SEM, "Sems broer en Sem's zus", "S.B.'s broer en S.B.'s zus"),
    (SEM, "de Semantiek van semester 2", "de Semantiek van semester 2"),
    (SEM, "Sem Bakker gaat langs de bakker", "S.B. gaat langs de bakker"),
    (SEM, "moeder Bakker weet ervan", "moeder B. weet ervan"),
    (SEM, "wie is Bakker?", "wie is S.B.?"),
    (KEES, "Kees' fiets en Kees’ tas", "K.v.d.L.'s fiets en K.v.d.L.'s tas"),
    (KEES, "Kees van der Linden", "K.v.d.L."),
    (KEES, "kees van der linden", "K.v.d.L."),
    (KEES, "Kees Linden, Kees v. d. L. en Kees vd Linden", "K.v.d.L., K.v.d.L. en K.v.d.L."),
    (KEES, "Kees v.d. Linden en dhr. v. d. Linden", "K.v.d.L. en dhr. v.d.L."),
    (KEES, "meneer Van der Linden komt", "meneer v.d.L. komt"),
    (KEES, "meneer van der Linden's auto", "meneer v.d.L.'s auto"),
    (KEES, "hij zei: 'Kees' is mijn naam", "hij zei: 'K.v.d.L.' is mijn naam"),
    (ROOS, "Roos eet niet", "R.H. eet niet"),
    (ROOS, "een roos op de wang", "een roos op de wang"),
    (ROOS, "volgens Roos was het een roos", "volgens R.H. was het een roos"),
    (WOLF, "Wolf de Jong is jong", "W.d.J. is jong"),
    (WOLF, "De Jong belt, de jong ook", "W.d.J. belt, de jong ook"),
    (WOLF, "mevrouw de Jong, mw. De Jong", "mevrouw d.J., mw. d.J."),
    (MEES, "Kort gesprek gehad met Mees", "Kort gesprek gehad met M.K."),
    (MEES, "een mees; kort; Mees Kort", "een mees; kort; M.K."),
    (RENEE, "Renee en RENÉE en Renée d'Ancona", "R.d.A. en R.d.A. en R.d.A."),
    (RENEE, "Renée D’Ancona's oma", "R.d.A.'s oma"),
    (RENEE, "Rene\u0301e belt", "R.d.A. belt"),
    (ANNE, "Anne-Marie, Anne Marie en Anne‑Marie", "A.E., A.E. en A.E."),
    (ANNE, "Anne-Marie El Khatib; Anne; el-khatib", "A.E.; A.E.; A.E."),
    (IJS, "IJsbrand en ijsbrand en Ĳsbrand", "IJ.d.W. en IJ.d.W. en IJ.d.W."),
    (IJS, "IJsbrand draagt wit, de witte jas", "IJ.d.W. draagt wit, de witte jas"),
    (ZOE, "Zoe en Zoë Öztürk; ozturk", "Z.Ö. en Z.Ö.; Z.Ö."),
    (NINA, "N. Smit belt Nina Smit", "N. Smit belt N.S."),
    (NINA, "SMW (N. Smit) en mevrouw Smit met Nina", "SMW (N. Smit) en mevrouw Smit met N.S."),
    (NINA, "Smit spreekt Nina's vader", "Smit spreekt N.S.'s vader"),
    (BEN, "ik ben bij Ben geweest", "ik ben bij B.M. geweest"),
]


@pytest.mark.parametrize(("own", "text", "expected"), OWN_NAMES, ids=[row[1] for row in OWN_NAMES])
def test_the_items_own_pupil(own: Student, text: str, expected: str) -> None:
    assert written(text, own) == expected


def test_two_pupils_in_one_item() -> None:
    assert written("Lina en Sami, Lina's broer; familie Karimi", LINA, SAMI) == (
        "L.K. en S.K., L.K.'s broer; familie K."
    )


OTHERS = [
    ("zit naast Omar", "zit naast O.T.", ["Omar"]),
    ("omar was erbij", "O.T. was erbij", ["omar"]),
    ("ruzie met Omar Tahiri en Zoë", "ruzie met O.T. en Z.Ö.", ["Omar Tahiri", "Zoë"]),
    ("bij Omars moeder", "bij O.T.'s moeder", ["Omars"]),
    ("Roos heeft geholpen", "R.H. heeft geholpen", ["Roos"]),
    ("volgens Roos klopt het", "volgens R.H. klopt het", ["Roos"]),
    ("een roos, de wolf en een mees", "een roos, de wolf en een mees", []),
    ("Kort overleg. Vos gezien. Visser worden", "Kort overleg. Vos gezien. Visser worden", []),
    ("fiets van Kort gestolen", "fiets van M.K. gestolen", ["Kort"]),
    ("mevrouw Visser en wijkagent Bakker bellen", "mevrouw Visser en wijkagent Bakker bellen", []),
    ("M. Bos en Bos lopen in het bos", "M. Bos en Bos lopen in het bos", []),
    ("Karin van Dam, mevrouw Van Dam", "Karin van Dam, mevrouw Van Dam", []),
    ("Nina gaat mee met N. Smit", "N.S. gaat mee met N. Smit", ["Nina"]),
    ("mentor Nina belt", "mentor Nina belt", ["Nina"]),
    ("met Jesse gesproken", "met J. gesproken", ["Jesse"]),
    ("met Jesse Pot gesproken", "met J.P. gesproken", ["Jesse Pot"]),
    ("gesprek met de Jong", "gesprek met W.d.J.", ["de Jong"]),
    ("hij is een jong met goed humeur", "hij is een jong met goed humeur", []),
    ("ik ben ziek", "ik ben ziek", []),
    ("ouders Omar weten ervan", "ouders O.T. weten ervan", ["Omar"]),
    ("aangemeld bij Lyceum De Lindehof", "aangemeld bij Lyceum De Lindehof", []),
    ("aangemeld bij Wijkteam Noord", "aangemeld bij Wijkteam Noord", []),
]


@pytest.mark.parametrize(("text", "expected", "asked"), OTHERS, ids=[row[0] for row in OTHERS])
def test_pupils_of_other_items(text: str, expected: str, asked: list[str]) -> None:
    assert written(text, YARA) == expected
    assert [mention.words for mention in mentioned(text, YARA)] == asked


def test_each_name_is_decided() -> None:
    text = "Omar zit naast Zoë. Roos niet."
    decided = written(text, YARA, Omar=Decision.KEEP, Zoë=Decision.CUT, Roos=Decision.INITIALS)
    assert decided == f"Omar zit naast {CUT}. R.H. niet."


def test_a_mention_says_where_it_stands() -> None:
    (mention,) = mentioned("Kwam te laat. Zit naast Omar. Is moe.", YARA)
    assert (mention.where, mention.student, mention.sentence) == ("feit", OMAR, "Zit naast Omar.")
    assert mention.item is not None
    assert mention.default is Decision.INITIALS


@pytest.mark.parametrize(
    ("own", "text", "words"),
    [(ROOS, "roos komt niet", "roos"), (MEES, "Kort komt te laat", "Kort")],
)
def test_what_is_likelier_a_word_is_asked_and_stays(own: Student, text: str, words: str) -> None:
    """In the pupil's own item it may be the pupil all the same: she is asked."""
    (mention,) = mentioned(text, own)
    assert (mention.words, mention.own, mention.doubtful, mention.default) == (
        words,
        True,
        True,
        Decision.KEEP,
    )
    assert written(text, own) == text
    assert written(text, own, **{words: Decision.INITIALS}).startswith(own.name.initials)


def test_the_one_in_the_same_report_is_meant() -> None:
    """Two pupils are called Jesse: the one of this report, else the classmate, else nobody is named."""
    assert written("met Jesse", YARA, others=(JESSE2,)) == "met J.P."
    assert written("met Jesse", OMAR) == "met J.P."
    assert len(mentioned("met Jesse", YARA)[0].students) == 2


def test_own_pupil_wins_but_a_longer_name_of_another_does_not_lose() -> None:
    assert written("Jesse en Jesse Visser", JESSE2) == "J.P. en J.V."


def test_full_names_stay_in_the_own_item_only() -> None:
    report = minutes("Yara zit naast Omar", YARA)
    naming = Naming.of(report, SCHOOL, full=True)
    assert naming.text(report.items[0].facts[0]) == "Yara zit naast O.T."
    assert naming.heading(report.items[0]) == "Yara Aydın (2H1)"


def test_equal_initials_get_the_class_and_then_the_number() -> None:
    first, second = pupil("Sem Bakker", "1B4", "0042"), pupil("Saar Brouwer", "1B4", "0043")
    third, alone = pupil("Stijn Berg", "2H1"), pupil("Kees Post", "2H1")
    named = labels((first, second, third, alone))
    assert [named[s.id] for s in (first, second, third, alone)] == [
        "S.B. (1B4, nr. 0042)", "S.B. (1B4, nr. 0043)", "S.B. (2H1)", "K.P.",
    ]  # fmt: skip
    assert with_class(alone, named[alone.id]) == "K.P. (2H1)"
    assert with_class(third, named[third.id]) == "S.B. (2H1)"


def test_equal_initials_with_someone_only_mentioned() -> None:
    """Sami Karimi's item speaks of another S.K.: both get their class."""
    other = pupil("Soraya Kok", "1B4")
    report = minutes("Sami en Soraya", SAMI)
    naming = Naming.of(report, (*SCHOOL, other))
    assert naming.text(report.items[0].facts[0]) == "S.K. (4V1) en S.K. (1B4)"


def test_who_said_it_may_hold_a_parents_name() -> None:
    said = Passage("v", "belt terug", "inbreng", who="moeder (Fatma Aydın)")
    report = minutes("x", YARA)
    report = replace(report, items=(replace(report.items[0], voices=(said,)),))
    assert Naming.of(report, SCHOOL).text(said.speaker) == "moeder (Fatma Y.A.)"


def test_headings() -> None:
    report = minutes("x", LINA, SAMI)
    assert Naming.of(report).heading(report.items[0]) == "L.K. (2H1) en S.K. (4V1)"


def test_a_whole_school_is_looked_through_fast() -> None:
    """Ten pupils' report within a second, with 900 candidates (brief): the names are looked up, not tried."""
    firsts = [
        f"{a}{b}{c}" for a in "BDFGKL" for b in ("ar", "el", "im", "oo", "un") for c in ("a", "ik", "o")
    ]
    lasts = [f"van den {a}{b}" for a in ("Berk", "Dol", "Gras", "Hul", "Kop") for b in ("laan", "stra")]
    school = [
        pupil(f"{first} {last}", f"{n % 6 + 1}H{n % 4}") for n, first in enumerate(firsts) for last in lasts
    ]
    assert len(school) == 900
    report = minutes("Fara de van den Berklaan is met de van der Pot naar den Haag " * 100, YARA)
    began = process_time()
    Naming.of(report, school)
    assert process_time() - began < 0.8

"""How the head of a card shows things: who, where it stands, hulpvraag, what works, ages, badges. No keys, no store."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.ages import SchoolAges, age_flags
from sotdesk.domain.ages import standing as standing_of
from sotdesk.domain.case_words import guardian_words, missing_words
from sotdesk.domain.cases import CaseFile, Confidentiality, Guardian, Referral
from sotdesk.domain.dates import show_date
from sotdesk.domain.names import MASK
from sotdesk.domain.students import Student
from sotdesk.domain.words import listed
from sotdesk.screens.badges import PREFIX, Badge
from sotdesk.screens.case_rows import LABEL, File, Showing
from sotdesk.screens.naming import pupil, pupil_and_class
from sotdesk.widgets.lines import option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Row, col, flex


def edges(file: File, show: Showing, standing: str, room: int) -> tuple[str, str]:
    """Who, for the top edge of the head, and how it stands, for the bottom edge; `room` is the cells of an edge.

    `Yara A. (14) · 2H1 · mentor M. Bos · stamnr 040123`; a number without room there stands below, never half.
    """
    student = file.student
    age = student.age(show.today)
    who = pupil(student, hidden=show.hidden) + (f" ({age})" if age is not None else "")
    mentors = f"mentor {listed(file.mentors)}" if file.mentors else "mentor niet bekend"
    number = "" if show.hidden or not student.number else f"stamnr {student.number}"
    top = " · ".join(filter(None, [who, student.class_name, mentors, number]))
    if not number or cell_len(top) <= room:
        return top, standing
    return top.removesuffix(f" · {number}"), f"{number} · {standing}"


def standing(case: CaseFile, show: Showing) -> str:
    """`intern · basisplus · casushouder N. Smit`, or since when it is closed."""
    if case.closed_on:
        return f"afgesloten {show_date(case.closed_on, show.today)}"
    holder = f"casushouder {case.holder}" if case.holder else "nog geen casushouder"
    shield = f"leest: {case.confidentiality}" if case.confidentiality != Confidentiality.SOT else ""
    return " · ".join(filter(None, [case.status.value, case.level, holder, shield]))


def head_rows(file: File, show: Showing, ages: SchoolAges) -> list[Option]:
    """Hulpvraag, vraag, what works, the aanmelding, home and what asks attention about the pupil himself.

    Where rows are scarce home stands in Betrokkenen only, and an aanmelding here only while something lacks.
    """
    rows = _warnings(file, show) + _ages(file, show, ages)
    if isinstance(file, CaseFile):
        rows += _case_rows(file, show)
    return rows if show.low and isinstance(file, CaseFile) else rows + _home(file, show)


def _case_rows(case: CaseFile, show: Showing) -> list[Option]:
    rows: list[Option] = []
    if case.closed_on:
        said = ". ".join(filter(None, [case.close_reason.rstrip("."), case.close_result]))
        rows.append(_row("Afgesloten", show, show.text(said), whole=True))
    by = f" ({case.question_by})" if case.question_by else ""
    rows.append(_row("Hulpvraag", show, *_or_none(case.question, show), (show.text(by), "muted"), whole=True))
    if case.request:
        rows.append(_row("Vraag SOT", show, show.text(case.request), whole=True))
    if case.what_works:
        rows.append(_row("Wat werkt", show, show.text(case.what_works)))
    if (regie := case.regie).organisation:
        since = f" sinds {show_date(regie.since, show.today)}" if regie.since else ""
        person = f" ({regie.person})" if regie.person else ""
        rows.append(_row("Regie", show, show.text(f"{regie.organisation}{person}"), (since, "muted")))
    if case.referral and (case.referral.missing or not show.low):
        rows.append(_referral(case.referral, show))
    return rows


def _or_none(question: str, show: Showing) -> tuple[Piece, ...]:
    return (show.text(question),) if question else (("nog niet ingevuld", "muted"),)


def _referral(referral: Referral, show: Showing) -> Option:
    by = f" door {show.text(referral.by)}" if referral.by else ""
    parts: list[Piece] = [f"{show_date(referral.on, show.today)}{by}"]
    knows = (("ouders", referral.parents_informed, referral.parents_agreed),
             ("leerling", referral.student_informed, referral.student_agreed))  # fmt: skip
    for who, informed, agreed in knows:
        role: Role = "warn" if "nee" in (informed, agreed) else "muted"
        parts.append((f" · {who} {_answer(informed, agreed)}", role))
    if referral.missing:
        parts.append((f" · ontbreekt: {missing_words(referral)}", "warn"))
    return _row("Aanmelding", show, *parts)


def _answer(informed: str, agreed: str) -> str:
    """What someone knows and wants, in words."""
    knows = {"ja": "geïnformeerd", "nee": "niet geïnformeerd"}.get(informed, "")
    wants = {"ja": "akkoord", "nee": "niet akkoord"}.get(agreed, "")
    return ", ".join(filter(None, [knows, wants])) or "nog niet gevraagd"


def _home(file: File, show: Showing) -> list[Option]:
    parts = [_guardian(g, show) for g in file.guardians]
    rows = [_row("Thuis", show, " · ".join(parts))] if parts else []
    if file.siblings:
        siblings = [pupil_and_class(s, hidden=show.hidden) for s in file.siblings]
        rows.append(_row("Op school", show, f"broer of zus: {listed(siblings)}"))
    return rows


def _guardian(guardian: Guardian, show: Showing) -> str:
    words = guardian_words(guardian)
    if not show.hidden:
        return words
    extra = words.removeprefix(f"{guardian.relation} {guardian.name}".strip())
    return f"{guardian.relation or MASK}{extra}"


def _warnings(file: File, show: Showing) -> list[Option]:
    student = file.student
    said = [f"uit sinds {show_date(student.gone_since, show.today)}"] if student.gone_since else []
    said += ["voorlopig: staat nog niet in de leerlingenlijst"] if student.provisional else []
    return [_row("Let op", show, (" · ".join(said), "warn"), whole=True)] if said else []


def _ages(file: File, show: Showing, ages: SchoolAges) -> list[Option]:
    """A birthday that changes something, when it is near."""
    said = [flag.words(show.today) for flag in age_flags(file.student.birth_date, show.today, ages)]
    return (
        [_row("Leeftijd", show, (" · ".join(said), "accent"), (" · l meer", "muted"), whole=True)]
        if said
        else []
    )


def ages_text(student: Student, show: Showing, ages: SchoolAges) -> Content:
    """Every age: since when or from when, what changes then, and who says so."""
    parts: list[Piece] = []
    if student.birth_date is None:
        parts.append(("De geboortedatum is niet bekend; die komt uit de leerlingenlijst.\n\n", "muted"))
    for rule, day, now in standing_of(student.birth_date, show.today, ages):
        when = (
            f" · {'sinds' if now else 'vanaf'} {show_date(day, show.today)}"
            if day and not show.hidden
            else ""
        )
        parts += [
            (f"{rule.age} jaar{when}", "good" if now else "strong"),
            (" · geldt nu" if now else "", "good"),
        ]
        parts += [f"\n{rule.changes}\n", (f"Bron: {rule.source}\n\n", "muted")]
    return pieces(*parts)


def badge_rows(badges: Iterable[Badge], show: Showing) -> list[Option]:
    """The badges: the rows of the head that lead somewhere."""
    return [
        option(
            f"{PREFIX}{at}", col(b.label, LABEL, "label"), flex(show.text(b.words), b.role), wrap=not show.low
        )
        for at, b in enumerate(badges)
    ]


def _row(label: str, show: Showing, *parts: Piece, whole: bool = False) -> Option:
    """A line of the head; where rows are scarce only what must be read `whole` takes more than one."""
    cells = (col(label, LABEL, "label"), flex(pieces(*parts)))
    return Option(Row(*cells, wrap=whole or not show.low), disabled=True)

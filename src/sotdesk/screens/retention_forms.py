"""The forms of *Bewaren en vernietigen*: destroying, an exception for one pupil, the school's own term."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.calendar_entry import read_day
from sotdesk.domain.dates import show_date
from sotdesk.domain.destruction import CONFIRM, HOLD, SPECIAL, Destroyed, Mark, Proposal
from sotdesk.domain.retention import MOST_MONTHS, Term, shipped_terms
from sotdesk.domain.words import count
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

GROUND = "bewaartermijn voorbij"
MARKS = {HOLD: "niet vernietigen", SPECIAL: "naar speciaal onderwijs"}
"""What may change the term of one pupil, as she reads it."""


class DestroyForm(FormDialog[Destroyed]):
    """`DestroyForm(store, proposal)` destroys by itself; what goes stands over the fields."""

    heading = "Vernietigen"
    SAVE = "Vernietigen"
    HELP = """
**Vernietigen** kan niet ongedaan worden gemaakt, ook niet met **u**. Typ daarom het woord zelf.

In het logboek komt wanneer, welke soorten, hoeveel, door wie en op welke grond; nooit van wie. Reservekopieën van
vandaag en eerder bevatten het nog: ruim die op. Bestanden buiten sotdesk verwijder je zelf.
"""

    def __init__(self, store: "Store", proposal: Proposal) -> None:
        super().__init__()
        self._store, self._proposal = store, proposal

    def fields(self) -> Iterable[Field]:
        """The word, who, the ground."""
        yield Field("Typ", Line("", CONFIRM, id="typed"), note=self._what())
        yield Field("Door", Line(self._store.school.school().coordinator, id="who"))
        yield Field("Grond", Line(GROUND, id="ground"))

    def _what(self) -> str:
        found = self._proposal
        today = self._store.clock.today()
        days = dict.fromkeys(show_date(day, today) for day in (found.first, found.last))
        pupils = count(found.pupils, "leerling", "leerlingen")
        rows = count(found.rows, "regel", "regels")
        said = f"{pupils}, {rows}. Bewaard t/m {' – '.join(days)}. Dit komt niet terug."
        return f"{said} Samen met anderen, blijft zonder hem: {found.shared}." if found.shared else said

    def result(self) -> Destroyed:
        """Destroys; raises FieldError without the word, and what the store refuses."""
        if self.text("typed").casefold() != CONFIRM:
            raise FieldError("typed", f"Typ het woord {CONFIRM}.")
        dues, typed = self._proposal.dues, self.text("typed")
        return self._store.retention.destroy(dues, typed, self.text("who"), self.text("ground"))


class MarkForm(FormDialog[Mark]):
    """`MarkForm(store, student_id, kind)` keeps it itself; without a pupil he is chosen in it."""

    heading = "Uitzondering"
    HELP = """
**Uitzondering**: waarom de gewone termijn niet geldt voor een leerling.

- **Niet vernietigen**: er loopt bijvoorbeeld een klacht of een rechtszaak. Zolang dit geldt, gaat er niets van hem
  weg. Na de laatste dag telt de gewone termijn weer; zonder dag geldt het tot je het weghaalt.
- **Naar speciaal onderwijs**: het dossier blijft 3 jaar in plaats van 2.
- De reden en wie het besloot blijven in beeld.
"""

    def __init__(self, store: "Store", student_id: str = "", kind: str = "") -> None:
        super().__init__(save=self._keep)
        self._store, self._today = store, store.clock.today()
        found = (m for m in store.retention.marks() if (m.student_id, m.kind) == (student_id, kind))
        self._mark, self._student_id = next(found, None), student_id
        if student_id:
            self.starts_at = "kind"

    def fields(self) -> Iterable[Field]:
        """Who, what, why, by whom, until when."""
        one, mine = self._mark, (self._student_id,) if self._student_id else ()
        gone = (s for s in self._store.students.all(gone=True) if s.gone_since)
        said = [(s, f"uit sinds {show_date(s.gone_since, self._today)}") for s in gone if s.gone_since]
        yield StudentField(self._store, student_ids=mine, proposed=[] if mine else said)
        yield Field("Wat", Pick(list(MARKS.items()), one.kind if one else HOLD, "kind"))
        yield Field("Reden", Line(one.reason if one else "", "klacht bij de commissie", id="reason"))
        by = one.who if one else self._store.school.school().coordinator
        yield Field("Besloten door", Line(by, id="who"))
        last = show_date(one.until, self._today) if one and one.until else ""
        yield Field("Tot en met", DateLine(self._read, last, "leeg · 1 jul 2027", id="until"))

    def on_mount(self) -> None:
        """Only a hold has a last day."""
        self._follow()

    def on_pick_changed(self) -> None:
        """Only a hold has a last day."""
        self._follow()

    def _follow(self) -> None:
        self.field("until").display = self.text("kind") == HOLD

    def _read(self, words: str) -> tuple[date | None, str]:
        if not words.strip():
            return None, "mag leeg: tot je het weghaalt"
        day = read_day(words, self._today)
        return day, f"{show_date(day)} {day.year}" if day else "typ een dag die nog komt, zoals 1 jul 2027"

    def result(self) -> Mark:
        """What was filled in; raises FieldError."""
        who = self.query_one(StudentField)
        if who.student is None:
            raise FieldError("student", "Om welke leerling gaat het?")
        kind, until = self.text("kind"), self._read(self.text("until"))[0]
        if not self.text("reason"):
            raise FieldError("reason", "Waarom? Een paar woorden zijn genoeg.")
        if not self.text("who"):
            raise FieldError("who", "Wie besloot dit?")
        if kind == HOLD and self.text("until") and until is None:
            raise FieldError(
                "until", "Dat lees ik niet als dag die nog komt. Laat het leeg, of typ 1 jul 2027."
            )
        last = until if kind == HOLD else None
        return Mark(who.student.id, kind, self.text("reason"), self.text("who"), self._today, last)

    def _keep(self, made: Mark) -> None:
        before = self._mark
        self._store.retention.mark(made.student_id, made.kind, made.reason, made.who, made.until)
        if before and (before.student_id, before.kind) != (made.student_id, made.kind):
            self._store.retention.unmark(before.student_id, before.kind)


class TermForm(FormDialog[int]):
    """`TermForm(store, term, words)` keeps the school's own number of months; `words` is the term as it may
    be named."""

    HELP = """
**Eigen termijn**: de AVG noemt geen termijnen; de school stelt ze vast en legt uit waarom. Neem hier over wat in jullie
eigen beleid staat. Een termijn die vastligt, kan hier niet anders.
"""

    def __init__(self, store: "Store", term: Term, words: str) -> None:
        super().__init__(save=lambda months: store.retention.save_term(term.kind, months))
        self._term = term
        self.heading = f"Eigen termijn · {words}"

    def fields(self) -> Iterable[Field]:
        """The months, counted from *uit sinds*."""
        shipped = shipped_terms()[self._term.kind].months
        note = f"vanaf uit sinds; van sotdesk: {shipped} maanden"
        yield Field("Maanden", Line(str(self._term.months), id="months"), note=note)

    def result(self) -> int:
        """The months; raises FieldError."""
        words = self.text("months").removesuffix("maanden").strip()
        if not words.isascii() or not words.isdigit() or not 0 < int(words[:6]) <= MOST_MONTHS:
            raise FieldError("months", f"Typ een getal van 1 tot en met {MOST_MONTHS}.")
        return int(words)

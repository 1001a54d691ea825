"""The forms of *Aanname*: who he is, one part, the talk, a longer term, and taking him. None holds all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.widgets import Static, TextArea

from sotdesk.domain.candidates import Candidate, Part, class_wrong, missing_words
from sotdesk.domain.dates import Frame, read, show_date
from sotdesk.domain.past_days import past_day
from sotdesk.domain.rules import load
from sotdesk.domain.text import one_line
from sotdesk.screens.action_forms import frame_of
from sotdesk.screens.candidate_rows import candidate_name, show_day
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.name_line import NameLine
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import literal
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store

YES_NO = (("ja", "ja"), ("nee", "nee"))
NEW_PUPIL = "leeg: een nieuwe leerling, voorlopig tot de leerlingenlijst zijn nummer brengt"


class WhoForm(FormDialog[Candidate]):
    """`WhoForm(store, candidate_id)` keeps who he is itself, then `candidate_id` says who; '' makes a new one."""

    def __init__(self, store: "Store", candidate_id: str = "", *, hidden: bool = False) -> None:
        super().__init__(save=self._keep)
        self._store, self._today = store, store.clock.today()
        self.candidate_id = candidate_id
        self._candidate = (
            store.candidates.get(candidate_id) if candidate_id else Candidate("", "", "", "", self._today)
        )
        name = candidate_name(self._candidate, hidden=hidden)
        self.heading = f"Kandidaat · {name}" if candidate_id else "Nieuwe kandidaat"

    def fields(self) -> Iterable[Field]:
        """His name, when he was born, where he comes from, for which class, since when."""
        one = self._candidate
        yield Field("Roepnaam", NameLine(one.first_name, id="first_name"))
        yield Field("Tussenvoegsel", Line(one.infix, "van der", id="infix"))
        yield Field("Achternaam", NameLine(one.last_name, id="last_name"))
        born = show_day(one.birth_date) if one.birth_date else ""
        yield Field("Geboren", DateLine(self._born, born, "5 mrt 2014", id="born"))
        yield Field(
            "Komt van", Line(one.from_school, "bs De Wilg, of een andere vo-school", id="from_school")
        )
        yield Field("Voor klas", Line(one.for_class, "1B4, of alleen 1", id="for_class"))
        yield Field("Aangemeld op", past_line(self._today, one.asked_on, "asked_on"))

    def _born(self, words: str) -> tuple[date | None, str]:
        day = past_day(words, self._today) if words.strip() else None
        if day is None or self._today.year - day.year < 3:
            return None, "typ dag, maand en jaar, zoals 5 mrt 2014"
        age = self._today.year - day.year - ((self._today.month, self._today.day) < (day.month, day.day))
        return day, f"{age} jaar"

    def result(self) -> Candidate:
        """Who he is; raises FieldError."""
        words = {
            name: one_line(self.text(name))
            for name in ("first_name", "infix", "last_name", "from_school", "for_class")
        }
        if not words["first_name"]:
            raise FieldError("first_name", "Vul een roepnaam in.")
        if not words["last_name"]:
            raise FieldError("last_name", "Vul een achternaam in.")
        if wrong := class_wrong(words["for_class"]):
            raise FieldError("for_class", wrong)
        born = self._born(self.text("born"))[0]
        if self.text("born") and born is None:
            raise FieldError("born", "Typ dag, maand en jaar, zoals 5 mrt 2014, of laat het leeg.")
        return replace(
            self._candidate, birth_date=born, asked_on=_day(self, "asked_on") or self._today,
            first_name=words["first_name"], infix=words["infix"], last_name=words["last_name"],
            from_school=words["from_school"], for_class=words["for_class"],
        )  # fmt: skip

    def _keep(self, candidate: Candidate) -> None:
        self.candidate_id = self._store.candidates.save_who(candidate)


class PartForm(FormDialog[dict[str, str]]):
    """`PartForm(store, candidate, part, about)` keeps one part itself."""

    def __init__(self, store: "Store", candidate: Candidate, part: Part, about: str) -> None:
        super().__init__(save=lambda words: store.candidates.fill(candidate.id, **words))
        self._candidate, self._part = candidate, part
        self.heading = f"{part.title} · {about}"

    def fields(self) -> Iterable[Field]:
        """One text; of the source also what it says."""
        one, part = self._candidate, self._part
        if part.code == "source":
            known: list[str] = load("candidates")["sources"]["words"]
            line = suggesting(Line(one.source, ", ".join(known[:3]), id="source"), known)
            yield Field("Van wie", line)
            yield Field("Wat staat erin", TextBox(one.information, rows=7, id="information"), note=part.hint)
            return
        yield Field(part.title, TextBox(getattr(one, part.code), rows=9, id=part.code), note=part.hint)

    def on_mount(self) -> None:
        """Behind what stands there."""
        super().on_mount()
        for box in self.query(TextBox):
            box.move_cursor(box.document.end)

    def result(self) -> dict[str, str]:
        """The words by their column; raises FieldError."""
        words = {row.control.id or "": row.words.strip() for row in self._rows()}
        if words.get("information") and not words["source"]:
            raise FieldError("source", "Van wie komt dit? Bijvoorbeeld de vorige school of het OKR.")
        return words


@dataclass(frozen=True)
class Talk:
    """When, and what was said; without words it is planned."""

    on: date | None
    words: str


class TalkForm(FormDialog[Talk]):
    """`TalkForm(store, candidate, about)` keeps the introduction talk itself."""

    def __init__(self, store: "Store", candidate: Candidate, about: str) -> None:
        super().__init__(save=lambda talk: store.candidates.talk(candidate.id, talk.on, talk.words))
        self._candidate = candidate
        self._frame: Frame = frame_of(store)
        self.heading = f"Kennismaking · {about}"
        held = candidate.talk_on and candidate.talk_on <= self._frame.today
        self.starts_at = "words" if held else "on"

    def fields(self) -> Iterable[Field]:
        """The day, and how it was."""
        on = self._candidate.talk_on
        shown = show_date(on, self._frame.today) if on else ""
        yield Field("Wanneer", DateLine(self._read, shown, "di 1 dec", id="on"))
        box = TextBox(self._candidate.talk, rows=7, id="words")
        yield Field("Wat is gezegd", box, note="met leerling en ouders; leeg zolang het gepland is")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Once there are words, the day lies behind."""
        self.field("on").show(self._read(self.text("on"))[1] if self.text("on") else "")

    def _read(self, words: str) -> tuple[date | None, str]:
        today, known = self._frame.today, self._candidate.talk_on
        if known and words == show_date(known, today):
            return known, words
        behind, ahead = past_day(words, today) if words.strip() else None, read(words, self._frame)
        held = bool(self.query("#words") and self.text("words"))
        day = behind if held or ahead is None else ahead.day
        return day, show_date(day, today) if day else "dat lees ik niet als een dag"

    def result(self) -> Talk:
        """When and what; raises FieldError."""
        words, typed = self.text("words"), self.text("on")
        on = self._read(typed)[0] if typed else None
        if typed and on is None:
            raise FieldError("on", NOT_A_DAY if words else "Typ een dag, zoals di of 1 dec.")
        if words and on is None:
            raise FieldError("on", "Op welke dag was de kennismaking?")
        if words and on and on > self._frame.today:
            raise FieldError("on", "Die dag komt nog. Typ de dag waarop het gesprek was.")
        return Talk(on, words)


class ExtendForm(FormDialog[tuple[date | None]]):
    """`ExtendForm(store, candidate, about)` keeps since when the parents know; an empty day takes it back."""

    SAVE = "Verlengen"

    def __init__(self, store: "Store", candidate: Candidate, about: str) -> None:
        super().__init__(save=lambda done: store.candidates.extend(candidate.id, done[0]))
        self._today, self._known = store.clock.today(), candidate.extended_on
        self._weeks = store.candidates.term().extra_weeks
        self.heading = f"{self._weeks} weken langer · {about}"

    def fields(self) -> Iterable[Field]:
        """The day."""
        on = self._known or self._today
        yield Field("Ouders ingelicht", past_line(self._today, on, "on", empty="leeg: toch niet verlengd"))

    def result(self) -> tuple[date | None]:
        """The day; raises FieldError."""
        return (_day(self, "on"),)


@dataclass(frozen=True)
class Taken:
    """Which pupil he becomes ('' = a new one), whether his case opens, and when it was decided."""

    student_id: str
    case: bool
    on: date


class AdmitForm(FormDialog[Taken]):
    """`AdmitForm(store, candidate)` takes him itself; then `student_id` is the pupil he became."""

    SAVE = "Aannemen"

    def __init__(self, store: "Store", candidate: Candidate, *, hidden: bool = False) -> None:
        super().__init__(save=self._keep)
        self._store, self._candidate, self._hidden = store, candidate, hidden
        self._today = store.clock.today()
        self._matches = store.candidates.matches(candidate.id)
        self.student_id = ""
        self.heading = f"Aannemen · {candidate_name(candidate, hidden=hidden)}"
        self.starts_at = "case"

    def fields(self) -> Iterable[Field]:
        """Who he is in the list, whether a case opens, when it was decided."""
        sure = tuple(match.student.id for match in self._matches if match.sure)[:1]
        field = StudentField(self._store, "Leerling", student_ids=sure)
        yield field
        note = (
            "met wat nodig is als hulpvraag"
            if self._candidate.need
            else "zonder hulpvraag: die vul je later in"
        )
        yield Field("Casus openen", Pick(YES_NO, "ja", "case"), note=note)
        lacks = missing_words(self._candidate)
        left = f"nog leeg: {lacks}" if lacks else ""
        yield Field("Besloten op", past_line(self._today, self._today, "on"))
        if left:
            yield Field("Let op", Static(literal(left, "warn"), markup=False, classes="said"))

    def on_mount(self) -> None:
        """What it means as it stands."""
        super().on_mount()
        self._say()

    def on_student_field_changed(self) -> None:
        """Another pupil."""
        self._say()

    def _say(self) -> None:
        field = self.query_one(StudentField)
        if field.ids:
            case = field.case
            said = "staat in de leerlingenlijst"
            said += f" · heeft een casus ({case.status.value}), die blijft" if case else ""
            field.show(said)
            return
        maybe = [
            pupil_and_class(match.student, hidden=self._hidden) for match in self._matches if not match.sure
        ]
        more = f". Zelfde geboortedatum: {', '.join(maybe[:2])}" if maybe else ""
        field.show(f"{NEW_PUPIL}{more}")

    def result(self) -> Taken:
        """Who he becomes; raises FieldError."""
        field = self.query_one(StudentField)
        if field.typed:
            raise FieldError("student", "Kies een leerling uit de lijst, of maak dit leeg.")
        student_id = field.ids[0] if field.ids else ""
        return Taken(student_id, self.text("case") == "ja", _day(self, "on") or self._today)

    def _keep(self, taken: Taken) -> None:
        self.student_id = self._store.candidates.admit(
            self._candidate.id, taken.student_id, case=taken.case, on=taken.on
        )


def _day(form: FormDialog[Any], name: str) -> date | None:
    """The day in a field for a day that lies behind; None without one; raises FieldError."""
    line = form.field(name).control
    day = line.date if isinstance(line, DateLine) else None
    if day is None and form.text(name):
        raise FieldError(name, NOT_A_DAY)
    return day

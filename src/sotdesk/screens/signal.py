"""The forms of a signal: noted in twenty seconds (of whom, who saw it, what), its details filled in later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.cases import DOMAINS
from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.dates import show_date
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

MAY_LATER = "één regel is genoeg; de rest vul je later aan"
NOT_A_DAY = "Typ een dag die geweest is, zoals gisteren, ma of 20 nov."


@dataclass(frozen=True)
class NewSignal:
    """What was noted, of a pupil or of someone who is not on the list yet."""

    pupil: str | Newcomer
    by: str
    text: str


class SignalForm(FormDialog[NewSignal]):
    """`SignalForm(store, student_id="")` saves the signal itself."""

    heading = "Signaal noteren"
    HELP = """
**Signaal**: iets wat iemand zag of hoorde bij een leerling. Eén regel is genoeg.

- **Leerling**: typ eerste letters, achternaam, nummer of klas; Enter neemt wie gemarkeerd is.
- **Wie zag het**: een naam of een rol, zoals mentor; → neemt het voorstel over.
- **Wat**: wat er te zien of te horen was, niet wat het betekent.
- Het signaal wacht bij **Casussen** op wegen: wie pakt het op? Dag, gebied en wat thuis weet vul je later aan.
"""

    def __init__(self, store: "Store", student_id: str = "") -> None:
        super().__init__(save=self._keep)
        self._store = store
        self._student_id = student_id

    def fields(self) -> Iterable[Field]:
        """Three lines, three times Enter."""
        preset = (self._student_id,) if self._student_id else ()
        yield StudentField(self._store, student_ids=preset, may_add=True)
        yield Field("Wie zag het", who_line(self._store))
        yield Field("Wat", Line(placeholder="wat er te zien of te horen was", id="what"), note=MAY_LATER)

    def on_mount(self) -> None:
        """The first line that is still empty."""
        if self._student_id:
            self.query_one("#by").focus()

    def result(self) -> NewSignal:
        """What was noted; raises FieldError."""
        field = self.query_one(StudentField)
        if not field.ids or field.typed:
            raise FieldError("student", "Kies een leerling uit de lijst.")
        if not self.text("what"):
            raise FieldError("what", "Schrijf in één regel wat er gezien is.")
        return NewSignal(
            field.newcomer or field.ids[0], one_line(self.text("by")), one_line(self.text("what"))
        )

    def _keep(self, new: NewSignal) -> None:
        self._store.cases.add_signal(new.pupil, new.by, new.text)
        self.app.notify("Signaal genoteerd; het wacht op wegen.", markup=False, timeout=3)


def who_line(store: "Store", value: str = "") -> Line:
    """A line for who saw or said something, completing roles and people (→ takes it)."""
    known = [kind.name for kind in role_kinds().values()] + [c.name for c in store.contacts.all()]
    return suggesting(Line(value, "docent Engels, mentor, moeder …", id="by"), known)


@dataclass(frozen=True)
class Details:
    """What stands of a signal."""

    by: str
    text: str
    seen_on: date
    domain: str
    told_home: str


class SignalDetailsForm(FormDialog[Details]):
    """`SignalDetailsForm(store, signal_id)` saves what it now says."""

    def __init__(self, store: "Store", signal_id: str, *, hidden: bool = False) -> None:
        super().__init__(save=self._keep)
        self._store = store
        self._signal = store.cases.signal(signal_id)
        self._today = store.clock.today()
        self.heading = f"Signaal · {pupil_and_class(self._signal.student, hidden=hidden)}"

    def fields(self) -> Iterable[Field]:
        """Who, what, when it was seen, on which ground, what they know at home."""
        signal = self._signal
        seen = show_date(signal.seen_on, self._today)
        yield Field("Wie zag het", who_line(self._store, signal.by))
        yield Field("Wat", Line(signal.text, id="what"))
        yield Field("Gezien op", DateLine(self._read, seen, "gisteren · ma · 20 nov", id="seen"))
        yield Field(
            "Waarover", Pick([("", "niet gekozen"), *((d, d) for d in DOMAINS)], signal.domain, "domain")
        )
        yield Field("Thuis verteld", Line(signal.told_home, "moeder gebeld, ma 23 nov", id="home"))

    def _read(self, words: str) -> tuple[date | None, str]:
        day = past_day(words, self._today)
        return day, show_date(day, self._today) if day else "dat lees ik niet als een dag die geweest is"

    def result(self) -> Details:
        """What it says now; raises FieldError."""
        if not self.text("what"):
            raise FieldError("what", "Schrijf in één regel wat er gezien is.")
        day = past_day(self.text("seen"), self._today)
        if day is None:
            raise FieldError("seen", NOT_A_DAY)
        words = [one_line(self.text(each)) for each in ("by", "what", "home")]
        return Details(words[0], words[1], day, self.text("domain"), words[2])

    def _keep(self, details: Details) -> None:
        self._store.cases.edit_signal(
            self._signal.id, by=details.by, text=details.text, seen_on=details.seen_on,
            domain=details.domain, told_home=details.told_home,
        )  # fmt: skip

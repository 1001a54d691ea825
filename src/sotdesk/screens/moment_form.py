"""The fields of a contact moment besides its lines: with whom, how and when, and who knows of it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sotdesk.domain.dates import show_date
from sotdesk.domain.moments import Moment, channels
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.data.store.moments import About

ANSWERS = (("", "nog niet gezegd"), ("ja", "ja"), ("nee", "nee"))
NOT_A_DAY = "Dat lees ik niet als een dag die geweest is. Typ bijvoorbeeld gisteren, ma of 20 nov."
NOT_A_TIME = "Dat lees ik niet als een tijd. Typ bijvoorbeeld 13:24."


class MomentForm(FormDialog["About"]):
    """`MomentForm(store, moment, save=…)`."""

    HELP = """
**Contactmoment**: een gesprek over een leerling buiten een overleg.

- **Kanaal**: telefoon, gesprek, e-mail, huisbezoek …; ← en → kiezen, of de eerste letter.
- **Met wie** vult zichzelf met wie er sprak (`moeder: …`), als je niets invult.
- **Besproken met ouders** en **met leerling**: weten ze dat dit is vastgelegd? Zo niet, schrijf erbij waarom niet.
"""

    def __init__(self, store: "Store", moment: Moment, save: "object", *, hidden: bool = False) -> None:
        super().__init__(save=save)  # type: ignore[arg-type]
        self._store = store
        self._moment = moment
        self._today = store.clock.today()
        self.heading = f"Contactmoment · {pupil_and_class(moment.student, hidden=hidden)}"

    def fields(self) -> Iterable[Field]:
        """How, with whom, when; who knows."""
        moment = self._moment
        at = moment.at.astimezone()
        names = [g.relation or g.name for g in self._store.students.guardians(moment.student.id)]
        names += [c.name for c in self._store.contacts.all()]
        listed = dict.fromkeys((*channels(), moment.channel))
        yield Field("Kanaal", Pick([(name, name) for name in listed], moment.channel, "channel"))
        yield Field(
            "Met wie",
            suggesting(Line(moment.with_whom, moment.spoke_with or "moeder", id="with_whom"), names),
        )
        yield Field(
            "Dag", DateLine(self._read, show_date(at.date(), self._today), "gisteren · ma · 20 nov", id="day")
        )
        yield Field("Tijd", Line(f"{at:%H:%M}", "13:24", id="time"))
        yield Field("Ouders weten het", Pick(ANSWERS, moment.parents, "parents"))
        yield Field("Leerling weet het", Pick(ANSWERS, moment.pupil, "student"))
        yield Field("Waarom niet", Line(moment.told_why, "alleen bij nee", id="why"))

    def _read(self, words: str) -> tuple[date | None, str]:
        day = past_day(words, self._today)
        return day, show_date(day, self._today) if day else "dat lees ik niet als een dag die geweest is"

    def result(self) -> "About":
        """What it says now; raises FieldError."""
        from sotdesk.data.store.moments import About

        day = past_day(self.text("day"), self._today)
        if day is None:
            raise FieldError("day", NOT_A_DAY)
        answers = self.text("student"), self.text("parents")
        why = one_line(self.text("why"))
        if "nee" in answers and not why:
            raise FieldError("why", "Schrijf erbij waarom niet.")
        return About(
            self._moment_at(day), self.text("channel"), one_line(self.text("with_whom")), *answers,
            why if "nee" in answers else "",
        )  # fmt: skip

    def _moment_at(self, day: date) -> datetime:
        """The day and time as typed; the moment as it was when they did not change, to the second."""
        words, old = self.text("time").replace(".", ":"), self._moment.at.astimezone()
        try:
            at = time.fromisoformat(words.zfill(5) if ":" in words else f"{int(words):02}:00")
        except ValueError:
            raise FieldError("time", NOT_A_TIME) from None
        if (day, at) == (old.date(), old.time().replace(second=0, microsecond=0, tzinfo=None)):
            return self._moment.at
        found = datetime.combine(day, at).astimezone()
        if found > self._store.clock.now():
            raise FieldError("time", "Die tijd moet nog komen. Vul in wanneer het was.")
        return found

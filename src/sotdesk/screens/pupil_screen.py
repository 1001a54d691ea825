"""The base of a screen about one part of a pupil's file (verzuim, toestemming, betrokkenen), reached from his card."""

from datetime import date

from sotdesk.domain.errors import NotFound
from sotdesk.domain.names import Name
from sotdesk.domain.past_days import past_day
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.case_rows import Showing, names_around
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.date_line import DateLine

NOT_A_DAY = "Typ een dag die geweest is, zoals gisteren, ma of 20 nov."


class PupilScreen(BaseScreen):
    """Address: the pupil's id, and the row to stand on. Give `show_all`; `self._show` masks what F9 and F5 hide."""

    HERE = 3

    @property
    def student_id(self) -> str:
        """Whose file it is."""
        return self.ids[0]

    @property
    def in_view(self) -> tuple[str, str]:
        """This pupil."""
        return self.student_id, ""

    @property
    def wanted(self) -> str | None:
        """The row that the address names."""
        return self.ids[1] if len(self.ids) > 1 else None

    @property
    def whose(self) -> str:
        """`Yara A. 2H1`, for a title."""
        return pupil_and_class(self._student, hidden=self.private)

    def show_all(self, keep: str | None) -> None:
        """Ask the store and show it."""
        raise NotImplementedError

    def reload(self, keep: str | None = None) -> None:
        """Whose it is and how he may be shown; then the rest. A pupil who is gone: one step back, and it is said."""
        try:
            self._student = self.store.students.get(self.student_id)
        except NotFound as error:
            self.call_later(self._leave, error.sentence)
            return
        today, shielded = self.store.clock.today(), self.desk.shielded
        self._show = Showing(today, self._names(), self.private, self.low, shielded)
        self.show_all(keep)
        self.refresh_bindings()

    def _names(self) -> tuple[Name, ...]:
        """What F9 hides in texts; asked only while it does."""
        if not self.private:
            return ()
        siblings = self.store.students.siblings(self.student_id)
        guardians = self.store.students.guardians(self.student_id)
        return (*names_around(self._student, guardians), *(s.name for s in siblings))

    def _leave(self, sentence: str) -> None:
        self.tell(sentence)
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.desk.go(("cases",), fresh=True)


def past_line(today: date, day: date | None, id: str, *, empty: str = "") -> DateLine:
    """A field for a day that lies behind; `empty` is what it means when nothing stands in it."""
    from sotdesk.domain.dates import show_date

    def read(words: str) -> tuple[date | None, str]:
        if not words.strip():
            return None, empty
        found = past_day(words, today)
        return found, show_date(found, today) if found else "dat lees ik niet als een dag die geweest is"

    return DateLine(read, show_date(day, today) if day else "", "gisteren · ma · 20 nov", id=id)

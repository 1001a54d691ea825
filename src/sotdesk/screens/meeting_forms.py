"""The form that plans or moves a meeting: kind, day (the next one is proposed), time, length, place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from sotdesk.domain.agenda import DayOffer, offer_day
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import RuleError
from sotdesk.domain.kind_words import clock_in, minutes_in
from sotdesk.domain.meetings import MeetingKind
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

Value = TypeVar("Value")


@dataclass(frozen=True)
class Planned:
    """What was filled in; minutes is the length of the meeting."""

    kind_id: str
    day: date
    start: time
    minutes: int
    place: str


class PlanForm(FormDialog[Planned]):
    """`PlanForm(store)` for a new meeting, `PlanForm(store, meeting_id=…)` for one that is planned."""

    def __init__(
        self,
        store: "Store",
        *,
        kind_id: str = "",
        meeting_id: str = "",
        save: Callable[[Planned], object] | None = None,
    ) -> None:
        super().__init__(save=save)
        self._store = store
        self._meeting = store.meetings.get(meeting_id) if meeting_id else None
        self._kinds = {kind.id: kind for kind in store.school.kinds()}
        self._kind = self._meeting.kind if self._meeting else self._kinds[kind_id or next(iter(self._kinds))]
        self._understood = reader_of(frame_of(store))
        self._offer = DayOffer(date.min)
        self.heading = "Overleg wijzigen" if self._meeting else "Overleg plannen"

    def fields(self) -> Iterable[Field]:
        """Kind (only for a new one), day, time, length, place."""
        today, meeting = self._store.clock.today(), self._meeting
        if meeting is None:
            kinds = [(kind.id, kind.short) for kind in self._kinds.values()]
            yield Field("Soort", Pick(kinds, value=self._kind.id, id="kind"), note=self._kind.about)
            self._offer = self._next_day(self._kind)
        day = meeting.day if meeting else self._offer.day
        start = meeting.start if meeting else self._kind.start
        minutes = meeting.minutes if meeting else self._kind.minutes
        yield Field("Dag", DateLine(self._read, show_date(day, today), id="day"))
        yield Field("Tijd", Line(f"{start:%H:%M}", id="start"))
        yield Field("Duur in minuten", Line(str(minutes), id="minutes"))
        yield Field("Plaats", Line(meeting.place if meeting else self._last_place(), id="place"))

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another kind: its own next day, time and length."""
        kind = self._kinds[event.pick.value]
        if kind.id == self._kind.id:
            return
        self._kind = kind
        self._offer = self._next_day(kind)
        self.field("kind").show(kind.about)
        self.field("day").fill(show_date(self._offer.day, self._store.clock.today()))
        self.field("start").fill(f"{kind.start:%H:%M}")
        self.field("minutes").fill(str(kind.minutes))

    def result(self) -> Planned:
        """What was filled in; raises FieldError."""
        day, _said = self._understood(self.text("day"))
        if day is None:
            raise FieldError("day", "Typ een dag, zoals wo 16 dec of over 3 weken.")
        start = self._asked("start", clock_in)
        minutes = self._asked("minutes", minutes_in)
        return Planned(self._kind.id, day, start, minutes, self.text("place"))

    def _read(self, words: str) -> tuple[date | None, str]:
        day, said = self._understood(words)
        extra = self._offer.note if day == self._offer.day else ""
        return day, " · ".join(filter(None, [said, extra]))

    def _next_day(self, kind: MeetingKind) -> DayOffer:
        store = self._store
        return offer_day(kind, store.meetings.last_of(kind.id), store.clock.today(), store.school.calendar())

    def _last_place(self) -> str:
        return next((h.place for h in self._store.meetings.heads() if h.place), "")

    def _asked(self, field: str, read: Callable[[str], Value]) -> Value:
        try:
            return read(self.text(field))
        except RuleError as error:
            raise FieldError(field, error.sentence) from None

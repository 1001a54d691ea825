"""What the keys in the panels do to the item itself: put off, split, one talk about several, pause."""

from datetime import timedelta

from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.dates import show_date
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.meetings import ItemState, MeetingState
from sotdesk.screens.meeting_panels import Panels
from sotdesk.screens.meeting_together import TogetherForm
from sotdesk.widgets.line import Draft
from sotdesk.widgets.lines import Lines

JUST_NOW = timedelta(seconds=5)
"""A pause that ended so shortly ago ended because the desk was unlocked."""
NOT_WITH_GUEST = "Dat kan als de gast weg is: het scherm laat nu geen andere leerlingen zien."


class ItemKeys(Panels):
    """The items of a meeting, by key."""

    def on_mount(self) -> None:
        """After unlocking: how long the desk was away, which is charged to nobody."""
        now = self.store.clock.now()
        begin, end = self.meeting.pauses[-1] if self.meeting.pauses else (now, None)
        if end is not None and now - end <= JUST_NOW and self.meeting.state is MeetingState.RUNNING:
            self.call_after_refresh(self.tell, f"Verder na {pause_words(end - begin)}, voor niemand geteld.")

    # --- a pupil on the spot

    def _add(self, new: Newcomer) -> None:
        """`/+noor 3m2`: to his item, which is made when he has none, as he himself is when nobody knows him."""
        here = [i for i in self.meeting.items if any(s == new.known for s in i.students)]
        if here:
            self._go_to(here[-1].id)
            return
        self.keep_draft()
        item_id = self.store.table.add_pupil(self.meeting.id, new)
        self._show(item_id)
        self.query_one("#agenda", Lines).go_to(item_id)
        said = "" if new.known else ", voorlopig, met een casus (signaal)"
        self.tell(f"{self._masked(self.item.shown)} staat erbij{said}. Ctrl+Z haalt dat weg.")

    # --- by key

    def action_split(self) -> None:
        """s: a new part of this item, with who is here from now on."""
        item = self.item
        if not self.attempt(lambda: self._split(item.id)):
            return
        number = numbers(self.meeting.items)[self.item_id]
        self.box.line.focus()
        self.tell(f"Deel {number}: van hier af telt wie er nu is. De klok loopt vanaf de eerste regel.")

    def _split(self, item_id: str) -> None:
        self.keep_draft()
        part = self.store.table.split(item_id)
        self._show(part)
        self.query_one("#agenda", Lines).go_to(part)

    def action_together(self) -> None:
        """g: one talk about several pupils."""
        if self.guests.on:
            self.tell(NOT_WITH_GUEST)
        elif not self.item.students:
            self.tell("Alleen een punt over een leerling kan over meer leerlingen gaan.")
        else:
            self.open("together", self.item_id)

    def open_together(self, item_id: str) -> None:
        """Asks who comes with them."""
        item = self.meeting.item(item_id)
        if item is not None:
            form = TogetherForm(
                self.store, self.meeting, item, hidden=self.private,
                save=lambda pupils: self._together(item_id, pupils),
            )  # fmt: skip
            self.app.push_screen(form, self._after_together)

    def _together(self, item_id: str, pupils: tuple[str, ...]) -> None:
        """One talk; what was half typed at an item that went into this one stands behind what is typed here."""
        gone = self.store.table.together(item_id, pupils)
        halves = [self._halves.of(each).text for each in gone]
        line = self.box.line
        if text := " ".join(filter(None, (line.value, *halves))):
            line.set_draft(Draft(text, len(text)))

    def _after_together(self, pupils: tuple[str, ...] | None) -> None:
        if pupils:
            self.reload()
            self.tell(f"Samen: {self._masked(self.item.shown)}. @mentor zijn nu al hun mentoren.")
        self.box.line.focus()

    def action_put_off(self) -> None:
        """d: this item goes to the next meeting, or is taken up again."""
        item = self.item
        if not item.students and not item.class_name:
            self.tell("Alleen een punt over een leerling of klas kun je doorschuiven.")
            return
        following = self.store.meetings.after(self.meeting)
        put_off = item.state is not ItemState.CARRIED
        if put_off:
            day = following.day if following else None
            work = lambda: self.store.table.carry(item.id, day)  # noqa: E731
        else:
            work = lambda: self.store.table.take_up(item.id)  # noqa: E731
        if self.attempt(work):
            self.reload()
            to = f" naar {show_date(following.day)}" if following else ", nog zonder dag"
            self.tell(f"Doorgeschoven{to}." if put_off else "Staat weer op de agenda.")

    def action_pause(self) -> None:
        """p: the clocks stand still, or go on."""
        paused = self.meeting.state is MeetingState.PAUSED
        now, (begin, _) = self.store.clock.now(), self.meeting.pauses[-1] if paused else (None, None)
        work = self.store.table.resume if paused else self.store.table.pause
        if self.attempt(lambda: work(self.meeting.id)):
            self.reload()
            long = pause_words(now - begin) if begin else "de pauze"
            self.tell(f"Verder na {long}." if paused else "Pauze: de tijd loopt nu voor niemand.")


def pause_words(long: timedelta) -> str:
    """`pauze 20'`; less than a minute says no number."""
    minutes = int(long.total_seconds() // 60)
    return f"pauze {minutes}'" if minutes else "de pauze"

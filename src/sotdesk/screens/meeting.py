"""The live meeting: one line captures anything, in the item that is talked about (product.md §4, at the table).

Going from item to item, pausing and closing live here; the line is meeting_capturing.py's, the lists are
meeting_panels.py's, what is shown is meeting_view.py's.
"""

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import ItemState, MeetingState
from sotdesk.screens.meeting_panels import Panels
from sotdesk.widgets.lines import Lines


class MeetingScreen(Panels):
    """Place 2 while a meeting runs; address: the meeting's id."""

    SCOPE = "meeting"
    ROUTE = "meeting"
    HERE = 2
    BINDINGS = bindings("meeting")
    AUTO_FOCUS = "Capture"
    HELP = """
**De regel**: Enter bewaart meteen, bij het punt dat je ziet. Onder de regel staat wat er is begrepen en wie het leest.

| je typt | wordt |
|---|---|
| `tekst` | een feit, met de tijd |
| `ll: …` `ou: …` `smw: …` | wat die persoon zei |
| `! …` | besluit |
| `* …` | handelingsadvies |
| `@wie wat >wanneer >>evaluatie #waar` | afspraak |
| `? …` | nog uit te zoeken, voor jou |
| `( …` | besloten: niet in terugkoppeling · `(( …` alleen voor jou |
| `=1` · `=1 >vr` · `=1 x reden` | afspraak van vorige keer: gedaan, verzet, vervallen |
| `>vr` of `@svk` alleen | vult de laatste afspraak aan |
| `/` · `/4` · `/davi` | volgend punt · dat punt |
| `+lpa` · `-svk` | komt erbij · gaat weg |

**↑** in de lege regel gaat naar wat je vastlegde: Enter verbetert, v verplaatst, x haalt weg. Nog eens ↑: naar de
afspraken van vorige keer; Spatie zet er een op gedaan.
**Nog te bepalen** blijft staan tot er een datum is. Een onbekende naam is *nieuw*.
"""

    # --- going from item to item

    def action_item(self, by: int) -> None:
        """PgDn/PgUp. It waits its turn in the line: letters and Enters typed before it do their work at the item
        they were typed at, those typed behind it at the next."""
        self.box.line.call_later(self._page, by)

    def _page(self, by: int) -> None:
        items = self.meeting.items
        here = items.index(self.item)
        there = min(max(here + by, 0), len(items) - 1)
        if there != here:
            self._go_to(items[there].id)

    def _go_to(self, item_id: str) -> None:
        """Looks at an item; its clock starts with its first line."""
        self.keep_draft()
        self.store.table.go_to(item_id)
        self._show(item_id)
        self.query_one("#agenda", Lines).go_to(item_id)

    # --- the meeting

    def action_pause(self) -> None:
        """p: the clocks stand still, or go on."""
        paused = self.meeting.state is MeetingState.PAUSED
        work = self.store.table.resume if paused else self.store.table.pause
        if self.attempt(lambda: work(self.meeting.id)):
            self.reload()
            self.tell("Verder." if paused else "Pauze: de tijd loopt nu voor niemand.")

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
            to = f" naar {show_date(following.day)}" if following else ""
            self.tell(f"Doorgeschoven{to}." if put_off else "Staat weer op de agenda.")

    def action_closing(self) -> None:
        """a or F8: to closing."""
        self.keep_draft()
        self.desk.go(("closing", self.meeting.id))

    def action_capture(self) -> None:
        """i: back to the line."""
        self.box.line.focus()

    def action_back(self) -> None:
        """Esc in the panels does nothing: a digit or F8 leaves."""

"""The live meeting: one line captures anything, in the item that is talked about (product.md §4, at the table).

Going from item to item and closing live here; the line is meeting_capturing.py's, the lists are meeting_panels.py's,
what is done to an item is meeting_items.py's, what is shown is meeting_view.py's.
"""

from sotdesk.actions import bindings
from sotdesk.screens.meeting_grounds import GroundKeys
from sotdesk.widgets.lines import Lines


class MeetingScreen(GroundKeys):
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
| `… &lina` achteraan | ook bij die leerling; wie vandaag niet op de agenda staat met de klas: `&lina 2h1` |
| `/` · `/4` · `/davi` · `/+noor 3m2` | volgend punt · dat punt · leerling erbij |
| `+lpa` · `-svk` | komt erbij · gaat weg |
| `ev: deels, …` · `uit: volgen` | uitkomst van de evaluatie · van het punt (de casus gaat mee) |
| `toest: moeder, wijkteam` | toestemming: van wie, voor wie; bij het afronden vul je haar aan |
| `!!` | de acuutkaart, op elk moment |

**↑** in de lege regel gaat naar wat je vastlegde: Enter verbetert, v verplaatst, x haalt weg. Nog eens ↑: naar de
afspraken van vorige keer; Spatie zet er een op gedaan.

**Esc** gaat naar de panelen. Daar splitst `s` het punt (3 en 3b: wie er is telt van hier af opnieuw, een gast is weg),
`g` maakt er één gesprek over meer leerlingen van en `d` schuift het door. `u` maakt alles ongedaan.
Staat er *geen toestemming*, dan regelt `t` dat: vragen, niet bij dit punt, anoniem, of er is een grond.
**Gast**: een ouder, de leerling zelf of iemand van buiten hoort bij één punt. Zolang die er is (`+moeder`), zijn andere
punten een nummer en staan besloten regels niet op het scherm. De gast is weg met `-moeder`, en anders als de klok naar
een ander punt gaat. Een zin die met `(` begint blijft bewaard, maar ongezien.
**Pauze** (`p`, op slot, laptop dicht) telt voor niemand.
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

    def action_closing(self) -> None:
        """a or F8: to closing."""
        self.keep_draft()
        self.desk.go(("closing", self.meeting.id))

    def action_capture(self) -> None:
        """i: back to the line."""
        self.box.line.focus()

    def action_back(self) -> None:
        """Esc in the panels does nothing: a digit or F8 leaves."""

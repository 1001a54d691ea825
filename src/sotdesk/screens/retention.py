"""Bewaren en vernietigen: whose term is over, what stays and why, and taking it out for good (domain.md §11)."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.destruction import CONFIRM, Destroyed, Mention, Proposal
from sotdesk.domain.retention import Due, Kind, Term
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog, FieldError, FormDialog
from sotdesk.screens.naming import pupil
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, blank, heading, note, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, fit, flex, name

if TYPE_CHECKING:
    from sotdesk.data.store import Store

NOTHING = "Van niemand is de termijn voorbij."
FEW = 6
"""So many texts that name him are shown before they are counted."""
GROUND = "bewaartermijn voorbij"
SHIELDED = (Kind.RUN, Kind.INDEX)
"""Kinds of which only the unshielded view says whose they are (product.md, "Guests and shielding")."""


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
        first, last = show_date(found.first), show_date(found.last)
        pupils = count(found.pupils, "leerling", "leerlingen")
        rows = count(found.rows, "regel", "regels")
        said = f"{pupils}, {rows}. Termijn voorbij: {first} t/m {last}. Dit komt niet terug."
        return f"{said} Samen met anderen, blijft zonder hem: {found.shared}." if found.shared else said

    def result(self) -> Destroyed:
        """Destroys; raises FieldError without the word, and what the store refuses."""
        if self.text("typed").casefold() != CONFIRM:
            raise FieldError("typed", f"Typ het woord {CONFIRM}.")
        dues, typed = self._proposal.dues, self.text("typed")
        return self._store.retention.destroy(dues, typed, self.text("who"), self.text("ground"))


class RetentionScreen(BaseScreen):
    """Reached by the palette."""

    SCOPE = "retention"
    ROUTE = "retention"
    BINDINGS = bindings("retention")
    AUTO_FOCUS = "#due"
    HELP = """
**Bewaren en vernietigen**: van wie de bewaartermijn voorbij is. Er gaat niets vanzelf weg.

- **Spatie** kiest een regel, **v** vernietigt wat gekozen is. Eerst zie je wat er weggaat; dan typ je het woord zelf.
- **Termijn** telt vanaf *uit sinds*. Wie terugkomt heeft die dag niet meer, en staat er niet bij.
- Afspraken, regels en punten die ook over een **ander** gaan blijven, zonder hem. Teksten van anderen waarin zijn naam
  staat, zie je vooraf: pas ze eerst zelf aan.
- Het is weg uit alles in de kluis, ook uit de geschiedenis. **Terugzetten kan niet.** Reservekopieën van daarvoor
  hebben het nog.
"""

    _dues: tuple[Due, ...] = ()
    _chosen: frozenset[str] = frozenset()

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="due"), id="due-panel")

    def reload(self, keep: str | None = None) -> None:
        """What is due, the terms, what was destroyed."""
        due = self.store.retention.due()
        self._dues = tuple(one for one in due if not (self._covered and one.kind in SHIELDED))
        self._chosen &= {_key(due) for due in self._dues}
        gap = [] if self.low else [blank()]
        rows = [heading("Termijn voorbij", str(len(self._dues))), *map(self._due_row, self._dues)]
        if behind := len(due) - len(self._dues):
            rows.append(note(f"{behind} afgeschermd; F5 laat zien van wie."))
        elif not due:
            rows.append(note(NOTHING))
        rows += [
            *gap,
            heading("Hoe lang wordt het bewaard"),
            *map(self._term_row, self.store.retention.terms()),
        ]
        rows += self._log_rows(gap)
        self.query_one("#due", Lines).refill(rows, keep)
        chosen = f"{len(self._chosen)} van {len(self._dues)} gekozen" if self._dues else ""
        self.query_one("#due-panel", Panel).label("Bewaren en vernietigen", chosen)
        self.refresh_bindings()

    @property
    def _covered(self) -> bool:
        """That someone has a run or a note of samenwerking may not be seen now."""
        return self.desk.shielded or bool(self.desk.guest)

    def _due_row(self, due: Due) -> Option:
        chosen = _key(due) in self._chosen
        work = " · er loopt nog een casus of afspraak" if due.open_work else ""
        return option(
            _key(due),
            col("✓" if chosen else "□", 2, "good" if chosen else "muted"),
            name(pupil(due.student, hidden=self.private), 17, "strong"),
            flex(f"{self.words(due.term.name)}{work}"),
            fit(f"bewaard t/m {show_date(due.until, self.store.clock.today())}", "muted"),
        )

    def _term_row(self, term: Term) -> Option:
        months = f"{term.months // 12} jaar" if term.months % 12 == 0 else f"{term.months} maanden"
        return option(f"term:{term.kind}", col("", 2), flex(self.words(term.name)), fit(months, "muted"))

    def _log_rows(self, gap: list[Option]) -> list[Option]:
        log = self.store.retention.log()
        rows = [*gap, heading("Vernietigd", "zonder namen")] if log else []
        for number, one in enumerate(log):
            pupils, lines = count(one.pupils, "leerling", "leerlingen"), count(one.rows, "regel", "regels")
            said = f"{pupils}, {lines} · {one.who} · {one.ground}"
            on = show_date(one.at.astimezone().date(), self.store.clock.today())
            rows.append(option(f"log:{number}", col("", 2), flex(said), fit(on, "muted")))
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choosing needs a row that is due, destroying something chosen."""
        if action == "choose":
            return bool(self._dues)
        return bool(self._chosen) if action == "destroy" else True

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the card of the pupil; on a term its source."""
        key = event.option_id or ""
        due = next((one for one in self._dues if _key(one) == key), None)
        if due:
            self.desk.go(("student", due.student.id))
        for term in self.store.retention.terms():
            if key == f"term:{term.kind}":
                self.tell(self.words(term.source))

    def action_choose(self) -> None:
        """Spatie: this one goes, or not."""
        key = self.query_one("#due", Lines).current or ""
        if any(_key(due) == key for due in self._dues):
            self._chosen ^= {key}
            self.reload(key)
            self.query_one("#due", Lines).action_cursor_down()

    def action_destroy(self) -> None:
        """v: first the texts of others that name him, then the form."""
        dues = [due for due in self._dues if _key(due) in self._chosen]
        with self.telling_errors():
            proposal = self.store.retention.proposal(dues)
            if not proposal.mentions and not proposal.documents:
                self._ask(proposal)
                return
            question = ConfirmDialog(
                "Verder met vernietigen?",
                self._left(proposal),
                heading="Wat blijft",
                yes="Verder",
                no="Eerst kijken",
                harm=True,
            )
            self.app.push_screen(question, lambda sure: self._ask(proposal) if sure else None)

    def _left(self, proposal: Proposal) -> str:
        """Files outside, and texts about others; hidden names only counted."""
        said = []
        if proposal.documents:
            files = count(proposal.documents, "document ging", "documenten gingen")
            said.append(f"{files} eerder de kluis uit: verwijder die bestanden zelf.")
        if proposal.mentions:
            texts = count(len(proposal.mentions), "tekst", "teksten")
            said.append(
                f"{texts} over anderen met een naam van wie weggaat. Die blijven staan zoals ze zijn."
            )
            said += [] if self.private else _shown(proposal.mentions, self.words)
        return "\n".join(said)

    def _ask(self, proposal: Proposal) -> None:
        self.app.push_screen(DestroyForm(self.store, proposal), self._done)

    def _done(self, log: Destroyed | None) -> None:
        if log:
            self._chosen = frozenset()
            self.reload()
            self.tell("Vernietigd. Reservekopieën van vandaag en eerder bevatten het nog.")


def _key(due: Due) -> str:
    return f"{due.student.id}:{due.kind}"


def _shown(mentions: Sequence[Mention], words: Callable[[str], str]) -> list[str]:
    """The first few of these texts, each on a line."""
    shown = [f"· {words(one.text)[:70]}" for one in mentions[:FEW]]
    return shown + ([f"en nog {len(mentions) - FEW}"] if len(mentions) > FEW else [])

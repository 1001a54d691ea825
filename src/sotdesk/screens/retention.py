"""Bewaren en vernietigen: whose term is over, what stays and why, and taking it out for good (domain.md §11)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk import safekeeping
from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.destruction import SPECIAL, Destroyed, Mark, Proposal
from sotdesk.domain.masking import mask
from sotdesk.domain.retention import Due, Kind, Term, shipped_terms
from sotdesk.domain.words import count
from sotdesk.paths import short_path
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.naming import pupil
from sotdesk.screens.retention_copies import copy_rows, still_held
from sotdesk.screens.retention_forms import MARKS, DestroyForm, MarkForm, TermForm
from sotdesk.screens.vault_safe import Kept as KeptApp
from sotdesk.widgets.lines import Lines, blank, heading, note, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import col, fit, flex, name

NOTHING = "Van niemand is de termijn voorbij."
FEW, LONG = 6, 70
"""So many texts that name him, and files, are shown before they are counted; so much of a text."""
SHIELDED = (Kind.RUN, Kind.INDEX)
"""Kinds of which only the unshielded view says whose they are (product.md, "Guests and shielding")."""


class RetentionScreen(BaseScreen):
    """Reached by the palette, from School, and from Vandaag when a term is over."""

    SCOPE = "retention"
    ROUTE = "retention"
    BINDINGS = bindings("retention")
    AUTO_FOCUS = "#due"
    HELP = """
**Bewaren en vernietigen**: van wie de bewaartermijn voorbij is. Er gaat niets vanzelf weg.

- **Spatie** kiest een regel, **v** vernietigt wat gekozen is. Eerst zie je wat er weggaat; dan typ je het woord zelf.
- **n** maakt een uitzondering: niet vernietigen (een klacht, een rechtszaak), of verwezen naar speciaal onderwijs.
- **e** past een termijn of uitzondering aan, **x** haalt hem weg of zet hem terug. Enter op een termijn noemt de bron.
- **Termijn** telt vanaf *uit sinds*. Wie terugkomt heeft die dag niet meer, en staat er niet bij.
- Afspraken, regels en punten die ook over een **ander** gaan blijven, zonder hem. Teksten van anderen waarin zijn naam
  staat, zie je vooraf: pas ze eerst zelf aan.
- Het is weg uit alles in de kluis, ook uit de geschiedenis. **Terugzetten kan niet.** Reservekopieën van daarvoor
  hebben het nog; onderaan staat welke dat zijn en hoe lang ze blijven.
"""

    _dues: tuple[Due, ...] = ()
    _chosen: frozenset[str] = frozenset()
    _marks: dict[str, Mark] = {}
    _copies: tuple[Option, ...] = ()

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="due"), id="due-panel")

    def reload(self, keep: str | None = None) -> None:
        """What is due, the terms, what was destroyed."""
        self._fill(keep)
        self._look_at_copies()

    def _fill(self, keep: str | None) -> None:
        due = self.store.retention.due()
        self._terms = {f"term:{term.kind}": term for term in self.store.retention.terms()}
        self._marks = {f"mark:{mark.kind}:{mark.student_id}": mark for mark in self.store.retention.marks()}
        self._dues = tuple(one for one in due if not (self._covered and one.kind in SHIELDED))
        self._chosen &= {_key(due) for due in self._dues}
        gap = [] if self.low else [blank()]
        rows = [heading("Termijn voorbij", str(len(self._dues))), *map(self._due_row, self._dues)]
        if behind := len(due) - len(self._dues):
            rows.append(note(f"{behind} afgeschermd; F5 laat zien van wie."))
        elif not due:
            rows.append(note(NOTHING))
        if self._marks:
            rows += [*gap, heading("Uitzonderingen", str(len(self._marks)))]
            rows += [self._mark_row(key, mark) for key, mark in self._marks.items()]
        rows += [*gap, heading("Hoe lang wordt het bewaard", "vanaf uit sinds")]
        rows += map(self._term_row, self._terms.values())
        rows += self._log_rows(gap)
        rows += [*gap, *self._copies] if self._copies else []
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

    def _mark_row(self, key: str, mark: Mark) -> Option:
        student, today = self.store.students.get(mark.student_id), self.store.clock.today()
        over = not mark.counts(today)
        said = f"{mark.reason} · {mark.who}"
        said = self.words(mask(said, [student.name]) if self.private else said)
        when = (
            f"t/m {show_date(mark.until, today)}" if mark.until else f"sinds {show_date(mark.since, today)}"
        )
        return option(
            key,
            col("" if over else "!", 2, "warn"),
            name(pupil(student, hidden=self.private), 17, "strong"),
            flex(pieces(MARKS[mark.kind], (f" · {said}", "muted"))),
            fit(f"{when}, voorbij" if over else when, "muted"),
            wrap=True,
        )

    def _term_row(self, term: Term) -> Option:
        special = f"; speciaal onderwijs {_span(term.special_months)}"
        own = "eigen keuze  " if term.months != shipped_terms()[term.kind].months else ""
        return option(
            f"term:{term.kind}",
            col("", 2),
            flex(
                pieces(
                    self.words(term.name), (special if term.special_months != term.months else "", "muted")
                )
            ),
            fit(pieces((own, "accent"), (_span(term.months), "muted"))),
        )

    def _log_rows(self, gap: list[Option]) -> list[Option]:
        log = self.store.retention.log()
        rows = [*gap, heading("Vernietigd", "zonder namen")] if log else []
        for number, one in enumerate(log):
            pupils, lines = count(one.pupils, "leerling", "leerlingen"), count(one.rows, "regel", "regels")
            said = f"{pupils}, {lines} · {one.who} · {one.ground}"
            on = show_date(one.at.astimezone().date(), self.store.clock.today())
            rows.append(option(f"log:{number}", col("", 2), flex(said), fit(on, "muted")))
        return rows

    def _look_at_copies(self) -> None:
        """The copies that still hold what was destroyed: asked in a thread, since a disk
        that is away may keep one waiting."""
        log, keeper, today = self.store.retention.log(), self._keeping.keeper, self.store.clock.today()
        if not log or keeper is None:
            return
        asked, at = safekeeping.ask(keeper), log[0].at.astimezone().replace(tzinfo=None)

        def look() -> None:
            held = still_held(safekeeping.look_around(asked), at, today)
            self.app.call_from_thread(show, held)

        def show(held: tuple[tuple[str, str, str], ...]) -> None:
            rows = tuple(copy_rows(held))
            if self.is_attached and rows != self._copies:
                self._copies = rows
                self._fill(self._key)

        self.run_worker(look, thread=True, exclusive=True, group="look")

    # --- keys

    @property
    def _keeping(self) -> KeptApp:
        return cast(KeptApp, self.app)

    @property
    def _key(self) -> str:
        return self.query_one("#due", Lines).current or ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choosing needs a row that is due, destroying something chosen, changing a term or an exception."""
        if action == "choose":
            return any(_key(due) == self._key for due in self._dues)
        if action == "edit":
            term = self._terms.get(self._key) if hasattr(self, "_terms") else None
            return self._key in self._marks or bool(term and term.may_change)
        if action == "remove":
            return self._key in self._marks or self._own_term(self._key) is not None
        return bool(self._chosen) if action == "destroy" else True

    def _own_term(self, key: str) -> Term | None:
        term = self._terms.get(key) if hasattr(self, "_terms") else None
        return term if term and term.months != shipped_terms()[term.kind].months else None

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the card of the pupil; on a term its source; on a copy the Kluis."""
        key = event.option_id or ""
        due = next((one for one in self._dues if _key(one) == key), None)
        mark = self._marks.get(key)
        if due or mark:
            self.desk.go(("student", due.student.id if due else mark.student_id if mark else ""))
        elif key in self._terms:
            self._say_source(self._terms[key])
        elif key.startswith("copy:"):
            self.desk.go(("vault",))

    def _say_source(self, term: Term) -> None:
        may = "e zet jullie eigen termijn." if term.may_change else "Deze termijn ligt vast."
        said = f"{_span(term.months)} vanaf uit sinds.\n\nBron: {self.words(term.source)}\n\n{may}"
        self.app.push_screen(MessageDialog(self.words(term.name).capitalize(), said))

    def action_new(self) -> None:
        """n: an exception, for the pupil under the cursor or one to be chosen."""
        due = next((one for one in self._dues if _key(one) == self._key), None)
        self.open("mark", *([due.student.id] if due else []))

    def action_edit(self) -> None:
        """e: the exception, or the school's own term."""
        if mark := self._marks.get(self._key):
            self.open("mark", mark.student_id, mark.kind)
        elif self._key in self._terms:
            self.open("term", self._terms[self._key].kind.value)

    def action_remove(self) -> None:
        """x: the exception goes, or the term that ships counts again."""
        key, mark, term = self._key, self._marks.get(self._key), self._own_term(self._key)
        if mark:
            forget = partial(self.store.retention.unmark, mark.student_id, mark.kind)
            done = self.attempt(forget, "Uitzondering weg. u zet hem terug.")
        else:
            said = "De termijn van sotdesk geldt weer. u maakt het ongedaan."
            kind = term.kind if term else Kind.FILE
            done = bool(term) and self.attempt(lambda: self.store.retention.save_term(kind, None), said)
        if done:
            self.reload(key)

    def open_mark(self, student_id: str = "", kind: str = "") -> None:
        """An exception."""

        def after(made: Mark | None) -> None:
            if made:
                special = (
                    "het dossier blijft langer"
                    if made.kind == SPECIAL
                    else "er gaat niets van deze leerling weg"
                )
                self.tell(f"Bewaard: {special}.")
                self.reload(f"mark:{made.kind}:{made.student_id}")

        self.app.push_screen(MarkForm(self.store, student_id, kind), after)

    def open_term(self, kind: str) -> None:
        """The school's own term."""
        key = f"term:{kind}"

        def after(months: int | None) -> None:
            if months is not None:
                self.tell("Termijn bewaard.")
                self.reload(key)

        term = self._terms[key]
        self.app.push_screen(TermForm(self.store, term, self.words(term.name)), after)

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
            if not proposal.mentions and not proposal.documents and not proposal.outside:
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
        if proposal.outside:
            files = count(len(proposal.outside), "bestand staat", "bestanden staan")
            said.append(f"{files} nog buiten de kluis. Na het vernietigen weet sotdesk niet meer waar.")
            said += _first([short_path(Path(file)) for file in proposal.outside])
            said += ["Wissen kan op School, Bestanden buiten de kluis."]
        if proposal.documents:
            files = count(proposal.documents, "ander document ging", "andere documenten gingen")
            them = "het" if proposal.documents == 1 else "ze"
            said.append(f"{files} eerder de kluis uit: waar ook, verwijder {them} zelf.")
        if proposal.mentions:
            texts = count(len(proposal.mentions), "tekst", "teksten")
            said.append(
                f"{texts} over anderen met een naam van wie weggaat. Die blijven staan zoals ze zijn."
            )
            said += [] if self.private else _first([self.words(one.text)[:LONG] for one in proposal.mentions])
        return "\n".join(said)

    def _ask(self, proposal: Proposal) -> None:
        self.app.push_screen(DestroyForm(self.store, proposal), self._done)

    def _done(self, log: Destroyed | None) -> None:
        if log:
            self._chosen = frozenset()
            self.reload()
            self.tell("Vernietigd. Reservekopieën van hiervoor hebben het nog: zie onderaan.")


def _span(months: int) -> str:
    """`2 jaar`, `18 maanden`."""
    return f"{months // 12} jaar" if months % 12 == 0 else count(months, "maand", "maanden")


def _key(due: Due) -> str:
    return f"{due.student.id}:{due.kind}"


def _first(these: Sequence[str]) -> list[str]:
    """The first few of these, each on a line."""
    shown = [f"· {one}" for one in these[:FEW]]
    return shown + ([f"en nog {len(these) - FEW}"] if len(these) > FEW else [])

"""Overdracht van een klas of leerjaar: the pupils with an open case, a sheet for each in one new folder.

One file a pupil: each has his own receiver and receipt, and whoever receives one reads about one pupil only.
"""

import json

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.cases import CaseRow
from sotdesk.domain.dates import show_date
from sotdesk.domain.handover import Around, Handover, Receiver
from sotdesk.domain.students import year_of
from sotdesk.domain.telling import ABOUT_PHRASE
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.handover_files import HandoverFiles
from sotdesk.screens.handover_forms import Choice, ManyForm
from sotdesk.screens.naming import pupil
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import col, fit, flex, name

EMPTY = "Geen leerlingen met een open casus. Bij Casussen opent n er een."
NOBODY = "nog niemand: e kiest aan wie"
OWN = "alleen voor jou: op zijn eigen blad (Enter)"
GROUND = "nog geen toestemming: op zijn eigen blad (Enter)"
PUPIL, CLASS, STATUS = 18, 6, 10
YEAR, KLASS = "y:", "c:"
"""Before a year or a class: the id of its row."""


class PupilLines(Lines):
    """The pupils of the class or year."""

    BINDINGS = bindings("handovers.pupils")


class HandoversScreen(HandoverFiles):
    """Address: the class (`c:2H1`) or year (`y:2`) to stand on."""

    SCOPE = "handovers"
    ROUTE = "handovers"
    HERE = 3
    BINDINGS = bindings("handovers")
    AUTO_FOCUS = "#groups"
    HELP = """
**Overdracht van een klas**: een blad voor elke leerling met een open casus, ook wie je alleen volgt, in één nieuwe map.

- Links kies je een **leerjaar** of een **klas**; rechts staan de leerlingen. **Spatie** laat er een weg.
- Elk blad gaat naar wie bij die leerling hoort: zijn mentor of coördinator, of wie je met **e** kiest.
- Een bestand per leerling: wie er een krijgt, leest over één leerling, en elk blad heeft zijn eigen ontvangst.
- Wat de school uit gaat, is een **versleuteld** Word-bestand; k toont de **wachtwoordzin** van wie het krijgt.
- **Besloten** gaat hier nooit mee, en een casus die alleen voor jou is ook niet: dat kies je op het blad van die
  leerling (Enter).
"""

    def body(self) -> ComposeResult:
        """Left (or above) years and classes, right (or below) the pupils of the one under the cursor."""
        with Horizontal(id="handovers-body", classes="body"):
            yield Panel(Lines(id="groups", empty=EMPTY, always=True), id="groups-panel")
            yield Panel(PupilLines(id="pupils"), id="pupils-panel")

    @property
    def wanted(self) -> str | None:
        """The class or year that the address names."""
        return self.ids[0] if self.ids else None

    @property
    def address(self) -> tuple[str, ...]:
        """With the class or year under the cursor."""
        group = self.query_one("#groups", Lines).current if self.is_mounted else None
        return (self.ROUTE, group) if group else (self.ROUTE, *self.ids)

    # --- showing

    def reload(self, keep: str | None = None) -> None:
        """The open cases by year and class."""
        self._today = self.store.clock.today()
        self._cases = {case.student.id: case for case in self.store.cases.all()}
        self._around = self.store.handovers.arounds(self._cases)
        self._last = self.store.handovers.last(list(self._cases))
        self.query_one("#groups", Lines).refill(self._groups(), keep)
        self.query_one("#groups-panel", Panel).label("Leerjaar of klas")
        self._show_pupils()

    def _groups(self) -> list[Option]:
        classes = sorted({case.student.class_name for case in self._cases.values()} - {""})
        years = sorted({year for each in classes if (year := year_of(each)) is not None})
        rows: list[Option] = []
        for title, found in (
            ("Leerjaar", [(f"{YEAR}{year}", f"leerjaar {year}") for year in years]),
            ("Klas", [(f"{KLASS}{each}", each) for each in classes]),
        ):
            rows += [blank()] if rows and found and not self.low else []
            rows += [heading(title)] if found else []
            rows += [option(key, flex(words), fit(str(len(self._in(key))), "muted")) for key, words in found]
        return rows

    def _in(self, group: str) -> list[CaseRow]:
        """The cases of a class or year, by class and name."""
        kind, key = group[:2], group[2:]
        mine = [
            case
            for case in self._cases.values()
            if (case.student.class_name if kind == KLASS else str(year_of(case.student.class_name))) == key
        ]
        return sorted(mine, key=lambda c: (c.student.class_name, c.student.name.shown.casefold()))

    @property
    def group(self) -> str:
        """The class or year under the cursor."""
        return self.query_one("#groups", Lines).current or ""

    def _show_pupils(self) -> None:
        found = self._in(self.group) if self.group else []
        self.query_one("#pupils", Lines).refill([self._row(case) for case in found])
        along = len(self.along())
        why = self._choice.why.words
        words = self.group_words
        title = f"{words[:1].upper()}{words[1:]} · {why}" if found else "Leerlingen"
        self.query_one("#pupils-panel", Panel).label(
            title, f"{along} van {len(found)} gaan mee" if found else ""
        )
        self.refresh_bindings()

    @property
    def group_words(self) -> str:
        return f"leerjaar {self.group[2:]}" if self.group.startswith(YEAR) else self.group[2:]

    def _row(self, case: CaseRow) -> Option:
        student, receiver = case.student, self.receiver(case)
        hinder, last = self._hindered(case, receiver), self._last.get(case.student.id)
        goes = self._goes(case)
        sign = col("–", 1, "muted") if hinder else col("✓" if goes else "□", 1, "good" if goes else "muted")
        who = name(pupil(student, hidden=self.private), PUPIL, "strong" if goes else "muted")
        said = hinder or f"voor {receiver.label}"
        before = f"{self._standing(last)} {show_date(last.made_on, self._today)}" if last else ""
        return option(
            student.id, sign, who, col(student.class_name, CLASS, "muted"),
            col(case.status.value, STATUS, "muted", drop=76), flex(said, "warn" if hinder else ""),
            fit(before, "muted", drop=62),
        )  # fmt: skip

    def _standing(self, last: Handover) -> str:
        """With the day on which it was made behind it; short, for who receives it stands before it."""
        return "wacht sinds" if last.waits else "ontvangen, van"

    def _around_of(self, case: CaseRow) -> Around:
        return self._around[case.student.id]

    def receiver(self, case: CaseRow) -> Receiver:
        around, why = self._around_of(case), self._choice.why
        return around.receiver(self._choice.receiver or around.first(why), why)

    def _hindered(self, case: CaseRow, receiver: Receiver) -> str:
        if self._around_of(case).own_only:
            return OWN
        if not receiver.label or receiver.family:
            return NOBODY
        return GROUND if receiver.lacks_ground else ""

    def _goes(self, case: CaseRow) -> bool:
        """Ticked, unless the same handover waits for its receipt already; Spatie turns it."""
        if self._hindered(case, self.receiver(case)):
            return False
        last = self._last.get(case.student.id)
        again = last is not None and last.waits and last.reason == self._choice.why.words
        return again is (case.student.id in self._turned)

    def along(self) -> list[CaseRow]:
        return [case for case in (self._in(self.group) if self.group else []) if self._goes(case)]

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A folder is made of at least one pupil."""
        if action in ("paper", "markdown"):
            return hasattr(self, "_cases") and bool(self.along())
        if action == "secret":
            return hasattr(self, "_cases") and bool(self.outside())
        return True

    def on_option_list_option_highlighted(self, event: Lines.OptionHighlighted) -> None:
        """Another class or year: its pupils."""
        if event.option_list.id == "groups" and hasattr(self, "_cases"):
            self._show_pupils()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: to the pupils; on a pupil to his own sheet."""
        if event.option_list.id == "groups":
            self.query_one("#pupils").focus()
        elif event.option_id:
            self.desk.go(("handover", event.option_id))

    def action_back(self) -> None:
        """Esc: from the pupils to the classes, then a step back."""
        if self.query_one("#pupils").has_focus:
            self.query_one("#groups").focus()
        else:
            super().action_back()

    def action_tick(self) -> None:
        """Spatie: this pupil goes along, or not."""
        key = self.query_one("#pupils", Lines).current
        case = self._cases.get(key or "")
        if case is None:
            return
        hinder = self._hindered(case, self.receiver(case))
        if hinder:
            self.tell(f"Deze leerling kan hier niet mee: {hinder}.")
            return
        self._turned ^= {case.student.id}
        self._show_pupils()

    def action_secret(self) -> None:
        """k: the passphrases of who gets a sheet outside the school, on request only."""

        def show() -> None:
            parts: list[Piece] = []
            for one in self.outside():
                parts += [f"{one.label}: " if not self.private else "", (self.phrase(one), "strong"), "\n"]
            who = "de ontvanger"
            said = pieces(*parts, "\n", ABOUT_PHRASE.format(who=who))
            self.app.push_screen(MessageDialog("Wachtwoordzin", said))

        self.attempt(show)

    def action_whom(self) -> None:
        """e: why, and to whom."""
        self.open("whom")

    def open_whom(self) -> None:
        """The form of reason and receiver."""
        known = next((around.known(self._choice.why) for around in self._around.values()), ())

        def chosen(choice: Choice | None) -> None:
            if choice:
                self._choice = choice
                self._show_pupils()

        self.app.push_screen(ManyForm(self._choice, known), chosen)

    # --- what she chose stays while the desk is locked

    def keep_draft(self) -> None:
        """The choice and the ticks wait in the vault."""
        packed = json.dumps([self._choice.reason, self._choice.receiver, sorted(self._turned)])
        self.store.desk.keep_draft("handovers", packed, 0)

    def restore_draft(self) -> None:
        """They are back."""
        packed, _ = self.store.desk.draft("handovers")
        if packed:
            reason, receiver, turned = json.loads(packed)
            self._choice, self._turned = Choice(reason, receiver), frozenset(turned)
            self._show_pupils()

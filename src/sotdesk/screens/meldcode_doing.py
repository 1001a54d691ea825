"""What the keys of a run do: begin, tick, weigh, log, close. Showing it is meldcode.py."""

from collections.abc import Sequence
from functools import partial

from sotdesk.domain.dates import show_date
from sotdesk.domain.meldcode import ContactKind, Done, Run, Standing, Task, TaskKind
from sotdesk.domain.meldcode_steps import aftercare, arranged, missing, unsaid, untold
from sotdesk.domain.meldcode_words import SECTION, TEAM, untold_words
from sotdesk.domain.protocol import Item, ItemKind
from sotdesk.domain.words import count
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.meldcode_beside import Beside
from sotdesk.screens.meldcode_forms import Begun, BoardForm, CloseForm, ItemForm, StartForm
from sotdesk.screens.meldcode_rows import ITEM, PART, QUESTION, ROUTE
from sotdesk.screens.meldcode_weighing import AnswerForm, WeighForm
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.pieces import literal

OF_ITEM = ("tick", "not_here", "later")
OF_RUN = ("asked", "team", "close_run")
ASKS = (ItemKind.CONSULT, ItemKind.ADVICE, ItemKind.TEAM, ItemKind.TASKS, ItemKind.AFTERCARE)
"""What asks for more than a tick; so does all that settles a statutory step: by whom, and what was seen or said."""
AFTER_LEFT = (
    "Afsluiten kan. Over deze punten staat dan in het dossier dat er niets is vastgelegd. Wil je erbij zetten waarom "
    "iets niet hoefde? Kies ‘Eerst kijken’ en zet het punt op n.v.t."
)
NAMED = 6
"""So many open items are named before a run is closed; of more the number is told."""


class Doing(Beside):
    """What the keys of a run do; the subclass shows it."""

    # --- which keys there are

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Shielded none; others only where they do something."""
        run, can = self._run, self._can()
        if action not in can:
            return True
        if self.desk.shielded or (run is None and action not in ("start", "board")):
            return False
        return can[action]

    def _can(self) -> dict[str, bool]:
        """Which keys do something now."""
        run, other = self._run, self.route is not None
        running = run is not None and run.running and not other
        weighs = run is not None and run.protocol.weighs and not other
        item = self._item
        return {
            "start": run is None or not run.running or other,
            "board": other,
            **dict.fromkeys(OF_ITEM, running and item is not None and item.kind is not ItemKind.WEIGH),
            "tick": running and (item is not None or self._row.startswith(QUESTION)),
            **dict.fromkeys(OF_RUN, running),
            "wipe_or_remove": running and (item is not None or self._part is not None),
            "told": self._task_id != "",
            "log": weighs,
            "give_task": not other,
            "weigh_anew": running and weighs and run is not None and bool(run.rounds),
            "why": not other,
            "paper": run is not None and not other,
            "markdown": run is not None and not other,
        }

    # --- begin

    def action_start(self) -> None:
        """n: begin a run; after one that was closed: the steps again."""
        self.open("start")

    def open_start(self) -> None:
        """The form that begins; its first question can lead to the other route."""
        case = self.store.cases.of_student(self.student_id)
        if case is None or case.closed_on:
            self.tell("Open of heropen eerst de casus van deze leerling.")
            return
        holder = self.store.runs.holder_for(case)
        form = StartForm(self.store, self.store.protocols.all(), holder, self.whose)
        self.app.push_screen(form, partial(self._begun, case.id))

    def _begun(self, case_id: str, begun: Begun | None) -> None:
        if begun is None:
            return
        if begun.staff:
            self.attempt(
                partial(self._other_route, case_id, begun.why), "Vastgelegd dat deze route is getoond."
            )
        else:
            self.attempt(partial(self._start, case_id, begun), "Begonnen.")
        self.reload()
        self.query_one("#items").focus()

    def _other_route(self, case_id: str, facts: str) -> None:
        self._at = f"{ROUTE}{self.store.runs.staff(case_id, facts).id}"

    def _start(self, case_id: str, begun: Begun) -> None:
        protocol = self.store.protocols.get(begun.protocol)
        before = next((run.id for run in self._runs if run.protocol.code == protocol.code), "")
        self._wanted_run = self.store.runs.start(
            case_id, protocol, why=begun.why, holder=begun.holder, again_of=before
        )
        self._at = ""

    def action_board(self) -> None:
        """b: the board was told."""
        if self.route:
            self.open("board", self.route.id)

    def open_board(self, route_id: str) -> None:
        """When, and by whom."""
        route = next(one for one in self._routes if one.id == route_id)
        self.app.push_screen(BoardForm(self.store, route, self.whose), self._kept)

    # --- items

    def open_row(self, key: str) -> None:
        """Enter on a row at the right."""
        run = self._run
        if run is None or self.route is not None:
            self.action_board()
        elif key.startswith(ITEM):
            self._open_item(run, run.protocol.item(key.removeprefix(ITEM)))
        elif key.startswith(QUESTION):
            self._open_question(run, key.removeprefix(QUESTION))
        elif key == "holder":
            self.open("holder")
        elif key == "round":
            self.tell("Met g weeg je opnieuw, met wie dan meedoet; deze weging blijft bewaard.")
        elif key.startswith(PART):
            self.open("part", key.removeprefix(PART))

    def _open_item(self, run: Run, item: Item) -> None:
        """An item in the way of its kind: what is logged with it is asked first."""
        done, fresh = run.of(item), _fresh(run, item)
        if item.kind is ItemKind.WEIGH:
            self._open_question(run, run.path.next.code if run.path.next else item.asks[0])
        elif item.kind is ItemKind.CONSULT and fresh:
            self.open("consult", "", item.code)
        elif item.kind is ItemKind.ADVICE and fresh:
            self.open("contact", ContactKind.ADVICE.value, "", item.code)
        elif item.kind is ItemKind.SIGNAL and fresh and self.store.sisa.module().on:
            self.desk.go(("sisa", self.student_id))
        elif not done and arranged(run, item):
            self._at = f"{SECTION}{TEAM}"
            self.reload()
        elif item.kind is ItemKind.TEAM and fresh:
            self.open("member", "", item.code)
        elif item.kind in (ItemKind.TASKS, ItemKind.AFTERCARE) and fresh:
            kind = TaskKind.TASK if item.kind is ItemKind.TASKS else aftercare(run, item)
            self.open("task", "", kind.value, item.code)
        elif run.running:
            self.open("item", item.code)

    def open_item(self, code: str, standing: str = "") -> None:
        """The form of an item."""
        if self._run:
            begun = Standing(standing) if standing else None
            form = ItemForm(self.store, self._run, self._run.protocol.item(code), self.whose, begun)
            self.app.push_screen(form, self._kept)

    def action_tick(self) -> None:
        """Spatie: done, today, by who does it by his role; an item that logs or asks something asks that."""
        run, item = self._run, self._item
        if run is None:
            return
        if item is None or item.kind is ItemKind.WEIGH:  # a weighing is done by answering
            self.open_row(self._row)
            return
        if _fresh(run, item) and (item.kind in ASKS or item.fields or item.ticks):
            self._open_item(run, item)
            return
        who = self.store.runs.usual(run, item)
        ticked = Done(item.code, Standing.DONE, self.store.clock.today(), who)
        if self.attempt(lambda: self.store.runs.do(run.id, ticked), "Gedaan. u maakt het ongedaan."):
            self.reload_on()

    def action_not_here(self) -> None:
        """j: not applicable, with the reason."""
        if self._item:
            self.open("item", self._item.code, Standing.NOT.value)

    def action_later(self) -> None:
        """l: later, with the day."""
        if self._item:
            self.open("item", self._item.code, Standing.LATER.value)

    def action_wipe_or_remove(self) -> None:
        """x: nothing was said of this item; a task, a member, a consultation goes."""
        run, item, part = self._run, self._item, self._part
        if run and item:
            self._do(lambda: self.store.runs.clear(run.id, item.code), "Weer open.")
        elif run and part:
            self._do(lambda: self.store.run_parts.remove(run.id, part), "Weg. u zet het terug.")

    # --- the weighing

    def _open_question(self, run: Run, code: str) -> None:
        """The next question; before the first who takes part. One that was answered says how to change that."""
        path = run.path
        if path.next is None or path.next.code != code:
            said = run.round.given(code) if run.round else None
            words = f"{run.protocol.question(code).choice(said.answer).words}\n\n{said.facts}" if said else ""
            if said and said.due:
                day = show_date(said.due, self._show.today)
                words += f"\n\nBeoordelen {day}. {said.lead} leidt de hulp. {said.roles}"
            first = f"Eerst vraag {path.next.code}." if path.next else "Deze vraag is niet nodig."
            told = (
                f"{words}\n\nVeranderen? Weeg opnieuw met g; dit antwoord blijft bewaard." if words else first
            )
            self.app.push_screen(MessageDialog(f"Vraag {code}", self._show.text(told)))
        elif run.round is None or not run.round.participants:
            self.open("weigh")
        else:
            self.open("answer", code)

    def open_weigh(self) -> None:
        """Who takes part and who decides; then the question."""
        if self._run:
            self.app.push_screen(WeighForm(self.store, self._run, self.whose), self._weighed)

    def _weighed(self, done: object) -> None:
        if done is not None:
            self.reload()
            if self._run and self._run.path.next:
                self._open_question(self._run, self._run.path.next.code)

    def open_answer(self, code: str) -> None:
        """One answer."""
        if self._run:
            question = self._run.protocol.question(code)
            self.app.push_screen(AnswerForm(self.store, self._run, question, self.whose), self._kept)

    def action_weigh_anew(self) -> None:
        """g: weigh anew, with a reason; the old weighing stays."""
        self.open("weigh")

    # --- the end

    def action_close_run(self) -> None:
        """a: close; when something must still be done that is said, all of it."""
        run = self._run
        if run is None:
            return
        if lacks := missing(run):
            words = "\n".join(f"· {lack}" for lack in lacks)
            self.app.push_screen(MessageDialog("Nog niet af te sluiten", words, back="Terug"))
        elif (left := unsaid(run)) or untold(run):
            words = "\n".join(filter(None, [_untold_words(untold(run)), _left_words(left)]))
            question = ConfirmDialog(
                "Toch afsluiten?", self._show.text(words), heading="Niet ingevuld", yes="Afsluiten", no="Eerst kijken",
                harm=True,
            )  # fmt: skip
            self.app.push_screen(question, partial(self._close_or_look, left))
        else:
            self.open("close")

    def _close_or_look(self, left: Sequence[Item], yes: bool | None) -> None:
        if yes:
            self.open("close")
        elif left:
            self.go_to_item(left[0].code)

    def open_close(self) -> None:
        """Why."""
        if self._run:
            self.app.push_screen(CloseForm(self.store, self._run, self.whose), self._kept)

    def action_why(self) -> None:
        """w: all that is said about the row under the cursor, with its source; else the source of the protocol."""
        run, key = self._run, self._row
        if run is None:
            return
        text = self.about(run, key)
        if not text.plain:
            checked = show_date(run.protocol.checked, self._show.today)
            text = literal(f"{run.protocol.source}\n\nVersie {run.protocol.version}, nagekeken op {checked}.")
        self.app.push_screen(ReadingScreen(key.partition(":")[2] or run.protocol.name, text))


def _fresh(run: Run, item: Item) -> bool:
    """Whether what became of an item is still to be said: nothing was, or acute danger went before it."""
    done = run.of(item)
    return run.running and (done is None or done.standing is Standing.ACUTE)


def _untold_words(waiting: Sequence[Task]) -> str:
    """Who does not know of his task, one line each."""
    return "".join(f"· {untold_words(task)}\n" for task in waiting)


def _left_words(left: Sequence[Item]) -> str:
    """What stays open, item by item, and what becomes of it."""
    if not left:
        return ""
    named = [f"· {item.words}" for item in left[:NAMED]]
    more = len(left) - len(named)
    named += [f"· en nog {count(more, 'punt', 'punten')}"] if more else []
    return "\n".join([*named, "", AFTER_LEFT])

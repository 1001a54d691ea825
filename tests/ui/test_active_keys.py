"""No key means two things at one moment, on the screens as they stand: with what has the focus, row by row.

`clashes()` (test_base.py) looks at the table of acts alone. Here every place, full screen and dialog is shown,
each part of it gets the focus, and of all that then wants a key only one may be an act that works, unless it says
in the table that it takes the other's place (`instead_of`), or stands in BY_DESIGN of shadowed.py.
"""

import importlib
import pkgutil
import shutil
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.ui import small_school as school
from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from tests.ui.walking import Walk
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

import sotdesk.screens
from sotdesk.app import SotDesk
from sotdesk.data.backups_found import backup_folder
from sotdesk.data.store import Store
from sotdesk.data.store.handed import Document
from sotdesk.data.store.sisa import Weighed
from sotdesk.domain.absence import Snapshot
from sotdesk.domain.candidates import Candidate
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact
from sotdesk.domain.dates import Frame
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.handover import reasons
from sotdesk.domain.meetings import ItemKind, Present
from sotdesk.domain.meldcode import Task, TaskKind
from sotdesk.domain.network import Partner
from sotdesk.domain.rights import Request
from sotdesk.domain.sisa import Match
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support
from sotdesk.domain.transfer import Wish
from sotdesk.opening import restore_task
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.class_import import ClassImportScreen
from sotdesk.screens.class_import_form import Measuring
from sotdesk.screens.first_run import FirstRunScreen
from sotdesk.screens.import_parts import PathLine
from sotdesk.screens.receive import ReceiveScreen
from sotdesk.screens.routes import ROUTES
from sotdesk.screens.school_norms import NORMS
from sotdesk.screens.vault_safe import VaultSafeScreen
from sotdesk.screens.vault_task import TaskScreen
from sotdesk.screens.working import WorkDialog, work
from sotdesk.widgets.lines import Lines


async def before_the_meeting(walk: Walk, store: Store, today: str, roster: Path) -> None:
    """The places and the cards, with what opens from them."""
    cases = {row.student.id: row.id for row in store.cases.all(closed=True)}
    await walk.visit(("today",), "#attention w", "#attention z", "?", "ctrl+p", "f12", "ctrl+n")
    await walk.visit(("meetings",), "n", "e", "x")
    await walk.visit(("agenda", today), "n", "s", "r", "enter", "tab")
    await walk.visit(("invites", today))
    await walk.visit(("prep", today), "m")
    await walk.visit(("ask_before", today))
    await walk.visit(("kinds",), "n")
    await walk.visit(("cases",), "w", "e", "n", "f")
    await walk.visit(
        ("case", cases[school.YARA]), "e", "a", "n", "n a", "l", "c", "#agreements v", "#agreements x", "f"
    )
    await walk.visit(("case", cases[school.DAAN]), "o")
    await walk.visit(("student", school.SEM), "n", "n k")
    await contact_moment(walk, store)
    await walk.visit(("actions",), "v", "x", "f")
    await walk.visit(("contacts",), "e", "k", "e", "f")
    await walk.visit(("import",))
    walk.desk.screen.query_one("#path", PathLine).value = str(roster)
    await walk.take("#path enter", "k")
    await walk.visit(("find",))
    await walk.visit(("school",), "#school e", "#school n", "#calendar n")
    await walk.open("protocol")
    for kind, key in (
        ("outcome", ""),
        ("number", ""),
        ("need", "lpa"),
        ("term", ""),
        *((norm, "") for norm in NORMS),
    ):
        await walk.open("listed", kind, key)
    await the_vault(walk)
    await walk.visit(("settings",))
    for key in walk.desk.screen.query_one(Lines).keys:
        await walk.open(key)
    await walk.visit(("acute",), "enter", "f", "l")


async def the_vault(walk: Walk) -> None:
    """Kluis with its forms, a job that is on, and what it asks behind the lock."""
    copies = backup_folder(walk.desk.path)
    await walk.visit(("vault",), "k")
    await until(walk.pilot, lambda: bool(walk.desk.screen.query_one("#copies", Lines).keys))
    await walk.take("w", "p", "h")
    foreign = next(copies.iterdir())
    data = foreign.read_bytes()
    foreign.with_name("kopie-20200101-120000.sotdesk").write_bytes(bytes(16) + data[16:])
    await walk.visit(("vault",), "")
    await until(walk.pilot, lambda: len(walk.desk.screen.query_one("#copies", Lines).keys) == 2)
    await walk.take("end t")
    clock = walk.desk.clock
    task = restore_task(walk.desk.path, foreign, clock, "vandaag", today=True)
    await walk.desk.push_screen(TaskScreen(walk.desk.path, clock, task))
    await walk.pilot.pause()
    walk.look()
    await walk.desk.pop_screen()
    go_on = Event()
    kluis = walk.desk.screen
    assert isinstance(kluis, VaultSafeScreen)
    work(kluis, "Bezig", lambda _say: go_on.wait(20), lambda _done: None)
    await until(walk.pilot, lambda: isinstance(walk.desk.screen, WorkDialog))
    walk.look()
    go_on.set()
    await until(walk.pilot, lambda: walk.desk.screen is kluis)
    await walk.take("c")


async def contact_moment(walk: Walk, store: Store) -> None:
    """A moment with a line, changed once."""
    table = Table(Frame(store.clock.today(), store.school.calendar()))
    moment = store.moments.keep(school.YARA, "", read("merkt niets", table))
    store.moments.correct(store.moments.get(moment).lines[0].capture_id, read("merkt wel iets", table))
    await walk.visit(("moment", school.YARA, moment), "f2", "#said h", "#said d")


async def support_and_referral(walk: Walk, store: Store) -> None:
    """A measure on the card, the plan, the gate with its small forms."""
    case = next(row.id for row in store.cases.all() if row.student.id == school.YARA)
    support = store.support.save(Support("", school.YARA, "training", store.clock.today()))
    await walk.visit(("case", case), "n o", "#supports enter", "#supports space", "#supports x")
    await walk.visit(("plan", school.YARA), "c")
    await walk.visit(("gate", school.YARA), "a", "w", "#needs w")
    await walk.open("note", "abt")
    await walk.open("entered", "moment")
    store.support.stop(support, "klaar")


async def parts_of_the_file(walk: Walk, store: Store) -> None:
    """Absence, consent and the people around a pupil, with their forms."""
    store.absence.save_stand(school.YARA, Snapshot(store.clock.today(), 16))
    full = Exchange("", "jeugdarts", giver="moeder", purpose="meedenken", data="verzuim", proof="mail")
    store.exchanges.save(school.YARA, full)
    store.network.save_partner(school.YARA, Partner("", "K. Roos"))
    await walk.visit(("absence", school.YARA), "n", "p", "m", "w", "#stands e", "#reports enter")
    await walk.visit(("consents", school.YARA), "n", "e", "i", "g")
    await walk.visit(("history", school.YARA), "enter")
    await rights(walk, store)
    await walk.visit(("kwadrant", school.YARA), "z enter", "i", "w", "v", "right i", "c", "m")
    why = reasons()["year"]
    around = store.handovers.around(school.YARA)
    store.handovers.give(school.YARA, around.receiver(around.first(why), why), why)
    await walk.visit(("handover", school.YARA), "e", "w", "g", "#given x")
    await walk.visit(("handovers",), "e", "#pupils space")
    await walk.visit(("people", school.YARA), "n", "o", "s")


async def rights(walk: Walk, store: Store) -> None:
    """A request to read the file, its forms, and the review of the file."""
    asked = Request("", school.YARA, "inzage", "parent", "moeder", store.clock.today())
    request = store.rights.save(asked)
    await walk.visit(("rights", school.YARA), "n", "e", "a", "w")
    await walk.visit(("rights_file", school.YARA, request), "#texts x", "p")


async def together(walk: Walk, store: Store) -> None:
    """Samenwerking in the unshielded view: every form of it, and what Instellingen says of it."""
    walk.desk.shielded = False
    await walk.visit(("sisa", school.YARA), "n", "w")
    who, day = store.contacts.save(Contact("", "N. Smit", may_signal=True)), store.clock.today()
    one = store.sisa.weigh(school.YARA, Weighed("more", False, True, day - timedelta(days=9), who))
    store.sisa.keep_match(one, Match("", day, "Wijkteam Noord"))
    await walk.visit(("sisa", school.YARA), "o", "m", "h", "v", "c", "e", "end e")
    await walk.visit(("settings",))
    await walk.open("module")
    await walk.open("guide")
    walk.desk.shielded = True


async def a_run(walk: Walk, store: Store) -> None:
    """A run in the unshielded view: how it begins, every form of it, and the other route."""
    walk.desk.shielded = False
    case = next(row.id for row in store.cases.all() if row.student.id == school.YARA)
    await walk.visit(("meldcode", school.YARA), "n")
    run = store.runs.start(case, store.protocols.get("meldcode_landelijk"), why="wat Yara zei")
    await walk.visit(("meldcode", school.YARA, run), "left", "n", "j", "l", "v", "t", "o", "i", "w", "a", "g")
    for opener in ("weigh", "holder", "close"):
        await walk.open(opener)
    await walk.open("answer", "A1")
    await walk.open("task")
    await walk.open("contact", "advies")
    store.run_parts.task(run, Task("", TaskKind.TASK, "M. Bos", "belt elke week"))
    await walk.visit(("meldcode", school.YARA, run, "section:team"), "#items d", "#items end", "m")
    route = store.runs.staff(case)
    await walk.visit(("meldcode", school.YARA, "", f"route:{route.id}"), "b")
    walk.desk.shielded = True


async def a_class(walk: Walk, store: Store) -> None:
    """The kwadrant of a class, values read for it, the sheet for its teachers."""
    await walk.visit(("class_kwadrants",))
    await walk.visit(("class_kwadrant", "2H1"), "s", "f")
    await walk.visit(("class_scan", "2H1"))
    await walk.visit(("class_import",), "")
    screen = walk.desk.screen
    assert isinstance(screen, ClassImportScreen)
    screen._begin(Measuring("saqi", store.clock.today(), "", "Stamnr;Motivatie\n040123;4"))
    await walk.take("", "#rows k")


async def candidates(walk: Walk, store: Store) -> None:
    """Aanname: the list, one candidate, every form of it."""
    candidate = store.candidates.save_who(Candidate("", "Tess", "", "Houtem", store.clock.today()))
    await walk.visit(("candidates",), "n", "x")
    await walk.visit(("candidate", candidate), "#parts home enter", "#parts end enter", "a", "v", "g", "h")


async def to_another_vault(walk: Walk, store: Store, file: Path) -> None:
    """Overdragen, its receipt, receiving, and the new school year."""
    transfer_id = store.transfers.give(Wish((school.YARA,), "M. Visser"), "molen kaars", file)
    support = store.support.save(
        Support("", school.YARA, "rust", store.clock.today(), ends_on=date(2026, 7, 1))
    )
    await walk.visit(("transfer", school.YARA), "#going", "e", "#choice f")
    await walk.open("receipt", transfer_id)
    await walk.visit(("receive",), "#path")
    await walk.open("words")
    screen = walk.desk.screen
    assert isinstance(screen, ReceiveScreen)
    screen._path = file
    screen._have_words("molen kaars")
    await until(walk.pilot, lambda: screen._parcel is not None)
    await walk.take("#arrivals", "#arrivals enter")
    store.students.add([Student("weg", "9", "Xylo", "", "Quist", "5V1", gone_since=date(2018, 7, 10))])
    store.handed.add(Document("blad.md", school.YARA).written(file))
    await walk.visit(("left_files",), "f", "#files x", "#files a")
    await walk.visit(("retention",), "n", "#due space", "v")
    await walk.open("mark")
    await walk.open("term", "file")
    await walk.visit(("school_year",), "k")
    await walk.open("goes_on", support)
    store.support.stop(support, "klaar")


async def at_the_meeting(walk: Walk, store: Store, today: str) -> None:
    """At the table, and what is left to do for it."""
    school.run(store.shared.engine)
    school.keep(store.shared.engine, today, "2026-11-25T13:24", "toest: moeder, wijkagent")
    noor = store.students.add_provisional("Noor", "3M2")
    store.meetings.add_item(today, kind=ItemKind.NEW, minutes=5, student_ids=[noor.id])
    store.table.presence(today, Present("", "wijkteam (R. Kok)", "wijkteam"), here=True)  # without a ground
    await walk.visit(("meeting", today), "@ s", "#now v", "#now g", "#now t")
    await walk.visit(("ask",), "c", "m", "down m", "down m")
    await walk.visit(("closing", today), "D")
    for key in walk.desk.screen.query_one("#todo", Lines).keys:
        if key.startswith(("who:", "when:", "number:", "consent:")):
            await walk.open(key.partition(":")[0], key)


async def after_the_meeting(walk: Walk, store: Store, today: str) -> None:
    """The report, as a concept and adopted."""
    school.end(store.shared.engine, today)
    await walk.visit(("closing", today, "telling"), "enter", "e", "w", "c")
    await walk.visit(("closing", today, "system"), "enter")
    await walk.visit(("closing", today, "report"), "m", "v")
    store.meetings.adopt(today)
    await walk.visit(("closing", today, "read"), "down c")


def everything() -> set[type[Screen[Any]]]:
    """Every kind of screen that can be shown."""
    for module in pkgutil.iter_modules(sotdesk.screens.__path__):
        importlib.import_module(f"sotdesk.screens.{module.name}")
    kinds, found = [Screen], set()
    while kinds:
        narrower = kinds.pop().__subclasses__()
        kinds += narrower
        found |= {
            kind for kind in narrower if kind.__module__.startswith("sotdesk.") and not kind.__subclasses__()
        }
    return found


@pytest.mark.timeout(600)  # some eighty screens one after the other: 25 s of work, more on a busy machine
async def test_no_act_is_shadowed_by_another_on_any_screen(
    desk: SotDesk, reopen: Reopen, small_school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda self: None)  # nobody looks: nothing is painted
    monkeypatch.setattr(SotDesk, "copy_out", lambda self, text: False)  # then the text is shown
    shutil.copy(small_school, desk.path)
    roster = tmp_path / "lijst.csv"
    roster.write_text("Stamnr;Roepnaam;Achternaam;Klas\n040123;Yara;Achterberg;3H1\n", encoding="utf-8")
    async with desk.run_test(size=(80, 24)) as pilot:
        walk = Walk(desk, pilot)
        await walk.take("")  # the unlock screen
        vault = reopen()
        desk.opened(vault)
        store, today = desk.store, school.today(vault.engine)
        assert store
        await before_the_meeting(walk, store, today, roster)
        await support_and_referral(walk, store)
        await parts_of_the_file(walk, store)
        await together(walk, store)
        await a_run(walk, store)
        await a_class(walk, store)
        await candidates(walk, store)
        await to_another_vault(walk, store, tmp_path / "a.sotdesk-overdracht")
        await at_the_meeting(walk, store, today)
        await after_the_meeting(walk, store, today)
        desk.close_vault()
    assert walk.found == set()
    assert walk.lost == set(), "what is half typed in a form survives a crash"
    unseen = everything() - walk.seen - {FirstRunScreen}
    assert unseen == set(), "add a way to these screens, so that their keys are listened to"
    assert ROUTES.keys() <= {kind.ROUTE for kind in walk.seen if issubclass(kind, BaseScreen)}


async def test_no_act_is_shadowed_by_another_in_the_first_run(tmp_path: Path, clock: Clock) -> None:
    desk = SotDesk(tmp_path / "nieuw.sotdesk", clock=clock)
    async with desk.run_test(size=(80, 24)) as pilot:
        walk = Walk(desk, pilot)
        await walk.take("", "L enter V enter", "enter enter")  # school and name, kinds of meeting, passphrase
    assert walk.found == set() and walk.seen == {FirstRunScreen}


class Greedy(Lines):
    """A list that takes a key of its screen."""

    BINDINGS = [Binding("u", "cursor_up", id="list.up")]


class Clashing(BaseScreen):
    """A screen that takes a key which works everywhere; `mute` says that it does not use it now."""

    BINDINGS = [Binding("1", "why", id="today.why")]
    mute = False

    def body(self) -> ComposeResult:
        yield Greedy(id="greedy")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (self.mute and action == "why")


async def test_a_shadowed_act_is_found(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        assert desk.store
        screen = Clashing(desk.store)
        await desk.push_screen(screen)
        await pilot.pause()
        walk, muted = Walk(desk, pilot), Walk(desk, pilot)
        walk.look()
        screen.mute = True
        muted.look()
        desk.close_vault()
    by_list, by_screen = "Clashing greedy: u: list.up instead of undo", "1: today.why instead of place.1"
    assert walk.found == {by_list, f"Clashing greedy: {by_screen}", f"Clashing without focus: {by_screen}"}
    assert muted.found == {by_list}

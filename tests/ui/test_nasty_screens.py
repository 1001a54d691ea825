"""A school full of nasty text on every screen: nothing raises, nothing is wider than the screen, no markup works.

Issue 4, "Proven by": brackets, markup, right-to-left, emoji, control characters through every screen and form.
"""

import re

import pytest
from rich.cells import cell_len
from tests.nasty import ALL, DAY, GROUPS, fill, reading
from tests.ui.conftest import Reopen
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.meetings import ItemKind, MeetingState, Present
from sotdesk.screens.dialogs import FormDialog
from sotdesk.screens.routes import ROUTES
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.pieces import plain
from sotdesk.widgets.text_box import TextBox

STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FORMS = {
    "today": ("ctrl+n",),
    "agenda": ("n",),
    "case": ("e", "a"),
    "people": ("n",),
    "contacts": ("n",),
    "absence": ("n",),
}
"""Route → keys that open a form on it."""


def addresses(store: Store) -> dict[str, tuple[str, ...]]:
    """Every route with what it needs; `meeting` last, for it runs."""
    case = store.cases.of_student("nasty")
    adopted = next(m for m in store.meetings.all() if m.state is MeetingState.ADOPTED)
    running = store.meetings.running()
    moment = next(e.ref for e in store.cases.pupil("nasty").timeline if e.kind == "gesprek")
    candidate = store.candidates.all()[0].id
    assert case and running
    class_name = store.students.get("nasty").class_name
    own = {
        "case": (case.id,), "student": ("plain",), "moment": ("nasty", moment), "closing": (adopted.id,),
        "class_kwadrant": (class_name,), "class_scan": (class_name,),
        "rights_file": ("nasty", store.rights.of_student("nasty")[0].id),
        "candidate": (candidate,), "candidate_history": (candidate,), "meeting": (running.id,),
    }  # fmt: skip
    found = {}
    for route in ROUTES:
        of_meeting = route in ("agenda", "ask_before", "invites", "prep")
        of_pupil = route in (
            "absence",
            "consents",
            "people",
            "plan",
            "history",
            "gate",
            "handover",
            "kwadrant",
            "meldcode",
            "sisa",
            "rights",
        )
        ids = own.get(route) or ((adopted.id,) if of_meeting else ("nasty",) if of_pupil else ())
        found[route] = (route, *ids)
    return dict(sorted(found.items(), key=lambda pair: pair[0] == "meeting"))


def begin(store: Store, text: str) -> None:
    """A meeting that runs, in which all of it was said."""
    meeting = store.meetings.plan(store.school.kinds()[-1].id, DAY, place=text)
    item = store.meetings.add_item(meeting, kind=ItemKind.NEW, minutes=5, student_ids=["nasty"], request=text)
    store.table.start(meeting, [Present("", text, "svk", joined_at=store.clock.now())])
    store.table.go_to(item)
    for kind in (Kind.FACT, Kind.VOICE, Kind.DECISION, Kind.ACTION):
        store.table.keep(item, reading(kind, text))


def look(desk: SotDesk, where: str) -> None:
    """Every line is as wide as the screen, and nothing steers it."""
    width, height = desk.size
    strips = desk.screen._compositor.render_strips()
    assert len(strips) == height, where
    for strip in strips:
        assert strip.cell_length == width, where
        assert not STEERS.search(strip.text), where
        for segment in strip:
            meta = segment.style.meta if segment.style else {}
            assert not any("quit" in str(value) for value in meta.values()), where
            assert segment.cell_length == cell_len(segment.text), where


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(
    ("text", "routes"),
    [(ALL, tuple(ROUTES)), (GROUPS["long"], ("case",))],
    ids=["all", "long"],
)
async def test_every_screen_at_80_columns(
    desk: SotDesk, reopen: Reopen, text: str, routes: tuple[str, ...]
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store
        fill(store, text)
        begin(store, text)
        for route, address in addresses(store).items():
            if route in routes:
                await visit(desk, pilot, route, address)
                for key in FORMS.get(route, ()) if text is ALL else ():
                    await form(desk, pilot, f"{route} {key}", key, text)
        assert desk.store is store, "nothing of it quit or locked"


async def visit(desk: SotDesk, pilot: Pilot[None], route: str, address: tuple[str, ...]) -> None:
    """The screen by itself."""
    desk.go(address, fresh=True)
    await settle(pilot)
    if isinstance(desk.screen, FormDialog):  # what is asked first of a list of values
        look(desk, f"{route} asks")
        desk.pop_screen()
        await settle(pilot)
    assert route == desk.screen.ROUTE, (route, type(desk.screen))  # type: ignore[attr-defined]
    look(desk, route)
    if route in ("meldcode", "sisa"):
        await unshielded(desk, pilot, route)


async def unshielded(desk: SotDesk, pilot: Pilot[None], route: str) -> None:
    """What only F5 shows; of a run every row at the left, with what is in it."""
    await pilot.press("f5")
    await settle(pilot)
    look(desk, f"{route} unshielded")
    for steps in desk.screen.query("#steps").results(Lines):
        assert steps.keys
        for key in steps.keys:
            steps.go_to(key)
            await settle(pilot)
            look(desk, f"{route} {key}")
    await pilot.press("f5")
    await settle(pilot)


async def form(desk: SotDesk, pilot: Pilot[None], where: str, key: str, text: str) -> None:
    """A form of it, as it opens and with all its fields full."""
    await pilot.press(key)
    await settle(pilot)
    assert isinstance(desk.screen, FormDialog), where
    look(desk, where)
    for line in desk.screen.query(Line):
        line.value = plain(text)
    for box in desk.screen.query(TextBox):
        box.text = text
    await settle(pilot)
    look(desk, f"{where} filled")
    desk.pop_screen()
    await settle(pilot)

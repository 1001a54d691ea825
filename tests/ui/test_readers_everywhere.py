"""Every screen that shows a text which not everyone may read says so beside it (issue 4 point 7).

Sources: domain.md §12 (team / SOT / alleen OCO), §11 (no secret notes: she reads all, and always sees who else may);
product.md §4. The records are those of tests/documents/test_confidentiality.py, which says the same of every output.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from tests.documents.small_meeting import DAY, Meeting, hold
from tests.documents.test_confidentiality import MAY, _records, word
from tests.ui.conftest import Reopen
from tests.ui.screen_text import screen_text
from tests.ui.test_clipboard import sent
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import Doer
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.confidentiality import SHUT
from sotdesk.domain.meetings import ItemKind
from sotdesk.domain.support import Support
from sotdesk.screens.routes import ROUTES
from sotdesk.widgets.lines import Lines, texts

NARROW = (Audience.RESTRICTED, Audience.OWN)
OF_PUPIL = (
    "student", "absence", "consents", "people", "plan", "history", "gate", "handover", "kwadrant", "meldcode", "sisa",
    "rights",
)  # fmt: skip
OF_NEXT = ("agenda", "ask_before", "invites", "prep")
LEFT_OUT = ("meeting", "case", "candidate", "candidate_history", "class_import", "rights_file")
"""A running meeting has its own tests (test_guest_view.py); `case` is `student`; what a pupil may
read of himself has no readers; the others are of nobody here."""
WHOLE = {"student": "#head", "plan": "#plan-panel", "gate": "#needs-panel"}
"""Where a case that is hers alone is marked once, on the frame, for all that stands in it."""


SHOWN = {"today", "actions", "cases", "student", "history", "moment", "school_year", "gate"}
"""Where narrow words show at all."""


def everything(desk: SotDesk) -> tuple[Meeting, str]:
    """One record of each kind for each circle of readers, late ones of them for Vandaag, and a next meeting."""
    assert desk.store
    held = hold(desk.store)
    _records(held)
    store = desk.store
    for audience in NARROW:
        for who in (Doer("SMW (N. Smit)", "", "smw"), Doer("OCO (A. Vermeer)", "", "oco")):
            late = ActionDraft(
                word("afspraak", audience), (who,), due=DAY - timedelta(days=2), audience=audience
            )
            store.actions.add(late, student_ids=["yara"])
        named = word("steun", audience)
        store.support.save(Support("", "yara", named, DAY, goal=named, evaluate_on=DAY, audience=audience))
    following = store.meetings.plan(store.school.kinds()[0].id, date(2026, 12, 16))
    store.meetings.add_item(following, kind=ItemKind.PROGRESS, minutes=5, student_ids=["yara"])
    return held, following


def addresses(desk: SotDesk, held: Meeting, following: str) -> Iterator[tuple[str, ...]]:
    """Every screen, those of a pupil for both: Yara, and Lina whose case is hers alone."""
    assert desk.store
    talks = (e for e in desk.store.cases.pupil("yara").timeline if e.kind == "gesprek")
    moment = next(
        talk.ref for talk in talks if talk.audience in NARROW
    )  # those of one day stand in any order
    own = {
        "moment": ("yara", moment),
        "closing": (held.id,),
        "class_kwadrant": ("2H1",),
        "class_scan": ("2H1",),
    }
    for route in ROUTES:
        if route in OF_PUPIL:
            yield from ((route, student_id) for student_id in ("yara", "lina"))
        elif route not in LEFT_OUT:
            yield (route, *(own.get(route) or ((following,) if route in OF_NEXT else ())))


def told(desk: SotDesk) -> list[str]:
    """Every row of every list."""
    return [text for lines in desk.screen.query(Lines) for text in texts(lines.options)]


def narrow(desk: SotDesk) -> bool:
    """Whether a word shows that not everybody may read."""
    return bool(re.search(r"zq\w+(restricted|own)", " ".join(told(desk))))


async def filled(desk: SotDesk, pilot: Pilot[None]) -> None:
    """A list may follow its head: a while for it, without failing where this pupil has nothing narrow."""
    for _ in range(50):
        if narrow(desk):
            return
        await pilot.pause(0.02)


def unmarked(desk: SotDesk, route: str) -> list[str]:
    """The rows that hold a narrow word without its mark; on a screen with the mark on its frame none."""
    frame = screen_text(desk)
    found = []
    for row in told(desk):
        for kind, audience in ((kind, audience) for kind in MAY for audience in NARROW):
            shut = SHUT[audience.value]
            whole = kind == "casus" and route in WHOLE and shut in frame
            if word(kind, audience) in row and shut not in row and not whole:
                found.append(f"{route}: {row}")
    return found


async def show(desk: SotDesk, pilot: Pilot[None], address: tuple[str, ...]) -> None:
    before = desk.screen
    desk.go(address, fresh=True)
    await until(pilot, lambda: desk.screen is not before and desk.screen.is_mounted)
    for _ in range(3):
        await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_screen_says_who_may_read_it(
    desk: SotDesk, reopen: Reopen, size: tuple[int, int]
) -> None:
    """Vandaag, Afspraken, Casussen, the card, the history, the roll-over: the mark stands beside the words."""
    async with desk.run_test(size=size) as pilot:
        desk.opened(reopen())
        held, following = everything(desk)
        wrong, seen = [], set()
        for address in addresses(desk, held, following):
            await show(desk, pilot, address)
            if address[0] in SHOWN - seen:
                await filled(desk, pilot)
            wrong += unmarked(desk, address[0])
            seen |= {address[0]} if narrow(desk) else set()
        assert not wrong
        assert seen >= SHOWN, "a screen that shows nothing would pass"


async def test_what_is_found_says_who_may_read_it(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        everything(desk)
        for kind, audience in ((kind, a) for kind, rows in MAY.items() for a in rows if a in NARROW):
            await show(desk, pilot, ("find",))
            desk.screen.query("Line").first().value = word(kind, audience)  # type: ignore[attr-defined]
            await until(pilot, lambda: bool(texts(desk.screen.query(Lines).first().options)))
            rows = texts(desk.screen.query(Lines).first().options)
            assert rows and all(SHUT[audience.value] in row for row in rows), (kind, audience, rows)


async def test_what_is_copied_holds_nothing_besloten(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """domain.md §11: what leaves by the clipboard is what may be told; of a case that is hers alone nothing."""
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        held, following = everything(desk)
        await pilot.pause()
        out = sent(desk, monkeypatch)
        copies = [
            ("plan", "yara"),
            ("ask_before", following),
            ("prep", following),
            ("ask",),
            ("class_scan", "2H1"),
        ]
        copies += [("closing", held.id, part) for part in ("telling", "system")]
        for address in copies:
            await show(desk, pilot, address)
            await pilot.press("c")
            await pilot.pause()
        assert len(out) >= 4, "what copies nothing would pass"
        assert not [text for text in out if re.search(r"zq\w+(restricted|own)", text)]
        del out[:]
        await show(desk, pilot, ("plan", "lina"))
        await pilot.press("c")
        await pilot.pause()
        assert not any("zq" in text for text in out)

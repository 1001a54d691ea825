"""Vandaag, Afspraken and Zoeken: rows that go by themselves, reasons with a source, Enter to the spot."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.ui.conftest import Reopen
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.meetings import ItemKind
from sotdesk.domain.students import Student
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts

YARA = Student("s1", "040123", "Yara", "", "Achahbar", "2H1", date(2012, 3, 4))
MENTOR = Doer("mentor (M. Bos)", role="mentor")
NASTY = "belt [née Li] [/] [@click=app.quit]x[/] :smile:"


async def start(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    desk.opened(reopen())
    store = desk.store
    assert store
    store.students.add([YARA])
    me = store.contacts.save(Contact("", "E. van Loon", (Role("oco"),)))
    store.school.save_school(
        replace(store.school.school(), name="Lyceum", coordinator="E. van Loon", coordinator_id=me)
    )
    store.cases.open("s1", holder="N. Smit")
    today = store.clock.today()
    for draft in (
        ActionDraft("gesprek met de ouders van Yara", (MENTOR,), due=today - timedelta(days=5)),
        ActionDraft(NASTY, (MENTOR,), due=today + timedelta(days=2)),
        ActionDraft("bel wijkteam", (Doer("OCO (E. van Loon)", me, "oco"),), due=today),
        ActionDraft("brief", (Doer("Pietersen"),), due_words="z.s.m."),
    ):
        store.actions.add(draft, student_ids=["s1"])
    await pilot.pause()
    desk.go(("today",), fresh=True)
    await pilot.pause()
    return store


def rows(desk: SotDesk, name: str) -> list[str]:
    return texts(desk.screen.query_one(f"#{name}", Lines).options)


async def test_what_asks_for_attention_goes_when_it_is_done(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await start(desk, reopen, pilot)
        shown = rows(desk, "attention")
        assert any(
            row.startswith("● Te laat vr 20 nov: mentor: gesprek met de ouders van Yara") for row in shown
        )
        assert any("Pietersen: wie is dit?" in row for row in shown)
        late = next(a for a in store.actions.all() if a.text.startswith("gesprek"))
        store.actions.settle(late.id, ActionState.DONE)
        desk.screen.reload()  # type: ignore[attr-defined]
        assert not any("Te laat" in row for row in rows(desk, "attention"))


async def test_a_row_cannot_be_ticked_away_only_set_aside_with_a_reason(
    desk: SotDesk, reopen: Reopen
) -> None:
    """product.md §4: a row disappears by itself when the thing is done; it cannot be ticked away."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await start(desk, reopen, pilot)
        before = rows(desk, "attention")
        await pilot.press("space")
        assert rows(desk, "attention") == before
        await pilot.press("z")
        desk.screen.query_one("#answer", Line).value = "is al besproken met de mentor"
        await pilot.press("enter")
        await pilot.pause()
        assert len(rows(desk, "attention")) < len(before)
        assert store.desk.aside()
        await pilot.press("u", "u")
        await pilot.pause()
        assert rows(desk, "attention") == before


async def test_why_names_the_rule_and_its_source(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await start(desk, reopen, pilot)
        await pilot.press("w")
        assert isinstance(desk.screen, MessageDialog)
        said = str(desk.screen.sentence)
        assert "Bron: " in said and ".md" not in said  # a source that she can read


async def test_the_keys_of_a_list_work_while_it_has_the_focus(desk: SotDesk, reopen: Reopen) -> None:
    """product.md §2: the footer shows the keys of the focused panel; none acts on a row without a mark."""
    async with desk.run_test(size=(120, 36)) as pilot:
        await start(desk, reopen, pilot)
        works = {"attention": {"done", "why", "aside"}, "mine": {"done"}, "next": set()}
        for name, actions in works.items():
            desk.screen.query_one(f"#{name}").focus()
            await pilot.pause()
            active = {binding.binding.action for binding in desk.screen.active_bindings.values()}
            assert active & {"done", "why", "aside"} == actions, name


@pytest.mark.parametrize(
    ("size", "words"), [((80, 24), "□ mentor (M. Bos): gesprek"), ((120, 36), "□ gesprek")]
)
async def test_who_does_it_is_never_missing(
    desk: SotDesk, reopen: Reopen, size: tuple[int, int], words: str
) -> None:
    """domain.md §4: wie, wat, waar, wanneer; on a narrow screen who stands before what."""
    async with desk.run_test(size=size) as pilot:
        await start(desk, reopen, pilot)
        await pilot.press("4")
        await pilot.pause()
        shown = next(row for row in rows(desk, "actions") if "gesprek" in row)
        assert shown.startswith(words) and "mentor (M. Bos)" in shown
        await pilot.resize_terminal(120 if size[0] == 80 else 80, 36)
        await pilot.pause()
        shown = next(row for row in rows(desk, "actions") if "gesprek" in row)
        assert shown.startswith(words) is False and "mentor (M. Bos)" in shown


async def test_her_own_agreement_is_done_with_one_key(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await start(desk, reopen, pilot)
        desk.screen.query_one("#mine").focus()
        assert rows(desk, "mine")[0].startswith("□ bel wijkteam  Yara A. 2H1")
        await pilot.press("space")
        assert rows(desk, "mine") == ["Geen open afspraken op jouw naam."]


async def test_the_next_meeting_and_what_it_still_lacks(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await start(desk, reopen, pilot)
        assert "Nog geen overleg gepland" in rows(desk, "next")[0]
        kind = store.school.save_kinds(presets()[0].kinds)[0]
        meeting = store.meetings.plan(kind, store.clock.today(), place="lokaal 112")
        store.meetings.add_item(meeting, kind=ItemKind.NEW, minutes=20, student_ids=["s1"])
        desk.screen.reload()  # type: ignore[attr-defined]
        shown = rows(desk, "next")[0]
        assert "SOT  vandaag 13:00  lokaal 112" in shown
        assert "1 leerling · 30 van 90 min" in shown
        assert "nog geen vraag aan het SOT: 1" in shown


async def test_hidden_names_are_hidden_in_columns_and_in_texts(desk: SotDesk, reopen: Reopen) -> None:
    """F9 (product.md §4): the pupil's known names as whole words in all free text too."""
    async with desk.run_test(size=(120, 36)) as pilot:
        await start(desk, reopen, pilot)
        await pilot.press("f9")
        assert not any("Yara" in row for name in ("attention", "mine") for row in rows(desk, name))
        await pilot.press("4")
        await pilot.pause()
        assert not any("Yara" in row or "Achahbar" in row for row in rows(desk, "actions"))


async def test_agreements_by_date_by_person_and_by_words(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await start(desk, reopen, pilot)
        await pilot.press("4")
        await pilot.pause()
        headings = [row for row in rows(desk, "actions") if not row.startswith(("□", " "))]
        assert headings == ["Te laat  1", "Deze week  2", "Nog te bepalen  1"]
        assert any(NASTY in row for row in rows(desk, "actions"))
        await pilot.press("p")
        assert {"mentor (M. Bos)  2", "OCO (E. van Loon)  1", "Pietersen  1"} <= set(rows(desk, "actions"))
        await pilot.press("f")
        desk.screen.query_one("#filter", Line).value = "wijkteam"
        await pilot.pause()
        assert [row for row in rows(desk, "actions") if row.startswith("□")] != []
        assert not any("gesprek" in row for row in rows(desk, "actions"))


async def test_moving_dropping_and_asking_after(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await start(desk, reopen, pilot)
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("v")
        desk.screen.query_one("#due", Line).value = "over 2 weken"
        await pilot.press("enter")
        await pilot.pause()
        moved = next(a for a in store.actions.all() if a.moves)
        assert (moved.due, moved.moves[0].old) == (date(2026, 12, 9), date(2026, 11, 20))
        await pilot.press("a")
        await pilot.press("x")
        desk.screen.query_one("#answer", Line).value = "niet meer nodig"
        await pilot.press("enter")
        await pilot.pause()
        dropped = store.actions.all(state=ActionState.DROPPED)
        assert [a.reason for a in dropped] == ["niet meer nodig"]


@pytest.mark.parametrize(
    ("words", "first"), [("acha", "leerling"), ("loon", "contact"), ("wijkteam", "afspraak")]
)
async def test_find_anything(desk: SotDesk, reopen: Reopen, words: str, first: str) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await start(desk, reopen, pilot)
        await pilot.press("/")
        assert rows(desk, "hits") == ["Typ minstens twee letters."]
        desk.screen.query_one("#words", Line).value = words
        await pilot.pause()
        assert rows(desk, "hits")[0].startswith(first)
        desk.screen.query_one("#words", Line).value = "qqq"
        await pilot.pause()
        assert rows(desk, "hits") == ["Niets gevonden met deze woorden."]

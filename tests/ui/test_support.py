"""A measure from the card to the gate: made, evaluated, entered; the plan and the gate on paper."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.referral_gate import destinations
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.dialogs import ConfirmDialog, FormDialog
from sotdesk.screens.exchange_forms import ExchangeForm
from sotdesk.screens.gate import GateScreen
from sotdesk.screens.gate_forms import AsideForm, EnteredForm, NoteForm
from sotdesk.screens.moment import MomentScreen
from sotdesk.screens.plan import PlanScreen
from sotdesk.screens.support_forms import ReviewForm, SupportForm
from sotdesk.widgets.lines import Lines, texts
from sotdesk.widgets.ticks import Ticks

TODAY = date(2026, 11, 25)
YARA = Student("yara", "040123", "Yara", "", "Achterberg", "2H1", date(2012, 5, 1), mentor="M. Bos")
SEM = Student("sem", "040124", "Sem", "", "Bakker", "1B4")
OPENED = tuple[Pilot[None], Store]


@pytest.fixture
async def card(desk: SotDesk, reopen: Reopen) -> AsyncIterator[OPENED]:
    """Yara's card."""
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store
        store.students.add([YARA, SEM])
        store.contacts.save(Contact("", "B. Vos", (Role("coordinator"),)))
        case = store.cases.open("yara", question="Wat heeft Yara nodig?")
        desk.go(("case", case), fresh=True)
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen) and desk.screen.is_mounted)
        await pilot.pause()
        yield pilot, store


def rows(desk: SotDesk, name: str) -> str:
    return "\n".join(texts(desk.screen.query_one(f"#{name}", Lines).options))


def form(desk: SotDesk) -> FormDialog[object]:
    assert isinstance(desk.screen, FormDialog)
    return desk.screen


async def fill(desk: SotDesk, pilot: Pilot[None], **words: str) -> None:
    """Puts these words in the fields of the form and keeps it."""
    for name, said in words.items():
        form(desk).field(name).fill(said)
    await pilot.press("f2")
    await pilot.pause()


async def test_made_evaluated_entered_and_the_gate_goes_to_kan(desk: SotDesk, card: OPENED) -> None:
    """domain.md §5 steps 5, 6 and 8: from nothing to *kan*, every need from where it is filled in."""
    pilot, store = card
    await pilot.press("v")
    await until(pilot, lambda: isinstance(desk.screen, GateScreen))
    await pilot.pause()
    assert "✗ nog niet Begeleider passend onderwijs mist 3" in rows(desk, "gates")
    await pilot.press("down", "down", "enter", "enter")  # the first that is missing: support
    await pilot.pause()
    assert isinstance(desk.screen, SupportForm)
    await pilot.press("f2")  # without a name nothing is kept
    await pilot.pause()
    assert isinstance(desk.screen, SupportForm)
    await fill(desk, pilot, name="SMW-gesprekken", goal="blijft in de les", aspects="expertise|cooperation", talks="6",
               starts_on="5 okt", evaluate_on="vandaag", entered="vandaag")  # fmt: skip
    (support,) = store.support.of_student("yara")
    assert (support.aspects, support.talks, support.starts_on) == (
        ("expertise", "cooperation"),
        6,
        date(2026, 10, 5),
    )
    assert "mist 2" in rows(desk, "gates")
    await pilot.press("enter")  # now its yield is the first that is missing
    await pilot.pause()
    assert isinstance(desk.screen, ReviewForm)
    await fill(desk, pilot, result="deels", words="komt uit zichzelf", in_time="ja", entered="vandaag")
    assert "mist 1" in rows(desk, "gates")
    await pilot.press("enter")  # and the advice: a contact moment
    await until(pilot, lambda: isinstance(desk.screen, MomentScreen))
    await pilot.pause()
    await pilot.press(*"* voorin zetten", "enter")
    await until(pilot, lambda: "nog niet in" in " ".join(lacks(store)))
    await pilot.press("escape", "escape")
    await until(pilot, lambda: isinstance(desk.screen, GateScreen))
    await pilot.pause()
    assert "~ bijna Begeleider passend onderwijs mist 1" in rows(desk, "gates")
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(desk.screen, EnteredForm)
    await pilot.press("f2")
    await pilot.pause()
    assert "✓ kan Begeleider passend onderwijs" in rows(desk, "gates")
    assert any("in Magister gezet op" in row for row in rows(desk, "needs").splitlines())


def lacks(store: Store) -> list[str]:
    gate = next(g for g in store.gates.of_student("yara") if g.destination.code == "bpo")
    return [need.lack("Magister") for need in gate.missing]


async def test_the_panel_of_the_card_evaluates_enters_and_stops(desk: SotDesk, card: OPENED) -> None:
    pilot, store = card
    await pilot.press("n", "o")
    await pilot.pause()
    await fill(desk, pilot, name="faalangsttraining", level="basisplus", evaluate_on="vandaag")
    assert "te evalueren faalangsttraining · basisplus · loopt · nog niet in Magister" in rows(
        desk, "supports"
    )
    (made,) = store.support.of_student("yara")
    desk.go(("student", "yara", made.id), fresh=True)  # as Enter on Vandaag and in / does
    await until(pilot, lambda: isinstance(desk.screen, CaseScreen) and desk.screen.is_mounted)
    await pilot.pause()
    assert desk.screen.query_one("#supports").has_focus
    await pilot.press("space")
    await pilot.pause()
    await fill(desk, pilot, result="behaald", next="16 dec")
    assert "doel behaald · nog niet in Magister wo 16 dec" in rows(desk, "supports")
    await pilot.press("m")
    await pilot.pause()
    assert "nog niet in" not in rows(desk, "supports")
    await pilot.press("x", *"verhuisd", "f2")
    await pilot.pause()
    assert rows(desk, "supports").startswith("✗ faalangsttraining")
    timeline = rows(desk, "timeline")
    assert all(
        words in timeline for words in ("begonnen:", "evaluatie:", "gestopt: faalangsttraining (verhuisd)")
    )
    await pilot.press("u", "u")
    await pilot.pause()
    (support,) = store.support.of_student("yara")
    assert support.running


async def test_the_plan_leaves_without_another_pupil(desk: SotDesk, card: OPENED) -> None:
    """One sheet, only of this pupil (domain.md §5 "The plan"); it is listed on the timeline."""
    pilot, store = card
    store.support.save(Support("", "yara", "Maatje", TODAY, goal="loopt samen met Sem Bakker naar gym"))
    await pilot.press("p")
    await until(pilot, lambda: isinstance(desk.screen, PlanScreen))
    await pilot.pause()
    await pilot.press("m")
    await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
    (path,) = Path.home().rglob("*.md")
    words = path.read_text()
    assert "Yara" not in path.name and "samen met een andere leerling" in words and "Sem" not in words
    assert "Wat heeft deze leerling hier nodig?" in words
    assert any(entry.kind == "bestand" for entry in store.cases.pupil("yara").timeline)


async def test_aside_only_with_a_reason_and_it_prints(desk: SotDesk, card: OPENED) -> None:
    pilot, _store = card
    await pilot.press("v")
    await until(pilot, lambda: isinstance(desk.screen, GateScreen))
    await pilot.press("end", "a")
    await pilot.pause()
    assert isinstance(desk.screen, AsideForm)
    await pilot.press("f2")
    await pilot.pause()
    assert isinstance(desk.screen, AsideForm)
    await fill(desk, pilot, reason="plaats komt nu vrij")
    assert "~ bijna Voortgezet speciaal onderwijs reden" in rows(desk, "gates")
    await pilot.press("m")
    await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
    (path,) = Path.home().rglob("*.md")
    assert "plaats komt nu vrij" in path.read_text()
    await pilot.press("n")
    await pilot.pause()
    await pilot.press("x")
    await pilot.pause()
    assert "reden" not in rows(desk, "gates")


async def test_what_no_record_holds_is_noted_with_a_day(desk: SotDesk, card: OPENED) -> None:
    """S004: ABT advice, OPP and such are by hand."""
    pilot, store = card
    desk.go(("gate", "yara", "vso"))
    await until(pilot, lambda: isinstance(desk.screen, GateScreen))
    await pilot.pause()
    assert isinstance(desk.screen, GateScreen)
    assert desk.screen.address == ("gate", "yara", "vso")  # after a lock it stands there again
    desk.screen.open("note", "abt")
    await pilot.pause()
    assert isinstance(desk.screen, NoteForm)
    await fill(desk, pilot, on="gisteren", words="positief")
    fact = store.gates.by_hand("yara", "abt")
    assert fact and (fact.on, fact.words) == (date(2026, 11, 24), "positief")


async def test_letters_and_spatie_tick_the_aspects(desk: SotDesk, card: OPENED) -> None:
    pilot, _store = card
    await pilot.press("n", "o")
    await pilot.pause()
    ticks = desk.screen.query_one(Ticks)
    ticks.focus()
    await pilot.press("space", "s", "space", "left", "space", "space")
    assert ticks.ticked == ("attention", "cooperation")
    packed = form(desk).packed()
    ticks.value = ""
    form(desk).unpack(packed)
    assert ticks.ticked == ("attention", "cooperation")


async def test_a_form_that_is_longer_than_the_screen_shows_what_it_says_and_its_last_field(
    card: OPENED,
) -> None:
    """What Esc asks and the buttons are always seen; typing on takes the question away."""
    pilot, _store = card
    desk = pilot.app
    assert isinstance(desk, SotDesk)
    await pilot.resize_terminal(80, 24)
    await pilot.press("n", "o")
    await until(pilot, lambda: isinstance(desk.screen, SupportForm))
    await pilot.press("a", "escape")
    await pilot.pause()
    screen = form(desk).region
    said, buttons = form(desk).query_one(".error"), form(desk).query_one(".buttons")
    box = form(desk).query_one(".dialog").content_region
    assert screen.contains_region(box)
    assert box.contains_region(said.region) and said.region.height
    assert box.contains_region(buttons.region)
    await pilot.press("b")
    assert not said.display
    form(desk).field("audience").control.focus()
    await until(pilot, lambda: box.contains_region(form(desk).field("audience").control.region))


async def test_an_evaluation_shows_the_goal_and_the_term_it_is_about(card: OPENED) -> None:
    """She answers whether the goal was reached with the goal before her."""
    pilot, store = card
    desk = pilot.app
    assert isinstance(desk, SotDesk)
    support = Support("", "yara", "SMW", TODAY, goal="Yara komt op tijd", ends_on=date(2026, 12, 10))
    kept = store.support.save(support)
    assert isinstance(desk.screen, CaseScreen)
    desk.screen.open_review(kept)
    await until(pilot, lambda: isinstance(desk.screen, ReviewForm))
    assert "Yara komt op tijd" in str(form(desk).field("result").query_one(".note").render())
    assert "do 10 dec" in str(form(desk).field("in_time").query_one(".note").render())


async def test_a_missing_consent_opens_made_out_to_the_destination_and_turns_it_green(card: OPENED) -> None:
    """S003: SMW asks a hulpvraag and consent; each destination begins at its own first missing need."""
    pilot, store = card
    desk = pilot.app
    assert isinstance(desk, SotDesk)
    await pilot.press("v")
    await until(pilot, lambda: isinstance(desk.screen, GateScreen))
    await pilot.pause()
    await pilot.press("enter", "enter")
    await until(pilot, lambda: isinstance(desk.screen, ExchangeForm))
    assert form(desk).text("receiver") == "Schoolmaatschappelijk werk"
    await fill(desk, pilot, giver="moeder", purpose="gesprek", data="hulpvraag", proof="mail")
    assert "✓ kan Schoolmaatschappelijk werk" in rows(desk, "gates")
    assert store.exchanges.of_student("yara")
    await pilot.press("escape", *["down"] * 8)
    await pilot.pause()
    assert isinstance(desk.screen, GateScreen)
    needs = desk.screen.query_one("#needs", Lines)
    assert needs.current == desk.screen.gate.missing[0].requirement.code  # type: ignore[union-attr]


def test_every_destination_is_received_by_its_own_name() -> None:
    """A consent that names the destination as the gate does counts for it."""
    assert all(one.receives("", one.name) for one in destinations())

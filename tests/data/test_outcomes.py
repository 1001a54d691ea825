"""What a kept line does besides being kept, in a real encrypted file; undo, correcting and removing put it back.

Rules: domain.md §5 (outcomes, step 6 and 9), §3 and §11 (consent); issue 3 point 3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.vault import Vault
from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.clock import Clock
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import FixedItem, ItemKind, ItemState, MeetingKind, MeetingState, Present
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
MOTHER = Person("role:g1", "moeder (W. Achterberg)", ("moeder",), "moeder")
WIJKTEAM = Person("role:wijkteam", "wijkteam", ("wijkteam",), "wijkteam")


@dataclass
class Sitting:
    """A running SOT; Yara has a case (intern), Lina has none, Davi is for moving lines to."""

    store: Store
    vault: Vault
    meeting_id: str
    before_id: str
    later: Callable[[int], None]

    def item(self, name: str) -> str:
        return next(i.id for i in self.store.meetings.get(self.meeting_id).items if i.shown.startswith(name))

    def table(self, name: str) -> Table:
        store = self.store
        frame = Frame(DAY, store.school.calendar(), date(2026, 12, 16))
        facts = store.table.facts(self.item(name), following=date(2026, 12, 16))
        return Table(frame, (MOTHER, WIJKTEAM), outcomes=store.school.outcomes(), facts=facts)

    def type(self, name: str, words: str) -> str:
        self.later(1)
        return self.store.table.keep(self.item(name), read(words, self.table(name)))[0].capture_id

    def correct(self, name: str, capture_id: str, words: str) -> None:
        self.later(1)
        self.store.table.correct(capture_id, read(words, self.table(name)))

    def undo(self) -> None:
        last = self.store.desk.to_undo()
        assert last is not None
        self.store.desk.undo(last.batch)

    @property
    def status(self) -> str:
        case = self.store.cases.of_student("yara")
        assert case is not None
        return case.status.value

    @property
    def turns(self) -> list[str]:
        """The changes of status on the card, oldest first."""
        case = self.store.cases.of_student("yara")
        assert case is not None
        entries = self.store.cases.get(case.id).timeline
        return [entry.text for entry in reversed(entries) if entry.kind == "status"]

    @property
    def consents(self) -> list[ConsentRow]:
        with Session(self.vault.engine) as session:
            return list(session.exec(select(ConsentRow)))

    def action(self, action_id: str) -> Action:
        return self.store.actions.get(action_id)


@pytest.fixture
def sitting(vault: Vault) -> Sitting:
    moment = [datetime(2026, 11, 4, 13, 0).astimezone()]
    store = Store(vault.engine, Clock(lambda: moment[0]))

    def later(minutes: int) -> None:
        moment[0] += timedelta(minutes=minutes)

    fixed = (FixedItem("Opening, verslag vorige keer", 5), FixedItem("Rondvraag", 5, last=True))
    kind = store.school.save_kind(MeetingKind("", "SOT", "SOT", fixed=fixed))
    store.students.add(
        [
            Student("yara", "1", "Yara", "", "Achterberg", "2H1", date(2012, 9, 3)),
            Student("davi", "2", "Davi", "", "Pinas", "3M2", date(2011, 6, 20)),
            Student("lina", "3", "Lina", "", "Karimi", "2H1", date(2013, 1, 8)),
        ]
    )
    store.cases.open("yara", status=CaseStatus.INTERNAL)
    before = store.meetings.plan(kind, date(2026, 11, 4))
    store.table.start(before, [])
    store.table.close(before)
    moment[0] = datetime(2026, 11, 25, 13, 0).astimezone()
    meeting = store.meetings.plan(kind, DAY)
    store.meetings.plan(kind, date(2026, 12, 16))
    for pupil in ("yara", "davi", "lina"):
        store.meetings.add_item(meeting, kind=ItemKind.PROGRESS, minutes=10, student_ids=[pupil])
    store.table.start(meeting, [Present("", "SMW (N. Smit)", "smw", joined_at=moment[0])])
    return Sitting(store, vault, meeting, before, later)


def promise(sitting: Sitting, text: str, evaluate: date) -> str:
    """An agreement about Yara from before this meeting, with an evaluation date."""
    draft = ActionDraft(text, (Doer("SMW", role="smw"),), evaluate=evaluate)
    return sitting.store.actions.add(draft, student_ids=["yara"])


# ---------------------------------------------------------------- uit:


def test_an_outcome_moves_the_case_and_the_timeline_shows_it(sitting: Sitting) -> None:
    sitting.type("Yara", "uit: volgen, tot maart")
    assert sitting.status == "volgen"
    assert sitting.turns == ["intern → volgen"]
    (line,) = sitting.store.table.lines(sitting.item("Yara"))
    assert (line.text, line.word) == ("volgen, tot maart", "volgen")


def test_undo_and_removing_put_the_case_back(sitting: Sitting) -> None:
    sitting.type("Yara", "uit: volgen")
    sitting.undo()
    assert (sitting.status, sitting.turns) == ("intern", [])
    capture = sitting.type("Yara", "uit: volgen")
    sitting.store.table.remove(capture)
    assert (sitting.status, sitting.turns) == ("intern", [])
    sitting.undo()
    assert (sitting.status, sitting.turns) == ("volgen", ["intern → volgen"])


def test_another_word_gives_another_status(sitting: Sitting) -> None:
    capture = sitting.type("Yara", "uit: volgen")
    sitting.correct("Yara", capture, "uit: SOT extern")
    assert (sitting.status, sitting.turns) == ("extern", ["intern → extern"])
    sitting.correct("Yara", capture, "nog niets besloten")
    assert (sitting.status, sitting.turns) == ("intern", [])


def test_what_came_later_stays(sitting: Sitting) -> None:
    """Taking an earlier outcome away changes what the later one came from, not where the case is now."""
    first = sitting.type("Yara", "uit: volgen")
    sitting.type("Yara", "uit: SOT extern")
    assert sitting.turns == ["intern → volgen", "volgen → extern"]
    sitting.store.table.remove(first)
    assert (sitting.status, sitting.turns) == ("extern", ["intern → extern"])
    sitting.undo()
    sitting.correct("Yara", first, "uit: volgen, goed idee")
    assert (sitting.status, sitting.turns) == ("extern", ["intern → volgen", "volgen → extern"])


def test_a_line_that_moves_to_another_pupil_takes_its_outcome_along(sitting: Sitting) -> None:
    sitting.store.cases.open("davi", status=CaseStatus.INTAKE)
    capture = sitting.type("Davi", "uit: volgen")
    reading = read("uit: volgen", sitting.table("Yara"))
    sitting.store.table.move(capture, sitting.item("Yara"), reading)
    davi = sitting.store.cases.of_student("davi")
    assert davi and davi.status is CaseStatus.INTAKE
    assert sitting.status == "volgen"


def test_without_a_case_the_words_only_are_kept(sitting: Sitting) -> None:
    sitting.type("Lina", "uit: volgen")
    assert sitting.store.cases.of_student("lina") is None


def test_closing_is_asked_and_not_done(sitting: Sitting) -> None:
    """domain.md §5 step 9."""
    sitting.type("Yara", "uit: afsluiten")
    assert sitting.status == "intern"


def test_the_schools_own_word_counts_and_the_list_can_be_given_back(sitting: Sitting) -> None:
    own = (Outcome("ambulant", "begeleiding in de klas", "intern"), Outcome("volgen", status="volgen"))
    sitting.store.cases.set_status(sitting.store.cases.of_student("yara").id, CaseStatus.INTAKE)  # type: ignore[union-attr]
    sitting.store.school.save_outcomes(own)
    sitting.type("Yara", "uit: ambulant")
    assert sitting.status == "intern"
    with pytest.raises(RuleError, match="staat al"):
        sitting.store.school.save_outcomes((*own, Outcome("Volgen")))
    sitting.store.school.save_outcomes(())
    assert len(sitting.store.school.outcomes()) > 2


def test_putting_off_goes_to_the_next_meeting_and_comes_back_with_its_line(sitting: Sitting) -> None:
    capture = sitting.type("Yara", "uit: doorschuiven")
    item = sitting.store.meetings.get(sitting.meeting_id).item(sitting.item("Yara"))
    assert item and (item.state, item.carried_to) == (ItemState.CARRIED, date(2026, 12, 16))
    assert item.running_since is None
    sitting.store.table.remove(capture)
    item = sitting.store.meetings.get(sitting.meeting_id).item(sitting.item("Yara"))
    assert item and (item.state, item.carried_to) == (ItemState.DISCUSSED, None)


# ---------------------------------------------------------------- uit: vastgesteld


def test_the_report_before_is_adopted_at_the_opening_and_that_is_final(sitting: Sitting) -> None:
    """meeting-story.md 13:02. product.md §2.3: adopted cannot be undone, and says so before."""
    assert sitting.table("Opening").facts.adopts == date(2026, 11, 4)  # type: ignore[union-attr]
    capture = sitting.type("Opening", "uit: vastgesteld")
    before = sitting.store.meetings.get(sitting.before_id)
    assert (before.state, before.adopted_on) == (MeetingState.ADOPTED, DAY)
    assert sitting.store.desk.to_undo() is None
    for attempt in (
        lambda: sitting.store.table.remove(capture),
        lambda: sitting.correct("Opening", capture, "verslag besproken"),
        lambda: sitting.store.table.move(capture, sitting.item("Yara"), read("x", sitting.table("Yara"))),
    ):
        with pytest.raises(RuleError, match="dat blijft zo"):
            attempt()
    assert "al vastgesteld" in sitting.table("Opening").facts.said  # type: ignore[union-attr]


def test_at_another_item_it_is_text_that_can_be_undone(sitting: Sitting) -> None:
    sitting.type("Yara", "uit: vastgesteld")
    assert sitting.store.meetings.get(sitting.before_id).state is MeetingState.CONCEPT
    (line,) = sitting.store.table.lines(sitting.item("Yara"))
    assert line.word == ""
    sitting.undo()
    assert sitting.store.table.lines(sitting.item("Yara")) == ()


# ---------------------------------------------------------------- ev:


def test_a_result_is_of_the_agreement_whose_evaluation_has_come(sitting: Sitting) -> None:
    training = promise(sitting, "faalangsttraining", DAY)
    promise(sitting, "gesprekken", date(2026, 12, 9))
    sitting.type("Yara", "ev: deels, durft weer te presenteren")
    action = sitting.action(training)
    assert (action.result, action.evaluated_on, action.to_evaluate) == ("deels", DAY, False)
    (line,) = sitting.store.table.lines(sitting.item("Yara"))
    assert line.action and line.action.id == training


def test_undo_removing_and_another_word_put_the_result_back(sitting: Sitting) -> None:
    training = promise(sitting, "faalangsttraining", DAY)
    capture = sitting.type("Yara", "ev: deels")
    sitting.undo()
    assert sitting.action(training).result == ""
    capture = sitting.type("Yara", "ev: deels")
    sitting.store.table.remove(capture)
    assert (sitting.action(training).result, sitting.action(training).evaluated_on) == ("", None)
    capture = sitting.type("Yara", "ev: deels")
    facts = sitting.store.table.facts(sitting.item("Yara"), about=training)
    table = Table(sitting.table("Yara").frame, facts=facts)
    sitting.store.table.correct(capture, read("ev: behaald", table))
    assert sitting.action(training).result == "behaald"


def test_with_a_new_date_it_is_evaluated_again(sitting: Sitting) -> None:
    training = promise(sitting, "faalangsttraining", DAY)
    sitting.type("Yara", "ev: deels")
    draft = ActionDraft("faalangsttraining", (Doer("SMW", role="smw"),), evaluate=date(2026, 12, 16))
    sitting.store.actions.change(training, draft)
    assert sitting.action(training).to_evaluate
    again = sitting.type("Yara", "ev: behaald")
    sitting.store.table.remove(again)
    assert sitting.action(training).result == "deels"
    assert sitting.action(training).to_evaluate


def test_an_agreement_of_today_is_not_evaluated_today(sitting: Sitting) -> None:
    sitting.type("Yara", "@wijkteam belt >vr >>9 dec")
    assert sitting.table("Yara").facts.evaluated == ()  # type: ignore[union-attr]


# ---------------------------------------------------------------- toest:


def test_consent_knows_who_gave_it_to_whom_and_what_for(sitting: Sitting) -> None:
    sitting.type("Yara", "toest: moeder, wijkteam voor aanmelding")
    (consent,) = sitting.consents
    assert (consent.student_id, consent.giver, consent.giver_role) == ("yara", MOTHER.label, "moeder")
    assert (consent.receiver, consent.receiver_role, consent.purpose) == (
        "wijkteam",
        "wijkteam",
        "voor aanmelding",
    )
    assert (consent.state, consent.complete, consent.valid_from) == ("given", False, DAY)
    assert consent.case_id


def test_undo_and_removing_take_consent_away_and_a_refusal_is_none(sitting: Sitting) -> None:
    sitting.type("Yara", "toest: moeder, wijkteam")
    sitting.undo()
    assert sitting.consents == []
    capture = sitting.type("Yara", "toest: moeder, niet aan wijkteam")
    assert [consent.state for consent in sitting.consents] == ["refused"]
    sitting.store.table.remove(capture)
    assert sitting.consents == []


# ---------------------------------------------------------------- =1 >vr >>…


def test_a_moved_evaluation_goes_back_with_its_line(sitting: Sitting) -> None:
    """capture-lines.md `=1 >vr`: taken away, the dates are as they were."""
    training = promise(sitting, "faalangsttraining", DAY)
    table = Table(sitting.table("Yara").frame, agreements=(1,))
    sitting.later(1)
    reading = read("=1 >vr >>16 dec", table)
    capture = sitting.store.table.keep(sitting.item("Yara"), reading)[0].capture_id
    assert sitting.action(training).evaluate == date(2026, 12, 16)
    sitting.later(1)
    sitting.store.table.keep(sitting.item("Yara"), read("=1 >di", table))
    sitting.store.table.remove(capture)
    assert sitting.action(training).evaluate == DAY
    assert sitting.action(training).due == date(2026, 12, 1)

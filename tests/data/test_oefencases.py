"""docs/oefencases.md: each case, played through the store, ends as the document says (issue 6, "How good").

The outcomes follow from domain.md §6.2 (the ways of the questions), §6.3 (the two decisions), §6.6 (meldplicht); the
document gives the sentence in its last column.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meldcode import (
    Consultation,
    Contact,
    ContactKind,
    Done,
    Given,
    Round,
    Run,
    Standing,
    Task,
    TaskKind,
)
from sotdesk.domain.meldcode_words import OUTCOME_WORDS
from sotdesk.domain.protocol_read import shipped
from sotdesk.domain.students import Student

PAGE = (Path(__file__).parents[2] / "docs" / "oefencases.md").read_text(encoding="utf-8")
NATIONAL = shipped()["meldcode_landelijk"]
UNSAFE = NATIONAL.safety[0]


@dataclass(frozen=True)
class Case:
    """What the document says of a case: what the screen shows, and the answers."""

    outcome: str
    answers: tuple[tuple[str, str], ...]
    source: str


def documented() -> dict[str, Case]:
    rows = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\| \d \|", line)]
    return {
        number: Case(outcome, tuple(re.findall(r"(A\d) (\w+)", answers)), source)
        for number, outcome, answers, source in rows
    }


CASES = documented()


class Player:
    """Does what a case tells, on the day of today."""

    def __init__(self, store: Store) -> None:
        self.store, self.today = store, store.clock.today()
        store.students.add([Student("p", "040999", "Tess", "", "Oefen", "1H1", mentor="J. Roos")])
        self.case_id = store.cases.open("p", holder="I. Faber")

    @property
    def run(self) -> Run:
        return self.store.runs.of_case(self.case_id)[0]

    def begin(self) -> None:
        self.store.runs.start(self.case_id, NATIONAL, why="wat de mentor zag en hoorde", holder="I. Faber")

    def steps(self, *, talk: bool = True) -> None:
        for code in ("1.1", "1.2", "2.1"):
            self.store.runs.do(self.run.id, Done(code, Standing.DONE, self.today, "I. Faber"))
        self.store.run_parts.consult(
            self.run.id, Consultation("", self.today, "A. Mulder", "aandachtsfunctionaris")
        )
        talked = Done("3.1", Standing.DONE, self.today, "I. Faber")
        skipped = Done("3.1", Standing.NOT, self.today, "I. Faber", reason=UNSAFE)
        self.store.runs.do(self.run.id, talked if talk else skipped)
        self.store.runs.do(self.run.id, Done("3.2", Standing.DONE, self.today, "J. Roos"))

    def weigh(self) -> None:
        self.store.runs.weigh(self.run.id, Round(0, self.today, "B. Aerts, I. Faber", "I. Faber"))

    def answer(self, *answers: tuple[str, str]) -> None:
        for code, answer in answers:
            helps = (code, answer) == ("A4", "ja")
            due: date | None = self.today + timedelta(weeks=6) if helps else None
            given = Given(
                code, answer, self.store.clock.now(), "zie het verhaal", due,
                "wijkteam" if helps else "", "wijkteam elke week" if helps else "",
                result="thuis is het veilig" if helps else "",
            )  # fmt: skip
            self.store.runs.answer(self.run.id, given)

    def report(self) -> None:
        one = Contact(
            "", ContactKind.REPORT, self.today, "I. Faber", "Veilig Thuis", "OC", "gemeld", replied_on=self.today,
            reply="zij gaan ermee verder",
        )  # fmt: skip
        self.store.run_parts.contact(self.run.id, one)

    def follow(self) -> None:
        due = self.today + timedelta(weeks=8)
        self.store.run_parts.task(self.run.id, Task("", TaskKind.WATCH, "J. Roos", "hoe het gaat", due=due))

    def refused(self) -> None:
        with pytest.raises(RuleError):
            self.store.runs.close(self.run.id, "klaar")

    def close(self, case: Case) -> None:
        """It ends as the document says, with the answers that it gives."""
        assert dict(case.answers) == (self.run.round.answer_codes if self.run.round else {})
        assert OUTCOME_WORDS[self.run.path.outcome].partition(":")[0] == case.outcome
        self.store.runs.close(self.run.id, "zie het verhaal")
        assert not self.run.running


@pytest.fixture
def player(store: Store) -> Player:
    return Player(store)


def test_every_case_of_the_document_has_an_outcome_with_its_source() -> None:
    told = re.findall(r"^## Casus (\d)", PAGE, re.MULTILINE)
    assert told == list(CASES) == list("123456")
    assert all(case.source.endswith(".") for case in CASES.values())


def test_case_1_no_suspicion_is_left(player: Player) -> None:
    """domain.md §6.2, A1 no: close, record the reason."""
    player.begin()
    player.steps()
    player.weigh()
    player.answer(*CASES["1"].answers)
    player.close(CASES["1"])


def test_case_2_help_that_works(player: Player) -> None:
    """domain.md §6.2, A5 yes: close with monitoring laid down; open until then (§6.3)."""
    player.begin()
    player.steps()
    player.weigh()
    player.answer(*CASES["2"].answers[:-1])
    player.refused()
    player.answer(CASES["2"].answers[-1])
    player.refused()
    player.follow()
    player.close(CASES["2"])


def test_case_3_help_that_fails_later(player: Player) -> None:
    """domain.md §6.2, A5 no: report."""
    player.begin()
    player.steps()
    player.weigh()
    player.answer(*CASES["3"].answers)
    player.follow()
    player.refused()
    player.report()
    player.close(CASES["3"])


def test_case_4_structural_unsafety_with_help_too(player: Player) -> None:
    """domain.md §6.3: always report when unsafety is acute or structural, even if help is also possible."""
    player.begin()
    player.steps()
    player.weigh()
    player.answer(*CASES["4"].answers[:2])
    with pytest.raises(RuleError, match="Eerst melden"):
        player.answer(CASES["4"].answers[2])
    player.report()
    player.answer(*CASES["4"].answers[2:])
    player.follow()
    player.close(CASES["4"])


def test_case_5_acute_danger_in_a_meeting(player: Player) -> None:
    """domain.md §6.2, A2; issue 6 point 4: the steps are skipped, and completed afterwards."""
    player.store.runs.mark_acute(player.case_id, "een man met een mes staat voor de school")
    player.report()
    player.weigh()
    player.answer(CASES["5"].answers[2])
    player.follow()
    player.refused()
    player.steps(talk=False)
    player.store.runs.do(
        player.run.id, Done("3.2", Standing.DONE, player.today)
    )  # with parents and child: §6.1
    assert len(player.run.rounds) == 1
    player.close(CASES["5"])


def test_case_6_a_member_of_staff(player: Player) -> None:
    """domain.md §6.6: not the meldcode; the board is told at once, and that the route was shown is kept."""
    route = player.store.runs.staff(player.case_id)
    player.store.runs.board_told(route.id, player.today, "I. Faber")
    assert player.store.runs.of_case(player.case_id) == () and CASES["6"].answers == ()
    assert player.store.runs.routes("p")[0].board_told_on == player.today
    assert CASES["6"].outcome == "meldplicht"

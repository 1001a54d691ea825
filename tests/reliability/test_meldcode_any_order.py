"""Any order of acts on a run: none reaches *afgesloten* past step 3, and none ends unsafety without a report.

Issue 6, "Proven by". Every act goes through the store on a real encrypted file; what the rules refuse changes nothing.
The promises are checked on what is read back, by sentences of domain.md and not by the code that refuses.
`make test` runs it small, `make prove` long (SOTDESK_PROVE).
"""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.conftest import FAST_KDF, PASSPHRASE

from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.meldcode import Contact, ContactKind, Done, Given, Round, Run, Standing, Task, TaskKind
from sotdesk.domain.protocol_read import shipped
from sotdesk.domain.students import Student

LONG = int(os.environ.get("SOTDESK_PROVE") or 0)
EXAMPLES, STEPS = (LONG, 60) if LONG else (4, 40)
START = datetime(2026, 11, 25, 13, 24).astimezone()
WEIGHING = [protocol for protocol in shipped().values() if protocol.weighs]
ITEMS = sorted({item.code for protocol in WEIGHING for item in protocol.items})
REASONS = ("", "ouders namen niet op", *WEIGHING[0].safety)
ANSWERS = ("ja", "nee", "twijfel")
QUESTIONS = ("A1", "A2", "A3", "A4", "A5")
TALK = {"meldcode_landelijk": ("3.1",), "stappenplan": ("4.1", "2.5")}
"""Written by hand: the talk with the parents, and what may stand in its place (domain.md §6.1, §6.5)."""


class RunMachine(RuleBasedStateMachine):
    """One run, any order of acts; the days pass."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "traject.kluis"
        self.now = START
        self.vault = Vault.create(self.path, PASSPHRASE, build=build, _kdf_iter=FAST_KDF)
        self.open()
        self.store.students.add([Student("yara", "1", "Yara", "", "Achterberg", "2H1", mentor="M. Bos")])
        self.case = self.store.cases.open("yara")
        self.read: tuple[Run, ...] = ()

    def open(self) -> None:
        self.store = Store(self.vault.engine, Clock(lambda: self.now))

    def teardown(self) -> None:
        self.vault.close()
        self.folder.cleanup()

    def tries(self, act: Callable[[], object]) -> None:
        """An act; refused, it has changed nothing."""
        before = self.store.runs.of_case(self.case)
        try:
            act()
        except SotdeskError:
            assert self.store.runs.of_case(self.case) == before

    @property
    def run_id(self) -> str:
        return next((run.id for run in self.store.runs.of_case(self.case) if run.running), "")

    # --- the acts

    @initialize(which=st.integers(0, len(WEIGHING) - 1))
    def begin(self, which: int) -> None:
        self.protocol = WEIGHING[which]
        self.store.runs.start(
            self.case, self.protocol, why="Yara zei: ik durf niet naar huis.", holder="I. Faber"
        )

    @rule(
        item=st.sampled_from(ITEMS),
        how=st.sampled_from(Standing),
        why=st.sampled_from(REASONS),
        talk=st.booleans(),
    )
    def do(self, item: str, how: Standing, why: str, talk: bool) -> None:
        if how is Standing.ACUTE or item not in {one.code for one in self.protocol.items}:
            return
        due = self.now.date() + timedelta(days=7) if how is Standing.LATER else None
        done = Done(item, how, self.now.date(), "I. Faber", why, due=due, stands_for=talk)
        self.tries(lambda: self.store.runs.do(self.run_id, done))

    @rule()
    def do_all_before_the_weighing(self) -> None:
        for item in self.protocol.items:
            if item.ticks and item.step < 4:
                done = Done(item.code, Standing.DONE, self.now.date(), "I. Faber")
                self.tries(lambda done=done: self.store.runs.do(self.run_id, done))  # type: ignore[misc]

    @rule(item=st.sampled_from(ITEMS))
    def clear(self, item: str) -> None:
        if item in {one.code for one in self.protocol.items}:
            self.tries(lambda: self.store.runs.clear(self.run_id, item))

    @rule(decider=st.sampled_from(["I. Faber", "M. Bos"]), reason=st.sampled_from(["", "er is meer bekend"]))
    def weigh(self, decider: str, reason: str) -> None:
        opened = Round(0, self.now.date(), "SMW, I. Faber", decider, "", reason)
        self.tries(lambda: self.store.runs.weigh(self.run_id, opened))

    @rule(question=st.sampled_from(QUESTIONS), answer=st.sampled_from(ANSWERS))
    def answer(self, question: str, answer: str) -> None:
        self._answer(question, answer)

    @rule(answers=st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=5))
    def answer_on(self, answers: list[str]) -> None:
        for answer in answers:
            run = next((one for one in self.store.runs.of_case(self.case) if one.running), None)
            question = run.path.next if run else None
            if question is not None:
                self._answer(question.code, answer)

    def _answer(self, question: str, answer: str) -> None:
        if answer not in {choice.code for choice in self.protocol.question(question).choices}:
            return
        due = self.now.date() + timedelta(weeks=6)
        given = Given(question, answer, self.now, "de feiten", due, "SMW", "SMW elke week", result="veilig")
        self.tries(lambda: self.store.runs.answer(self.run_id, given))

    @rule()
    def acute(self) -> None:
        self.tries(lambda: self.store.runs.acute(self.case, self.protocol, "er was een mes"))

    @rule(kind=st.sampled_from(ContactKind), replied=st.booleans())
    def calls(self, kind: ContactKind, replied: bool) -> None:
        day = self.now.date()
        one = Contact("", kind, day, said="besproken", replied_on=day if replied else None)
        self.tries(lambda: self.store.run_parts.contact(self.run_id, one))

    @rule()
    def replies(self) -> None:
        run = next((one for one in self.store.runs.of_case(self.case) if one.running), None)
        for report in run.reports if run else ():
            one = Contact(
                report.id, report.kind, report.day, said="x", replied_on=self.now.date(), reply="onderzoek"
            )
            self.tries(lambda one=one: self.store.run_parts.contact(self.run_id, one))  # type: ignore[misc]

    @rule()
    def follow(self) -> None:
        task = Task("", TaskKind.WATCH, "M. Bos", "let op", due=self.now.date() + timedelta(days=30))
        self.tries(lambda: self.store.run_parts.task(self.run_id, task))

    @rule()
    def close(self) -> None:
        self.tries(lambda: self.store.runs.close(self.run_id, "waarom nu"))

    @rule(
        leave_out=st.sets(st.sampled_from(["steps", "weigh", "report", "reply", "follow"]), max_size=1),
        answers=st.sampled_from(
            ["ja ja ja ja ja", "ja nee ja ja ja", "ja nee ja ja nee", "ja twijfel nee", "ja nee nee", "nee"]
        ),
    )
    def towards_the_end(self, leave_out: set[str], answers: str) -> None:
        """Nearly all that closing asks for, in the usual order, with at most one thing left out."""
        acts: list[tuple[str, Callable[[], None]]] = [
            ("steps", self.do_all_before_the_weighing),
            ("weigh", lambda: self.weigh("I. Faber", "er is meer bekend")),
            ("answers", lambda: self.answer_on(answers.split()[:2])),
            ("report", lambda: self.calls(ContactKind.REPORT, False)),
            ("answers", lambda: self.answer_on(answers.split()[2:])),
            ("reply", self.replies),
            ("follow", self.follow),
            ("close", self.close),
        ]
        for name, act in acts:
            if name not in leave_out:
                act()

    @rule()
    def again(self) -> None:
        if not self.run_id:
            self.tries(lambda: self.store.runs.start(self.case, self.protocol, why="weer zorgen"))

    @rule()
    def undo(self) -> None:
        found = self.store.desk.to_undo()
        if found and found.label == "afgeschermde stap" and len(self.store.runs.of_case(self.case)) > 0:
            self.store.desk.undo(found.batch)
            if not self.store.runs.of_case(self.case):
                self.store.runs.start(self.case, self.protocol, why="opnieuw begonnen")

    @rule(days=st.integers(1, 30))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def lock(self) -> None:
        self.vault.close()
        self.vault = Vault.open(self.path, PASSPHRASE, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF)
        self.open()

    # --- what is promised

    @invariant()
    def promises(self) -> None:
        for run in self.store.runs.of_case(self.case):
            codes = run.rounds[-1].answer_codes if run.rounds else {}
            if "A1" in codes and not _acute(run):
                assert _step_3(run), "A1 is answered after step 3, or its recorded reason (§6.1)"
            if run.running:
                continue
            assert "A1" in codes and _step_3(run)
            unsafe = codes.get("A2") in ("ja", "twijfel")
            must = unsafe or "nee" in (codes.get("A3"), codes.get("A4"), codes.get("A5"))
            assert not must or run.reports, (
                "acute or structural unsafety, or no effective help: a report (§6.3)"
            )
            assert not unsafe or run.path.outcome.value in ("melding", "melding en hulp"), (
                "never only help (§6.3)"
            )
            assert run.close_words


def _acute(run: Run) -> bool:
    return bool(run.rounds) and any(given.acute for given in run.rounds[-1].answers)


def _step_3(run: Run) -> bool:
    """The talk took place, or was skipped for safety; read from what is kept, by hand."""
    for code in TALK[run.protocol.code]:
        done = run.done.get(code)
        if done and done.standing is Standing.DONE and (code != "2.5" or done.stands_for):
            return True
        if done and done.standing is Standing.NOT and code != "2.5" and done.reason in run.protocol.safety:
            return True
    return False


RunMachine.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck),
    derandomize=not LONG, database=None,
)  # fmt: skip
TestAnyOrder = RunMachine.TestCase

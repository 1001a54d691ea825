"""The store against a plain model: any order of adding, changing, removing, undoing, closing, locking and unlocking.

Issue 4, "Proven by". The vault is a real encrypted file; the model is a dict of dicts, copied before every act so that
an undo is the copy of before. After each act everything the store reads is compared. `make test` runs it small,
`make prove` long (SOTDESK_PROVE).
"""

import os
import tempfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.conftest import FAST_KDF, NOW, PASSPHRASE

from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.vault import Vault
from sotdesk.domain.actions import ActionState
from sotdesk.domain.capture_model import Audience, Kind, Piece, Reading
from sotdesk.domain.cases import Guardian
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.students import Student
from sotdesk.domain.support import Review, Support, SupportState

LONG = int(os.environ.get("SOTDESK_PROVE") or 0)
EXAMPLES, STEPS = (LONG, 60) if LONG else (3, 20)
PUPILS = ("yara", "sem", "lina")
TODAY = date(2026, 11, 25)
PARTS = ("cases", "signals", "actions", "supports", "lines", "guardians")
Model = dict[str, dict[str, dict[str, Any]]]

words = st.text("abcdefghijklmnopqrstuvwxyzéßøñ李ع👍'", min_size=3, max_size=8)
pupils = st.sampled_from(PUPILS)
audiences = st.sampled_from([audience.value for audience in Audience])
places = st.integers(0, 50)
"""Which one of those there are: counted round."""


class StoreMachine(RuleBasedStateMachine):
    """One vault, one model, any order of acts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "model.kluis"
        self.number = 0
        self.model: Model = {part: {} for part in PARTS}
        self.before: list[Model] = []
        self.vault = Vault.create(self.path, PASSPHRASE, build=build, _kdf_iter=FAST_KDF)
        self.store = Store(self.vault.engine, fixed_at(NOW))
        self.store.students.add([Student(p, p, p.title(), "", "Achternaam", "2H1") for p in PUPILS])
        self.unlock_again()

    def teardown(self) -> None:
        self.vault.close()
        self.folder.cleanup()

    # --- help

    def act(self, work: Callable[[], Any]) -> Any:
        """One act of the store, that can be undone."""
        self.before.append(deepcopy(self.model))
        return work()

    def text(self, words: str) -> str:
        """A text of its own, so that finding it finds this one alone."""
        self.number += 1
        return f"{words} zq{self.number:05}zq"

    def one(self, part: str, place: int, **having: Any) -> str:
        """The key of one of these; '' when there is none."""
        keys = [k for k, v in self.model[part].items() if all(v[n] == w for n, w in having.items())]
        return keys[place % len(keys)] if keys else ""

    # --- cases

    @rule(pupil=pupils, words=words)
    def open_case(self, pupil: str, words: str) -> None:
        if self.one("cases", 0, pupil=pupil):
            return
        text = self.text(words)
        key = self.act(lambda: self.store.cases.open(pupil, question=text))
        self.model["cases"][key] = {
            "pupil": pupil, "status": "signaal", "question": text, "works": "", "level": "", "closed": False,
            "reason": "",
        }  # fmt: skip

    @rule(place=places, words=words, level=st.sampled_from(["", "basis", "extra"]))
    def edit_case(self, place: int, words: str, level: str) -> None:
        if key := self.one("cases", place):
            new = {"question": self.text(words), "works": self.text(words), "level": level}
            if all(self.model["cases"][key][name] == value for name, value in new.items()):
                return
            self.act(lambda: self.store.cases.edit(
                key, question=new["question"], what_works=new["works"], level=level))  # fmt: skip
            self.model["cases"][key] |= new

    @rule(place=places, words=words)
    def close_case(self, place: int, words: str) -> None:
        if key := self.one("cases", place, closed=False):
            text = self.text(words)
            self.act(lambda: self.store.cases.close(key, text))
            self.model["cases"][key] |= {"closed": True, "reason": text, "status": "afgesloten"}

    @rule(place=places)
    def reopen_case(self, place: int) -> None:
        shut = [key for key, case in self.model["cases"].items() if case["closed"]]
        if shut:
            key = shut[place % len(shut)]
            self.act(lambda: self.store.cases.reopen(key))
            self.model["cases"][key] |= {"closed": False, "status": "intake"}

    # --- signals and parents

    @rule(pupil=pupils, words=words)
    def add_signal(self, pupil: str, words: str) -> None:
        text = self.text(words)
        key = self.act(lambda: self.store.cases.add_signal(pupil, "docent", text))
        self.model["signals"][key] = {"pupil": pupil, "text": text}

    @rule(place=places, words=words)
    def edit_signal(self, place: int, words: str) -> None:
        if key := self.one("signals", place):
            text = self.text(words)
            self.act(lambda: self.store.cases.edit_signal(key, text=text))
            self.model["signals"][key]["text"] = text

    @rule(pupil=pupils, words=words)
    def add_guardian(self, pupil: str, words: str) -> None:
        text = self.text(words)
        self.act(lambda: self.store.network.save_guardian(pupil, Guardian("", text, "moeder")))
        (made,) = (g for g in self.store.students.guardians(pupil) if g.name == text)
        self.model["guardians"][made.id] = {"pupil": pupil, "text": text}

    @rule(place=places)
    def remove_guardian(self, place: int) -> None:
        if key := self.one("guardians", place):
            self.act(lambda: self.store.network.remove_guardian(key))
            del self.model["guardians"][key]

    # --- agreements

    @rule(pupil=pupils, words=words, audience=audiences)
    def add_action(self, pupil: str, words: str, audience: str) -> None:
        draft = ActionDraft(self.text(words), due=TODAY, audience=audience)
        key = self.act(lambda: self.store.actions.add(draft, student_ids=[pupil]))
        self.model["actions"][key] = {
            "pupil": pupil, "text": draft.text, "due": TODAY, "audience": audience, "state": "open", "reason": "",
        }  # fmt: skip

    @rule(place=places, words=words, audience=audiences)
    def change_action(self, place: int, words: str, audience: str) -> None:
        if key := self.one("actions", place):
            draft = ActionDraft(self.text(words), due=self.model["actions"][key]["due"], audience=audience)
            self.act(lambda: self.store.actions.change(key, draft))
            self.model["actions"][key] |= {"text": draft.text, "audience": audience}

    @rule(place=places, state=st.sampled_from(list(ActionState)), words=words)
    def settle_action(self, place: int, state: ActionState, words: str) -> None:
        if key := self.one("actions", place):
            reason = self.text(words)
            self.act(lambda: self.store.actions.settle(key, state, reason))
            self.model["actions"][key] |= {"state": state.value, "reason": reason}

    @rule(place=places, days=st.integers(1, 90))
    def move_action(self, place: int, days: int) -> None:
        if key := self.one("actions", place):
            due = TODAY + timedelta(days=days)
            self.act(lambda: self.store.actions.move(key, due))
            was = self.model["actions"][key]
            self.model["actions"][key] |= {"due": due} | (
                {"state": "open", "reason": ""} if was["state"] != "open" else {}
            )

    # --- support

    @rule(pupil=pupils, words=words, audience=audiences)
    def add_support(self, pupil: str, words: str, audience: str) -> None:
        measure = Support("", pupil, self.text(words), TODAY, audience=audience)
        key = self.act(lambda: self.store.support.save(measure))
        self.model["supports"][key] = {
            "pupil": pupil, "text": measure.name, "audience": audience, "state": "loopt", "reviews": (),
        }  # fmt: skip

    @rule(place=places, words=words)
    def evaluate(self, place: int, words: str) -> None:
        if key := self.one("supports", place):
            review = Review(TODAY, "deels", self.text(words))
            self.act(lambda: self.store.support.evaluate(key, review))
            self.model["supports"][key]["reviews"] += (review.words,)

    @rule(place=places, words=words)
    def stop_support(self, place: int, words: str) -> None:
        if key := self.one("supports", place, state="loopt"):
            reason = self.text(words)
            self.act(lambda: self.store.support.stop(key, reason))
            self.model["supports"][key]["state"] = SupportState.STOPPED.value

    # --- contact moments

    def reading(self, words: str, audience: str) -> Reading:
        return Reading(words, (Piece(Kind.FACT, words, Audience(audience)),))

    @rule(pupil=pupils, place=places, words=words, audience=audiences)
    def keep_line(self, pupil: str, place: int, words: str, audience: str) -> None:
        """A line more in a contact moment of this pupil, or in a new one."""
        there = self.one("lines", place, pupil=pupil)
        moment = self.model["lines"][there]["moment"] if there and place % 2 else ""
        text = self.text(words)
        key = self.act(lambda: self.store.moments.keep(pupil, moment, self.reading(text, audience)))
        line = next(each for each in self.store.moments.get(key).lines if each.text == text)
        self.model["lines"][line.capture_id] = {
            "pupil": pupil, "moment": key, "text": text, "audience": audience,
        }  # fmt: skip

    @rule(place=places, words=words, audience=audiences)
    def correct_line(self, place: int, words: str, audience: str) -> None:
        if key := self.one("lines", place):
            text = self.text(words)
            self.act(lambda: self.store.moments.correct(key, self.reading(text, audience)))
            self.model["lines"][key] |= {"text": text, "audience": audience}

    @rule(place=places)
    def remove_line(self, place: int) -> None:
        if key := self.one("lines", place):
            self.act(lambda: self.store.moments.remove(key))
            del self.model["lines"][key]

    @rule(place=places)
    def delete_moment(self, place: int) -> None:
        if there := self.one("lines", place):
            moment = self.model["lines"][there]["moment"]
            self.act(lambda: self.store.moments.delete(moment))
            lines = self.model["lines"].items()
            self.model["lines"] = {key: line for key, line in lines if line["moment"] != moment}

    # --- undoing, locking

    @precondition(lambda self: bool(self.before))
    @rule()
    def undo(self) -> None:
        last = self.store.desk.to_undo()
        assert last is not None
        self.store.desk.undo(last.batch)
        self.model = self.before.pop()

    @rule()
    def unlock_again(self) -> None:
        """A lock and an unlock: all is there still, and nothing of before can be undone."""
        self.vault.close()
        self.vault = Vault.open(self.path, PASSPHRASE, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF)
        self.store = Store(self.vault.engine, fixed_at(NOW))
        self.before = []

    # --- comparing

    @invariant()
    def nothing_more_to_undo_than_was_done(self) -> None:
        assert (self.store.desk.to_undo() is None) == (not self.before)

    @invariant()
    def everything_reads_as_the_model(self) -> None:
        assert _read(self.store, self.model) == self.model

    @invariant()
    def what_is_there_is_found_and_what_is_gone_is_not(self) -> None:
        texts = {v.get("text") or v.get("question") for part in PARTS for v in self.model[part].values()}
        for number in range(max(1, self.number - 3), self.number + 1):
            mark = f"zq{number:05}zq"
            there = {text for text in texts if text and mark in text}
            found = {hit.text for hit in self.store.finding.find(mark) if not hit.near}
            assert all(any(text in body for body in found) for text in there)
            assert not found or mark in str(self.model)


def _read(store: Store, model: Model) -> Model:
    """All that the store gives, in the shape of the model; which moments there are is asked of the model's lines."""
    found: Model = {part: {} for part in PARTS}
    for row in store.cases.all(closed=True):
        file = store.cases.get(row.id)
        assert (row.closed_on is not None) == file.closed == (file.closed_on is not None)
        found["cases"][row.id] = {
            "pupil": row.student.id, "status": file.status.value, "question": file.question, "works": file.what_works,
            "level": file.level, "closed": file.closed, "reason": file.close_reason,
        }  # fmt: skip
    for signal in store.cases.signals(open_only=False):
        found["signals"][signal.id] = {"pupil": signal.student.id, "text": signal.text}
    for pupil in PUPILS:
        _of_pupil(store, pupil, found)
    return found


def _of_pupil(store: Store, pupil: str, found: Model) -> None:
    file = store.cases.pupil(pupil)
    for action in file.actions:
        found["actions"][action.id] = {
            "pupil": pupil, "text": action.text, "due": action.due, "audience": action.audience,
            "state": action.state.value, "reason": action.reason,
        }  # fmt: skip
    for measure in store.support.of_student(pupil):
        found["supports"][measure.id] = {
            "pupil": pupil, "text": measure.name, "audience": measure.audience, "state": measure.state.value,
            "reviews": tuple(review.words for review in measure.reviews),
        }  # fmt: skip
    for guardian in file.guardians:
        found["guardians"][guardian.id] = {"pupil": pupil, "text": guardian.name}
    for moment in {e.ref for e in file.timeline if e.kind == "gesprek"}:
        for line in store.moments.get(moment).lines:
            found["lines"][line.capture_id] = {
                "pupil": pupil, "moment": moment, "text": line.text, "audience": line.audience,
            }  # fmt: skip


TestStore = StoreMachine.TestCase
TestStore.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)

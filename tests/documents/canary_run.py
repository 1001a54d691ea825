"""A pupil with runs in which every text has a word of its own: for the tests that say where none of them may stand.

Nothing is tested here. A new text of a run is a line more here; `test_every_text_of_a_run_has_a_word` fails until
then. tests/nasty.py fills a school with it too.
"""

from datetime import date, timedelta

from sotdesk.data.store import Store
from sotdesk.domain.meldcode import (
    Consultation,
    Contact,
    ContactKind,
    Done,
    Given,
    Member,
    Round,
    Standing,
    Task,
    TaskKind,
)
from sotdesk.domain.protocol_read import shipped

SIGN = "zqrun"
"""What every word begins with."""
PLAN = shipped()["stappenplan"]


class Canaries:
    """Writes the runs of one case: one that was weighed twice, reported and closed, and one after it with acute danger
    that still runs. `said` has every word, `tasks` those of each task."""

    def __init__(self, store: Store, case_id: str, text: str = "") -> None:
        """`text`: every word is this one."""
        self.store, self.case_id, self.today, self.text = store, case_id, store.clock.today(), text
        self.said: list[str] = []
        self.closed_id = self._begun()
        self._items()
        self._around(self.closed_id)
        self._weighed()
        self.tasks = self._tasks(self.closed_id)
        store.runs.close(self.closed_id, self.word("sluiten"))
        again = store.runs.again(self.closed_id, PLAN, self.word("opnieuwzorg"))
        self.running_id = store.runs.mark_acute(case_id, self.word("acuut"))
        assert again == self.running_id
        self._running()
        self._route()

    def word(self, name: str) -> str:
        """A word that stands nowhere else."""
        found = self.text or f"{SIGN}{name}"
        if self.text:
            return found
        assert found not in self.said
        self.said.append(found)
        return found

    def _begun(self) -> str:
        return self.store.runs.start(
            self.case_id, PLAN, why=self.word("aanleiding"), holder=self.word("houder"), by=self.word("begon")
        )

    def _done(self, item: str, standing: Standing = Standing.DONE, **more: object) -> None:
        one = Done(item, standing, self.today, **more)  # type: ignore[arg-type]
        self.store.runs.do(self.closed_id, one)

    def _items(self) -> None:
        fields = {"wie": self.word("spreker"), "ervaring": self.word("ervaring")}
        self._done("2.1", who=self.word("wie"), note=self.word("toelichting"))
        self._done("2.2", Standing.NOT, reason=self.word("reden"))
        self._done("2.3", who="E")
        self._done("4.1", who="E", fields=fields, note=self.word("gesprek"))
        self._done("4.2", Standing.LATER, due=self.today, note=self.word("later"))

    def _around(self, run_id: str) -> None:
        parts, today = self.store.run_parts, self.today
        asked = (self.word("gevraagd"), self.word("rol"), self.word("advies"))
        parts.consult(run_id, Consultation("", today, *asked))
        parts.member(run_id, Member("", self.word("lid"), self.word("lidrol")))
        for kind in ContactKind:
            name = kind.value
            replied = today if kind is ContactKind.REPORT else None
            parts.contact(
                run_id,
                Contact(
                    "", kind, today, self.word(f"{name}belde"), self.word(f"{name}sprak"), self.word(f"{name}kenmerk"),
                    self.word(f"{name}besproken"), self.word(f"{name}afspraak"), replied_on=replied,
                    reply=self.word(f"{name}antwoord") if replied else "",
                ),
            )  # fmt: skip

    def _weighed(self) -> None:
        first = Round(0, self.today, self.word("wogen"), self.word("besliste"), self.word("mentorook"))
        self.store.runs.weigh(self.closed_id, first)
        agreed = {
            "lead": self.word("leidt"), "roles": self.word("rollen"), "result": self.word("resultaat"),
        }  # fmt: skip
        for question, answer in (("A1", "ja"), ("A2", "nee"), ("A3", "ja"), ("A4", "ja")):
            more = {"due": self.today + timedelta(weeks=6), **agreed} if question == "A4" else {}
            self._answer(question, answer, 1, **more)
        anew = Round(
            0, self.today, self.word("wogenweer"), "mentor", self.word("mentorreden"), self.word("weegreden")
        )
        self.store.runs.weigh(self.closed_id, anew)
        for question, answer in (("A1", "ja"), ("A2", "nee"), ("A3", "nee")):
            self._answer(question, answer, 2)

    def _answer(self, question: str, answer: str, number: int, **more: object) -> None:
        facts = self.word(f"feit{number}{question.lower()}")
        self.store.runs.answer(
            self.closed_id, Given(question, answer, self.store.clock.now(), facts, **more)  # type: ignore[arg-type]
        )  # fmt: skip

    def _tasks(self, run_id: str) -> dict[str, tuple[str, ...]]:
        found = {}
        for kind in TaskKind:
            name = kind.value
            words = (self.word(f"{name}wie"), self.word(f"{name}wat"))
            other = self.word(f"{name}met") if kind is TaskKind.CONTACT else ""
            result = self.word(f"{name}uitkomst")
            one = Task("", kind, *words, with_whom=other, due=self.today, result=result)
            self.store.run_parts.task(run_id, one)
            found[self.store.runs.get(run_id).tasks[-1].id] = tuple(filter(None, [*words, other]))
        return found

    def _running(self) -> None:
        due = Task("", TaskKind.TASK, self.word("nuwie"), self.word("nuwat"), due=self.today)
        self.store.run_parts.task(self.running_id, due)
        later = Done("3.2", Standing.LATER, self.today, due=self.today, note=self.word("nulater"))
        self.store.runs.do(self.running_id, later)

    def _route(self) -> None:
        route = self.store.runs.staff(self.case_id)
        day: date = self.today
        self.store.runs.board_told(route.id, day, self.word("bestuurwie"), self.word("bestuurnoot"))
        self.store.runs.staff(self.case_id)

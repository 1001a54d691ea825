"""Runs of a protocol in the vault: each rule of domain.md §6 that may not be passed by, with its source."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.attention import rows
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.meldcode import (
    Consultation,
    Contact,
    ContactKind,
    Done,
    Given,
    Member,
    Round,
    Run,
    Standing,
    Task,
    TaskKind,
)
from sotdesk.domain.meldcode_steps import missing, step_states, to_complete, unsaid
from sotdesk.domain.meldcode_words import here, next_up, task_state
from sotdesk.domain.protocol_read import shipped
from sotdesk.domain.students import Student
from sotdesk.domain.weighing import Outcome

TODAY = date(2026, 11, 25)
NATIONAL, SCHOOL = shipped()["meldcode_landelijk"], shipped()["stappenplan"]
LATER = TODAY + timedelta(weeks=6)


class Writer:
    """Writes a run in a few words."""

    def __init__(self, store: Store, protocol: str = "meldcode_landelijk") -> None:
        self.store = store
        store.students.add([Student("yara", "040123", "Yara", "", "Achterberg", "2H1", mentor="M. Bos")])
        self.case = store.cases.open("yara")
        self.id = store.runs.start(
            self.case, shipped()[protocol], why="Yara zei: ik durf niet naar huis.", holder="I. Faber"
        )

    @property
    def run(self) -> Run:
        return self.store.runs.get(self.id)

    def does(self, *items: str, standing: Standing = Standing.DONE, **other: object) -> None:
        for item in items:
            self.store.runs.do(self.id, Done(item, standing, TODAY, "I. Faber", **other))  # type: ignore[arg-type]

    def weighs(self, reason: str = "", decider: str = "I. Faber", mentor_reason: str = "") -> None:
        self.store.runs.weigh(self.id, Round(0, TODAY, "SMW, I. Faber", decider, mentor_reason, reason))

    def answers(self, words: str) -> None:
        for code, answer in zip(("A1", "A2", "A3", "A4", "A5"), words.split(), strict=False):
            if answer == "·":
                continue
            more = (
                {"due": LATER, "lead": "SMW", "roles": "SMW elke week", "result": "thuis geen klappen"}
                if (code, answer) == ("A4", "ja")
                else {}
            )
            self.store.runs.answer(self.id, Given(code, answer, self.store.clock.now(), "de feiten", **more))  # type: ignore[arg-type]

    def reports(self, day: date = TODAY, replied: date | None = None) -> None:
        one = Contact(
            "", ContactKind.REPORT, day, "I. Faber", said="gemeld", replied_on=replied, reply="onderzoek"
        )
        self.store.run_parts.contact(self.id, one)

    def follows(self) -> None:
        self.store.run_parts.task(
            self.id, Task("", TaskKind.WATCH, "M. Bos", "let op hoe het gaat", due=LATER)
        )

    def first_steps(self) -> None:
        self.does("1.1", "1.2", "2.1", "3.1", "3.2")

    def refused(self, part: str) -> "pytest.RaisesExc[RuleError]":
        return pytest.raises(RuleError, match=part)


@pytest.fixture
def writer(store: Store) -> Writer:
    return Writer(store)


# --- the order of the steps


def test_the_weighing_comes_after_the_talk_or_the_reason_why_it_cannot_be(writer: Writer) -> None:
    """domain.md §6.1 step 3: skip only if the safety of child or staff is at risk (P03, P14)."""
    writer.does("1.1", "1.2", "2.1")
    with writer.refused("Eerst stap 3"):
        writer.weighs()
    with writer.refused("alleen over als de veiligheid"):
        writer.does("3.1", standing=Standing.NOT, reason="ouders namen niet op")
    writer.does("3.1", standing=Standing.NOT, reason=NATIONAL.safety[0])
    with writer.refused("Eerst stap 3"):
        writer.weighs()  # with parents *and child*
    with writer.refused("alleen over als de veiligheid"):
        writer.does("3.2", standing=Standing.NOT, reason="was ziek")
    writer.does("3.2")
    writer.weighs()
    writer.answers("ja")
    assert step_states(writer.run)[2].skipped == f"overgeslagen: {NATIONAL.safety[0]}"


def test_each_step_before_the_weighing_is_done_or_skipped_with_a_reason(writer: Writer) -> None:
    """domain.md §6.1; §6.5 "do the steps that are needed": done, n.v.t. with a reason, or later with a date."""
    with writer.refused("waarom dit niet van toepassing"):
        writer.does("1.2", standing=Standing.NOT)
    with writer.refused("op welke dag"):
        writer.does("1.2", standing=Standing.LATER)
    writer.does("1.1", "2.1", "3.1", "3.2")
    writer.does("1.2", standing=Standing.LATER, due=LATER)
    with writer.refused("Eerst stap 1"):
        writer.weighs()
    writer.does("1.2", standing=Standing.NOT, reason="geen andere kinderen")
    writer.weighs()


def test_a_provisional_item_never_settles_a_step(store: Store) -> None:
    """domain.md §6.5: 3.4 and 3.5 never satisfy step 4 or 5; 2.4 is no talk with the parents."""
    writer = Writer(store, "stappenplan")
    writer.does(
        "0.1", "0.2", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.x", "3.1", "3.2", "3.4", "3.5"
    )
    assert [state.settled for state in step_states(writer.run)] == [True, True, False, False, False]
    with writer.refused("Eerst stap 3"):
        writer.weighs()


def test_an_early_talk_counts_only_when_it_is_marked_as_that_talk(store: Store) -> None:
    """domain.md §6.5, item 2.5."""
    writer = Writer(store, "stappenplan")
    writer.does("2.1", "2.2", "2.3", "2.5")
    assert not step_states(writer.run)[2].settled
    writer.does("2.5", stands_for=True)
    assert step_states(writer.run)[2].settled
    writer.weighs()
    with writer.refused("rust hierop"):
        writer.store.runs.clear(writer.id, "2.5")


def test_what_the_weighing_rests_on_stays(writer: Writer) -> None:
    """Issue 6: no order of actions passes step 3 by; what was noted with it may still be put right."""
    writer.first_steps()
    writer.weighs()
    writer.answers("ja")
    with writer.refused("rust hierop"):
        writer.does("3.1", standing=Standing.LATER, due=LATER)
    with writer.refused("rust hierop"):
        writer.store.runs.clear(writer.id, "3.1")
    writer.does("3.1", note="moeder was er alleen")
    assert writer.run.done["3.1"].note == "moeder was er alleen"


# --- who weighs, and the questions in their order


def test_the_mentor_decides_with_a_reason_only(writer: Writer) -> None:
    """domain.md §6.3: second-line staff weigh, not teachers (P02)."""
    writer.first_steps()
    for mentor in ("M. Bos", "mevr. M. Bos", "mentor"):
        with writer.refused("De mentor beslist niet"):
            writer.weighs(decider=mentor)
    writer.weighs(decider="M. Bos", mentor_reason="de casushouder is ziek")
    assert writer.run.round is not None
    assert writer.run.round.mentor_reason == "de casushouder is ziek"


def test_the_questions_have_a_fixed_order_and_rest_on_facts(writer: Writer) -> None:
    """domain.md §6.2."""
    writer.first_steps()
    with writer.refused("wie er meewegen"):
        writer.answers("ja")
    writer.weighs()
    with writer.refused("Eerst vraag A1"):
        writer.answers("· ja")
    with writer.refused("op welke feiten"):
        writer.store.runs.answer(writer.id, Given("A1", "ja", writer.store.clock.now()))
    writer.answers("ja")
    with writer.refused("al beantwoord"):
        writer.answers("nee")


def test_after_unsafety_the_report_comes_first(writer: Writer) -> None:
    """domain.md §6.2, A2: report at once, A3-A5 together with Veilig Thuis; doubt counts as yes (P02)."""
    writer.first_steps()
    writer.weighs()
    writer.answers("ja twijfel")
    assert next_up(writer.run).words.startswith("Meld nu bij Veilig Thuis")
    with writer.refused("Eerst melden"):
        writer.answers("· · ja")
    writer.reports()
    writer.answers("· · ja")


def test_help_begins_with_a_result_a_day_a_lead_and_roles(writer: Writer) -> None:
    """domain.md §6.2, A4: term in which the effect shows, casemanager, roles; A5 asks for the agreed result."""
    writer.first_steps()
    writer.weighs()
    writer.answers("ja nee ja")
    begun = Given(
        "A4", "ja", writer.store.clock.now(), "zij willen", LATER, "SMW", "SMW elke week", result="veilig thuis"
    )  # fmt: skip
    without = ({"result": ""}, {"due": None}, {"lead": ""}, {"roles": ""})
    for lacks in without:
        with writer.refused("Hulp begint met een afgesproken resultaat"):
            writer.store.runs.answer(writer.id, replace(begun, **lacks))  # type: ignore[arg-type]
    writer.answers("· · · ja")
    assert (writer.run.path.outcome, writer.run.path.waits) == (Outcome.OPEN, True)


def test_a_changed_weighing_needs_a_reason_and_keeps_the_old_one(writer: Writer) -> None:
    """domain.md §6.3: to change the outcome one revises the weighing, with a reason, not the decision."""
    writer.first_steps()
    writer.weighs()
    writer.answers("ja nee nee")
    with writer.refused("waarom je opnieuw weegt"):
        writer.weighs()
    writer.weighs(reason="de wijkagent wist meer")
    writer.answers("ja ja")
    assert [one.answer_codes for one in writer.run.rounds] == [
        {"A1": "ja", "A2": "nee", "A3": "nee"},
        {"A1": "ja", "A2": "ja"},
    ]
    assert writer.run.rounds[1].reason == "de wijkagent wist meer"


# --- the end


def test_unsafety_never_ends_in_help_alone(writer: Writer) -> None:
    """domain.md §6.3: always report when unsafety is acute or structural, even if help is also possible (P04, P16)."""
    writer.first_steps()
    writer.weighs()
    writer.answers("ja ja")
    with writer.refused("melding"):
        writer.store.runs.close(writer.id, "hulp loopt")
    writer.reports(replied=TODAY)
    writer.answers("· · ja ja ja")
    writer.follows()
    writer.store.runs.close(writer.id, "Veilig Thuis pakt het op, wij helpen mee")
    assert (writer.run.path.outcome, writer.run.running) == (Outcome.BOTH, False)


def test_help_that_runs_keeps_the_run_open_until_it_was_judged(writer: Writer) -> None:
    """domain.md §6.3: open is a fifth state; A5 yes closes with monitoring laid down (§6.2)."""
    writer.first_steps()
    writer.weighs()
    writer.answers("ja nee ja ja")
    with writer.refused("Vraag A5"):
        writer.store.runs.close(writer.id, "het gaat goed")
    writer.answers("· · · · ja")
    with writer.refused("wie blijft volgen"):
        writer.store.runs.close(writer.id, "het gaat goed")
    writer.follows()
    with writer.refused("waarom het traject"):
        writer.store.runs.close(writer.id, " ")
    writer.store.runs.close(writer.id, "het gaat goed")


def test_help_that_failed_asks_for_a_report_after_it(vault: Vault, writer: Writer) -> None:
    """domain.md §6.2, A5 no: report; an earlier one does not count for it."""
    writer.first_steps()
    writer.weighs()
    writer.answers("ja ja")
    writer.reports(replied=TODAY)
    writer.answers("· · ja ja")
    writer.store = Store(vault.engine, fixed_at(datetime(2027, 1, 6, 10, 0)))  # noqa: DTZ001
    writer.answers("· · · · nee")
    assert missing(writer.run)[0].startswith("De melding")
    writer.reports(date(2027, 1, 6), date(2027, 1, 6))
    writer.follows()
    writer.store.runs.close(writer.id, "Veilig Thuis doet onderzoek")
    assert writer.run.path.outcome is Outcome.REPORT


def test_no_suspicion_left_ends_with_its_reason(writer: Writer) -> None:
    """domain.md §6.2, A1 no: close, reason recorded."""
    writer.first_steps()
    writer.weighs()
    writer.answers("nee")
    writer.store.runs.close(writer.id, "de blauwe plek kwam van hockey")
    with writer.refused("afgesloten"):
        writer.does("1.1")
    with writer.refused("afgesloten"):
        writer.weighs(reason="toch")


def test_veilig_thuis_decides_in_five_working_days(writer: Writer) -> None:
    """domain.md §6.2 (P02), §6.4 (P07); the term counts no Saturdays, Sundays and public holidays."""
    writer.reports()
    assert writer.run.reports[0].reply_by == date(2026, 12, 2)
    with writer.refused("niet voor de melding"):
        writer.reports(TODAY, TODAY - timedelta(days=1))
    advice = Contact("", ContactKind.ADVICE, TODAY, said="blijf praten met moeder")
    writer.store.run_parts.contact(writer.id, advice)
    assert [one.reply_by for one in writer.run.contacts if one.kind is ContactKind.ADVICE] == [None]


def test_the_steps_again_are_a_new_run_that_knows_the_old_one(writer: Writer) -> None:
    """domain.md §6.5: re-run the steps if worries stay (P15)."""
    writer.first_steps()
    writer.weighs()
    writer.answers("nee")
    writer.store.runs.close(writer.id, "geen vermoeden meer")
    again = writer.store.runs.start(writer.case, NATIONAL, why="weer afwezig", again_of=writer.id)
    assert writer.store.runs.get(again).again_of == writer.id
    assert [run.id for run in writer.store.runs.of_case(writer.case)] == [again, writer.id]


def test_one_run_of_a_protocol_at_a_time(writer: Writer) -> None:
    with writer.refused("loopt al"):
        writer.store.runs.start(writer.case, NATIONAL, why="nog een keer")
    writer.store.runs.start(writer.case, shipped()["pesten"], why="gepest op de fiets")


# --- acute danger


def test_acute_danger_answers_and_skips_and_is_completed_afterwards(writer: Writer) -> None:
    """Issue 6 point 4; domain.md §6.4: protection is needed now."""
    writer.does("1.1")
    writer.store.runs.acute(writer.case, NATIONAL, "vader kwam met een mes")
    run = writer.run
    assert run.round is not None
    assert run.round.answer_codes == {"A1": "ja", "A2": "ja"}
    assert [item.code for item in to_complete(run)] == ["1.2", "2.1", "3.1", "3.2"], (
        "step 3: with parents and child (§6.1)"
    )
    assert run.done["3.1"].standing.value == "overgeslagen: acuut gevaar"
    assert next_up(run).words.startswith("Meld nu")
    assert here(run).code == "5", "the run opens where one decides, not at a step that waits until afterwards"
    writer.reports(replied=TODAY)
    with writer.refused("wie er meewegen"):
        writer.answers("· · nee")
    writer.weighs()
    writer.answers("· · nee")
    writer.follows()
    assert [lack[:13] for lack in missing(writer.run)] == ["Nog aan te vu"] * 4
    asked = Consultation("", TODAY, "A. Mulder", "aandachtsfunctionaris")
    writer.store.run_parts.consult(writer.id, asked, "2.1")
    assert [item.code for item in to_complete(writer.run)] == ["1.2", "3.1", "3.2"], (
        "asking someone completes it too"
    )
    writer.does("1.2", "3.1", "3.2")
    writer.store.runs.close(writer.id, "Veilig Thuis en politie zijn erbij")
    assert writer.run.path.outcome is Outcome.REPORT


def test_weighing_anew_after_acute_danger_waits_for_what_it_made_her_skip(writer: Writer) -> None:
    """domain.md §6.1: A1 after step 3; only the danger itself could not wait. Found by `make prove`."""
    writer.store.runs.acute(writer.case, NATIONAL, "vader kwam met een mes")
    writer.weighs()
    anew = Round(0, TODAY, "SMW", "I. Faber", "", "het bleek een misverstand")
    with writer.refused("Vul eerst aan wat door het acute gevaar is overgeslagen"):
        writer.store.runs.weigh(writer.id, anew)
    assert len(writer.run.rounds) == 1
    asked = Consultation("", TODAY, "A. Mulder", "aandachtsfunctionaris")
    writer.store.run_parts.consult(writer.id, asked, "2.1")
    writer.does("1.1", "1.2", "3.1", "3.2")
    writer.store.runs.weigh(writer.id, anew)
    assert len(writer.run.rounds) == 2


def test_acute_danger_begins_a_run_when_there_is_none_and_keeps_an_earlier_weighing(writer: Writer) -> None:
    writer.first_steps()
    writer.weighs()
    writer.answers("ja nee ja ja")
    writer.store.runs.acute(writer.case, NATIONAL, "nu is het acuut")
    assert [one.answer_codes.get("A2") for one in writer.run.rounds] == ["nee", "ja"]
    assert writer.run.rounds[1].reason == "acuut gevaar"
    with writer.refused("staat al"):
        writer.store.runs.acute(writer.case, NATIONAL, "nog eens")
    other = writer.store.runs.acute(writer.case, SCHOOL, "ook hier")
    left = {item.code for item in to_complete(writer.store.runs.get(other))}
    assert "2.4" in left and "2.5" not in left, (
        "the talk with the pupil (§6.5), not the optional one with a parent"
    )
    assert writer.store.runs.get(other).why == "ook hier"


# --- the other route


def test_staff_is_another_route_and_its_showing_is_kept(writer: Writer) -> None:
    """domain.md §6.6 (P04, P11): the board at once; no run begins."""
    route = writer.store.runs.staff(writer.case, "zij vertelde het zelf")
    assert route.note == "zij vertelde het zelf", "what was typed is not lost"
    assert [one.id for one in writer.store.runs.routes("yara")] == [route.id]
    with writer.refused("wie het bestuur"):
        writer.store.runs.board_told(route.id, TODAY, " ")
    writer.store.runs.board_told(route.id, TODAY, "I. Faber")
    assert writer.store.runs.routes("yara")[0].board_told_on == TODAY


# --- what stands around


def test_who_was_asked_the_team_and_tasks(writer: Writer) -> None:
    """Issue 6 points 3 and 7; domain.md §6.5: date and person of each consultation."""
    parts = writer.store.run_parts
    parts.consult(
        writer.id, Consultation("", TODAY, "R. Vos", "aandachtsfunctionaris", "bel Veilig Thuis"), "2.1"
    )
    assert writer.run.done["2.1"].standing is Standing.DONE
    parts.member(writer.id, Member("", "R. Vos", "SMW"))
    parts.task(writer.id, Task("", TaskKind.TASK, "M. Bos", "vraagt elke dag hoe het gaat", due=TODAY))
    task = writer.run.tasks[0]
    parts.told(writer.id, task.id)
    told = writer.run.tasks[0]
    assert (told.approved_on, told.told_on) == (TODAY, TODAY)
    parts.task(writer.id, replace(told, words="vraagt niets meer"))
    assert writer.run.tasks[0].told_on is None, "other words are approved anew"
    parts.remove(writer.id, task.id)
    assert not writer.run.tasks
    with pytest.raises(NotFound):
        parts.remove(writer.id, "weg")


def test_everything_can_be_undone_and_no_label_says_what_it_was(writer: Writer) -> None:
    before = writer.run
    writer.does("1.1", note="geheim")
    batch = writer.store.desk.to_undo()
    assert batch is not None
    assert batch.label == "afgeschermde stap"
    writer.store.desk.undo(batch.batch)
    assert writer.run == before


def test_a_run_keeps_the_protocol_that_it_began_with(writer: Writer) -> None:
    """Issue 6 point 1."""
    newer = replace(NATIONAL, version=2, text=NATIONAL.text.replace("versie = 1", "versie = 2"))
    writer.does("1.1")
    other = writer.store.runs.start(
        writer.case,
        replace(newer, code="nieuw", text=newer.text.replace('"meldcode_landelijk"', '"nieuw"', 1)),
        why="ook",
    )
    assert (writer.run.protocol.version, writer.store.runs.get(other).protocol.version) == (1, 2)


# --- Vandaag


def test_what_is_due_stands_on_vandaag_shielded_whole(vault: Vault, writer: Writer) -> None:
    """Issue 6 point 11; domain.md §6.2 (five working days, the term of the help), §6.5 (nazorg needs dates)."""

    def due(on: date = TODAY) -> list[str]:
        store = Store(vault.engine, fixed_at(datetime(on.year, on.month, on.day, 10, 0)))  # noqa: DTZ001
        found = [row for row in rows(store.attention.open(), on) if row.rule.startswith("meld")]
        assert all(row.secret and row.address[:2] == ("meldcode", "yara") for row in found)
        return [row.rule for row in found]

    assert due() == ["meldcode_still"]
    writer.first_steps()
    writer.weighs()
    writer.answers("ja ja")
    assert due() == ["meldcode_report"]
    writer.reports()
    assert due() == ["meldcode_reply"]
    writer.answers("· · ja ja")
    assert due(LATER) == ["meldcode_reply", "meldcode_effect"]
    writer.follows()
    assert due(LATER + timedelta(days=1)).count("meldcode_task") == 1
    writer.store.runs.staff(writer.case)
    assert "meldplicht_board" in due()


# --- who, and what stands elsewhere


@pytest.mark.parametrize(
    ("protocol", "item", "who"),
    [
        ("meldcode_landelijk", "1.1", "M. Bos"),
        ("meldcode_landelijk", "3.2", "M. Bos"),
        ("meldcode_landelijk", "n.1", "I. Faber"),
        ("stappenplan", "3.2", "I. Faber"),
        ("stappenplan", "6.1", "M. Bos"),
    ],
)
def test_who_is_offered_follows_from_the_roles_of_the_item(
    store: Store, protocol: str, item: str, who: str
) -> None:
    """domain.md §6.5, column Who: the mentor's own, the casushouder's, or the team's (then who holds the run)."""
    writer = Writer(store, protocol)
    assert store.runs.usual(writer.run, writer.run.protocol.item(item)) == who


def test_the_mentor_is_never_offered_as_casushouder(store: Store) -> None:
    """domain.md §6.5: keep the teacher as neutral as possible; OCO or SMW takes over process and responsibility."""
    store.school.save_head("OSG De Linde", "I. Faber", "Magister")
    student = Student("yara", "040123", "Yara", "", "Achterberg", "2H1", mentor="M. Bos")
    store.students.add([student])
    store.cases.open("yara", holder="M. Bos")
    case = store.cases.of_student("yara")
    assert case is not None
    assert store.runs.holder_for(case) == "I. Faber"
    assert store.runs.holder_for(replace(case, holder="N. Smit")) == "N. Smit"


def test_aftercare_is_who_watches_and_who_keeps_contact(store: Store) -> None:
    """domain.md §6.5, 6.1 and 6.2: kept as a task with its day it needs no tick of its own."""
    writer = Writer(store, "stappenplan")

    def open_items() -> set[str]:
        return {item.code for item in unsaid(writer.run)} & {"3.1", "3.2", "6.1", "6.2"}

    writer.follows()
    assert open_items() == {"3.1", "3.2", "6.2"}
    contact = Task("", TaskKind.CONTACT, "I. Faber", "belt elke maand", "wijkteam", LATER)
    store.run_parts.task(writer.id, contact)
    assert open_items() == {"3.1", "3.2"}
    store.run_parts.task(writer.id, Task("", TaskKind.TASK, "M. Bos", "belt moeder"))
    store.run_parts.member(writer.id, Member("", "N. Smit", "SMW"))
    assert not open_items()


def test_who_has_a_task_and_does_not_know_it_is_named_before_closing(writer: Writer) -> None:
    """Issue 6 point 7: a person with a task gets it by name, told on a day."""
    writer.first_steps()
    writer.weighs()
    writer.answers("nee")
    writer.follows()
    assert next_up(writer.run).words.startswith("De taak van M. Bos is nog niet verteld.")
    store = writer.store
    store.run_parts.told(writer.id, writer.run.tasks[0].id)
    assert "sluit je het traject af" in next_up(writer.run).words
    hers = Task("t", TaskKind.TASK, "A. Vermeer", "belt moeder")
    run = replace(writer.run, started_by="A. Vermeer", tasks=(*writer.run.tasks, hers))
    assert task_state(run, hers, LATER) == "eigen taak", "who keeps the run is not told her own task"
    assert "sluit je het traject af" in next_up(run).words

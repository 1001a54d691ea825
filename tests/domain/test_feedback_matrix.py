"""Reader × kind of line × open, besloten or own: what stands in a note and what never does (domain.md §3).

The table is written by hand from domain.md §3, not from the rules file that it checks.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.feedback_meeting import (
    BOS,
    DEKKER,
    FATHER,
    HAAK,
    KARIMI,
    KROON,
    LINA,
    MOTHER,
    MULDER,
    OMAR,
    POSTMA,
    PRINS,
    PUPILS,
    SAMI,
    SMIT,
    VAAL,
    VISSER,
    YARA,
    ZOE,
    action,
    guest,
    line,
    meeting,
    note,
    older,
    present,
    words,
)  # fmt: skip

from sotdesk.domain.capture_model import Kind
from sotdesk.domain.contacts import Contact
from sotdesk.domain.feedback_blocks import blocks_for
from sotdesk.domain.feedback_notes import note_for
from sotdesk.domain.feedback_readers import readers_of
from sotdesk.domain.initials_words import parts_of, tokens_of
from sotdesk.domain.meetings import Line
from sotdesk.domain.students import Student

ALL_DOERS = (BOS, POSTMA, SMIT, VAAL, MULDER, KROON, PRINS, HAAK, VISSER)
OPEN, RESTRICTED, OWN = "sot", "restricted", "own"

FACT, ABSENCE, VOICE, PARENT, SELF = "feitje", "verzuimfeit", "inbrengsmw", "inbrengouder", "inbrengzelf"
DECISION, ADVICE, RESULT, OUTCOME = "besluitje", "adviesje", "resultaatje", "volgen"
HIS, OTHERS, CONSENT, QUESTION = "zijnafspraak", "andersafspraak", "toestemminkje", "vraagje"
EVERYTHING = (
    FACT, ABSENCE, VOICE, PARENT, SELF, DECISION, ADVICE, RESULT, OUTCOME, HIS, OTHERS, CONSENT, QUESTION,
)  # fmt: skip

READS = {
    "mentor": {DECISION, ADVICE, RESULT, OUTCOME, HIS, OTHERS},
    "coordinator": {OUTCOME, HIS, OTHERS},
    "docent": {ADVICE, HIS},
    "team": {DECISION, OUTCOME, HIS},
    "partner_team": {HIS},
    "lpa": {ABSENCE, DECISION, HIS, OTHERS},
    "partner": {HIS},
    "schoolleider": {DECISION, OUTCOME, HIS},
    "supporter": {HIS},
    "parents": {DECISION, ADVICE, RESULT, OUTCOME, HIS, OTHERS},
    "parents_progress": {RESULT, OUTCOME, HIS},
    "pupil": {SELF, DECISION, ADVICE, RESULT, OUTCOME, HIS, OTHERS},
}
"""domain.md §3, by hand. Who is at the table here: SMW, SVK and LPA."""
NOT_THERE = {"team": {HIS}, "lpa": {ABSENCE, HIS}}
"""The same readers when they were not at the table."""


def everything(audience: str, doer: Contact | None, about: Student = YARA) -> list[Line]:
    """One line of every kind, all for these readers; `doer` does one of the two agreements."""
    other = next(c for c in (DEKKER, VISSER) if c != doer)
    made = [
        line(Kind.FACT, FACT, audience=audience), line(Kind.FACT, f"{ABSENCE}: acht lesuren", audience=audience),
        line(Kind.VOICE, VOICE, audience=audience, voice="SMW (N. Smit)"),
        line(Kind.VOICE, PARENT, audience=audience, voice="moeder"),
        line(Kind.VOICE, SELF, audience=audience, voice="leerling"),
        line(Kind.DECISION, DECISION, audience=audience), line(Kind.ADVICE, ADVICE, audience=audience),
        line(Kind.EVALUATION, f"deels, {RESULT}", audience=audience),
        line(Kind.OUTCOME, f"{OUTCOME}, {OUTCOME}je", audience=audience),
        line(Kind.ACTION, OTHERS, audience=audience, agreed=action(OTHERS, other, audience=audience)),
        line(Kind.CONSENT, CONSENT, audience=audience), line(Kind.OPEN, QUESTION, audience=audience),
    ]  # fmt: skip
    if doer is not None:
        made.append(line(Kind.ACTION, HIS, audience=audience, agreed=action(HIS, doer, audience=audience)))
    return [replace(each, student_ids=(about.id,)) for each in made]


def found_in(text: str) -> set[str]:
    return {mark for mark in EVERYTHING if mark in text}


def outcome_in(text: str) -> str:
    """A family reads a sentence instead of the list word."""
    return text.replace("We blijven volgen", OUTCOME)


@pytest.mark.parametrize("doer", ALL_DOERS, ids=lambda c: c.roles[0].code)
@pytest.mark.parametrize("there", [True, False])
def test_each_role_reads_its_part_and_nothing_besloten(doer: Contact, there: bool) -> None:
    at_table = present(SMIT, VAAL, MULDER, KROON) if there else ()
    basis = meeting(everything(OPEN, doer), there=at_table)
    made = note(basis, YARA, doer.id)
    expected = READS[made.profile] if there else NOT_THERE.get(made.profile, READS[made.profile])
    assert found_in(words(made)) == expected
    assert made.agreements[0].own and made.agreements[0].what == HIS, "his own agreement comes first"
    for audience in (RESTRICTED, OWN):
        shut = note(meeting([*everything(audience, doer), action_line(doer)], there=at_table), YARA, doer.id)
        assert found_in(words(shut)) == set()


def action_line(doer: Contact) -> Line:
    """An agreement that makes this reader one, and says nothing."""
    return line(Kind.ACTION, "iets", agreed=action("iets", doer))


@pytest.mark.parametrize(
    ("years", "profile"), [(13, "parents"), (16, "parents_progress"), (17, "parents_progress")]
)
def test_a_parent_with_authority_reads_a_summary_and_from_16_only_how_it_goes(
    years: int, profile: str
) -> None:
    pupil = older(YARA, years)
    lines = [*everything(OPEN, None), line(Kind.ACTION, HIS, agreed=_mothers(HIS))]
    basis = meeting(lines, talks=((pupil,),), guardians={"yara": (MOTHER, FATHER)})
    made = note(basis, pupil, MOTHER.id)
    assert made.profile == profile
    assert found_in(outcome_in(words(made))) == READS[profile]
    assert "u: zijnafspraak" in words(made)
    for audience in (RESTRICTED, OWN):
        shut = meeting(everything(audience, None), talks=((pupil,),), guardians={"yara": (MOTHER,)})
        assert found_in(words(note(shut, pupil, MOTHER.id))) == set()


def _mothers(text: str):  # type: ignore[no-untyped-def]
    from sotdesk.domain.actions import Doer

    return replace(action(text), doers=(Doer(f"moeder ({MOTHER.name})", "", "moeder"),))


def test_a_pupil_of_16_reads_his_own_summary_with_his_own_words() -> None:
    basis = meeting(everything(OPEN, None, ZOE))
    text = outcome_in(words(note(basis, ZOE, "pupil")))
    assert found_in(text) == READS["pupil"] - {HIS}
    assert "Beste Zoë," in text


def test_who_is_told_nothing_by_default() -> None:
    """A parent without authority; parents from 18; a pupil under 16."""
    guardians = {"yara": (MOTHER, FATHER)}
    keys = {one.key for one in readers_of(meeting(everything(OPEN, None), guardians=guardians), YARA)}
    assert f"guardian:{MOTHER.id}" in keys
    assert f"guardian:{FATHER.id}" not in keys
    assert "student:yara" not in keys
    adult = older(YARA, 18)
    basis = meeting(everything(OPEN, None), talks=((adult,),), guardians=guardians)
    keys = {one.key for one in readers_of(basis, adult)}
    assert not any(key.startswith("guardian:") for key in keys)
    assert "student:yara" in keys


def test_a_parent_without_authority_who_comes_in_is_still_told_nothing() -> None:
    at_table = (guest("vader", "item-yara"),)
    basis = meeting(everything(OPEN, None), there=at_table, guardians={"yara": (MOTHER, FATHER)})
    assert not [one for one in readers_of(basis, YARA) if one.relation == "vader"]


def test_both_blocks_hold_what_they_are_for() -> None:
    """Logboek: what the mentor may read. Afgeschermd: the rest that was said, and besloten lines; `((` nowhere."""
    made = blocks_for(meeting(everything(OPEN, SMIT)), YARA)
    assert found_in(made.log) == {DECISION, ADVICE, RESULT, OUTCOME, HIS, OTHERS}
    assert found_in(made.shielded) == {FACT, ABSENCE, VOICE, PARENT, SELF, CONSENT}
    made = blocks_for(meeting(everything(RESTRICTED, SMIT)), YARA)
    assert found_in(made.log) == set()
    assert found_in(made.shielded) == set(EVERYTHING) - {QUESTION}
    made = blocks_for(meeting(everything(OWN, SMIT)), YARA)
    assert (found_in(made.log), made.shielded) == (set(), "")


# --- any meeting

TALKS = ((YARA,), (LINA, SAMI), (ZOE,))
WHO = (BOS, DEKKER, POSTMA, SMIT, VAAL, MULDER, KROON, PRINS, HAAK, VISSER)
KINDS = [k for k in Kind if k not in (Kind.COMPLETE, Kind.GO, Kind.ACUTE)]


@st.composite
def kept_lines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Lines with a word of their own each (`zq12zq`), names of any pupils in them, for any readers."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(KINDS))
        talk = draw(st.sampled_from(TALKS))
        about = tuple(draw(st.lists(st.sampled_from(talk), min_size=1, unique_by=lambda s: s.id)))
        about = (talk[0], *about) if about[0] != talk[0] else about
        audience = draw(st.sampled_from([OPEN, OPEN, RESTRICTED, OWN]))
        named = draw(st.lists(st.sampled_from(PUPILS), max_size=2))
        forms = [draw(st.sampled_from([s.name.first, s.name.full, s.name.shown])) for s in named]
        text = " ".join([f"zq{number}zq", *(f"met {form}" for form in forms), "verder"])
        agreed = None
        if kind in (Kind.ACTION, Kind.AGREED):
            doers = draw(st.lists(st.sampled_from(WHO), max_size=2, unique_by=lambda c: c.id))
            inner = draw(st.sampled_from([audience, audience, RESTRICTED, OWN]))
            agreed = action(text, *doers, audience=inner, students=about)
        voice = draw(st.sampled_from(["leerling", "moeder", "ouders", "SMW (N. Smit)", ""]))
        made.append(
            line(
                kind,
                text,
                audience=audience,
                about=about,
                voice=voice,
                agreed=agreed,
                item=f"item-{talk[0].id}",
            )
        )
    return tuple(made)


def shut(one: Line) -> bool:
    """Whether no note may hold it."""
    strictest = {one.audience, one.action.audience if one.action else OPEN}
    return strictest != {OPEN} or one.kind == Kind.OPEN


def names_another(text: str, pupil: Student) -> bool:
    """Whether a text has another pupil's call name or whole surname as words, unless that is this one's too."""
    said = [token.word for token in tokens_of(text)]
    own = {parts_of(name) for name in (pupil.first_name, pupil.last_name)}
    names = {
        parts_of(name) for one in PUPILS if one != pupil for name in (one.first_name, one.last_name)
    } - own
    return any(list(name) == said[at : at + len(name)] for name in names for at in range(len(said)))


@settings(max_examples=60, deadline=None)
@given(kept_lines())
def test_no_note_of_any_meeting_holds_what_it_may_not(lines: tuple[Line, ...]) -> None:
    basis = meeting(lines, there=present(SMIT, MULDER), guardians={"yara": (MOTHER,), "sami": (KARIMI,)})
    for pupil in basis.pupils:
        for reader in readers_of(basis, pupil):
            text = words(note_for(basis, reader, pupil))
            check(lines, pupil, text)
            for number, one in enumerate(lines):
                if one.kind in (Kind.FACT, Kind.CONSENT, Kind.JOIN, Kind.LEAVE):
                    assert f"zq{number}zq" not in text
                if one.kind == Kind.VOICE and not (reader.relation == "leerling" and one.voice == "leerling"):
                    assert f"zq{number}zq" not in text


@settings(max_examples=60, deadline=None)
@given(kept_lines())
def test_no_block_of_any_meeting_holds_what_it_may_not(lines: tuple[Line, ...]) -> None:
    basis = meeting(lines)
    for pupil in basis.pupils:
        made = blocks_for(basis, pupil)
        check(lines, pupil, made.log)
        for number, one in enumerate(lines):
            strict = {one.audience, one.action.audience if one.action else OPEN}
            if OWN in strict or pupil.id not in one.student_ids:
                assert f"zq{number}zq" not in made.shielded
        assert not names_another(made.shielded, pupil)


def check(lines: Sequence[Line], pupil: Student, text: str) -> None:
    """Nothing besloten, nothing of another pupil's file, and nobody else's name."""
    for number, one in enumerate(lines):
        if shut(one) or pupil.id not in one.student_ids:
            assert f"zq{number}zq" not in text
    assert not names_another(text, pupil)


def test_omar_is_only_ever_in_texts() -> None:
    """The other pupil of these texts is on no agenda."""
    assert OMAR.id not in {s.id for talk in TALKS for s in talk}

"""One reader's note about one pupil: whole texts as they leave, shared talks, who is told and in which words."""

from dataclasses import replace

import pytest
from tests.domain.feedback_meeting import (
    BOS,
    CONTACTS,
    DEKKER,
    KROON,
    LINA,
    MOTHER,
    MULDER,
    POSTMA,
    PRINS,
    SAMI,
    SMIT,
    YARA,
    ZOE,
    action,
    guest,
    line,
    meeting,
    note,
    present,
    reader,
    words,
)  # fmt: skip

from sotdesk.domain.actions import Doer
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import Tried
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.feedback_basis import CaseFacts
from sotdesk.domain.feedback_blocks import blocks_for
from sotdesk.domain.feedback_notes import note_for
from sotdesk.domain.feedback_profiles import profiles
from sotdesk.domain.feedback_readers import readers_of, wanted
from sotdesk.domain.feedback_recipients import recipients
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.meetings import ItemState

STORY = (
    line(Kind.VOICE, "slaapt slecht sinds de scheiding", voice="ouders"),
    line(Kind.DECISION, "aanmelden wijkteam"),
    line(Kind.ACTION, "huisbezoek plannen", agreed=action("huisbezoek plannen", SMIT)),
    line(Kind.ACTION, "belt ouders", agreed=replace(action("belt ouders", BOS), evaluate=None)),
    line(Kind.FACT, "moeder is ziek", audience="restricted"),
    line(Kind.OUTCOME, "volgen"),
)  # fmt: skip


def test_the_mentors_note_as_it_is_pasted() -> None:
    basis = meeting(STORY, there=present(SMIT))
    assert plain(note(basis, YARA, BOS.id)) == (
        "Terugkoppeling SOT, woensdag 25 november 2026\n"
        "Over Yara A. (2H1)\n"
        "\n"
        "Beste M. Bos,\n"
        "\n"
        "Besluiten\n"
        "- aanmelden wijkteam\n"
        "\n"
        "Afspraken\n"
        "- jij: belt ouders, di 1 dec\n"
        "- SMW (N. Smit): huisbezoek plannen, di 1 dec, evaluatie wo 9 dec\n"
        "\n"
        "Evaluatiemoment\n"
        "- wo 9 dec\n"
        "\n"
        "Uitkomst\n"
        "- volgen\n"
        "\n"
        "Met vriendelijke groet,\n"
        "\n"
        "E. van Loon\n"
    )


def test_the_parents_text_has_whole_words_and_nothing_of_others() -> None:
    agreed = replace(action("komt langs op school"), doers=(Doer("moeder (W. Achterberg)", "", "moeder"),))
    lines = (*STORY, line(Kind.ACTION, "komt langs", agreed=agreed))
    basis = meeting(lines, there=(guest("moeder", "item-yara"),), guardians={"yara": (MOTHER,)})
    text = plain(note(basis, YARA, f"guardian:{MOTHER.id}"))
    assert text == (
        "Terugkoppeling SOT, woensdag 25 november 2026\n"
        "Over Yara\n"
        "\n"
        "Beste W. Achterberg,\n"
        "\n"
        "Op woensdag 25 november 2026 is er op school over Yara gesproken. U leest hier wat er is afgesproken.\n"
        "\n"
        "Wat er is besloten\n"
        "- aanmelden wijkteam\n"
        "\n"
        "Wie wat doet\n"
        "- u: komt langs op school, dinsdag 1 december, evaluatie woensdag 9 december\n"
        "- schoolmaatschappelijk werker (N. Smit): huisbezoek plannen, dinsdag 1 december, "
        "evaluatie woensdag 9 december\n"
        "- mentor (M. Bos): belt ouders, dinsdag 1 december\n"
        "\n"
        "Dan kijken we opnieuw\n"
        "- woensdag 9 december\n"
        "\n"
        "Hoe we verder gaan\n"
        "- We blijven volgen hoe het gaat.\n"
        "\n"
        "Met vriendelijke groet,\n"
        "\n"
        "E. van Loon, OSG De Boomgaard\n"
    )


def test_what_is_besloten_stands_in_no_note_and_not_in_the_logboek() -> None:
    """Story: 'moeder is ziek' stands in no mentor's note and not in the logboek block."""
    basis = meeting(
        STORY, there=(*present(SMIT, MULDER), guest("moeder", "item-yara")), guardians={"yara": (MOTHER,)}
    )
    for one in readers_of(basis, YARA):
        assert "ziek" not in words(note_for(basis, one, YARA))
    made = blocks_for(basis, YARA)
    assert "ziek" not in made.log
    assert "Besloten: moeder is ziek." in made.shielded


# --- talks about two pupils


def test_one_agreement_about_two_stands_in_both_notes_each_naming_only_its_own() -> None:
    both = action("gesprek met Lina en Sami", BOS, DEKKER, students=(LINA, SAMI))
    basis = meeting((line(Kind.ACTION, both.text, about=(LINA, SAMI), agreed=both),))
    lina, sami = words(note(basis, LINA, BOS.id)), words(note(basis, SAMI, DEKKER.id))
    assert "jij: gesprek met Lina en een andere leerling" in lina
    assert "jij: gesprek met een andere leerling en Sami" in sami
    assert "Sami" not in lina and "Dekker" not in lina and "4V1" not in lina
    assert "Lina" not in sami and "Bos" not in sami and "2H1" not in sami
    assert DEKKER.id not in {one.key.partition(":")[2] for one in readers_of(basis, LINA)}


def test_a_line_of_a_shared_talk_that_names_only_the_other_is_left_out() -> None:
    only = action("neemt Sami's rooster door", BOS, students=(LINA, SAMI))
    lines = (
        line(Kind.ACTION, only.text, about=(LINA, SAMI), agreed=only),
        line(Kind.DECISION, "Sami krijgt een vaste plek", about=(LINA, SAMI)),
        line(Kind.DECISION, "samen naar huis", about=(LINA, SAMI)),
    )
    basis = meeting(lines)
    assert words(note(basis, LINA, BOS.id)).count("rooster") == 0
    assert [said.text for said in note(basis, LINA, BOS.id).decisions] == ["samen naar huis"]
    kept = note(basis, SAMI, DEKKER.id)
    assert [said.text for said in kept.decisions] == ["Sami krijgt een vaste plek", "samen naar huis"]
    assert "plek" not in blocks_for(basis, LINA).log
    assert "plek" in blocks_for(basis, SAMI).log


def test_what_only_the_others_mentor_does_is_the_others() -> None:
    his = action("kijkt naar de avondtaken", DEKKER, students=(LINA, SAMI))
    lines = (
        line(Kind.AGREED, "", about=(LINA, SAMI), agreed=his, raw="=1"),
        line(Kind.ACTION, his.text, about=(LINA, SAMI), agreed=his),
    )
    basis = meeting(lines)
    assert not note(basis, LINA, BOS.id).has_content
    assert blocks_for(basis, LINA).log.endswith("zonder nieuwe besluiten of afspraken.")
    assert [said.text for said in note(basis, SAMI, DEKKER.id).settled] == [
        "kijkt naar de avondtaken: gedaan"
    ]


def test_who_was_mentor_of_both_before_keeps_an_earlier_agreement_in_both() -> None:
    before = action("belt ouders", PRINS, students=(LINA, SAMI))
    before = replace(before, doers=(Doer("mentor (D. Prins)", PRINS.id, "mentor"),))
    basis = meeting((line(Kind.ACTION, before.text, about=(LINA, SAMI), agreed=before),))
    for pupil, mentor in ((LINA, BOS), (SAMI, DEKKER)):
        assert [one.who for one in note(basis, pupil, mentor.id).agreements] == ["mentor (D. Prins)"]


def test_another_pupils_name_becomes_a_word_and_is_pointed_out() -> None:
    lines = (
        line(Kind.DECISION, "Omar zit niet meer naast Yara. Omar's tas ook niet"),
        line(Kind.ACTION, "x", agreed=replace(action("halen", BOS), where="bij Omar Tahiri thuis")),
    )
    made = note(meeting(lines), YARA, BOS.id)
    assert [said.text for said in made.decisions] == [
        "een andere leerling zit niet meer naast Yara. Andermans tas ook niet"
    ]
    assert made.agreements[0].where == "bij een andere leerling thuis"
    assert [w.words for w in made.warnings if w.kind == "name"] == ["Omar", "Omar's", "Omar Tahiri"]


def test_an_anonymous_item_is_told_to_nobody_outside() -> None:
    lines = [line(Kind.ACTION, "belt terug", agreed=action("belt terug", KROON, BOS))]
    basis = replace(meeting(lines, there=present(KROON)), anonymous=frozenset({"item-yara"}))
    assert not note(basis, YARA, KROON.id).has_content
    assert "belt terug" in words(note(basis, YARA, BOS.id))
    assert KROON.name not in [one.label for one in recipients(basis)]


# --- who is told


def keys(lines: tuple, **more: object) -> dict[str, list[str]]:  # type: ignore[type-arg]
    """Who is to be told, and about whom."""
    return {one.label: [e.student_id for e in one.entries] for one in recipients(meeting(lines, **more))}  # type: ignore[arg-type]


def test_the_story_tells_mentors_coordinators_the_lpa_and_the_mother_who_came_in() -> None:
    lines = (*STORY, line(Kind.FACT, "verzuim: negen lesuren", about=(ZOE,)))
    told = keys(
        lines, there=(*present(SMIT), *present(MULDER, item="item-zoe"), guest("moeder", "item-yara")),
        guardians={"yara": (MOTHER,)},
    )  # fmt: skip
    assert told == {
        "M. Bos": ["yara", "lina"], "H. Dekker": ["sami", "zoe"], "A. Postma": ["yara"], "B. Mulder": ["zoe"],
        "W. Achterberg": ["yara"],
    }  # fmt: skip


def test_the_lpa_who_sits_on_is_not_told_of_pupils_of_another_municipality() -> None:
    """meeting-story.md, 13:40: she comes for Davi of Albrandswaard, and hears the rest of the meeting."""
    there = replace(MULDER, roles=(Role("lpa", municipalities=("Albrandswaard",)),))
    davi = replace(ZOE, municipality="Albrandswaard")
    lines = (line(Kind.DECISION, "aanmelden wijkteam"), line(Kind.DECISION, "brief thuis", about=(davi,)))
    basis = meeting(lines, talks=((YARA,), (davi,)), there=present(there))
    basis = replace(basis, contacts=tuple(there if c == MULDER else c for c in CONTACTS))
    found = {one.label: [e.student_id for e in one.entries] for one in recipients(basis, everyone=True)}
    assert found["B. Mulder"] == ["zoe"]


def test_who_reads_initials_reads_a_parents_name_in_initials_too() -> None:
    belt = action("belt W. Achterberg en mevrouw Achterberg", MULDER)
    made = note(meeting((line(Kind.ACTION, "belt", agreed=belt),)), YARA, MULDER.id)
    assert [each.what for each in made.agreements] == ["belt W. A. en mevrouw A."]


def test_a_member_of_the_team_is_told_only_when_he_was_away() -> None:
    assert "N. Smit" not in keys(STORY, there=present(SMIT))
    assert keys(STORY)["N. Smit"] == ["yara"]


def test_a_mother_of_whom_nothing_is_recorded_is_told_with_a_warning() -> None:
    basis = meeting(STORY, there=(guest("moeder", "item-yara"),))
    made = note(basis, YARA, "parents")
    assert made.opening == "Beste moeder,"
    assert "aanmelden wijkteam" in words(made)
    assert [w.kind for w in made.warnings] == ["authority"]


def test_a_parent_reads_the_least_when_no_birth_date_is_known() -> None:
    unknown = replace(YARA, birth_date=None)
    basis = meeting(STORY, talks=((unknown,),), guardians={"yara": (MOTHER,)})
    made = note(basis, unknown, f"guardian:{MOTHER.id}")
    assert made.profile == "parents_progress"
    assert "aanmelden" not in words(made)
    assert [w.kind for w in made.warnings] == ["age"]


def test_a_partner_without_a_ground_is_pointed_out() -> None:
    lines = (line(Kind.ACTION, "x", agreed=action("belt gezin", KROON)),)
    basis = meeting(lines, there=present(KROON))
    assert [w.kind for w in note(basis, YARA, KROON.id).warnings] == ["ground"]
    allowed = replace(basis, grounds=frozenset({("yara", f"contact:{KROON.id}")}))
    assert note(allowed, YARA, KROON.id).warnings == ()


def test_mentors_that_are_no_contact_are_told_all_the_same() -> None:
    basis = replace(meeting(STORY), contacts=tuple(c for c in CONTACTS if c not in (BOS, DEKKER)))
    found = {one.key: one for one in recipients(basis)}
    assert found["named:mentor:M. Bos"].label == "M. Bos"
    assert plain(note(basis, YARA, "named:mentor:M. Bos")).count("Beste M. Bos,") == 1
    nobody = replace(YARA, mentor="")
    basis = replace(
        basis, meeting=replace(basis.meeting, items=(replace(basis.meeting.items[0], students=(nobody,)),))
    )
    assert "named:mentor:mentor 2H1" in {one.key for one in recipients(basis)}
    assert note(basis, nobody, "named:mentor:mentor 2H1").opening == "Beste mentor,"


def test_who_is_at_the_table_by_name_only_is_that_contact() -> None:
    by_name = replace(present(SMIT)[0], contact_id="", role="SMW")
    basis = meeting(STORY, there=(by_name,))
    assert [one.key for one in readers_of(basis, YARA)].count(f"contact:{SMIT.id}") == 1
    assert not wanted(basis, reader(basis, YARA, SMIT.id), YARA)


def test_a_colleague_who_is_mentor_elsewhere_reads_as_a_colleague() -> None:
    made = note(meeting((line(Kind.ACTION, "x", agreed=action("helpt", DEKKER)),)), YARA, DEKKER.id)
    assert (made.profile, made.role) == ("supporter", "")


def test_an_item_that_was_put_off_tells_nobody_anything() -> None:
    basis = meeting(STORY)
    items = tuple(replace(item, state=ItemState.CARRIED) for item in basis.meeting.items)
    basis = replace(basis, lines=(), meeting=replace(basis.meeting, items=items))
    assert recipients(basis) == ()


def test_the_coordinator_herself_is_never_told() -> None:
    me = Contact("me", "E. van Loon", ())
    lines = (
        line(
            Kind.ACTION,
            "x",
            agreed=replace(action("regelt", BOS), doers=(Doer("OCO (E. van Loon)", "me", "oco"),)),
        ),
    )
    assert "me" not in {one.key for one in readers_of(meeting(lines, there=present(CONTACTS[0])), YARA)}
    assert me.name not in keys(lines)


@pytest.mark.parametrize(
    ("contact", "words"),
    [(BOS, "Dit leest M. Bos (mentor): besluiten, afspraken, evaluatiedatum en uitkomst."),
     (POSTMA, "Dit leest A. Postma (coördinator): afspraken, evaluatiedatum en uitkomst.")],
)  # fmt: skip
def test_what_she_sees_before_she_tells(contact: Contact, words: str) -> None:
    assert note(meeting(STORY), YARA, contact.id).reads == words


def test_a_school_changes_who_reads_what() -> None:
    changed = profiles(
        {"coordinator": {"reads": {"decisions": "all"}, "way": "op papier"}, "weg": {"reads": {}}}
    )
    basis = replace(meeting(STORY), profiles=changed)
    made = note(basis, YARA, POSTMA.id)
    assert [said.text for said in made.decisions] == ["aanmelden wijkteam"]
    assert made.agreements == ()
    assert next(one for one in recipients(basis) if one.label == POSTMA.name).way == "op papier"


def test_every_profile_says_where_it_comes_from() -> None:
    for profile in profiles().values():
        assert profile.source and profile.certainty in ("C", "L", "U")
        assert set(profile.reads) <= {
            "facts", "voices", "evaluations", "decisions", "advice", "settled", "actions", "evaluation_date", "outcome",
        }  # fmt: skip
        assert set(profile.reads.values()) <= {"all", "own", "there", "topic"}


# --- the blocks


def tried(**more: str) -> dict[str, CaseFacts]:
    return {"yara": CaseFacts(tried=(Tried("gesprek met mentor", "even rust"),), **more)}


def test_the_logboek_names_support_and_yield_when_outside_help_is_asked() -> None:
    """S004: outside help starts only when the logboek says support given, its yield, advice (domain.md §5 step 8)."""
    made = blocks_for(meeting(STORY, cases=tried()), YARA)
    assert "Ingezette ondersteuning: gesprek met mentor (even rust)." in made.log
    assert made.lacks == ()
    bare = blocks_for(meeting(STORY), YARA)
    assert bare.lacks == ("ingezette ondersteuning", "opbrengst")
    inside = blocks_for(meeting((line(Kind.DECISION, "vaste plek"),), cases=tried()), YARA)
    assert "Ingezette" not in inside.log and inside.lacks == ()


def test_a_block_is_short_however_much_was_said() -> None:
    lines = [line(kind, f"iets {n}") for kind in (Kind.FACT, Kind.DECISION, Kind.ADVICE) for n in range(12)]
    lines += [line(Kind.ACTION, "x", agreed=action(f"doet {n}", SMIT)) for n in range(12)]
    made = blocks_for(meeting([*lines, *STORY], cases=tried()), YARA)
    assert len(made.log.splitlines()) <= 9
    assert len(made.shielded.splitlines()) <= 5


def test_a_pupil_without_news_has_a_logboek_of_one_sentence() -> None:
    made = blocks_for(meeting(()), LINA)
    assert made.log == "SOT, woensdag 25 november 2026.\nBesproken, zonder nieuwe besluiten of afspraken."
    assert made.shielded == ""
    assert made.log_title == "Magister: logboek"


def test_the_blocks_are_called_after_the_schools_own_system() -> None:
    basis = meeting(())
    basis = replace(basis, school=replace(basis.school, system="Profijt"))
    assert blocks_for(basis, LINA).shielded_title == "Profijt: afgeschermd (SOT smal)"

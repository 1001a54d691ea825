"""What a consent still lacks when closing, and what closing lists of it (issue 3 points 3 and 9; domain.md §3, §12)."""

from dataclasses import replace
from datetime import date, datetime

from sotdesk.domain.closing import Lack, ToClose, missing
from sotdesk.domain.consents import Consent, ConsentState, decides_himself
from sotdesk.domain.meetings import Item, ItemKind, ItemState, Line, Meeting, MeetingKind
from sotdesk.domain.students import Student

AT = datetime(2026, 11, 25, 13, 20).astimezone()
YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1")
SAMI = Student("sami", "2", "Sami", "", "Karimi", "4V1")
ITEM = Item("i", "m", 1, ItemKind.PROGRESS, "", 10, (YARA,), state=ItemState.DISCUSSED)
LINE = Line("l", "i", "consent", "moeder, wijkteam", "sot", AT, word="wijkteam")
CONSENT = Consent("k", "yara", "wijkteam", AT, giver="moeder (W. Achterberg)", line_id="l", item_id="i")
KIND = MeetingKind("k", "SOT", "SOT")


def meeting(item: Item = ITEM) -> Meeting:
    return Meeting("m", KIND, date(2026, 11, 25), AT.time(), 90, items=(item,))


def questions(
    *consents: Consent, line: Line = LINE, item: Item = ITEM, cases: tuple[ToClose, ...] = ()
) -> list[str]:
    found = missing(meeting(item), [line], consents, cases)
    return [lack.question for lack in found if lack.lack in (Lack.CONSENT, Lack.CASE)]


def test_a_consent_lacks_purpose_data_and_proof() -> None:
    """domain.md §12: for what, to whom, which data, ground, by whom, proof."""
    assert questions(CONSENT) == [
        "toestemming van moeder (W. Achterberg) voor wijkteam: waarvoor, welke gegevens, hoe vastgelegd"
    ]
    full = replace(CONSENT, purpose="aanmelding", data="hulpvraag", proof="mondeling")
    assert questions(full) == []
    assert questions(replace(CONSENT, giver="", receiver=""))[0].endswith(
        "van wie, voor wie, waarvoor, welke gegevens, hoe vastgelegd"
    )


def test_a_refusal_or_a_question_lacks_nothing() -> None:
    for state in (ConsentState.REFUSED, ConsentState.ASKED, ConsentState.WITHDRAWN):
        assert questions(replace(CONSENT, state=state)) == []


def test_another_ground_needs_no_giver() -> None:
    duty = replace(CONSENT, ground="wettelijke plicht", giver="")
    assert questions(duty) == ["wettelijke plicht: wijkteam: waarvoor, welke gegevens, hoe vastgelegd"]


def test_of_a_besloten_line_only_that_it_is_one() -> None:
    secret = replace(LINE, audience="restricted")
    assert questions(CONSENT, line=secret)[0].startswith("besloten toestemming:")


def test_of_two_pupils_it_says_whose_and_at_an_anonymous_item_not() -> None:
    both = replace(ITEM, students=(YARA, SAMI))
    assert "(Yara)" in questions(CONSENT, item=both)[0]
    assert "(Yara)" not in questions(CONSENT, item=replace(both, anonymous=True))[0]


def test_a_case_that_is_to_be_closed_is_listed() -> None:
    """domain.md §5 step 9: reason, result, satisfaction: asked, never done by itself."""
    assert questions(cases=(ToClose("i", YARA, "case"),)) == ["casus sluiten: reden en resultaat"]


def test_what_is_no_part_of_the_report_is_completed_after_it_was_adopted_too() -> None:
    assert {lack for lack in Lack if lack.stays} == {Lack.CONSENT, Lack.CASE}


def test_sixteen_is_the_age_of_ones_own_file() -> None:
    """domain.md §3 [C]."""
    assert (decides_himself(15), decides_himself(16)) == (False, True)

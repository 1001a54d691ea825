"""Who is at the table without a ground to hear about a pupil (issue 3 point 9; domain.md §3 and §11)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sotdesk.domain.consents import Consent, ConsentState
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.grounds import (
    Need,
    Record,
    at_the_table,
    ground_words,
    grounds,
    need_of,
    needs,
    shipped_needs,
    ungrounded,
)
from sotdesk.domain.meetings import Away, Item, ItemKind, Present
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 13, 15).astimezone()
YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1")
SAMI = Student("sami", "2", "Sami", "", "Karimi", "4V1")
ITEM = Item("i", "m", 1, ItemKind.PROGRESS, "", 10, (YARA,))
WIJKTEAM = Present("p1", "wijkteam (R. Blom)", "wijkteam", "c9", AT, guest=True, item_id="i")
SVK = Present("p2", "SVK (R. Vaal)", "svk", "c2", AT)
SMW = Present("p3", "SMW (N. Smit)", "smw", "c1", AT)
RECORD = Record(DAY, date(2026, 11, 4), date(2026, 8, 1), cases={"yara": "case"}, needs=needs({}))


def consent(**values: object) -> Consent:
    made = Consent("k", "yara", "wijkteam", AT, receiver_role="wijkteam", valid_from=DAY)
    return replace(made, **values)  # type: ignore[arg-type]


def without(*present: Present, item: Item = ITEM, record: Record = RECORD) -> list[str]:
    return [each.person.short for each in ungrounded(present, item, record)]


def known(*consents: Consent, **values: object) -> Record:
    return replace(RECORD, consents=consents, **values)  # type: ignore[arg-type]


def test_each_role_has_its_need_with_a_source() -> None:
    """domain.md §3: staff none; SVK/JVP and BPO with ground recorded; LPA its duty; wijkteam, GGZ, police one case."""
    found = {code: ground.need for code, ground in shipped_needs().items()}
    assert all(ground.source for ground in shipped_needs().values())
    assert {found[code] for code in ("oco", "mentor", "smw", "psycholoog")} == {Need.NONE}
    assert {found[code] for code in ("svk", "bpo")} == {Need.CASE}
    assert found["lpa"] is Need.DUTY
    assert {found[code] for code in ("wijkteam", "ggz", "wijkagent", "koers")} == {Need.EXCHANGE}
    assert {found[code] for code in ("moeder", "leerling")} == {Need.OWN}
    assert needs({"svk": "none"})["svk"] is Need.NONE
    assert needs({"svk": "onzin"})["svk"] is Need.CASE


def test_other_grounds_than_consent_can_be_chosen() -> None:
    """domain.md §11 (P77): legal duty, vital interest, public task; chosen per exchange."""
    assert grounds()[0].word == "toestemming"
    assert {"wettelijke plicht", "vitaal belang", "publieke taak"} <= {each.word for each in grounds()}


def test_who_is_here_without_a_ground() -> None:
    assert without(SMW, SVK, WIJKTEAM) == ["SVK", "wijkteam"]
    assert (
        ground_words(ungrounded([SMW, SVK, WIJKTEAM], ITEM, RECORD), ITEM)
        == "geen toestemming: SVK, wijkteam"
    )


def test_an_outsider_needs_it_and_a_colleague_or_a_parent_does_not() -> None:
    outsider = Present("p4", "Joris Dam", "", "", AT, guest=True, item_id="i")
    assert without(outsider) == ["Joris Dam"]
    assert without(Present("p5", "oma (G. Karimi)", "oma", "", AT, item_id="i")) == ["oma"]
    home = known(relatives=frozenset({"oma (G. Karimi)"}))
    assert without(Present("p5", "oma (G. Karimi)", "oma", "", AT, item_id="i"), record=home) == []
    conciërge = Contact("c7", "P. Post")
    inside = known(contacts={"c7": conciërge})
    assert without(Present("p6", "P. Post", "", "c7", AT), record=inside) == []


def test_of_several_roles_the_lightest_counts() -> None:
    both = Contact("c8", "B. Beide", (Role("svk"), Role("docent")))
    assert need_of(Present("p", "B. Beide", "", "c8", AT), known(contacts={"c8": both})) is Need.NONE


@pytest.mark.parametrize(
    "given,grounded",
    [
        (consent(), True),
        (consent(valid_from=date(2026, 11, 4)), True),
        (consent(valid_from=date(2026, 10, 14)), False),
        (consent(valid_until=date(2026, 11, 24)), False),
        (consent(student_id="sami"), False),
        (consent(receiver="GGZ", receiver_role="ggz"), False),
        (consent(contact_id="c9", receiver_role=""), True),
        (consent(contact_id="c10"), False),
        (consent(state=ConsentState.REFUSED), False),
        (consent(state=ConsentState.ASKED), False),
    ],
)
def test_a_guest_needs_consent_per_exchange(given: Consent, grounded: bool) -> None:
    """Per exchange: given for this person since the meeting before."""
    assert (without(WIJKTEAM, record=known(given)) == []) is grounded


@pytest.mark.parametrize(
    "given,grounded",
    [
        (consent(case_id="case", valid_from=date(2025, 10, 1)), True),
        (consent(valid_from=date(2026, 9, 1)), True),
        (consent(case_id="older", valid_from=date(2026, 6, 1)), False),
    ],
)
def test_a_standing_partner_needs_it_once_per_case_or_school_year(given: Consent, grounded: bool) -> None:
    svk = replace(given, receiver="SVK", receiver_role="svk")
    assert (without(SVK, record=known(svk)) == []) is grounded


def test_who_agreed_to_the_aanmelding_agreed_to_the_standing_partners() -> None:
    agreed = known(agreed=frozenset({"yara"}))
    assert without(SVK, WIJKTEAM, record=agreed) == ["wijkteam"]
    refused = consent(receiver="SVK", receiver_role="svk", state=ConsentState.REFUSED)
    assert without(SVK, record=replace(agreed, consents=(refused,))) == ["SVK"]


def test_the_last_word_counts() -> None:
    later = AT + timedelta(minutes=5)
    taken_back = (consent(), consent(state=ConsentState.WITHDRAWN, at=later))
    found = ungrounded([WIJKTEAM], ITEM, known(*taken_back))
    assert ground_words(found, ITEM) == "toestemming geweigerd: wijkteam"
    asked = ungrounded([WIJKTEAM], ITEM, known(consent(state=ConsentState.ASKED)))
    assert ground_words(asked, ITEM) == "toestemming gevraagd: wijkteam"
    asked_again = (consent(), consent(state=ConsentState.ASKED, at=later))
    assert without(WIJKTEAM, record=known(*asked_again)) == []


def test_of_two_pupils_it_says_for_whom_it_lacks() -> None:
    both = replace(ITEM, students=(YARA, SAMI))
    found = ungrounded([WIJKTEAM], both, known(consent()))
    assert ground_words(found, both) == "geen toestemming: wijkteam (Sami)"


def test_nobody_needs_it_at_an_anonymous_item_or_when_away_for_it() -> None:
    assert without(WIJKTEAM, item=replace(ITEM, anonymous=True)) == []
    away = replace(ITEM, away=(Away("c9", AT),))
    assert without(WIJKTEAM, SVK, item=away) == ["SVK"]
    assert [person.short for person in at_the_table([WIJKTEAM, SVK], away)] == ["SVK"]
    elsewhere = replace(WIJKTEAM, item_id="other")
    assert without(elsewhere) == []
    assert without(WIJKTEAM, item=replace(ITEM, students=())) == []

"""Warme overdracht: domain.md §5 step 11 and "Why S003 says records exist" (c), (e); §3 who sees what; §11; §12."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sotdesk.domain.actions import Action, ActionState, Doer
from sotdesk.domain.ages import age_flags
from sotdesk.domain.cases import Entry, Guardian
from sotdesk.domain.consents import Consent, ConsentState
from sotdesk.domain.contacts import Contact, Role, role_kinds
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.grounds import needs
from sotdesk.domain.handover import Around, Handover, Receiver, made_words, parts, reader_kinds, reasons
from sotdesk.domain.handover_sheet import OWN_CHOOSE, OWN_ONLY, HandoverFacts, Pages, handover_pages
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.letters import Written
from sotdesk.domain.network import Network, Partner
from sotdesk.domain.students import Student
from sotdesk.domain.support import Review, Support

TODAY = date(2026, 11, 25)
YARA = Student("yara", "1", "Yara", "", "Aydin", "2H1", date(2011, 1, 6), mentor="M. Bos")
SEM = Student("sem", "2", "Sem", "", "Kuipers", "2H1")
BOS = Contact("bos", "M. Bos", (Role("mentor", classes=("2H1",)),))
VOS = Contact("vos", "B. Vos", (Role("coordinator"),))
WIT = Contact("wit", "J. de Wit", (Role("docent"),))
KOK = Contact("kok", "R. Kok", (Role("wijkteam"),), internal=False)
AROUND = Around(YARA, TODAY, (BOS, VOS, WIT, KOK), {}, needs({}))
FACTS = HandoverFacts(
    school="OSG De Linde", today=TODAY, level="basisplus", holder="N. Smit", question="Wat helpt Yara?",
    question_by="mentor", what_works="eerst rust, dan praten", mentors=("M. Bos",),
    actions=(
        Action("a1", "belt ouders", (Doer("mentor (M. Bos)"),), due=date(2026, 11, 20), evaluate=date(2026, 12, 16)),
        Action("a2", "mag vijf minuten eerder weg", (Doer("docenten"),), ongoing=True),
        Action("a3", "praat met Sem over de ruzie", (Doer("SMW"),), due=date(2026, 12, 1), audience="restricted"),
        Action("a4", "gedaan werk", (), state=ActionState.DONE),
    ),
    supports=(
        Support("s1", "yara", "training", date(2026, 10, 1), goal="durft te spreken", evaluate_on=date(2026, 12, 4),
                reviews=(Review(date(2026, 11, 1), "deels", "ging slecht thuis", audience="restricted"),)),
        Support("s2", "yara", "gesprekken thuis", date(2026, 10, 1), audience="own"),
    ),
    entries=(
        Entry("e1", date(2026, 11, 4), "overleg", "beurt vooraf aankondigen", mark="advice"),
        Entry("e2", date(2026, 11, 4), "overleg", "oom drinkt", audience="restricted", mark="fact"),
        Entry("e3", date(2026, 11, 4), "gesprek", "alleen voor mij", audience="own", mark="fact"),
        Entry("e4", date(2026, 11, 4), "overleg", "waar is vader?", mark="open"),
        Entry("e5", date(2025, 3, 4), "overleg", "oud advies", mark="advice"),
    ),
    network=Network(
        YARA, (Guardian("g", "K. Aydin", "moeder", language="Turks", interpreter=True, phone="0611111111"),),
        partners=(Partner("p", "wijkteam (R. Kok)", since=date(2026, 9, 1), kept_by="SMW"),), holder="N. Smit",
    ),
    meetings=((date(2026, 12, 16), "SOT"),), ages=age_flags(YARA.birth_date, TODAY),
)  # fmt: skip


def made(typed: str = "", code: str = "year", facts: HandoverFacts = FACTS, **choice: bool | str) -> Pages:
    why = reasons()[code]
    receiver = AROUND.receiver(typed or AROUND.first(why), why)
    naming = OneName(NameIndex((YARA, SEM), ("M. Bos",)), YARA, receiver.kind.name)
    return handover_pages(facts, receiver, why, naming, **choice)  # type: ignore[arg-type]


def words(*pages: Written | None) -> str:
    found = []
    for page in pages:
        if page is not None:
            blocks = [
                x for b in page.blocks for x in (b.heading, *(f"{lead}: {said}" for lead, said in b.lines))
            ]
            found += [page.title, *page.opening, *blocks, *page.closing]
    return "\n".join(found)


def test_every_reason_part_and_reader_names_its_source() -> None:
    """domain.md §5 step 11 (S003): new school year, change of mentor, coordinator or school; §3 for the readers."""
    assert [reason.words for reason in reasons().values()] == [
        "nieuw schooljaar", "nieuwe mentor", "nieuwe coördinator", "nieuwe OCO", "andere school",
    ]  # fmt: skip
    assert all(reason.source for reason in reasons().values())
    assert [reason.code for reason in reasons().values() if reason.outside] == ["school"]
    for kind in reader_kinds():
        assert kind.source and kind.words and set(kind.parts) <= set(parts())
    assert next(iter(parts())) == "works", "what works stands first (domain.md §12, Overdracht)"


def test_the_sheet_says_first_what_works_then_what_holds_runs_and_comes() -> None:
    """domain.md §12: strengths, what works, agreements, running actions."""
    sheet = made().sheet
    assert [block.heading for block in sheet.blocks] == [
        "Wat werkt", "Hulpvraag", "Handelingsadvies", "Afspraken die gelden", "Lopende acties",
        "Ondersteuning die loopt", "Mensen om de leerling", "Volgende data",
    ]  # fmt: skip
    said = words(sheet)
    assert "Yara A. (2H1) · niveau basisplus · mentor (M. Bos) · casushouder: N. Smit" in said
    assert "Voor mentor (M. Bos) · nieuw schooljaar" in said
    assert "docenten: mag vijf minuten eerder weg · doorlopend" in said
    assert "mentor (M. Bos): belt ouders · uiterlijk vr 20 nov · te laat · evaluatie wo 16 dec" in said
    assert "training: doel: durft te spreken · uitvoering: mentor (M. Bos) · evaluatie vr 4 dec" in said
    assert "moeder: K. Aydin · spreekt Turks · tolk nodig · contact: mentor" in said
    assert "wijkteam (R. Kok): sinds di 1 sep · contact: SMW" in said and "0611" not in said
    dates = [lead for lead, _ in sheet.blocks[-1].lines]
    assert dates == ["vr 4 dec", "wo 16 dec", "wo 16 dec", "wo 6 jan"], "what comes first stands first"
    assert "wordt 16" in said
    assert "wo 16 dec: staat op de agenda van SOT" in said
    assert "oud advies" not in said and "gedaan werk" not in said
    assert sheet.closing[0].startswith("Ontvangen door:"), "received by and on (domain.md §12)"
    assert "Yara" not in sheet.title, "a title becomes a property of the file"


def test_what_is_besloten_stands_on_its_own_page_and_only_when_she_chooses_so() -> None:
    """domain.md §3 (S003 [C]): confidential data for those involved only; §12: restricted part."""
    besloten = ("oom drinkt", "ging slecht thuis", "praat met")
    without = made()
    assert without.restricted is None and without.apart == 3
    assert not any(secret in words(*without.all) for secret in besloten)
    page = made(restricted=True)
    assert page.restricted and not any(secret in words(page.sheet) for secret in besloten)
    assert all(secret in words(page.restricted) for secret in besloten)
    assert page.restricted.title == "Overdracht: besloten deel"
    assert "een andere leerling" in words(page.restricted) and "Sem" not in words(page.restricted)
    own = ("alleen voor mij", "gesprekken thuis", "waar is vader?")
    assert not any(secret in words(*page.all) for secret in own), "what is hers alone goes to a new OCO only"
    successor = made("OCO (T. Prins)", "oco", restricted=True)
    assert all(secret in words(successor.restricted) for secret in (*besloten, *own))


def test_shielded_words_stand_in_full_on_the_besloten_page_only() -> None:
    """product.md §4, shielding: meldcode, Veilig Thuis, SISA."""
    facts = replace(FACTS, what_works="rust; de meldcode loopt")
    page = made(facts=facts, restricted=True)
    assert "rust; de [afgeschermd] loopt" in words(page.sheet)
    assert "rust; de meldcode loopt" in words(page.restricted)
    assert "meldcode" not in words(*made("docent (J. de Wit)", facts=facts, restricted=True).all)


@pytest.mark.parametrize(
    ("receiver", "code", "reads", "never"),
    [
        ("B. Vos", "coordinator", ("Lopende acties", "Ondersteuning die loopt"), ("Mensen om", "moeder")),
        (
            "J. de Wit",
            "year",
            ("Wat werkt", "Handelingsadvies"),
            ("Hulpvraag", "Lopende", "moeder", "training"),
        ),
        ("Lyceum Zuid", "school", ("Hulpvraag", "training", "Y.A. (2H1)"), ("Lopende", "moeder", "Yara")),
        ("LPA", "year", ("Afspraken die gelden",), ("Hulpvraag", "training: doel", "moeder", "advies")),
        ("J. de Wit", "mentor", ("Mensen om", "Hulpvraag"), ()),
    ],
)
def test_what_a_role_may_not_see_never_appears(
    receiver: str, code: str, reads: tuple[str, ...], never: tuple[str, ...]
) -> None:
    """domain.md §3, the default matrix; a teacher who becomes mentor reads as a mentor."""
    said = words(*made(receiver, code, restricted=True).all)
    assert all(word in said for word in reads)
    assert not any(word in said for word in never)


def test_besloten_never_leaves_the_school() -> None:
    """domain.md §11 (S004): nothing to third parties beyond what is consented; besloten was for who was there."""
    outside = [kind for kind in reader_kinds() if kind.code in ("outside", "lpa")]
    assert {kind.restricted for kind in outside} == {"never"}
    assert made("Lyceum Zuid", "school", restricted=True).restricted is None
    for code, kind in role_kinds().items():
        if not kind.inside and code not in ("leerling", "ouders", "moeder", "vader"):
            assert AROUND.receiver(kind.name, reasons()["year"]).kind.restricted == "never", code


def test_a_case_that_is_hers_alone_goes_to_a_new_oco_only_and_whole_on_the_besloten_page() -> None:
    """domain.md §12, confidentiality alleen OCO."""
    own = replace(FACTS, confidentiality="alleen OCO")
    assert made(facts=own, restricted=True).refused == OWN_ONLY
    assert "rust" not in words(*made(facts=own, restricted=True).all)
    assert made("OCO (T. Prins)", "oco", own).refused == OWN_CHOOSE
    page = made("OCO (T. Prins)", "oco", own, restricted=True)
    assert not page.refused and page.sheet.blocks == () and "eerst rust" in words(page.restricted)


def test_the_receiver_is_who_belongs_to_the_pupil_unless_typed() -> None:
    """domain.md §5 step 11: the new mentor, the new coordinator."""
    assert AROUND.first(reasons()["mentor"]) == "mentor (M. Bos)"
    assert AROUND.first(reasons()["coordinator"]) == "coördinator (B. Vos)"
    assert AROUND.first(reasons()["school"]) == ""
    unknown = replace(AROUND, student=replace(YARA, mentor="T. Haan"), contacts=())
    assert unknown.first(reasons()["year"]) == "mentor (T. Haan)"
    assert AROUND.receiver("moeder", reasons()["year"]).family


def given(receiver: str, **more: object) -> Consent:
    at = datetime(2026, 11, 1, 12).astimezone()
    one = Consent("c", "yara", receiver, at, giver="moeder (K. Aydin)", valid_from=date(2026, 11, 1))
    return replace(one, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("consent", "holds"),
    [
        (given("Lyceum Zuid"), True),
        (given("Lyceum Noord"), False),
        (given("Lyceum Zuid", state=ConsentState.ASKED), False),
        (given("Lyceum Zuid", state=ConsentState.WITHDRAWN), False),
        (given("Lyceum Zuid", valid_until=date(2026, 11, 24)), False),
        (given("Lyceum Zuid", ground="wettelijke plicht", giver=""), True),
    ],
)
def test_another_school_asks_consent_or_another_ground(consent: Consent, holds: bool) -> None:
    """domain.md §11 (S004): third parties only with explicit consent, unless a law requires it."""
    around = replace(AROUND, consents=(consent,))
    receiver = around.receiver("lyceum zuid (mw. Post)", reasons()["school"])
    assert receiver.lacks_ground is not holds
    inside = around.receiver("mentor van Lyceum Zuid", reasons()["school"])
    assert inside.need.asks and inside.kind.code == "outside", "their mentor has no role here"


def test_without_consent_the_reason_stands_on_the_sheet() -> None:
    """product.md principle 5: set aside with a reason, which prints."""
    said = words(made("Lyceum Zuid", "school", aside="ouders belden zelf met de school").sheet)
    assert "andere school · zonder toestemming, met reden: ouders belden zelf met de school" in said


def test_a_handover_waits_for_its_receipt_and_is_late_after_two_weeks() -> None:
    """domain.md §12: received by/on; the term is our own choice (rules/handover.toml)."""
    one = Handover(
        "h",
        "yara",
        datetime(2026, 11, 11, 9).astimezone(),
        "mentor (M. Bos)",
        "nieuwe mentor",
        restricted=True,
    )
    assert made_words(one) == "voor mentor (M. Bos): nieuwe mentor, met besloten deel"
    assert one.standing(TODAY) == "wacht op ontvangst" and not one.late(TODAY)
    assert one.late(date(2026, 11, 26))
    received = replace(one, received_by="M. Bos", received_on=TODAY)
    assert received.standing(TODAY) == "ontvangen door M. Bos wo 25 nov" and not received.late(
        date(2027, 1, 1)
    )


def test_a_receiver_says_as_whom_he_reads() -> None:
    receiver: Receiver = AROUND.receiver("J. de Wit", reasons()["mentor"])
    assert receiver.reads == "leest als mentor: alles van deze leerling"

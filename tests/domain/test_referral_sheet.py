"""The gate on paper: what was given, what it brought, the advice, dates, and why she goes on (domain.md §5 step 8)."""

from datetime import date

from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.referral_gate import Aside, Fact, gates
from sotdesk.domain.referral_sheet import gate_sheet
from sotdesk.domain.students import Student

DAY, ENTERED = date(2026, 11, 3), date(2026, 11, 5)
YARA = Student("yara", "040123", "Yara", "", "Achterberg", "2H1")
SEM = Student("sem", "040124", "Sem", "", "Bakker", "1B4")


def test_given_yield_advice_with_their_dates_and_the_reason_print() -> None:
    """S004: in the logboek stand the support given, its yield and the advice; set aside only with a reason."""
    facts = [
        Fact("support", DAY, ENTERED, "faalangsttraining"),
        Fact("yield", DAY, None, "faalangsttraining: doel deels behaald"),
        Fact("consent", DAY, words="toestemming van moeder voor GGZ", destination="ggz"),
    ]
    aside = {"wijkteam": Aside("crisis; net als bij Sem Bakker", DAY)}
    wijkteam = next(g for g in gates(facts, aside) if g.destination.code == "wijkteam")
    sheet = gate_sheet(
        wijkteam, OneName(NameIndex([YARA, SEM]), YARA), "OSG De Linde", "Magister", date(2026, 11, 25)
    )
    words = "\n".join(f"{b.heading}|{lead}|{said}" for b in sheet.blocks for lead, said in b.lines)
    assert sheet.title == "Verwijzing: Wijkteam"
    assert "Yara A. (2H1)" in sheet.opening[1]
    assert (
        "Interne ondersteuning gegeven||faalangsttraining · di 3 nov · in Magister gezet op do 5 nov" in words
    )
    assert "nog niet in Magister" in words
    assert "Advies voor het vervolg||ontbreekt" in words
    assert (
        "Verder|Toestemming of grondslag|ontbreekt" in words
    )  # a consent for the GGZ is none for the wijkteam
    assert "Toch verder, met reden|di 3 nov|crisis; net als bij een andere leerling" in words

"""Columns as Dutch schools' systems and own lists head them (issue, "Pupils in": at least 20 header rows)."""

import pytest

from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.roster import PUPIL_FIELDS
from sotdesk.exchange.columns import field_names, is_never_read, meaning, spellings
from sotdesk.exchange.mapping import LABELS, parse_map, recognise, unknown_headers

N, F, T, L, W, C, B, M, M2, G = (
    "number", "first_name", "infix", "last_name", "full_name", "class_name", "birth_date", "mentor",
    "mentor2", "municipality",
)  # fmt: skip
X = ""

HEADERS = {
    "magister": ("Stamnr;Roepnaam;Tussenv.;Achternaam;Klas;Geb.datum;Mentor", (N, F, T, L, C, B, M)),
    "magister layout": ("Stamnr_str;Roepnaam;Tussenv;Achternaam;Klas;Studie", (N, F, T, L, C, X)),
    "magister stamnummer": (
        "Stamnummer;Achternaam;Tussenvoegsel;Roepnaam;Geslacht;Geboortedatum;Klas;Profiel;Mentor;Woonplaats",
        (N, L, T, F, X, B, C, X, M, G),
    ),
    "magister capitals": ("STAMNR;ROEPNAAM;TUSSENV;ACHTERNAAM;KLAS;GEB.DATUM", (N, F, T, L, C, B)),
    "magister lesson and home class": (
        "Stamnr;Klas;Stamklas;Roepnaam;Achternaam",
        (N, X, C, F, L),
    ),
    "somtoday": (
        "Leerlingnummer;Achternaam;Voorvoegsel;Roepnaam;Stamgroep;Mentor;Geboortedatum;Opleiding",
        (N, L, T, F, C, M, B, X),
    ),
    "somtoday dotted": (
        "Leerling.Leerlingnummer;Leerling.Roepnaam;Leerling.Voorvoegsel;Leerling.Achternaam;Stamgroep.Naam",
        (N, F, T, L, C),
    ),
    "somtoday two mentors": (
        "Leerlingnummer;Roepnaam;Voorvoegsel;Achternaam;Stamgroep;Mentor 1;Mentor 2;Gemeente",
        (N, F, T, L, C, M, M2, G),
    ),
    "profijt": ("Leerlnr;Achternaam;Voorvoegsels;Voornaam;Geb.dat.;Basisgroep", (N, L, T, F, B, C)),
    "lln.nr": (
        "Lln.nr;Roepnaam;Tussenv;Achternaam leerling;Stamklas;Mentor;woongemeente",
        (N, F, T, L, C, M, G),
    ),
    "lln nr with spaces": (" Lln nr ;  Roepnaam ; Tv ; Achternaam ; Klas ", (N, F, T, L, C)),
    "one name column": ("Leerlingnr;Naam leerling;Klas;Mentor", (N, W, C, M)),
    "one name column, surname first": ("llnr;Leerling;Mentorklas;Geb. datum", (N, W, C, B)),
    "display name": ("Stamnr.;Volledige naam;Klas;Geboren op;Gemeente", (N, W, C, B, G)),
    "surname headed naam": ("Stamnr;Naam;Tussenv.;Roepnaam;Klas", (N, L, T, F, C)),
    "whole name beside its parts": ("Stamnr;Naam;Roepnaam;Tussenv.;Achternaam;Klas", (N, X, F, T, L, C)),
    "empty columns": (";Stamnr;;Roepnaam;;Achternaam;;Klas;", (X, N, X, F, X, L, X, C, X)),
    "first names beside roepnaam": (
        "Leerlingnummer;Voorletters;Voornamen;Roepnaam;Achternaam;Klas",
        (N, X, X, F, L, C),
    ),
    "only initials": ("Stamnr;Achternaam;Tussenv.;Voorl.;Klas", (N, L, T, F, C)),
    "notes in brackets": (
        "Stamnr (6 cijfers);Roepnaam;Achternaam;Geboortedatum (dd-mm-jjjj);Klas [26/27]",
        (N, F, L, B, C),
    ),
    "pupil in every header": (
        "Nummer;Leerlingnummer;Roepnaam leerling;Tussenvoegsel leerling;Achternaam leerling;Klas leerling",
        (X, N, F, T, L, C),
    ),
    "parents and mentors beside": (
        "Stamnr;Roepnaam;Achternaam;Achternaam ouder;E-mail;Telefoon;Naam mentor;Klas",
        (N, F, L, X, X, X, M, C),
    ),
    "bom and lower case": ("\ufeffstamnr;roepnaam;achternaam;klas;coach", (N, F, L, C, M)),
    "snake case": ("leerling_nummer;roep_naam;tussen_voegsel;achter_naam;geboorte_datum", (N, F, T, L, B)),
    "row numbers": ("Nr;Volgnr;Stamnr;Roepnaam;Achternaam", (X, X, N, F, L)),
}


@pytest.mark.parametrize(("header", "wanted"), HEADERS.values(), ids=HEADERS)
def test_a_school_s_header_row_is_recognised(header: str, wanted: tuple[str, ...]) -> None:
    headers = header.split(";")
    mapping = recognise(headers)
    found = {index: field for field, index in mapping.columns.items()}
    assert tuple(found.get(index, X) for index in range(len(headers))) == wanted
    assert mapping.missing == ()


def test_there_are_at_least_twenty() -> None:
    assert len({header for header, _ in HEADERS.values()}) >= 20


@pytest.mark.parametrize(
    "header",
    [
        "BSN", "bsn-nummer", "Burgerservicenummer", "Sofinummer", "Onderwijsnummer", "Onderwijsnr.",
        "PGN",
        "Persoonsgebonden nummer", "Nationaliteit", "Nationaliteit 2", "Geboorteland", "Geboorteplaats",
        "Land van herkomst", "Etniciteit", "Pasfoto",
        "Foto leerling", "BSN/Onderwijsnummer", "Leerlingnummer (BSN)",
        "ECK iD", "Godsdienst", "Medische gegevens", "IBAN", "Wachtwoord",
    ],
)  # fmt: skip
def test_what_is_never_read(header: str) -> None:
    """domain.md §12: no BSN, no nationality, no photo."""
    assert is_never_read(header)
    assert meaning(header) is None
    assert recognise([header], {header: "number"}).columns == {}


def test_no_spelling_of_a_field_is_never_read() -> None:
    assert [spelling for spelling in spellings().fields if is_never_read(spelling)] == []


def test_every_field_has_a_label_and_a_place_in_a_pupil() -> None:
    assert set(field_names()) == set(LABELS)
    assert set(PUPIL_FIELDS) <= set(LABELS)


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("Roepnaam;Achternaam;Klas", ("leerlingnummer",)),
        ("Stamnr;Klas", ("roepnaam", "achternaam")),
        ("Stamnr;Achternaam", ("roepnaam",)),
        ("Code;Wie;Waar", ("leerlingnummer", "roepnaam", "achternaam")),
    ],
)
def test_what_is_missing_is_named(header: str, missing: tuple[str, ...]) -> None:
    assert recognise(header.split(";")).missing == missing


def test_by_hand_goes_before_recognised_and_is_remembered() -> None:
    headers = ["Code", "Wie", "Klas", "Bouw", "Mentor"]
    by_hand = {"code": "number", "Wie": "full_name", "Bouw": "class_name", "Mentor": "", "Weg": "mentor"}
    mapping = recognise(headers, by_hand)
    assert mapping.columns == {"number": 0, "full_name": 1, "class_name": 3}
    assert recognise(headers, mapping.by_header | {"Mentor": ""}).columns == mapping.columns
    assert unknown_headers(headers, by_hand) == ("Weg",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Stamnr=number", ("Stamnr", "number")),
        (" Lln nr = leerlingnummer ", ("Lln nr", "number")),
        ("a=b=class_name", ("a=b", "class_name")),
        ("Bouw=", ("Bouw", "")),
    ],
)
def test_parse_map(text: str, wanted: tuple[str, str]) -> None:
    assert parse_map(text) == wanted


@pytest.mark.parametrize("text", ["", "Stamnr", "=number", "Stamnr=geheim", "BSN=number"])
def test_parse_map_refuses_without_repeating_what_was_typed(text: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        parse_map(text)
    assert "geheim" not in caught.value.sentence

"""Writes docs/keys.md from the one table of actions: `python -m bench.keys`. A test checks that it is up to date."""

from pathlib import Path

from sotdesk.actions import SCREEN_ACTS, acts, keys_of

FILE = Path(__file__).parent.parent / "docs" / "keys.md"
TITLES = {
    "app": "Overal",
    "common": "Op elk scherm",
    "list": "In een lijst",
    "line": "In een tekstregel",
    "capture": "In de invoerregel",
    "form": "In een formulier",
    "form.review": "Namen van anderen nakijken",
    "confirm": "Bij een vraag",
    "message": "Bij een melding",
    "rights": "Verzoeken",
    "rights_file": "Dossier nakijken",
    "help": "In de hulp",
    "palette": "In de opdrachten",
    "plain_text": "Een tekst alleen op het scherm",
    "blank": "Op het lege scherm",
    "unlock": "Openen van de kluis",
    "vault_task": "Terugzetten of een nieuwe wachtwoordzin, op slot",
    "work": "Bezig met de kluis",
    "form.passphrase": "Een andere wachtwoordzin",
    "today": "Vandaag",
    "meetings": "Overleg",
    "agenda": "Agenda van een overleg",
    "asking": "Navragen",
    "invites": "Uitnodigen",
    "prep": "Voorbereidingsbladen",
    "meeting.before": "Het overleg zelf: afspraken van vorige keer",
    "meeting.now": "Het overleg zelf: vandaag besproken",
    "meeting": "Het overleg zelf",
    "closing": "Afronden",
    "closing.todo": "Afronden: nog aanvullen",
    "closing.read": "Afronden: voorlezen",
    "closing.telling": "Afronden: terugkoppeling",
    "closing.system": "Afronden: Magister (het eigen systeem van de school)",
    "closing.report": "Afronden: verslag",
    "cases": "Casussen",
    "case": "Casuskaart",
    "new_menu": "Casuskaart: het menu Nieuw",
    "moment": "Contactmoment",
    "moment.lines": "Contactmoment: wat is vastgelegd",
    "case.agreements": "Casuskaart: afspraken",
    "student": "Leerling",
    "absence": "Verzuim",
    "people": "Betrokkenen",
    "consents": "Toestemming",
    "kwadrant": "Kwadrant",
    "sisa": "Samenwerking",
    "meldcode": "Protocol",
    "meldcode.side": "Protocol: de lijsten",
    "reading": "Een tekst nalezen",
    "form.instrument": "Een meting invullen",
    "form.start": "Wie is er bij het begin",
    "move_line": "Een regel verplaatsen",
    "history": "Geschiedenis",
    "acute": "Acuutkaart",
    "kinds": "Soorten overleg",
    "agenda.cells": "Agenda van een overleg: invullen",
    "case.support": "Casuskaart: ondersteuning",
    "gate": "Verwijzing",
    "plan": "Handelingsplan",
    "class_kwadrants": "Kwadrant: de klassen",
    "class_kwadrant": "Kwadrant van een klas",
    "class_kwadrant.pupils": "Kwadrant van een klas: de leerlingen",
    "class_scan": "Klassenscan",
    "class_import": "Metingen van een klas inlezen",
    "candidates": "Aanname",
    "candidate": "Aanname: een kandidaat",
    "transfer": "Overdragen aan een andere kluis",
    "school_year": "Nieuw schooljaar",
    "receive": "Overdracht ontvangen",
    "receive.path": "Overdracht ontvangen: het bestand",
    "receive.rows": "Overdracht ontvangen: wie het zijn",
    "receive.done": "Overdracht ontvangen: klaar",
    "kwadrant.cell": "Kwadrant: een cel",
    "handover": "Overdracht",
    "retention": "Bewaren en vernietigen",
    "left_files": "Bestanden buiten de kluis",
    "handovers": "Overdracht van een klas",
    "handovers.pupils": "De leerlingen van een klas",
    "actions": "Afspraken",
    "contacts": "Contacten",
    "import": "Leerlingen inlezen",
    "import.path": "Leerlingen inlezen: het bestand",
    "import.rows": "Leerlingen inlezen: wat er verandert",
    "find": "Zoeken",
    "school": "De school",
    "settings": "Instellingen",
    "vault": "Kluis",
    "first_run": "Eerste keer",
}
HEAD = """# Toetsen

Alles in sotdesk kan met het toetsenbord. Op elk scherm staan de toetsen die er het meest toe doen onderaan;
`?` toont ze allemaal, met de woorden van dat scherm.
"""


def keys_page() -> str:
    """The whole page, in Dutch Markdown."""
    return "\n".join([HEAD, *(_section(scope) for scope in ("app", "common", *SCREEN_ACTS))])


def _section(scope: str) -> str:
    rows = [f"| {_cell(keys_of(act))} | {act.label} | {_cell(act.tooltip)} |" for act in acts(scope)]
    return (
        "\n".join([f"## {TITLES[scope]}", "", "| toets | | wat |", "|---|---|---|", *rows, ""])
        if rows
        else ""
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(keys_page(), encoding="utf-8")

"""Acts about a pupil beside the card: data, people, consent, absence."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "student": (
        Act(
            "student.new",
            "n",
            "new",
            "nieuw",
            "Toont wat je nieuw kunt maken, ook een casus; een letter kiest.",
        ),
        Act(
            "student.people",
            "b",
            "people",
            "betrokkenen",
            "Toont wie er om de leerling heen staan en wie contact houdt.",
        ),
        Act(
            "student.consents",
            "t",
            "consents",
            "toestemming",
            "Toont wat met wie mag worden gedeeld, en van wie.",
        ),
        Act(
            "student.absence", "z", "absence", "verzuim", "Toont het verzuim en hoe ver het is van elke norm."
        ),
        Act("student.plan", "p", "plan", "plan", "Toont het handelingsplan van deze leerling."),
        Act(
            "student.gate",
            "v",
            "gate",
            "verwijzing",
            "Toont waar de leerling heen kan, en wat daarvoor nodig is.",
        ),
        Act(
            "student.kwadrant", "k", "kwadrant", "kwadrant", "Toont kunnen, willen, presteren en doen.", False
        ),
        Act(
            "student.history",
            "h",
            "history",
            "geschiedenis",
            "Toont wat er in dit dossier is veranderd, van wat naar wat.",
            False,
        ),
        Act(
            "student.ages",
            "l",
            "ages",
            "leeftijd",
            "Toont wat er bij 12, 16, 18 en 23 jaar verandert, met de bron.",
            False,
        ),
        Act(
            "student.handover",
            "d",
            "handover",
            "overdracht",
            "Maakt een blad voor wie het overneemt, en noteert wie het ontving.",
            False,
        ),
        Act(
            "student.rights",
            "i",
            "rights",
            "verzoeken",
            "Toont wie inzage, een kopie of een correctie vroeg, en maakt het dossier daarvoor.",
            False,
        ),
        Act("student.weigh", "w", "weigh", "wegen", "Weegt het signaal onder de cursor."),
        Act(
            "student.filter",
            "f",
            "filter",
            "filter",
            "Toont alleen een soort, periode, persoon of woord: gesprek okt.",
            False,
        ),
    ),
    "people": (
        Act(
            "people.new",
            "n",
            "new",
            "betrokkene",
            "Voegt een partner of collega toe die bij deze leerling betrokken is.",
        ),
        Act("people.guardian", "o", "guardian", "ouder", "Voegt een ouder of verzorger toe."),
        Act("people.sibling", "s", "sibling", "broer, zus", "Koppelt een broer of zus op school."),
        Act("people.edit", "e", "edit", "bewerken", "Past de persoon onder de cursor aan."),
        Act("people.remove", "x", "remove", "weghalen", "Haalt deze persoon hier weg; u zet het terug."),
    ),
    "consents": (
        Act(
            "consents.new",
            "n",
            "new",
            "nieuw",
            "Legt vast wat met wie mag worden gedeeld, en op welke grond.",
        ),
        Act(
            "consents.edit", "e", "edit", "bewerken", "Past deze toestemming aan, of legt het antwoord vast."
        ),
        Act(
            "consents.withdraw",
            "i",
            "withdraw",
            "intrekken",
            "Trekt de toestemming in en toont wat al is gegeven.",
        ),
        Act(
            "consents.given",
            "g",
            "given",
            "al gegeven",
            "Toont wat deze ontvanger al heeft over deze leerling.",
        ),
        Act("consents.remove", "x", "remove", "weghalen", "Haalt een vergissing weg; u zet het terug."),
    ),
    "absence": (
        Act("absence.new", "n", "new", "stand", "Typt de stand van het verzuim over, met de dag erbij."),
        Act(
            "absence.paste",
            "p",
            "paste_days",
            "plakken",
            "Leest dagen die je uit het systeem van de school plakt.",
        ),
        Act(
            "absence.report",
            "m",
            "report",
            "melding",
            "Legt een verzuimmelding vast, en wat ermee is gedaan.",
        ),
        Act("absence.edit", "e", "edit", "bewerken", "Past de stand of de melding onder de cursor aan."),
        Act(
            "absence.remove", "x", "remove", "weghalen", "Haalt de stand of de melding weg; u zet het terug."
        ),
        Act("absence.why", "w", "why", "waarom", "Noemt de normen en de bronnen ervan."),
    ),
}

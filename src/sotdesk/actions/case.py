"""Acts of the cases, the card and what is written on it."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "cases": (
        Act("cases.weigh", "w", "weigh", "wegen", "Weegt het signaal: wie pakt het op? Enter doet dat ook."),
        Act("cases.edit", "e", "edit", "aanvullen", "Vult een signaal aan: dag, gebied, wat thuis weet."),
        Act("cases.new", "n", "new", "casus openen", "Opent een casus; eerst wordt gekeken of er al een is."),
        Act("cases.closed", "h", "closed", "afgesloten", "Toont ook de afgesloten casussen, of niet meer."),
        Act("cases.filter", "f", "filter", "filter", "Toont alleen wat bij de getypte woorden past."),
        Act("cases.import", "i", "go('import')", "inlezen", "Leest een leerlingenlijst in.", palette=False),
    ),
    "case": (
        Act("case.edit", "e", "edit", "bewerken", "Past hulpvraag, casushouder, niveau en status aan."),
        Act("case.refer", "a", "refer", "aanmelding", "Vult de aanmelding bij het SOT in.", False),
        Act(
            "case.new",
            "n",
            "new",
            "nieuw",
            "Toont wat je nieuw kunt maken voor deze leerling; een letter kiest.",
        ),
        Act("case.plan", "p", "plan", "plan", "Toont het handelingsplan van deze leerling."),
        Act(
            "case.gate",
            "v",
            "gate",
            "verwijzing",
            "Toont waar de leerling heen kan, en wat daarvoor nodig is.",
        ),
        Act(
            "case.close", "c", "close_case", "afsluiten", "Sluit de casus af, met reden en resultaat.", False
        ),
        Act("case.reopen", "o", "reopen_case", "heropenen", "Heropent een afgesloten casus."),
        Act(
            "case.people",
            "b",
            "people",
            "betrokkenen",
            "Toont wie er om de leerling heen staan en wie contact houdt.",
        ),
        Act(
            "case.consents",
            "t",
            "consents",
            "toestemming",
            "Toont wat met wie mag worden gedeeld, en van wie.",
        ),
        Act("case.absence", "z", "absence", "verzuim", "Toont het verzuim en hoe ver het is van elke norm."),
        Act(
            "case.history",
            "h",
            "history",
            "geschiedenis",
            "Toont wat er in dit dossier is veranderd, van wat naar wat.",
            False,
        ),
        Act(
            "case.ages",
            "l",
            "ages",
            "leeftijd",
            "Toont wat er bij 12, 16, 18 en 23 jaar verandert, met de bron.",
            False,
        ),
        Act("case.weigh", "w", "weigh", "wegen", "Weegt het signaal onder de cursor."),
        Act(
            "case.filter",
            "f",
            "filter",
            "filter",
            "Toont alleen een soort, periode, persoon of woord: gesprek okt.",
            False,
        ),
    ),
    "moment.lines": (
        Act(
            "moment.remove",
            "x",
            "screen.remove_line",
            "weg",
            "Haalt de regel weg; wat er stond blijft leesbaar.",
        ),
    ),
    "moment": (
        Act("moment.line", "i", "capture", "typen", "Terug naar de regel."),
        Act(
            "moment.about",
            "f2,e",
            "about",
            "gegevens",
            "Met wie, hoe en wanneer, en of ouders en leerling het weten.",
            display="F2",
        ),
        Act(
            "moment.versions", "h", "versions", "hiervoor", "Toont hoe het er stond voor het veranderd werd."
        ),
        Act(
            "moment.delete",
            "d",
            "delete",
            "weghalen",
            "Haalt het hele contactmoment weg; u brengt het terug.",
            False,
        ),
    ),
    "case.support": (
        Act(
            "support.evaluate",
            "space",
            "screen.evaluate",
            "evalueren",
            "Evalueert de ondersteuning, en wat die bracht.",
        ),
        Act(
            "support.entered",
            "m",
            "screen.entered",
            "ingevoerd",
            "Zegt dat de ondersteuning en de opbrengst in het systeem van de school staan.",
        ),
        Act(
            "support.stop",
            "x",
            "screen.stop",
            "stoppen",
            "Laat de ondersteuning eerder stoppen, met een reden.",
        ),
    ),
    "case.agreements": (
        Act("case.done", "space", "screen.done", "gedaan", "Zet een afspraak op gedaan, of weer open."),
        Act(
            "case.move",
            "v",
            "screen.move",
            "verzetten",
            "Geeft de afspraak een andere datum.",
            instead_of="case.gate",
        ),
        Act("case.drop", "x", "screen.drop", "vervalt", "Laat de afspraak vervallen, met een reden."),
    ),
    "gate": (
        Act(
            "gate.aside",
            "a",
            "aside",
            "toch verder",
            "Gaat verder zonder wat ontbreekt, met een reden op papier.",
        ),
        Act("gate.take_up", "x", "take_up", "reden weg", "Haalt de reden om toch verder te gaan weg."),
        Act("gate.paper", "p", "paper", "op papier", "Maakt een Word-bestand van deze verwijzing."),
        Act("gate.markdown", "m", "markdown", "Markdown", "Maakt een Markdown-bestand van deze verwijzing."),
        Act("gate.why", "w", "why", "bron", "Zegt waar staat dat dit nodig is."),
    ),
    "plan": (
        Act("plan.paper", "p", "paper", "op papier", "Maakt het handelingsplan als Word-bestand."),
        Act("plan.markdown", "m", "markdown", "Markdown", "Maakt het handelingsplan als Markdown-bestand."),
        Act("plan.copy", "c", "copy", "kopiëren", "Kopieert het handelingsplan."),
    ),
    "actions": (
        Act("actions.done", "space", "done", "gedaan", "Zet een afspraak op gedaan, of weer open."),
        Act(
            "actions.move",
            "v",
            "move",
            "verzetten",
            "Geeft de afspraak een andere datum; de oude blijft te zien.",
        ),
        Act("actions.drop", "x", "drop", "vervalt", "Laat de afspraak vervallen, met een reden."),
        Act("actions.ask", "a", "ask_after", "navragen", "Zet de afspraak bij navragen vóór het overleg."),
        Act(
            "actions.texts",
            "t",
            "texts",
            "teksten",
            "Toont per persoon een tekst om zijn afspraken na te vragen.",
        ),
        Act("actions.people", "p", "people", "per persoon", "Toont de afspraken per persoon of op datum."),
        Act("actions.settled", "h", "settled", "afgehandeld", "Toont ook wat gedaan of vervallen is.", False),
        Act("actions.filter", "f", "filter", "filter", "Toont alleen wat bij de getypte woorden past."),
    ),
}

"""Acts of Vandaag, find, the history and the acute card."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "today": (
        Act("today.done", "space", "done", "gedaan", "Zet een afspraak van jou op gedaan.", palette=False),
        Act("today.why", "w", "why", "waarom", "Noemt de regel en de bron achter deze regel."),
        Act("today.aside", "z", "aside", "opzij", "Zet deze regel opzij, met een reden."),
    ),
    "find": (
        Act("find.up", "up", "up", "omhoog", "Een regel omhoog.", False, palette=False),
        Act("find.down", "down", "down", "omlaag", "Een regel omlaag.", False, palette=False),
    ),
    "history": (),
    "acute": (
        Act("acute.mark", "space", "mark", "bellen", "Zet dit nummer klaar om te bellen, of toch niet."),
        Act("acute.called", "b", "called", "gebeld", "Legt vast dat je nu belt."),
        Act("acute.answered", "g", "answered", "gehoor", "Legt vast dat er nu wordt opgenomen."),
        Act("acute.facts", "f", "facts", "feiten", "Schrijft op wat letterlijk is gezegd en gezien."),
        Act("acute.pupil", "l", "pupil", "leerling", "Zegt om wie het gaat; dat kan ook later."),
        Act(
            "acute.record",
            "v",
            "record",
            "vastleggen",
            "Legt in het traject vast dat er acuut gevaar is; wat nog open stond, vul je later aan.",
        ),
        Act("acute.run", "t", "run", "traject", "Gaat naar het traject waarin het acute gevaar vastligt."),
        Act(
            "acute.paper",
            "p",
            "paper",
            "belblad",
            "Maakt een blad met wie is gebeld, wanneer, en de feiten.",
            False,
        ),
        Act("acute.done", "k", "put_away", "klaar", "Legt de kaart weg; de volgende keer opent hij nieuw."),
        Act(
            "acute.back",
            "escape",
            "back",
            "terug",
            "Gaat terug naar waar je was; de kaart blijft staan.",
            instead_of="back",
            palette=False,
        ),
    ),
}

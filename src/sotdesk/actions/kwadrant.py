"""Acts of the kwadrant of one pupil."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "kwadrant": (
        Act("kwadrant.care", "z", "say('zorg')", "zorg", "Zet deze waarde op zorg."),
        Act("kwadrant.usual", "g", "say('gewoon')", "gewoon", "Zet deze waarde op gewoon."),
        Act("kwadrant.strong", "s", "say('sterk')", "sterk", "Zet deze waarde op sterk."),
        Act("kwadrant.unknown", "o", "say('onbekend')", "onbekend", "Zet deze waarde op onbekend."),
        Act("kwadrant.instrument", "i", "instrument", "meting", "Vult alle waarden van een instrument in."),
        Act("kwadrant.course", "h", "course", "verloop", "Toont hoe het veranderde, of weer de aspecten."),
        Act("kwadrant.conclude", "c", "conclude", "conclusie", "Schrijft je eigen conclusie."),
        Act("kwadrant.why", "w", "why", "bron", "Toont waar deze waarde vandaan komt.", False),
        Act("kwadrant.since", "v", "since", "vergelijken", "Kiest met welke dag wordt vergeleken.", False),
        Act("kwadrant.measure", "m", "measure", "maatregel", "Maakt van de conclusie een maatregel.", False),
        Act(
            "kwadrant.agenda",
            "a",
            "agenda",
            "agendapunt",
            "Zet de leerling met deze vraag op de agenda van het volgende overleg.",
            False,
        ),
        Act(
            "kwadrant.clear",
            "delete",
            "clear",
            "weghalen",
            "Haalt de laatste waarde weg; u zet hem terug.",
            False,
        ),
    ),
    "kwadrant.cell": (
        Act("kwadrant.left", "left", "aside(-1)", "links", "Naar de cel links.", False, palette=False),
        Act("kwadrant.right", "right", "aside(1)", "rechts", "Naar de cel rechts.", False, palette=False),
    ),
}

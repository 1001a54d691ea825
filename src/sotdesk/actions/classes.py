"""Acts of the kwadrant of a class: its table, reading values in, the sheet for its teachers."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "class_kwadrants": (
        Act(
            "class_kwadrants.measures",
            "i",
            "measures",
            "waarden inlezen",
            "Leest een vragenlijst of test voor een hele klas in.",
        ),
    ),
    "class_kwadrant": (
        Act(
            "class_kwadrant.sort", "s", "sort", "ordenen", "Ordent op naam, op een van de vier, of op oudste."
        ),
        Act(
            "class_kwadrant.filter", "f", "filter", "filter", "Toont alleen wie bij de getypte woorden past."
        ),
        Act(
            "class_kwadrant.measures",
            "i",
            "measures",
            "waarden inlezen",
            "Leest een vragenlijst of test voor een hele klas in.",
        ),
        Act(
            "class_kwadrant.scan",
            "k",
            "scan",
            "klassenscan",
            "Maakt het blad voor de docenten: wat werkt en het advies.",
        ),
    ),
    "class_kwadrant.pupils": (
        Act(
            "class_kwadrant.next",
            "right",
            "screen.class(1)",
            "volgende klas",
            "Toont de volgende klas.",
            False,
        ),
        Act("class_kwadrant.last", "left", "screen.class(-1)", "vorige klas", "Toont de vorige klas.", False),
    ),
    "class_scan": (
        Act("class_scan.paper", "p", "paper", "op papier", "Maakt de klassenscan als Word-bestand."),
        Act("class_scan.markdown", "m", "markdown", "Markdown", "Maakt de klassenscan als Markdown-bestand."),
    ),
    "class_import": (
        Act("class_import.what", "e", "what", "gegevens", "Kiest instrument, dag en wie, of plakt opnieuw."),
        Act(
            "class_import.suggested",
            "v",
            "suggested",
            "voorstellen",
            "Maakt van de voorstellen waarden, of laat het voorstellen.",
        ),
    ),
}

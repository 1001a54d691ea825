"""Acts of *Aanname*: the list of candidates, and one candidate."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "candidates": (
        Act("candidates.new", "n", "new", "nieuw", "Maakt een kandidaat: iemand die leerling kan worden."),
        Act("candidates.edit", "e", "edit", "gegevens", "Past naam, vorige school en klas aan."),
        Act(
            "candidates.remove",
            "x",
            "remove",
            "weghalen",
            "Haalt een kandidaat weg, met alles wat er staat; u zet hem terug.",
        ),
    ),
    "candidate": (
        Act("candidate.edit", "e", "edit", "gegevens", "Past naam, vorige school en klas aan."),
        Act(
            "candidate.admit",
            "a",
            "admit",
            "aannemen",
            "Maakt de kandidaat leerling; wat er staat gaat mee.",
        ),
        Act(
            "candidate.refuse",
            "g",
            "refuse",
            "weigeren",
            "Legt vast dat de school weigert; alles over de kandidaat verdwijnt.",
        ),
        Act(
            "candidate.extend",
            "v",
            "extend",
            "verlengen",
            "Zegt dat de ouders weten dat het besluit langer duurt.",
        ),
        Act(
            "candidate.talk",
            "k",
            "talk",
            "kennismaking",
            "Plant de kennismaking, of schrijft op hoe die was.",
        ),
        Act(
            "candidate.history",
            "h",
            "history",
            "geschiedenis",
            "Toont wat er over deze kandidaat is ingevuld en veranderd.",
            False,
        ),
        Act("candidate.why", "w", "why", "bron", "Zegt waar staat dat dit erbij hoort."),
    ),
}

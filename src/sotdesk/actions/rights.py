"""Acts of a pupil's rights over his file: the requests, and the file that is looked over before it leaves."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "rights": (
        Act("rights.new", "n", "new", "nieuw", "Legt een verzoek vast: inzage, een kopie of een correctie."),
        Act(
            "rights.file", "d", "file", "dossier", "Toont het dossier om na te kijken en op papier te zetten."
        ),
        Act("rights.answer", "a", "answer", "antwoord", "Legt vast wanneer en hoe het is beantwoord."),
        Act("rights.edit", "e", "edit", "bewerken", "Past het verzoek onder de cursor aan."),
        Act("rights.why", "w", "why", "waarom", "Noemt wat het verzoek inhoudt, de termijn en de bron."),
        Act("rights.remove", "x", "remove", "weghalen", "Haalt een vergissing weg; u zet het terug."),
    ),
    "rights_file": (
        Act(
            "rights_file.initials",
            "i",
            "decide('initials')",
            "initialen",
            "Neemt het voorstel over: initialen.",
        ),
        Act(
            "rights_file.keep",
            "l",
            "decide('keep')",
            "laten staan",
            "Laat deze naam, of deze tekst, zo staan.",
        ),
        Act("rights_file.cut", "w", "decide('cut')", "weglaten", "Laat deze naam weg."),
        Act(
            "rights_file.initials.all",
            "I",
            "decide_all('initials')",
            "alle initialen",
            "Maakt van elke naam die nog open staat initialen.",
            False,
        ),
        Act(
            "rights_file.hold",
            "x",
            "hold",
            "achterhouden",
            "Houdt deze tekst achter, met een reden; of toch niet.",
        ),
        Act("rights_file.next", "n", "next", "volgende", "Gaat naar wat nog te beslissen is."),
        Act("rights_file.paper", "p", "paper", "Word", "Maakt van het dossier een Word-bestand."),
        Act(
            "rights_file.markdown",
            "m",
            "markdown",
            "Markdown",
            "Maakt van het dossier een Markdown-bestand.",
            False,
        ),
    ),
}

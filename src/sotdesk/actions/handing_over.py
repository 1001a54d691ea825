"""Acts of the warm handover: the sheet of one pupil, and those of a class or year."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "handover": (
        Act(
            "handover.whom",
            "e",
            "whom",
            "voor wie",
            "Kiest voor wie het blad is, waarom, en of besloten meegaat.",
        ),
        Act("handover.paper", "p", "paper", "op papier", "Maakt de overdracht als Word-bestand."),
        Act("handover.markdown", "m", "markdown", "Markdown", "Maakt de overdracht als Markdown-bestand."),
        Act(
            "handover.secret",
            "k",
            "secret",
            "wachtwoordzin",
            "Toont de wachtwoordzin van een ontvanger buiten de school.",
            False,
        ),
        Act("handover.received", "g", "received", "ontvangen", "Noteert wie de overdracht kreeg en wanneer."),
        Act(
            "handover.consents",
            "t",
            "consents",
            "toestemming",
            "Legt vast op welke grond het blad naar buiten mag.",
        ),
        Act("handover.remove", "x", "remove", "weghalen", "Haalt een overdracht weg die een vergissing was."),
        Act("handover.why", "w", "why", "bron", "Zegt waar staat dat dit zo wordt overgedragen.", False),
    ),
    "handovers": (
        Act("handovers.whom", "e", "whom", "voor wie", "Kiest waarom en aan wie je deze klas overdraagt."),
        Act("handovers.paper", "p", "paper", "op papier", "Maakt een map met een Word-bestand per leerling."),
        Act(
            "handovers.markdown",
            "m",
            "markdown",
            "Markdown",
            "Maakt een map met een Markdown-bestand per leerling.",
        ),
        Act(
            "handovers.secret",
            "k",
            "secret",
            "wachtwoordzin",
            "Toont de wachtwoordzin van wie buiten de school een blad krijgt.",
            False,
        ),
    ),
    "handovers.pupils": (
        Act(
            "handovers.tick",
            "space",
            "screen.tick",
            "mee of niet",
            "Laat een leerling weg, of neemt hem weer mee.",
        ),
    ),
}

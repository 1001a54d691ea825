"""Acts of *Samenwerking*: words that may stand in the shielded view, for the name of the index never does."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "sisa": (
        Act("sisa.weigh", "n", "weigh", "wegen", "Weegt of je een signaal zet; de vragen helpen daarbij."),
        Act(
            "sisa.tell",
            "o",
            "tell_home",
            "ouders",
            "Legt vast wat ouders en leerling is verteld, of waarom niet.",
        ),
        Act("sisa.match", "m", "match", "match", "Voegt een andere partij toe die ook betrokken is."),
        Act("sisa.review", "h", "review", "herzien", "Zegt wanneer je weer kijkt of het signaal nog klopt."),
        Act("sisa.renew", "v", "renew", "verlengen", "Zet een signaal dat afloopt opnieuw."),
        Act("sisa.close", "c", "close_signal", "afsluiten", "Sluit het signaal af, met de reden."),
        Act(
            "sisa.edit",
            "e",
            "edit",
            "bewerken",
            "Past de regel onder de cursor aan. Enter doet dat ook.",
            False,
        ),
        Act("sisa.remove", "x", "remove", "weghalen", "Haalt een vergissing weg; u zet het terug.", False),
        Act("sisa.paper", "p", "paper", "op papier", "Zet wat hier staat op een eigen blad, in Word."),
        Act("sisa.why", "w", "why", "bronnen", "Noemt de regels en waar ze staan."),
    ),
}

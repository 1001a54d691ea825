"""Acts of a run of a protocol. None of their words is one that the shield hides: they stand in the help."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "meldcode": (
        Act("run.start", "n", "start", "beginnen", "Begint een traject; na een afgesloten traject opnieuw."),
        Act(
            "run.tick",
            "space",
            "tick",
            "gedaan",
            "Zet dit punt op gedaan; hoort er iets bij, dan vraagt het dat.",
        ),
        Act("run.not", "j", "not_here", "n.v.t.", "Zet dit punt op niet van toepassing, met de reden."),
        Act("run.later", "l", "later", "later", "Zet dit punt op later, met de dag."),
        Act(
            "run.board", "b", "board", "bestuur ingelicht", "Zegt wanneer het bestuur het hoorde, en van wie."
        ),
        Act("run.told", "d", "told", "verteld", "Zegt dat iemand zijn taak in deze woorden hoorde."),
        Act("run.log", "v", "log", "advies, melding", "Legt een advies of een melding vast."),
        Act("run.asked", "o", "asked", "overleg", "Legt vast met wie je overlegde, en wanneer."),
        Act("run.task", "t", "give_task", "taak", "Geeft iemand een taak, of laat iemand volgen."),
        Act("run.close", "a", "close_run", "afsluiten", "Sluit het traject, of zegt wat er nog moet."),
        Act("run.anew", "g", "weigh_anew", "opnieuw wegen", "Weegt opnieuw, met de reden."),
        Act("run.team", "i", "team", "team", "Zet iemand in het interventieteam."),
        Act("run.paper", "p", "paper", "op papier", "Maakt het dossier of het taakblad als Word-bestand."),
        Act(
            "run.wipe", "x", "wipe_or_remove", "leeg", "Maakt dit punt leeg, of haalt deze regel weg.", False
        ),
        Act("run.markdown", "M", "markdown", "Markdown", "Maakt hetzelfde als Markdown-bestand.", False),
        Act("run.why", "w", "why", "lees alles", "Toont de hele uitleg, met de bron.", False),
    ),
    "meldcode.side": (
        Act("run.left", "left", "screen.side('steps')", "stappen", "Naar de stappen.", False, palette=False),
        Act(
            "run.right",
            "right",
            "screen.side('items')",
            "punten",
            "Naar wat er in die stap te doen is.",
            False,
            palette=False,
        ),
    ),
}

"""Acts of the meeting itself."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "meeting.before": (
        Act("meeting.tick", "space", "screen.tick", "gedaan", "Zet een afspraak van vorige keer op gedaan."),
    ),
    "meeting.now": (
        Act("meeting.move", "v", "screen.move_line", "verplaats", "Verplaatst de regel naar een ander punt."),
        Act("meeting.remove", "x", "screen.remove_line", "weg", "Haalt de regel weg; u brengt hem terug."),
    ),
    "meeting": (
        Act(
            "meeting.next",
            "pagedown,f7",
            "item(1)",
            "punt",
            "Naar het volgende agendapunt.",
            display="PgUp/PgDn",
            priority=True,
        ),
        Act(
            "meeting.previous",
            "pageup,f6",
            "item(-1)",
            "vorig punt",
            "Naar het vorige agendapunt.",
            False,
            priority=True,
        ),
        Act("meeting.line", "i", "capture", "typen", "Terug naar de regel.", False),
        Act(
            "meeting.off", "d", "put_off", "doorschuiven", "Schuift dit punt door naar het volgende overleg."
        ),
        Act(
            "meeting.split", "s", "split", "splitsen", "Splitst dit punt: wie er is telt van hier af opnieuw."
        ),
        Act(
            "meeting.together",
            "g",
            "together",
            "samen",
            "Maakt er één gesprek over meer leerlingen van.",
        ),
        Act(
            "meeting.consent",
            "t",
            "consent",
            "toestemming",
            "Regelt op welke grond iemand bij dit punt zit: vragen, niet erbij, anoniem, een grond.",
            False,
        ),
        Act("meeting.pause", "p", "pause", "pauze", "Zet de klokken stil, of laat ze weer lopen."),
        Act("meeting.round", "tab", "round(1)", "paneel", "Naar het volgende paneel.", False, palette=False),
        Act(
            "meeting.round.back",
            "shift+tab",
            "round(-1)",
            "paneel",
            "Naar het vorige paneel.",
            False,
            palette=False,
        ),
        Act("meeting.close", "f8,a", "closing", "afronden", "Gaat naar het afronden van het overleg."),
        Act(
            "meeting.help", "f1", "help", "hulp", "Toont wat je kunt typen.", instead_of="help", palette=False
        ),
        Act(
            "meeting.undo",
            "ctrl+z",
            "app.undo",
            "herstel",
            "Zegt wat het ongedaan maakt; nog eens doet het.",
            False,
            instead_of="undo",
            palette=False,
        ),
    ),
}

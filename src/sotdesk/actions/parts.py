"""Acts of the pieces that several screens use: lists, the line, forms, dialogs."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "list": (
        Act("list.up", "up", "cursor_up", "omhoog", "Een regel omhoog.", False, palette=False),
        Act("list.down", "down", "cursor_down", "omlaag", "Een regel omlaag.", False, palette=False),
        Act("list.open", "enter", "select", "openen", "Opent wat op deze regel staat.", False, palette=False),
    ),
    "line": (
        Act(
            "line.back",
            "ctrl+z",
            "give_back_wiped",
            "herstel",
            "Haalt gewiste tekst terug.",
            False,
            instead_of="undo",
            palette=False,
        ),
    ),
    "capture": (
        Act(
            "capture.take",
            "tab",
            "take_or_cycle(1)",
            "aanvullen",
            "Neemt het voorstel over, of de volgende persoon die past.",
            False,
            palette=False,
        ),
        Act(
            "capture.take.back",
            "shift+tab",
            "take_or_cycle(-1)",
            "aanvullen",
            "Neemt de vorige persoon die past.",
            False,
            palette=False,
        ),
        Act(
            "capture.up",
            "up",
            "choose(-1)",
            "vorige",
            "Vorig voorstel; in de lege regel: terug naar wat je vastlegde.",
            False,
            palette=False,
        ),
        Act("capture.down", "down", "choose(1)", "volgende", "Volgend voorstel.", False, palette=False),
        Act(
            "capture.leave",
            "escape",
            "leave",
            "toetsen",
            "Sluit de voorstellen; daarna verlaat het de regel.",
            instead_of="back",
            palette=False,
        ),
    ),
    "form": (
        Act(
            "form.save",
            "f2,ctrl+s",
            "save",
            "bewaren",
            "Bewaart het formulier; Enter in het laatste veld doet dat ook.",
            False,
            palette=False,
        ),
        Act(
            "form.cancel",
            "escape",
            "cancel",
            "annuleren",
            "Sluit het formulier zonder te bewaren.",
            False,
            palette=False,
        ),
        Act(
            "form.help",
            "f1",
            "help",
            "hulp",
            "Toont de toetsen en de woorden van dit formulier; wat je hebt ingevuld blijft staan.",
            False,
            palette=False,
        ),
        Act(
            "form.up", "up", "app.focus_previous", "vorig veld", "Naar het vorige veld.", False, palette=False
        ),
        Act(
            "form.down",
            "down",
            "app.focus_next",
            "volgend veld",
            "Naar het volgende veld.",
            False,
            palette=False,
        ),
    ),
    "confirm": (
        Act("confirm.yes", "j,y", "answer(True)", "ja", "Ja, doe dat.", False, palette=False),
        Act("confirm.no", "n,escape", "answer(False)", "nee", "Nee, laat het zo.", False, palette=False),
        Act(
            "confirm.left",
            "left,up",
            "app.focus_previous",
            "vorige knop",
            "Naar de vorige knop.",
            False,
            palette=False,
        ),
        Act(
            "confirm.right",
            "right,down",
            "app.focus_next",
            "volgende knop",
            "Naar de volgende knop.",
            False,
            palette=False,
        ),
    ),
    "message": (
        Act(
            "message.close",
            "escape,enter,space",
            "close",
            "sluiten",
            "Sluit de melding.",
            False,
            palette=False,
        ),
    ),
    "help": (
        Act("help.close", "escape,?,f1,enter", "close", "sluiten", "Sluit de hulp.", False, palette=False),
    ),
    "palette": (
        Act(
            "palette.close", "escape,ctrl+p", "close", "sluiten", "Sluit de opdrachten.", False, palette=False
        ),
        Act("palette.up", "up", "move(-1)", "omhoog", "Een opdracht omhoog.", False, palette=False),
        Act("palette.down", "down", "move(1)", "omlaag", "Een opdracht omlaag.", False, palette=False),
    ),
    "plain_text": (
        Act("plain_text.close", "escape,q", "close", "terug", "Terug naar het scherm.", False, palette=False),
        Act("plain_text.keep", "b", "keep", "bestand", "Bewaart de tekst als bestand.", False, palette=False),
    ),
    "reading": (
        Act(
            "reading.close", "escape,enter", "close", "sluiten", "Terug naar de lijst.", False, palette=False
        ),
        Act("reading.copy", "c", "copy", "kopieer", "Kopieert deze tekst.", False, palette=False),
    ),
    "blank": (
        Act(
            "blank.close",
            "escape,enter,space",
            "close",
            "terug",
            "Toont het scherm weer.",
            False,
            palette=False,
        ),
    ),
    "form.start": (
        Act(
            "start.tick", "space", "tick", "aan of uit", "Zet een vinkje bij wie er is.", False, palette=False
        ),
    ),
    "form.instrument": (
        Act(
            "instrument.take_all",
            "f4",
            "take_all",
            "alles overnemen",
            "Zet aan wat er wordt voorgesteld, of alles weer uit.",
            False,
            palette=False,
        ),
    ),
    "form.review": (
        Act(
            "review.initials",
            "i",
            "decide('initials')",
            "initialen",
            "Schrijft deze naam als initialen.",
            False,
            palette=False,
        ),
        Act(
            "review.keep", "l", "decide('keep')", "laten staan", "Laat deze naam staan.", False, palette=False
        ),
        Act("review.cut", "w", "decide('cut')", "weglaten", "Laat deze naam weg.", False, palette=False),
        Act(
            "review.initials.all",
            "I",
            "decide_all('initials')",
            "alle initialen",
            "Schrijft alle namen als initialen.",
            False,
            palette=False,
        ),
        Act(
            "review.keep.all",
            "L",
            "decide_all('keep')",
            "alles laten staan",
            "Laat alle namen staan.",
            False,
            palette=False,
        ),
        Act(
            "review.cut.all",
            "W",
            "decide_all('cut')",
            "alles weglaten",
            "Laat alle namen weg.",
            False,
            palette=False,
        ),
    ),
    "move_line": (
        Act("move_line.close", "escape", "close", "annuleren", "Verplaatst niets.", False, palette=False),
        Act("move_line.up", "up", "move(-1)", "omhoog", "Een punt omhoog.", False, palette=False),
        Act("move_line.down", "down", "move(1)", "omlaag", "Een punt omlaag.", False, palette=False),
    ),
    "new_menu": (
        Act("new_menu.close", "escape,n", "close", "sluiten", "Sluit het menu.", False, palette=False),
    ),
}

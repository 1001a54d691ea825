"""Acts that work everywhere, on every screen, and the screens without a key of their own."""

from sotdesk.actions.act import Act

APP: tuple[Act, ...] = (
    Act(
        "lock",
        "ctrl+l",
        "lock",
        "vergrendelen",
        "Vergrendelt de kluis; wat je typt blijft staan.",
        False,
        priority=True,
    ),
    Act(
        "private",
        "f9",
        "private",
        "namen",
        "Verbergt of toont namen, bijvoorbeeld voor een beamer.",
        False,
        priority=True,
    ),
    Act(
        "shield",
        "f5",
        "shield",
        "afscherming",
        "Toont ook de afgeschermde woorden, tot de volgende vergrendeling of gast; nog eens schermt weer af.",
        False,
        priority=True,
    ),
    Act(
        "blank",
        "f12,f10",
        "blank",
        "leeg scherm",
        "Maakt het scherm meteen leeg; nog eens toont het weer.",
        False,
        priority=True,
    ),
    Act(
        "quit",
        "ctrl+q",
        "quit",
        "stoppen",
        "Sluit de kluis en het programma; alles is al bewaard.",
        False,
        priority=True,
    ),
)
"""Works everywhere, whatever has the focus; bound on the app."""

COMMON: tuple[Act, ...] = (
    Act("place.1", "1", "app.place(1)", "Vandaag", "Gaat naar Vandaag.", False),
    Act("place.2", "2", "app.place(2)", "Overleg", "Gaat naar Overleg.", False),
    Act("place.3", "3", "app.place(3)", "Casussen", "Gaat naar Casussen.", False),
    Act("place.4", "4", "app.place(4)", "Afspraken", "Gaat naar Afspraken.", False),
    Act("place.5", "5", "app.place(5)", "Contacten", "Gaat naar Contacten.", False),
    Act("help", "?,f1", "help", "hulp", "Toont de toetsen en de woorden van dit scherm.", False),
    Act("find", "/", "app.find", "zoeken", "Zoekt in leerlingen, mensen en teksten.", False),
    Act("palette", "ctrl+p", "app.palette", "opdrachten", "Toont alle opdrachten.", False, palette=False),
    Act("signal", "ctrl+n", "app.signal", "signaal", "Legt een signaal vast: leerling, wie, wat.", False),
    Act(
        "acute",
        "!",
        "app.acute",
        "acuutkaart",
        "Toont wat je eerst doet en wie je belt, als het nu moet.",
        False,
    ),
    Act("undo", "u,ctrl+z", "app.undo", "herstel", "Zegt wat het ongedaan maakt; nog eens doet het.", False),
    Act("saved", "ctrl+s", "app.saved", "bewaard?", "Zegt dat alles al bewaard is.", False, palette=False),
    Act("back", "escape", "back", "terug", "Gaat een stap terug.", False, palette=False),
)
"""Works on every screen (not in dialogs); bound by `BaseScreen`."""

ELSEWHERE: tuple[Act, ...] = (
    Act(
        "go.school",
        "",
        "go('school')",
        "School",
        "Vakanties, momenten, afdelingen, uitkomsten, acuutkaart, protocollen, aanname en verzuim.",
    ),
    Act(
        "go.import", "", "go('import')", "Leerlingen inlezen", "Leest een leerlingenlijst in (CSV of Excel)."
    ),
    Act(
        "go.candidates",
        "",
        "go('candidates')",
        "Aanname",
        "Toont wie is aangemeld en nog geen leerling is, en waar dat staat.",
    ),
    Act(
        "go.class_kwadrants",
        "",
        "go('class_kwadrants')",
        "Kwadrant van een klas",
        "Toont een klas naast elkaar voor de klassenbespreking; leest een vragenlijst of test in.",
    ),
    Act(
        "go.handovers",
        "",
        "go('handovers')",
        "Overdracht van een klas",
        "Maakt voor elke leerling van een klas of leerjaar een blad voor wie het overneemt.",
    ),
    Act(
        "go.transfer",
        "",
        "go('transfer')",
        "Casussen overdragen",
        "Maakt een versleuteld bestand voor een andere kluis, met ontvangstbewijs.",
    ),
    Act(
        "go.receive",
        "",
        "go('receive')",
        "Overdracht ontvangen",
        "Neemt casussen over uit een versleuteld bestand van een andere kluis.",
    ),
    Act(
        "go.school_year",
        "",
        "go('school_year')",
        "Nieuw schooljaar",
        "Toont wie gevolgd blijft, wie sluit en wie wordt overgedragen.",
    ),
    Act("go.vault", "", "go('vault')", "Kluis", "Reservekopieën, waarschuwingen en controle van de kluis."),
    Act(
        "go.retention",
        "",
        "go('retention')",
        "Bewaren en vernietigen",
        "Toont van wie de bewaartermijn voorbij is, en wat er is vernietigd.",
    ),
    Act(
        "go.left_files",
        "",
        "go('left_files')",
        "Bestanden buiten de kluis",
        "Toont wat je op deze computer hebt gezet, voor wie, en of het er nog staat.",
    ),
    Act(
        "go.settings",
        "",
        "go('settings')",
        "Instellingen",
        "Vergrendelen, kleuren, map voor documenten, eigen Word-bestand.",
    ),
)
"""Screens without a key of their own: reached by the palette, from every screen."""

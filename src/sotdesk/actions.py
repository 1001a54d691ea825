"""The one table of actions: keys, Dutch names and a sentence each → bindings, help, palette and docs/keys.md.

`app` works everywhere, dialogs included; `common` on every screen; `SCREEN_ACTS` holds one scope per screen
(`"today"`), and one per part of it with keys of its own (`"today.list"`: works while that part has the focus).
Adding an action is one line here and one `action_…` method on the screen, whose class says
`BINDINGS = bindings("today")`. An act stands here only when it works. No logic of a screen belongs here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Act:
    """Something a key does."""

    id: str
    """Its lasting name, such as `today.agenda`; also the id of its binding."""
    keys: str
    """Textual's names, or the sign itself, with commas between: `n`, `f8,ctrl+n`, `?,f1`."""
    action: str
    """The action: `agenda` calls `action_agenda` of the screen, `app.place(1)` that of the app."""
    label: str
    """One or two Dutch words, for the key line."""
    tooltip: str
    """A Dutch sentence, for help, palette and docs."""
    show: bool = True
    """In the key line (at most seven fit)."""
    display: str = ""
    """How the key line writes the keys, when not as usual."""
    priority: bool = False
    """Before the focused part: only for keys that may never fail. Never for a letter."""
    instead_of: str = ""
    """The id of an act in a wider scope whose key it takes over on purpose."""
    palette: bool = True
    """In the list of all commands."""

    def key_list(self) -> list[str]:
        """Its keys by Textual's names."""
        return [_KEY_NAMES.get(key, key) for key in self.keys.split(",")]

    def binding(self) -> Binding:
        """The Textual binding for it."""
        shown = self.display or footer_key(self.key_list()[0])
        return Binding(
            ",".join(self.key_list()),
            self.action,
            self.label,
            show=self.show,
            key_display=shown,
            priority=self.priority,
            tooltip=self.tooltip,
            id=self.id,
        )


_KEY_NAMES = {
    "?": "question_mark",
    "/": "slash",
    "+": "plus",
    "-": "minus",
    "!": "exclamation_mark",
    "=": "equals_sign",
}
_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "space": "Spatie",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "delete": "Delete",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}

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

SCREEN_ACTS: dict[str, tuple[Act, ...]] = {
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
    "unlock": (
        Act(
            "unlock.again",
            "enter",
            "again",
            "opnieuw",
            "Kijkt opnieuw naar het bestand.",
            False,
            palette=False,
        ),
        Act("unlock.show", "ctrl+t", "show", "tonen", "Toont of verbergt wat je typt.", False, palette=False),
        Act("unlock.stop", "escape", "app.quit", "stoppen", "Sluit het programma.", False, palette=False),
    ),
    "first_run": (
        Act("first_run.next", "enter", "next", "verder", "Gaat een stap verder.", False, palette=False),
        Act(
            "first_run.back",
            "escape",
            "back",
            "terug",
            "Gaat een stap terug; bij de eerste stap stopt het.",
            False,
            palette=False,
        ),
        Act(
            "first_run.other",
            "r",
            "other",
            "andere woorden",
            "Stelt andere woorden voor.",
            False,
            palette=False,
        ),
        Act(
            "first_run.show",
            "ctrl+t",
            "show",
            "tonen",
            "Toont of verbergt wat je typt.",
            False,
            palette=False,
        ),
    ),
    "today": (
        Act("today.done", "space", "done", "gedaan", "Zet een afspraak van jou op gedaan.", palette=False),
        Act("today.why", "w", "why", "waarom", "Noemt de regel en de bron achter deze regel."),
        Act("today.aside", "z", "aside", "opzij", "Zet deze regel opzij, met een reden."),
    ),
    "meetings": (
        Act(
            "meetings.plan", "n", "plan", "plannen", "Plant een overleg; de volgende datum wordt voorgesteld."
        ),
        Act(
            "meetings.edit",
            "e",
            "edit",
            "verzetten",
            "Wijzigt dag, tijd, duur of plaats van een gepland overleg.",
        ),
        Act("meetings.remove", "x", "remove", "weghalen", "Haalt een gepland overleg weg."),
        Act("meetings.kinds", "k", "kinds", "soorten", "Toont de soorten overleg van deze school."),
    ),
    "kinds": (
        Act("kinds.new", "n", "new", "eigen soort", "Maakt een eigen soort overleg."),
        Act("kinds.remove", "x", "remove", "weghalen", "Haalt een soort overleg weg die niet gebruikt is."),
    ),
    "agenda": (
        Act("agenda.new", "n", "new", "punt erbij", "Zet een leerling, klas of onderwerp op de agenda."),
        Act("agenda.remove", "x", "remove", "weg", "Haalt het punt van de agenda; u zet het terug."),
        Act("agenda.up", "shift+up,-", "move(-1)", "hoger", "Zet het punt hoger op de agenda.", False),
        Act(
            "agenda.down",
            "shift+down,+",
            "move(1)",
            "volgorde",
            "Zet het punt lager op de agenda.",
            display="-/+",
        ),
        Act(
            "agenda.who",
            "w",
            "who",
            "wie erbij",
            "Zegt wie voor dit punt erbij komt: een rol (mentor, LPA) of een naam.",
        ),
        Act("agenda.invite", "i", "invite", "uitnodigen", "Toont wie wanneer komt, met ieders uitnodiging."),
        Act(
            "agenda.unasked",
            "v",
            "unasked",
            "vraag",
            "Gaat naar het eerste punt zonder vraag aan het SOT.",
            False,
        ),
        Act(
            "agenda.ask",
            "o",
            "ask",
            "navragen",
            "Toont bij wie je open afspraken navraagt, met ieders tekst.",
            False,
        ),
        Act(
            "agenda.prepare",
            "b",
            "prepare",
            "bladen",
            "Toont per lid een voorbereidingsblad, met alleen wat hij mag lezen.",
            False,
        ),
        Act("agenda.take", "a", "take", "neem over", "Neemt het voorstel over op de agenda.", False),
        Act("agenda.take.all", "A", "take_all", "alles", "Neemt alle voorstellen over.", False),
        Act(
            "agenda.take.reason",
            "r",
            "take_reason",
            "per reden",
            "Neemt alle voorstellen met één reden over, zoals doorgeschoven.",
            False,
        ),
        Act("agenda.start", "s", "start", "starten", "Start het overleg: eerst wie er is."),
        Act("agenda.paper", "p", "paper", "op papier", "Maakt de agenda in Word, met initialen en klas."),
        Act("agenda.markdown", "m", "markdown", "Markdown", "Maakt de agenda in Markdown.", False),
        Act(
            "agenda.calendar",
            "k",
            "calendar",
            "kalender",
            "Maakt een kalenderbestand (.ics) zonder leerlingen.",
            False,
        ),
    ),
    "agenda.cells": (
        Act(
            "cells.next",
            "tab",
            "next(1)",
            "volgend vak",
            "Naar het volgende vakje van de regel.",
            palette=False,
        ),
        Act(
            "cells.back", "shift+tab", "next(-1)", "vorig vak", "Naar het vorige vakje.", False, palette=False
        ),
        Act("cells.up", "up", "row(-1)", "regel omhoog", "Naar de regel erboven.", False, palette=False),
        Act("cells.down", "down", "row(1)", "regel omlaag", "Naar de regel eronder.", False, palette=False),
        Act(
            "cells.leave",
            "escape",
            "leave",
            "klaar",
            "Terug naar de lijst; wat er staat is bewaard.",
            instead_of="back",
            palette=False,
        ),
    ),
    "asking": (
        Act("asking.asked", "space", "asked", "gevraagd", "Zegt dat je het gevraagd hebt, of nog niet."),
        Act("asking.copy", "c", "copy", "kopiëren", "Kopieert de tekst, om te plakken in een bericht."),
        Act("asking.paper", "p", "paper", "op papier", "Maakt de tekst in Word."),
        Act("asking.markdown", "m", "markdown", "Markdown", "Maakt de tekst in Markdown."),
    ),
    "invites": (
        Act("invites.told", "space", "told", "uitgenodigd", "Zegt dat je hem hebt uitgenodigd, of nog niet."),
        Act(
            "invites.copy", "c", "copy", "kopiëren", "Kopieert de uitnodiging, om te plakken in een bericht."
        ),
        Act(
            "invites.calendar",
            "k",
            "calendar",
            "kalender",
            "Maakt een kalenderbestand (.ics) met zijn tijden, zonder leerlingen.",
        ),
        Act("invites.markdown", "m", "markdown", "Markdown", "Maakt de uitnodiging in Markdown."),
        Act("invites.remove", "x", "remove", "komt niet", "Haalt de uitnodiging weg; u zet haar terug."),
        Act("invites.take", "a", "take", "neem over", "Neemt het voorstel over."),
        Act("invites.take.all", "A", "take_all", "alles", "Neemt alle voorstellen over.", False),
        Act("invites.paper", "p", "paper", "op papier", "Maakt de uitnodiging in Word.", False),
    ),
    "prep": (
        Act("prep.paper", "p", "paper", "op papier", "Maakt het blad van dit lid in Word."),
        Act("prep.markdown", "m", "markdown", "Markdown", "Maakt het blad van dit lid in Markdown."),
        Act("prep.copy", "c", "copy", "kopiëren", "Kopieert het blad, om te plakken in een bericht."),
    ),
    "form.start": (
        Act(
            "start.tick", "space", "tick", "aan of uit", "Zet een vinkje bij wie er is.", False, palette=False
        ),
    ),
    "closing": (
        Act(
            "closing.part",
            "tab",
            "part(1)",
            "deel",
            "Naar het volgende deel van het afronden.",
            palette=False,
        ),
        Act(
            "closing.part.back",
            "shift+tab",
            "part(-1)",
            "vorig deel",
            "Naar het vorige deel.",
            False,
            palette=False,
        ),
        Act(
            "closing.close",
            "a",
            "close",
            "overleg afsluiten",
            "Sluit het overleg af; het verslag is dan een concept.",
        ),
        Act(
            "closing.reopen",
            "o",
            "reopen",
            "heropenen",
            "Heropent een overleg waarvan het verslag een concept is.",
        ),
    ),
    "closing.todo": (
        Act(
            "closing.carry",
            "d",
            "screen.carry",
            "doorschuiven",
            "Schuift het open punt door naar het volgende overleg.",
        ),
        Act("closing.carry.all", "D", "screen.carry_all", "alles door", "Schuift alle open punten door."),
        Act("closing.drop", "x", "screen.drop", "vervalt", "Laat het open punt vervallen."),
    ),
    "closing.read": (
        Act(
            "closing.correct",
            "c",
            "screen.correct",
            "correctie",
            "Schrijft een correctie bij een vastgesteld verslag.",
        ),
    ),
    "closing.telling": (
        Act(
            "closing.copy",
            "c",
            "screen.copy_note",
            "kopieer",
            "Kopieert de volgende tekst die nog niet verteld is, en gaat daarheen.",
        ),
        Act(
            "closing.told",
            "space",
            "screen.told",
            "verteld",
            "Zet op verteld, nu en op de gewone manier; nog eens zet het terug.",
        ),
        Act("closing.how", "e", "screen.how", "hoe", "Zegt wie het hoorde, wanneer en hoe."),
        Act(
            "closing.files",
            "w",
            "screen.files",
            "bestanden",
            "Maakt alle teksten als bestand, in één nieuwe map.",
        ),
        Act(
            "closing.secret",
            "k",
            "screen.secret",
            "wachtwoord",
            "Toont de wachtwoordzin van de versleutelde bestanden van wie hier staat.",
        ),
        Act(
            "closing.reword",
            "g",
            "screen.reword",
            "naar het punt",
            "Gaat naar het punt, om een regel anders te verwoorden.",
            False,
        ),
    ),
    "closing.system": (
        Act(
            "closing.log",
            "c",
            "screen.copy_log",
            "kopieer logboek",
            "Kopieert het volgende blok voor het logboek.",
        ),
        Act(
            "closing.shielded",
            "C",
            "screen.copy_shielded",
            "afgeschermd",
            "Kopieert het volgende blok voor het afgeschermde kopje.",
        ),
        Act(
            "closing.entered",
            "space",
            "screen.enter",
            "ingevoerd",
            "Zet op ingevoerd: wat je kopieerde, of beide; nog eens zet het terug.",
        ),
        Act(
            "closing.reword.there",
            "g",
            "screen.reword",
            "naar het punt",
            "Gaat naar het punt, om een regel anders te verwoorden.",
            False,
        ),
    ),
    "closing.report": (
        Act("closing.paper", "p", "screen.paper", "op papier", "Maakt het verslag in Word, met initialen."),
        Act(
            "closing.markdown",
            "m",
            "screen.markdown",
            "Markdown",
            "Maakt het verslag in Markdown, met initialen.",
        ),
        Act(
            "closing.own",
            "e",
            "screen.own",
            "eigen exemplaar",
            "Maakt het verslag met de besloten regels, alleen voor jou.",
        ),
        Act(
            "closing.adopt",
            "v",
            "screen.adopt",
            "vaststellen",
            "Stelt het verslag vast; dat is niet ongedaan te maken.",
        ),
        Act(
            "closing.correct.there",
            "c",
            "screen.correct",
            "correctie",
            "Gaat naar Voorlezen, voor een correctie bij een vastgesteld verslag.",
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
    "actions": (
        Act("actions.done", "space", "done", "gedaan", "Zet een afspraak op gedaan, of weer open."),
        Act(
            "actions.move",
            "v",
            "move",
            "verzetten",
            "Geeft de afspraak een andere datum; de oude blijft te zien.",
        ),
        Act("actions.drop", "x", "drop", "vervalt", "Laat de afspraak vervallen, met een reden."),
        Act("actions.ask", "a", "ask_after", "navragen", "Zet de afspraak bij navragen vóór het overleg."),
        Act(
            "actions.texts",
            "t",
            "texts",
            "teksten",
            "Toont per persoon een tekst om zijn afspraken na te vragen.",
        ),
        Act("actions.people", "p", "people", "per persoon", "Toont de afspraken per persoon of op datum."),
        Act("actions.settled", "h", "settled", "afgehandeld", "Toont ook wat gedaan of vervallen is.", False),
        Act("actions.filter", "f", "filter", "filter", "Toont alleen wat bij de getypte woorden past."),
    ),
    "cases": (
        Act("cases.weigh", "w", "weigh", "wegen", "Weegt het signaal: wie pakt het op? Enter doet dat ook."),
        Act("cases.edit", "e", "edit", "aanvullen", "Vult een signaal aan: dag, gebied, wat thuis weet."),
        Act("cases.new", "n", "new", "casus openen", "Opent een casus; eerst wordt gekeken of er al een is."),
        Act("cases.closed", "h", "closed", "afgesloten", "Toont ook de afgesloten casussen, of niet meer."),
        Act("cases.filter", "f", "filter", "filter", "Toont alleen wat bij de getypte woorden past."),
        Act("cases.import", "i", "go('import')", "inlezen", "Leest een leerlingenlijst in.", palette=False),
    ),
    "contacts": (
        Act(
            "contacts.edit",
            "e",
            "edit",
            "bewerken",
            "Opent het formulier van wie hier staat; Enter doet dat ook.",
        ),
        Act(
            "contacts.new",
            "n",
            "new",
            "nieuw",
            "Maakt een nieuw contact, of een organisatie op de sociale kaart.",
        ),
        Act("contacts.remove", "x", "remove", "weghalen", "Haalt weg wie hier staat, na een vraag."),
        Act("contacts.map", "k", "map", "sociale kaart", "Wisselt tussen de mensen en de sociale kaart."),
        Act("contacts.filter", "f", "filter", "filter", "Toont alleen wat bij de getypte woorden past."),
        Act(
            "contacts.import", "i", "go('import')", "inlezen", "Leest een leerlingenlijst in.", palette=False
        ),
        Act(
            "contacts.mentors",
            "m",
            "mentors",
            "mentoren",
            "Maakt de mentoren uit de leerlingenlijst tot contact.",
        ),
    ),
    "import": (),
    "import.path": (
        Act(
            "import.complete",
            "tab",
            "complete",
            "aanvullen",
            "Vult de map of het bestand aan.",
            palette=False,
        ),
        Act(
            "import.files",
            "down",
            "files",
            "naar de lijst",
            "Gaat naar de bestanden eronder.",
            False,
            palette=False,
        ),
    ),
    "import.rows": (
        Act(
            "import.take", "enter", "take", "overnemen", "Neemt de hele lijst over; met u draai je het terug."
        ),
        Act(
            "import.next",
            "tab,right",
            "group(1)",
            "volgende groep",
            "Toont de volgende groep.",
            palette=False,
        ),
        Act(
            "import.last",
            "shift+tab,left",
            "group(-1)",
            "vorige groep",
            "Toont de vorige groep.",
            False,
            palette=False,
        ),
        Act("import.columns", "k", "columns", "kolommen", "Wijst met de hand aan welke kolom wat is."),
        Act(
            "import.gone",
            "g",
            "gone",
            "laat staan",
            "Laat wie niet in de lijst staat zoals hij is, of toch niet.",
        ),
        Act("import.other", "b", "other", "ander bestand", "Kiest een ander bestand."),
    ),
    "school": (
        Act("school.edit", "e", "edit", "bewerken", "Past aan wat op deze regel staat; Enter doet dat ook."),
        Act(
            "school.new",
            "n",
            "new",
            "nieuw",
            "Maakt iets erbij: een afdeling, uitkomst, nummer, vakantie of moment.",
        ),
        Act("school.remove", "x", "remove", "weghalen", "Haalt weg wat hier staat, na een vraag."),
        Act(
            "school.checked",
            "c",
            "checked",
            "gecontroleerd",
            "Zegt dat de vakanties van dit schooljaar kloppen.",
        ),
    ),
    "settings": (
        Act("settings.edit", "e", "edit", "bewerken", "Past deze instelling aan; Enter doet dat ook."),
        Act("settings.standard", "x", "standard", "standaard", "Zet deze instelling terug op de standaard."),
    ),
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
    "move_line": (
        Act("move_line.close", "escape", "close", "annuleren", "Verplaatst niets.", False, palette=False),
        Act("move_line.up", "up", "move(-1)", "omhoog", "Een punt omhoog.", False, palette=False),
        Act("move_line.down", "down", "move(1)", "omlaag", "Een punt omlaag.", False, palette=False),
    ),
    "case": (
        Act("case.edit", "e", "edit", "bewerken", "Past hulpvraag, casushouder, niveau en status aan."),
        Act("case.refer", "a", "refer", "aanmelding", "Vult de aanmelding bij het SOT in.", False),
        Act(
            "case.new",
            "n",
            "new",
            "nieuw",
            "Toont wat je nieuw kunt maken voor deze leerling; een letter kiest.",
        ),
        Act("case.plan", "p", "plan", "plan", "Toont het handelingsplan van deze leerling."),
        Act(
            "case.gate",
            "v",
            "gate",
            "verwijzing",
            "Toont waar de leerling heen kan, en wat daarvoor nodig is.",
        ),
        Act(
            "case.close", "c", "close_case", "afsluiten", "Sluit de casus af, met reden en resultaat.", False
        ),
        Act("case.reopen", "o", "reopen_case", "heropenen", "Heropent een afgesloten casus."),
        Act(
            "case.people",
            "b",
            "people",
            "betrokkenen",
            "Toont wie er om de leerling heen staan en wie contact houdt.",
        ),
        Act(
            "case.consents",
            "t",
            "consents",
            "toestemming",
            "Toont wat met wie mag worden gedeeld, en van wie.",
        ),
        Act("case.absence", "z", "absence", "verzuim", "Toont het verzuim en hoe ver het is van elke norm."),
        Act(
            "case.history",
            "h",
            "history",
            "geschiedenis",
            "Toont wat er in dit dossier is veranderd, van wat naar wat.",
            False,
        ),
        Act(
            "case.ages",
            "l",
            "ages",
            "leeftijd",
            "Toont wat er bij 12, 16, 18 en 23 jaar verandert, met de bron.",
            False,
        ),
        Act("case.weigh", "w", "weigh", "wegen", "Weegt het signaal onder de cursor."),
        Act(
            "case.filter",
            "f",
            "filter",
            "filter",
            "Toont alleen een soort, periode, persoon of woord: gesprek okt.",
            False,
        ),
    ),
    "new_menu": (
        Act("new_menu.close", "escape,n", "close", "sluiten", "Sluit het menu.", False, palette=False),
    ),
    "moment.lines": (
        Act(
            "moment.remove",
            "x",
            "screen.remove_line",
            "weg",
            "Haalt de regel weg; wat er stond blijft leesbaar.",
        ),
    ),
    "moment": (
        Act("moment.line", "i", "capture", "typen", "Terug naar de regel."),
        Act(
            "moment.about",
            "f2,e",
            "about",
            "gegevens",
            "Met wie, hoe en wanneer, en of ouders en leerling het weten.",
            display="F2",
        ),
        Act(
            "moment.versions", "h", "versions", "hiervoor", "Toont hoe het er stond voor het veranderd werd."
        ),
        Act(
            "moment.delete",
            "d",
            "delete",
            "weghalen",
            "Haalt het hele contactmoment weg; u brengt het terug.",
            False,
        ),
    ),
    "case.support": (
        Act(
            "support.evaluate",
            "space",
            "screen.evaluate",
            "evalueren",
            "Evalueert de ondersteuning, en wat die bracht.",
        ),
        Act(
            "support.entered",
            "m",
            "screen.entered",
            "ingevoerd",
            "Zegt dat de ondersteuning en de opbrengst in het systeem van de school staan.",
        ),
        Act(
            "support.stop",
            "x",
            "screen.stop",
            "stoppen",
            "Laat de ondersteuning eerder stoppen, met een reden.",
        ),
    ),
    "gate": (
        Act(
            "gate.aside",
            "a",
            "aside",
            "toch verder",
            "Gaat verder zonder wat ontbreekt, met een reden op papier.",
        ),
        Act("gate.take_up", "x", "take_up", "reden weg", "Haalt de reden om toch verder te gaan weg."),
        Act("gate.paper", "p", "paper", "op papier", "Maakt een Word-bestand van deze verwijzing."),
        Act("gate.markdown", "m", "markdown", "Markdown", "Maakt een Markdown-bestand van deze verwijzing."),
        Act("gate.why", "w", "why", "bron", "Zegt waar staat dat dit nodig is."),
    ),
    "plan": (
        Act("plan.paper", "p", "paper", "op papier", "Maakt het handelingsplan als Word-bestand."),
        Act("plan.markdown", "m", "markdown", "Markdown", "Maakt het handelingsplan als Markdown-bestand."),
        Act("plan.copy", "c", "copy", "kopiëren", "Kopieert het handelingsplan."),
    ),
    "case.agreements": (
        Act("case.done", "space", "screen.done", "gedaan", "Zet een afspraak op gedaan, of weer open."),
        Act(
            "case.move",
            "v",
            "screen.move",
            "verzetten",
            "Geeft de afspraak een andere datum.",
            instead_of="case.gate",
        ),
        Act("case.drop", "x", "screen.drop", "vervalt", "Laat de afspraak vervallen, met een reden."),
    ),
    "student": (
        Act(
            "student.new",
            "n",
            "new",
            "nieuw",
            "Toont wat je nieuw kunt maken, ook een casus; een letter kiest.",
        ),
        Act(
            "student.people",
            "b",
            "people",
            "betrokkenen",
            "Toont wie er om de leerling heen staan en wie contact houdt.",
        ),
        Act(
            "student.consents",
            "t",
            "consents",
            "toestemming",
            "Toont wat met wie mag worden gedeeld, en van wie.",
        ),
        Act(
            "student.absence", "z", "absence", "verzuim", "Toont het verzuim en hoe ver het is van elke norm."
        ),
        Act("student.plan", "p", "plan", "plan", "Toont het handelingsplan van deze leerling."),
        Act(
            "student.gate",
            "v",
            "gate",
            "verwijzing",
            "Toont waar de leerling heen kan, en wat daarvoor nodig is.",
        ),
        Act(
            "student.history",
            "h",
            "history",
            "geschiedenis",
            "Toont wat er in dit dossier is veranderd, van wat naar wat.",
            False,
        ),
        Act(
            "student.ages",
            "l",
            "ages",
            "leeftijd",
            "Toont wat er bij 12, 16, 18 en 23 jaar verandert, met de bron.",
            False,
        ),
        Act("student.weigh", "w", "weigh", "wegen", "Weegt het signaal onder de cursor."),
        Act(
            "student.filter",
            "f",
            "filter",
            "filter",
            "Toont alleen een soort, periode, persoon of woord: gesprek okt.",
            False,
        ),
    ),
    "people": (
        Act(
            "people.new",
            "n",
            "new",
            "betrokkene",
            "Voegt een partner of collega toe die bij deze leerling betrokken is.",
        ),
        Act("people.guardian", "o", "guardian", "ouder", "Voegt een ouder of verzorger toe."),
        Act("people.sibling", "s", "sibling", "broer, zus", "Koppelt een broer of zus op school."),
        Act("people.edit", "e", "edit", "bewerken", "Past de persoon onder de cursor aan."),
        Act("people.remove", "x", "remove", "weghalen", "Haalt deze persoon hier weg; u zet het terug."),
    ),
    "consents": (
        Act(
            "consents.new",
            "n",
            "new",
            "nieuw",
            "Legt vast wat met wie mag worden gedeeld, en op welke grond.",
        ),
        Act(
            "consents.edit", "e", "edit", "bewerken", "Past deze toestemming aan, of legt het antwoord vast."
        ),
        Act(
            "consents.withdraw",
            "i",
            "withdraw",
            "intrekken",
            "Trekt de toestemming in en toont wat al is gegeven.",
        ),
        Act(
            "consents.given",
            "g",
            "given",
            "al gegeven",
            "Toont wat deze ontvanger al heeft over deze leerling.",
        ),
        Act("consents.remove", "x", "remove", "weghalen", "Haalt een vergissing weg; u zet het terug."),
    ),
    "absence": (
        Act("absence.new", "n", "new", "stand", "Typt de stand van het verzuim over, met de dag erbij."),
        Act(
            "absence.paste",
            "p",
            "paste_days",
            "plakken",
            "Leest dagen die je uit het systeem van de school plakt.",
        ),
        Act(
            "absence.report",
            "m",
            "report",
            "melding",
            "Legt een verzuimmelding vast, en wat ermee is gedaan.",
        ),
        Act("absence.edit", "e", "edit", "bewerken", "Past de stand of de melding onder de cursor aan."),
        Act(
            "absence.remove", "x", "remove", "weghalen", "Haalt de stand of de melding weg; u zet het terug."
        ),
        Act("absence.why", "w", "why", "waarom", "Noemt de normen en de bronnen ervan."),
    ),
    "acute": (
        Act("acute.mark", "space", "mark", "bellen", "Zet dit nummer klaar om te bellen, of toch niet."),
        Act("acute.called", "b", "called", "gebeld", "Legt vast dat je nu belt."),
        Act("acute.answered", "g", "answered", "gehoor", "Legt vast dat er nu wordt opgenomen."),
        Act("acute.facts", "f", "facts", "feiten", "Schrijft op wat letterlijk is gezegd en gezien."),
        Act("acute.pupil", "l", "pupil", "leerling", "Zegt om wie het gaat; dat kan ook later."),
        Act("acute.done", "k", "put_away", "klaar", "Legt de kaart weg; de volgende keer opent hij nieuw."),
        Act(
            "acute.back",
            "escape",
            "back",
            "terug",
            "Gaat terug naar waar je was; de kaart blijft staan.",
            instead_of="back",
            palette=False,
        ),
    ),
    "history": (),
    "find": (
        Act("find.up", "up", "up", "omhoog", "Een regel omhoog.", False, palette=False),
        Act("find.down", "down", "down", "omlaag", "Een regel omlaag.", False, palette=False),
    ),
}
"""One scope per screen and per part of it; colleagues add theirs below, in screen order."""

ELSEWHERE: tuple[Act, ...] = (
    Act("go.school", "", "go('school')", "School", "Naam, afdelingen, vakanties en momenten van de school."),
    Act(
        "go.import", "", "go('import')", "Leerlingen inlezen", "Leest een leerlingenlijst in (CSV of Excel)."
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

MODAL = frozenset(
    {
        "form",
        "confirm",
        "message",
        "help",
        "reading",
        "palette",
        "blank",
        "unlock",
        "first_run",
        "move_line",
        "new_menu",
        "plain_text",
    }
)
"""Scopes of dialogs: the keys of `common` do not work there."""

PARTS = frozenset({"list", "line", "capture"})
"""Scopes of shared parts, bound by the widget itself."""


def acts(*scopes: str) -> tuple[Act, ...]:
    """The acts of these scopes, in order; raises KeyError for a scope that does not exist."""
    wide = {"app": APP, "common": COMMON}
    return tuple(act for scope in scopes for act in (wide[scope] if scope in wide else SCREEN_ACTS[scope]))


def bindings(
    *scopes: str, without: Iterable[str] = ()
) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The bindings of these scopes, for `BINDINGS`; `without` names acts this class does not have."""
    left_out = set(without)
    return [act.binding() for act in acts(*scopes) if act.id not in left_out]


def by_id() -> dict[str, Act]:
    """Every act by its id."""
    return {act.id: act for act in acts("app", "common", *SCREEN_ACTS)}


def key_name(key: str) -> str:
    """A key as it stands on a keyboard: `Ctrl+Z`, `F8`, `Spatie`, `?`."""
    key = _KEY_NAMES.get(key, key)
    if key in _SHOWN:
        return _SHOWN[key]
    *modifiers, last = key.split("+")
    shown = _SHOWN.get(last, last.upper() if modifiers or len(last) > 1 else last)
    return "+".join([*(each.capitalize() for each in modifiers), shown])


def footer_key(key: str) -> str:
    """A key as the key line writes it, where room is short: `^z`, `F8`, `Spatie`."""
    return f"^{key[5:]}" if key.startswith("ctrl+") and len(key) == 6 else key_name(key)


def keys_of(act: Act) -> str:
    """All keys of an act for a person: `? of F1`."""
    return " of ".join(key_name(key) for key in act.key_list())


def key_rows(*scopes: str) -> list[tuple[str, str]]:
    """(keys, sentence) of each act, for help and docs/keys.md."""
    return [(keys_of(act), act.tooltip) for act in acts(*scopes)]


def scopes_of(screen: str) -> list[str]:
    """The scope of a screen and those of its parts."""
    return [scope for scope in SCREEN_ACTS if scope == screen or scope.startswith(f"{screen}.")]


def chain(scope: str) -> tuple[str, ...]:
    """The scopes whose keys work together with this one, the narrowest first."""
    around = (scope, scope.split(".")[0]) if "." in scope else (scope,)
    return (*around, "app") if around[-1] in MODAL else (*around, "common", "app")


def clashes(scopes: Sequence[str] | None = None) -> list[tuple[str, str, str]]:
    """(key, act, act) for each key that two acts want at the same moment.

    An act that takes a key over on purpose says so in `instead_of`; a part of a screen (`today.list`) is
    active together with its screen, and so are the shared parts with every screen.
    """
    found = []
    for scope in SCREEN_ACTS if scopes is None else scopes:
        owner: dict[str, Act] = {}
        for act in acts(*chain(scope)):
            for key in act.key_list():
                first = owner.setdefault(key, act)
                if first is not act and first.instead_of != act.id:
                    found.append((key, first.id, act.id))
    return found

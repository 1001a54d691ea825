"""Acts of preparing a meeting."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
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
}

"""Acts of handing cases over to another vault, of receiving them, and of the new school year."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
    "transfer": (
        Act("transfer.mark", "space", "mark", "kiezen", "Kiest deze leerling, of toch niet."),
        Act("transfer.about", "e", "about", "voor wie", "Zegt voor wie het is, waarom en op welke grond."),
        Act(
            "transfer.restricted",
            "b",
            "restricted",
            "besloten deel",
            "Laat ook meegaan wat besloten is, of toch niet.",
        ),
        Act("transfer.make", "m", "make", "bestand maken", "Maakt het versleutelde bestand."),
        Act(
            "transfer.receipt",
            "o",
            "receipt",
            "ontvangen",
            "Vult het ontvangstbewijs in: wie het ontving, en wanneer.",
        ),
        Act("transfer.filter", "f", "filter", "filter", "Toont alleen wat bij de getypte woorden past."),
    ),
    "school_year": (
        Act(
            "school_year.stays",
            "space",
            "stays",
            "blijft gevolgd",
            "Zegt dat deze leerling gevolgd blijft; nog eens: nog niet bekeken.",
        ),
        Act("school_year.close", "c", "close_case", "sluiten", "Sluit de casus af, met reden en resultaat."),
        Act("school_year.hand", "o", "hand", "overdragen", "Draagt deze leerling over aan iemand anders."),
        Act(
            "school_year.goes_on",
            "d",
            "goes_on",
            "loopt door",
            "Laat ondersteuning die in het oude jaar eindigde doorlopen.",
        ),
        Act(
            "school_year.done",
            "k",
            "done",
            "klaar",
            "Zegt dat het schooljaar is begonnen; er sluit niets vanzelf.",
        ),
    ),
    "receive": (),
    "receive.path": (
        Act(
            "receive.complete",
            "tab",
            "complete",
            "aanvullen",
            "Vult de map of het bestand aan.",
            palette=False,
        ),
        Act(
            "receive.files",
            "down",
            "files",
            "naar de lijst",
            "Gaat naar de bestanden eronder.",
            False,
            palette=False,
        ),
    ),
    "receive.rows": (
        Act(
            "receive.take", "enter", "screen.take", "overnemen", "Neemt alles over; met u draai je het terug."
        ),
        Act(
            "receive.same",
            "space",
            "screen.same",
            "zelfde of nieuw",
            "Zegt of dit de leerling is die je al kent, of een nieuwe.",
        ),
        Act("receive.other", "b", "screen.other", "ander bestand", "Kiest een ander bestand."),
    ),
    "receive.done": (
        Act("receive.paper", "p", "screen.paper", "op papier", "Maakt het ontvangstbewijs als Word-bestand."),
        Act("receive.text", "t", "screen.text", "als tekst", "Maakt het ontvangstbewijs als tekstbestand."),
    ),
}

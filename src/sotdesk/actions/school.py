"""Acts of contacts, import, the school and the settings."""

from sotdesk.actions.act import Act

ACTS: dict[str, tuple[Act, ...]] = {
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
            "Maakt iets erbij: een afdeling, uitkomst, nummer, protocol, vakantie of moment.",
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
    "retention": (
        Act("retention.choose", "space", "choose", "kiezen", "Kiest wat weg mag, of toch niet."),
        Act(
            "retention.new",
            "n",
            "new",
            "uitzondering",
            "Houdt gegevens van een leerling vast, of legt vast dat hij naar speciaal onderwijs ging.",
        ),
        Act(
            "retention.edit",
            "e",
            "edit",
            "bewerken",
            "Past de uitzondering aan, of zet jullie eigen termijn.",
        ),
        Act(
            "retention.remove",
            "x",
            "remove",
            "weghalen",
            "Haalt de uitzondering weg, of zet de termijn van sotdesk terug.",
        ),
        Act("retention.destroy", "v", "destroy", "vernietigen", "Vernietigt wat gekozen is, na een vraag."),
    ),
    "left_files": (
        Act("left_files.wipe", "x", "wipe", "wissen", "Wist het bestand op deze computer, na een vraag."),
        Act("left_files.gone", "v", "gone", "is weg", "Zegt dat het bestand weg is, of toch niet."),
        Act("left_files.folder", "o", "folder", "map", "Opent de map waarin het staat."),
        Act(
            "left_files.everything", "a", "everything", "ook wat weg is", "Toont ook wat al weg is, of niet."
        ),
        Act("left_files.filter", "f", "filter", "filter", "Zoekt in deze lijst."),
    ),
    "vault": (
        Act("vault.backup", "k", "backup", "kopie nu", "Maakt nu een reservekopie en leest hem na."),
        Act("vault.check", "c", "check", "nalezen", "Leest de hele kluis en de nieuwste reservekopie na."),
        Act(
            "vault.restore",
            "t",
            "restore",
            "terugzetten",
            "Toont wat in deze reservekopie staat en wat je kwijt zou zijn, en zet hem terug als je dat wilt.",
        ),
        Act(
            "vault.discard",
            "x",
            "discard",
            "wissen",
            "Wist deze kopie of dit vervangen bestand, na een vraag. De nieuwste goede kopie blijft.",
        ),
        Act(
            "vault.passphrase",
            "w",
            "passphrase",
            "wachtwoordzin",
            "Geeft de kluis en de reservekopieën een andere wachtwoordzin.",
        ),
        Act(
            "vault.second",
            "p",
            "second",
            "tweede plek",
            "Kiest of wist een map op een stick of netwerkschijf waar elke kopie ook heen gaat.",
        ),
        Act(
            "vault.sheet",
            "h",
            "sheet",
            "herstelblad",
            "Maakt een blad om te printen, waarop je de wachtwoordzin met pen schrijft.",
        ),
    ),
    "settings": (
        Act("settings.edit", "e", "edit", "bewerken", "Past deze instelling aan; Enter doet dat ook."),
        Act("settings.standard", "x", "standard", "standaard", "Zet deze instelling terug op de standaard."),
    ),
}

"""Everything that can go wrong and be told to a person: a title and one Dutch sentence each.

SotdeskError
├── VaultError            the encrypted file cannot be opened, made or written: one subclass a cause
├── BackupError           a reservekopie cannot be made, read or put back
├── ImportFileError       a file of pupils cannot be read
├── ProtocolError         a file with a protocol is not right: with its line and reason
├── ExportError           a document cannot be written
├── RuleError             the coordinator asks something the field's rules refuse, with the way on
└── NotFound              what was asked for is no longer there

A sentence never holds a name, a text from a file or any other pupil data.
"""


class SotdeskError(Exception):
    """Something a person can be told: `title` in a few words, `sentence` with what to do."""

    title = "Dat lukt niet"

    def __init__(self, sentence: str, title: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if title:
            self.title = title


class VaultError(SotdeskError):
    """The vault cannot be opened, made or written: one subclass a cause, each with its sentence (`told`)."""

    title = "De kluis gaat niet open"
    told = "De kluis kan niet worden gebruikt. Sluit sotdesk en start het opnieuw."

    def __init__(self, sentence: str = "", title: str = "") -> None:
        super().__init__(sentence or self.told, title)


class WrongPassphrase(VaultError):
    """The key does not fit. A damaged first page looks exactly the same, so the sentence names both."""

    title = "De kluis gaat niet open met deze wachtwoordzin"
    told = (
        "De wachtwoordzin klopt niet, of het begin van het bestand is beschadigd. "
        "Typ de zin nog eens; let op hoofdletters, spaties en Caps Lock."
    )


class PassphraseUnusable(VaultError):
    """A new vault was offered a passphrase that cannot be a key."""

    title = "Deze wachtwoordzin kan niet"
    told = "Kies een wachtwoordzin van gewone woorden, zonder onzichtbare tekens."


class VaultMissing(VaultError):
    """There is no file at the place of the vault."""

    title = "De kluis is er niet"
    told = (
        "Op de plek van de kluis staat geen bestand. Is het verplaatst, of hoort er een USB-stick of "
        "netwerkschijf bij? Zet het terug en probeer het opnieuw."
    )


class VaultEmpty(VaultError):
    """The file has no bytes at all, as a failed copy or a sync program leaves it."""

    title = "Het bestand is leeg"
    told = (
        "Het bestand van de kluis is leeg: er staat niets in. Zo blijft een mislukte kopie achter. "
        "Zet een goede kopie terug op deze plek."
    )


class VaultPlain(VaultError):
    """A database without encryption."""

    title = "Dit bestand is niet versleuteld"
    told = "Dit is een database zonder versleuteling, dus geen kluis van sotdesk. Kies een ander bestand."


class VaultForeign(VaultError):
    """The passphrase fits, but another program made the file."""

    title = "Dit is geen kluis van sotdesk"
    told = (
        "De wachtwoordzin past, maar dit bestand is door een ander programma gemaakt. Kies een ander bestand."
    )


class VaultDamaged(VaultError):
    """The checks of the whole file found damage, or a page cannot be read."""

    title = "De kluis is beschadigd"
    told = (
        "Het bestand van de kluis is beschadigd of niet heel. Er is niets aan veranderd. "
        "Werk er niet in verder en zet een goede kopie terug."
    )


class VaultReadOnly(VaultError):
    """The file can be read but not written."""

    title = "De kluis is alleen-lezen"
    told = (
        "Het bestand van de kluis mag alleen gelezen worden. Haal in de eigenschappen van het bestand het "
        "vinkje bij Alleen-lezen weg, of zet het op een plek waar je mag schrijven."
    )


class VaultNewer(VaultError):
    """A newer sotdesk made or converted the file."""

    title = "De kluis is van een nieuwere sotdesk"
    told = (
        "Deze kluis is gemaakt met een nieuwere versie. "
        "Werk sotdesk op deze computer bij en probeer het opnieuw."
    )


class VaultNotMigrated(VaultError):
    """A vault of an older sotdesk could not be converted; it is as it was."""

    title = "De kluis is niet omgezet"
    told = (
        "Deze kluis is van een oudere sotdesk en kon niet worden omgezet. Er is niets aan veranderd. "
        "Gebruik voorlopig je vorige versie van sotdesk en meld het."
    )


class VaultBusy(VaultError):
    """Another sotdesk has the file open."""

    title = "De kluis is al open"
    told = (
        "De kluis is al open in een ander venster of op een andere computer. "
        "Sluit hem daar en probeer het opnieuw."
    )


class VaultExists(VaultError):
    """A new vault may not take the place of a file."""

    title = "Er staat al een bestand"
    told = "Op deze plek staat al een bestand; het is niet overschreven. Open het, of kies een andere naam."


class VaultUnwritable(VaultError):
    """The folder of the vault takes no new files."""

    title = "In deze map kan niet worden geschreven"
    told = "In de map van de kluis mag je geen bestanden maken. Kies een map waarin je mag schrijven."


class VaultClosed(VaultError):
    """Something still wanted the vault after it was locked."""

    title = "De kluis is op slot"
    told = "De kluis is intussen op slot gegaan. Open hem met je wachtwoordzin."


class SaveFailed(VaultError):
    """A write failed. It may be on the disk all the same (a failed flush): look before doing it again."""

    title = "Opslaan is niet gelukt"
    told = (
        "De schijf gaf een fout bij het opslaan. "
        "Kijk of je laatste wijziging er staat voor je die opnieuw invoert."
    )


class DiskFull(SaveFailed):
    """No room is left on the disk; what was saved before is whole."""

    title = "De schijf is vol"
    told = (
        "De schijf is vol: je laatste wijziging is niet opgeslagen, alles van daarvoor wel. "
        "Maak ruimte vrij en probeer het opnieuw."
    )


class BackupError(SotdeskError):
    """A reservekopie could not be made, read or put back; the vault itself is as it was."""

    title = "De reservekopie"


class ImportFileError(SotdeskError):
    """The file offered for import cannot be read."""

    title = "Dit bestand kan niet worden ingelezen"


class ProtocolError(SotdeskError):
    """A file with a protocol is not right; `line` counts from 1, 0 = it concerns the file as a whole."""

    title = "Dit protocol kan niet worden gebruikt"

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(f"Regel {line}: {reason}" if line else f"{reason[:1].upper()}{reason[1:]}")
        self.reason = reason
        self.line = line


class ExportError(SotdeskError):
    """A document could not be written."""

    title = "Het document is niet gemaakt"


class RuleError(SotdeskError):
    """A rule of the field refuses what was asked; the sentence names the way on."""

    title = "Dat kan zo niet"


class NotFound(SotdeskError):
    """What was asked for does not exist (any more)."""

    title = "Niet gevonden"

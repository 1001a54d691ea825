"""Everything that can go wrong and be told to a person: a title and one Dutch sentence each.

SotdeskError
├── VaultError            the encrypted file cannot be opened, made or written (see data/vault.py)
├── ImportFileError       a file of pupils cannot be read
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
    """The vault cannot be opened, made or written."""

    title = "De kluis gaat niet open"


class ImportFileError(SotdeskError):
    """The file offered for import cannot be read."""

    title = "Dit bestand kan niet worden ingelezen"


class ExportError(SotdeskError):
    """A document could not be written."""

    title = "Het document is niet gemaakt"


class RuleError(SotdeskError):
    """A rule of the field refuses what was asked; the sentence names the way on."""

    title = "Dat kan zo niet"


class NotFound(SotdeskError):
    """What was asked for does not exist (any more)."""

    title = "Niet gevonden"

"""How a pupil's name is written: on screen, in full, as initials. No other file cuts a name to pieces."""

from dataclasses import dataclass

MASK = "•••"
"""What stands for a name while names are hidden (F9)."""


@dataclass(frozen=True, order=False)
class Name:
    """First (call) name, infix (tussenvoegsel) and last name, as the school writes them."""

    first: str
    infix: str = ""
    last: str = ""

    @property
    def shown(self) -> str:
        """Call name and initial, as screens show it: `Yara A.`, `Fenna de G.`, `Kees v. d. L.`."""
        infix = self.infix.split()
        short = infix if len(infix) < 2 else [f"{word[0]}." for word in infix]
        return " ".join(filter(None, [self.first, *short, _initial(self.last)]))

    @property
    def full(self) -> str:
        """The whole name: `Kees van der Laan`."""
        return " ".join(filter(None, [self.first, self.infix, self.last]))

    @property
    def initials(self) -> str:
        """Initials for documents: `Y.A.`, `F.d.G.`, `K.v.d.L.`."""
        infix = "".join(f"{word[0].lower()}." for word in self.infix.replace("'", "").split())
        return f"{_initial(self.first)}{infix}{_initial(self.last)}"

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Order of a class list: last name, then first name; the infix last."""
        return self.last.casefold(), self.first.casefold(), self.infix.casefold()

    @property
    def words(self) -> tuple[str, ...]:
        """The words by which this pupil can be recognised in a text: first, last, and the whole name."""
        whole = " ".join(filter(None, [self.infix, self.last]))
        return tuple(dict.fromkeys(filter(None, [self.full, whole, self.first, self.last])))


def _initial(name: str) -> str:
    """`Y.`; the digraph ij counts as one letter (`IJ.`), a double name by its first part."""
    if not name:
        return ""
    if name[:2].casefold() == "ij":
        return "IJ."
    return f"{name[0].upper()}."

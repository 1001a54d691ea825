"""The app's stylesheet: what was read once stays read. Knows no screen and no colour.

Textual reads all styles anew whenever a screen of another mode comes up, also when no colour changed; that
cost a tenth of a second between the passphrase and Vandaag.
"""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

SOURCES = 256
"""Pieces of style kept as they were read; more than there are kinds of widgets."""


class KeptStylesheet(Stylesheet):
    """Reads a piece of style again only when it, or a colour, changed."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """The colours of the theme."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Put the rules together; what changed was forgotten by `set_variables`."""
        self.parse()

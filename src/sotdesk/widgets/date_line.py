"""A field for a date in typed words: `morgen`, `vr`, `over 3 wk`. The date they mean stands under it
(unless they are that date already)."""

from collections.abc import Callable
from datetime import date

from textual.message import Message
from textual.widgets import Input

from sotdesk.widgets.line import Line

DateReader = Callable[[str], tuple[date | None, str]]
"""Typed words → the date they mean (None: none) and what to show under the field."""


class DateLine(Line):
    """`DateLine(read, value="vr")`: the date is `.date`, the typed words are `.value`."""

    class Read(Message):
        """The words were read; `shown` is what to say under the field."""

        def __init__(self, line: "DateLine", shown: str) -> None:
            super().__init__()
            self.line = line
            self.shown = shown

    def __init__(
        self,
        read: DateReader,
        value: str = "",
        placeholder: str = "vr · 27 nov · over 3 wk",
        id: str | None = None,
    ) -> None:
        super().__init__(value, placeholder, id=id)
        self._read_words = read

    @property
    def date(self) -> date | None:
        """The date that the words mean, or None."""
        return self._read_words(self.value)[0] if self.value.strip() else None

    def on_mount(self) -> None:
        """Say what the first value means."""
        self._say()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at every key what the words mean."""
        self._say()

    def _say(self) -> None:
        typed = self.value.strip()
        shown = self._read_words(self.value)[1] if typed else ""
        self.post_message(self.Read(self, "" if shown == typed else shown))

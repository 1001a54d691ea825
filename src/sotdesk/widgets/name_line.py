"""A field for a person's name: typed without capitals it gets them when she leaves it, once, and says so."""

from textual.message import Message

from sotdesk.domain.name_capitals import with_capitals
from sotdesk.widgets.line import Line

GIVEN = "met hoofdletters; anders typ je het zo terug"


class NameLine(Line):
    """`NameLine("", id="last")`: what she types back after that stays. F2 keeps what stands there, unseen it changes
    nothing."""

    class Given(Message):
        """The name got its capitals."""

    _began: str | None = None
    _given = False

    def on_focus(self) -> None:
        """What stood there when she came."""
        self._began = self.value

    def on_blur(self) -> None:
        """Only what she typed herself, and only once."""
        name = with_capitals(self.value)
        if self._given or self.value == self._began or name == self.value:
            return
        self._given = True
        self.value = name
        self.post_message(self.Given())

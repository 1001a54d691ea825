"""Before a report leaves: every other pupil's name in its texts, each to be initials, kept or cut."""

import json
from collections.abc import Iterable, Sequence

from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.initials import Decision, Mention
from sotdesk.screens.dialogs import FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import col, flex

CHOICES = {"initials": Decision.INITIALS, "keep": Decision.KEEP, "cut": Decision.CUT}


class ExportReview(FormDialog[dict[str, Decision]]):
    """`ExportReview(third_parties(…))` → a decision for each mention by its key, or None."""

    heading = "Namen van anderen in dit verslag"
    SAVE = "Maken"
    BINDINGS = bindings("form.review")
    SCOPE = "form.review"

    def __init__(self, mentions: Sequence[Mention]) -> None:
        super().__init__()
        self._mentions = {mention.key: mention for mention in mentions}
        self._decided = {mention.key: mention.default for mention in mentions}

    def fields(self) -> Iterable[Field]:
        """One list: what is decided, and the sentence it is about."""
        keys = "i initialen · l laten staan · w weglaten · hoofdletter: allemaal"
        yield Field("", Lines(*self._mentioned(), id="mentions"), note=keys)

    def _mentioned(self) -> list[Option]:
        return [self._row(mention) for mention in self._mentions.values()]

    def _row(self, mention: Mention) -> Option:
        before, name, after = mention.sentence.partition(mention.words)
        about: list[Piece] = [(f"{mention.item.number} {mention.where}: " if mention.item else "", "muted")]
        about += [before, (name, "strong"), after]
        return option(
            mention.key, col(self._decided[mention.key].value, 13, "accent"), flex(pieces(*about)), wrap=True
        )

    def action_decide(self, choice: str) -> None:
        """One key for the name under the cursor; it goes on to the next."""
        lines = self.query_one("#mentions", Lines)
        if lines.current:
            self._decided[lines.current] = CHOICES[choice]
            lines.refill(self._mentioned())
            lines.action_cursor_down()

    def action_decide_all(self, choice: str) -> None:
        """The same for all."""
        self._decided = dict.fromkeys(self._decided, CHOICES[choice])
        self.query_one("#mentions", Lines).refill(self._mentioned())

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: make the document."""
        self.action_save()

    def result(self) -> dict[str, Decision]:
        """What was decided."""
        return dict(self._decided)

    @property
    def touched(self) -> bool:
        """Decisions are quickly made again: leaving asks nothing."""
        return False

    def packed(self) -> str:
        """What was decided, by key."""
        return json.dumps({key: decision.value for key, decision in self._decided.items()})

    def unpack(self, packed: str) -> None:
        """The decisions as they were."""
        known = {k: Decision(v) for k, v in json.loads(packed).items() if k in self._mentions}
        self._decided.update(known)
        self.query_one("#mentions", Lines).refill(self._mentioned())

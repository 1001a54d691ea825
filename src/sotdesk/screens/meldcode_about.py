"""What belongs to the row of a run under the cursor: what was noted, the help, where it comes from."""

from collections.abc import Sequence

from textual.content import Content

from sotdesk.domain.meldcode import Run
from sotdesk.domain.protocol import Item, ItemKind, Question
from sotdesk.screens.case_rows import Showing
from sotdesk.widgets.pieces import Piece, pieces


def item_about(run: Run, item: Item, show: Showing, siblings: Sequence[str] = ()) -> Content:
    """What is known and asked of an item: what was noted, the help, the source; `siblings` = those known in school."""
    done = run.of(item)
    parts: list[Piece] = []
    if item is next((one for one in run.protocol.items if one.step == 1 and one.ticks), None):
        parts += [("Bij het begin vastgelegd: ", "label"), f"{show.text(run.why)}\n"]
    for field in item.fields:
        said = done.fields.get(field.code, "") if done else ""
        empty = "niet ingevuld" if done else "nog niet ingevuld"
        parts += [(f"{field.ask} ", "label"), f"{show.text(said) or empty}\n"]
    if item.kind is ItemKind.KINDCHECK and siblings:
        parts += [("Op deze school ", "label"), f"{', '.join(siblings)}\n"]
    parts += [f"{item.help.strip()}\n"] if item.help else []
    if item.kind is ItemKind.SIGNAL:
        parts += ["Enter gaat naar de plek waar je het vastlegt; Spatie zet het hier op gedaan.\n"]
    parts += [(f"Bron: {item.source}", "muted")] if item.source else []
    return pieces(*parts)


def question_about(run: Run, question: Question, show: Showing) -> Content:
    """The help of a question, the answers that were given before, the source."""
    parts: list[Piece] = [f"{question.help.strip()}\n"] if question.help else []
    for one in run.rounds[:-1]:
        if given := one.given(question.code):
            words = question.choice(given.answer).words
            parts += [(f"Weging {one.number}: {words} · {show.text(given.facts)}\n", "muted")]
    parts += [(f"Bron: {question.source}", "muted")] if question.source else []
    return pieces(*parts)

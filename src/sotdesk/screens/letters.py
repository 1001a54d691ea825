"""A screen with a text for each of several people: who left, what he reads right; copied, on paper, or as Markdown.

What is shown is what leaves: the text is made once and given three forms. Which people and which text is said by
the screens that are made of this one (asking.py, invites.py, prep.py).
"""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.documents import letters as forms
from sotdesk.domain.initials import Decision, Naming, third_parties
from sotdesk.domain.letters import FULL_NAMES, Letter, Written, write_out
from sotdesk.domain.masking import mask
from sotdesk.report_base import usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.copying import copy_from
from sotdesk.screens.export_review import ExportReview
from sotdesk.screens.handing_out import hand_out
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, pieces

FORMS = {"copy": "gekopieerd", "docx": "Word", "md": "Markdown"}
"""The ways a text leaves, in a word."""


class LetterReview(ExportReview):
    """The names of others in the text that is about to leave."""

    heading = "Namen van anderen in deze tekst"
    SAVE = "Verder"


class LettersScreen(BaseScreen):
    """Give `people_rows`, `letter_of`, `file_of` and, where it is kept, `handed_out`; `load` asks the store."""

    EMPTY = ""
    """The sentence when there is nobody."""

    def body(self) -> ComposeResult:
        """Left (or above) the people, right (or below) the text of the one under the cursor."""
        with Horizontal(id="letters-body", classes="body"):
            yield Panel(Lines(id="people", empty=self.EMPTY), id="people-panel")
            text = VerticalScroll(Static(id="letter", markup=False), id="letter-scroll")
            yield Panel(text, id="letter-panel")

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one("#people").focus()

    # --- what the screens made of this one say

    def load(self) -> None:
        """Asks the store for everyone."""
        raise NotImplementedError

    def people_rows(self) -> list[Option]:
        """The rows of the list."""
        raise NotImplementedError

    def letter_of(self, key: str) -> Letter | None:
        """What this person reads; None for a row without a text."""
        raise NotImplementedError

    def file_of(self, key: str) -> str:
        """The name of his file without its ending: no pupil's name."""
        raise NotImplementedError

    def title_of(self, key: str) -> tuple[str, str]:
        """The title of the text's panel and a quiet word at its bottom edge."""
        raise NotImplementedError

    def handed_out(self, key: str, letter: Letter, form: str) -> None:
        """A text left, as a file: it stands in the timeline of each pupil in it, unless the screen keeps more."""
        from sotdesk.data.store.handed import Document

        ending = next(each for each, word in FORMS.items() if word == form)
        if ending != "copy":
            name = f"{self.file_of(key)}.{ending}"
            self.store.handed.add(*(Document(name, student.id) for student in letter.students))

    # --- showing

    def reload(self, keep: str | None = None) -> None:
        """Everyone as it is now; the cursor stays on the same person."""
        self.load()
        self._everyone = self.store.report.students()
        self.query_one("#people", Lines).refill(self.people_rows(), keep)
        self._show()

    def on_option_list_option_highlighted(self) -> None:
        """Another person: his text."""
        self._show()

    def on_option_list_option_selected(self) -> None:
        """Enter: to the text, to read on."""
        self.query_one("#letter-scroll").focus()

    def action_back(self) -> None:
        """Esc: from the text to the list, then a step back."""
        if self.query_one("#letter-scroll").has_focus:
            self.query_one("#people").focus()
        else:
            super().action_back()

    @property
    def current(self) -> str:
        """The person under the cursor."""
        return self.query_one("#people", Lines).current or ""

    def _show(self) -> None:
        key = self.current
        letter = self.letter_of(key) if key else None
        title, edge = self.title_of(key) if key else ("Tekst", "")
        self.query_one("#letter-panel", Panel).label(title, edge)
        self.query_one("#letter", Static).update(self._painted(letter) if letter else Content(""))

    def _painted(self, letter: Letter) -> Content:
        written = write_out(letter, self._naming(letter, {}))
        parts: list[Piece] = [(written.title, "strong")]
        parts += [f"\n\n{self._hidden(letter, paragraph)}" for paragraph in written.opening]
        for block in written.blocks:
            parts.append((f"\n\n{self._hidden(letter, block.heading)}", "strong"))
            parts += [(f"\n{block.about}", "muted")] if block.about else []
            for lead, said in block.lines:
                parts += ["\n- ", (f"{lead}: " if lead else "", "label"), self._hidden(letter, said)]
        parts += [f"\n\n{paragraph}" for paragraph in written.closing]
        return pieces(*parts)

    def _hidden(self, letter: Letter, text: str) -> str:
        return mask(text, [student.name for student in letter.students]) if self.private else text

    def _naming(self, letter: Letter, decisions: Mapping[str, Decision]) -> Naming:
        return Naming.of(letter, self._everyone, decisions, full=letter.full)

    @property
    def full_names(self) -> bool:
        """Whether the school writes its pupils' names in full in texts for its own people."""
        return bool(self.store.school.setting(FULL_NAMES, False))

    # --- leaving the desk

    def action_copy(self) -> None:
        """c: copies the text."""
        self._leave("copy")

    def action_paper(self) -> None:
        """p: Word."""
        self._leave("docx")

    def action_markdown(self) -> None:
        """m: Markdown."""
        self._leave("md")

    def _leave(self, form: str) -> None:
        letter = self.letter_of(self.current) if self.current else None
        if letter is None:
            self.tell("Kies eerst iemand met een tekst.")
        elif third_parties(letter, self._everyone):
            self.open("review", form, self.current)
        else:
            self._hand_out(form, self.current, {})

    def open_review(self, form: str, key: str) -> None:
        """The names of others in it, each to be decided."""
        letter = self.letter_of(key)
        if letter is None:
            return

        def decided(decisions: dict[str, Decision] | None) -> None:
            if decisions is not None:
                self._hand_out(form, key, decisions)

        self.app.push_screen(LetterReview(third_parties(letter, self._everyone)), decided)

    def _hand_out(self, form: str, key: str, decisions: Mapping[str, Decision]) -> None:
        letter = self.letter_of(key)
        if letter is None:
            return
        written = write_out(letter, self._naming(letter, decisions))
        if form == "copy":
            copy_from(self, forms.text(written), "Tekst", f"{self.file_of(key)}.txt")
            self._listed(key, letter, form)
        else:
            name = f"{self.file_of(key)}.{form}"
            hand_out(self, name, lambda: self._file(written, form), lambda: self._listed(key, letter, form))

    def _file(self, written: Written, form: str) -> bytes:
        if form == "md":
            return forms.markdown(written).encode()
        return forms.docx(written, usable_base(self.store))

    def _listed(self, key: str, letter: Letter, form: str) -> None:
        if self.attempt(lambda: self.handed_out(key, letter, FORMS[form])):
            self.reload(key)


def file_words(*parts: str) -> str:
    """Parts of a file name, without signs that a file name cannot hold."""
    kept = ("".join(sign for sign in part if sign.isalnum() or sign in " +-_.") for part in parts)
    return " ".join(filter(None, (part.strip(" .") for part in kept)))

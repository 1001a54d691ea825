"""The file of a pupil before it leaves: left as it stands, right as it will be printed (domain.md §11)."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.documents import letters as forms
from sotdesk.domain.errors import NotFound
from sotdesk.domain.initials import Decision, Mention
from sotdesk.domain.rights import Withheld
from sotdesk.domain.rights_file import TITLE, WORDS, Part, about_words, review
from sotdesk.report_base import usable_base
from sotdesk.screens.dialogs import AskDialog
from sotdesk.screens.export_review import CHOICES
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.letters import file_words
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import col, flex

GROUND = "recht van de leerling op zijn dossier (AVG)"
COVERED = "F5 laat het letterlijk zien"
AROUND = 3
"""So many printed texts before the one under the cursor are shown with it."""


class RightsFileScreen(PupilScreen):
    """Address: the pupil's id and the request."""

    SCOPE = "rights_file"
    ROUTE = "rights_file"
    BINDINGS = bindings("rights_file")
    AUTO_FOCUS = "#texts"
    HELP = """
**Dossier nakijken**: links elke tekst zoals hij er staat, rechts zoals hij op papier komt.

- Onder een tekst staan de namen van **andere leerlingen** die sotdesk herkent, met een voorstel. i neemt initialen,
  l laat de naam staan, w laat hem weg. Pas als alles is beslist, kan het dossier op papier.
- Een tekst met een woord dat normaal is **afgeschermd** wordt niet stil veranderd. Zet de afscherming uit (F5) en lees
  hem: l laat hem letterlijk staan, x houdt de hele tekst achter met een reden.
- Lees zelf na of er **andere mensen** in staan die sotdesk niet kent, zoals buren of een vriend van buiten school.
- **alleen OCO** en **besloten** gaan over wie in sotdesk meeleest, niet over het recht van de leerling: die teksten
  staan er dus in, gemerkt. x houdt een tekst achter; de reden blijft bij het verzoek staan.
- Wat op een ander scherm alleen in beeld komt als je de afscherming uitzet, staat er niet in. Kijk zelf of dat ook
  gegeven moet worden; een doorlopen protocol en de samenwerking hebben daarvoor een eigen blad (**m** of **s** op de
  kaart, dan **p**).
"""

    def body(self) -> ComposeResult:
        """Left (or above) the texts, right (or below) what is printed."""
        with Horizontal(id="rights-body", classes="body"):
            yield Panel(Lines(id="texts"), id="texts-panel")
            yield Panel(
                VerticalScroll(Static(id="printed", markup=False), id="printed-scroll"), id="printed-panel"
            )

    def show_all(self, keep: str | None) -> None:
        """The file anew, with what was decided so far. A request that is gone: one step back."""
        try:
            request = self.store.rights.get(self.ids[1])
        except NotFound as error:
            self.call_later(self._leave, error.sentence)
            return
        self._request = request
        self._review = review(self.store.rights.whole(request.id), request, self.store.report.students())
        self._parts = {part.key: part for part in self._review.parts}
        texts = self.query_one("#texts", Lines)
        texts.refill(self._rows(), keep)
        left = len(self._review.open)
        edge = f"nog {left} te beslissen" if left else "alles beslist: p of m"
        self.query_one("#texts-panel", Panel).label(f"{TITLE} · {self.whose}", edge)
        self.query_one("#printed-panel", Panel).label("Op papier", "")
        self._show_printed()

    def _rows(self) -> list[Option]:
        rows: list[Option] = []
        block = ""
        for part in self._review.parts:
            title = part.place.partition(":")[0]
            rows += [heading(title)] if title != block else []
            block = title
            rows.append(self._part_row(part))
            rows += [self._name_row(mention) for mention in part.mentions if not part.held]
        return rows

    def _part_row(self, part: Part) -> Option:
        show = self._show
        where = show.text(part.place.partition(": ")[2])
        said: list[Piece] = [(f"{where}: " if part.before else where, "muted"), show.text(part.before)]
        said += [(f" · {part.readers}", "warn")] if part.readers else []
        said += [(f"\nachtergehouden: {show.text(part.held)}", "warn")] if part.held else []
        return option(part.key, col("✗" if part.held else "", 1, "warn"), flex(pieces(*said)), wrap=True)

    def _name_row(self, mention: Mention) -> Option:
        decided = self._review.decisions.get(mention.key)
        if about_words(mention):
            return self._words_row(mention, decided is not None)
        said = decided.value if decided else f"voorstel: {mention.default.value}"
        sign = "✓" if decided else "?"
        name: Piece = (self._show.text(mention.words), "strong")
        words = pieces("   ", name, (f"  {said}", "muted" if decided else "ask"))
        return option(mention.key, col(sign, 1, "good" if decided else "ask"), flex(words))

    def _words_row(self, mention: Mention, decided: bool) -> Option:
        """What becomes of a text with words of the shield; which words only stands in the unshielded view."""
        covered = self.desk.shielded
        way = "letterlijk" if decided else COVERED if covered else "l letterlijk, of x achterhouden"
        said: Piece = ("afgeschermd woord" if covered else mention.words, "strong")
        sign = col("✓" if decided else "?", 1, "good" if decided else "ask")
        return option(
            mention.key, sign, flex(pieces("   ", said, (f"  {way}", "muted" if decided else "ask")))
        )

    def _show_printed(self) -> None:
        """The texts around the cursor as they will be printed."""
        keys = list(self._parts)
        key = self._part_key
        at = keys.index(key) if key in self._parts else 0
        parts: list[Piece] = []
        for part in self._review.parts[max(0, at - AROUND) :]:
            here = part.key == key
            said = self._show.text(f"{part.place.partition(': ')[2]}: {part.after}".rstrip(": "))
            parts += [("▸ " if here else "  ", "accent"), (said, "strong" if here else ""), "\n\n"]
        self.query_one("#printed", Static).update(pieces(*parts))
        self.query_one("#printed-scroll").scroll_home(animate=False)

    # --- keys

    @property
    def _key(self) -> str:
        return self.query_one("#texts", Lines).current or ""

    @property
    def _part_key(self) -> str:
        """The text under the cursor, also when a name of it is."""
        return self._key if self._key in self._parts else self._key.rpartition("@")[0]

    @property
    def _mention(self) -> Mention | None:
        found = (m for part in self._review.parts for m in part.mentions if not part.held)
        return next((m for m in found if m.key == self._key), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A decision needs a name under the cursor."""
        if not hasattr(self, "_review"):
            return True
        if action == "decide":
            mention = self._mention
            return mention is not None and (parameters[0] == "keep" or not about_words(mention))
        if action == "hold":
            return self._part_key in self._parts
        if action == "decide_all":
            return bool(self._review.open_names)
        return bool(self._review.open) if action == "next" else True

    def on_option_list_option_highlighted(self) -> None:
        """Another text: what is printed of it, other keys."""
        if hasattr(self, "_review"):
            self._show_printed()
            self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the proposal is taken."""
        mention = self._mention
        if mention:
            self._decide({mention.key: mention.default})

    def action_decide(self, choice: str) -> None:
        """i, l, w: this name."""
        if self._mention:
            self._decide({self._mention.key: CHOICES[choice]})

    def action_decide_all(self, choice: str) -> None:
        """I: every name that is still open."""
        self._decide({mention.key: CHOICES[choice] for mention in self._review.open_names}, stay=True)

    def _decide(self, decisions: dict[str, Decision], *, stay: bool = False) -> None:
        key = self._key
        if self.desk.shielded and any(each.endswith(WORDS) for each in decisions):
            self.tell(f"{COVERED}. Daarna beslis je of deze tekst zo op papier komt.")
            return
        if self.attempt(lambda: self.store.rights.decide(self._request.id, decisions)):
            self.reload(key)
            if not stay:
                self.action_next()

    def action_next(self) -> None:
        """n: the next name that is open, from the cursor on and then from the top."""
        wanted = [mention.key for mention in self._review.open]
        order = [key for p in self._review.parts for key in (p.key, *(m.key for m in p.mentions))]
        at = order.index(self._key) if self._key in order else 0
        later = [key for key in order[at:] if key in wanted]
        if goal := next(iter(later or wanted), None):
            self.query_one("#texts", Lines).refill(self._rows(), goal)

    def action_hold(self) -> None:
        """x: held back with a reason, or given after all."""
        part = self._parts.get(self._part_key)
        if part and part.held:
            if self.attempt(
                lambda: self.store.rights.give(self._request.id, part.key), "Deze tekst gaat toch mee."
            ):
                self.reload(part.key)
        elif part:
            self.open("hold", part.key)

    def open_hold(self, key: str) -> None:
        """Asks why."""
        part = self._parts[key]

        def after(reason: str | None) -> None:
            held = Withheld(key, part.place, reason or "")
            if reason and self.attempt(lambda: self.store.rights.withhold(self._request.id, held)):
                self.reload(key)

        note = "blijft bij het verzoek staan"
        self.app.push_screen(AskDialog("Tekst achterhouden", "Reden", note=note), after)

    def action_paper(self) -> None:
        """p: Word."""
        self._leave_as("docx", lambda: forms.docx(self._review.written, usable_base(self.store)))

    def action_markdown(self) -> None:
        """m: Markdown."""
        self._leave_as("md", lambda: forms.markdown(self._review.written).encode())

    def _leave_as(self, form: str, make: Callable[[], bytes]) -> None:
        """Only when every name was decided."""
        if left := len(self._review.open):
            self.tell(f"Nog {left} te beslissen. n gaat naar het volgende.")
            self.action_next()
            return
        one = self._student
        name = file_words(TITLE, one.name.initials, one.class_name, f"{self._show.today:%Y-%m-%d}")
        hand_out(self, f"{name}.{form}", make, to=self._request.title, ground=GROUND)

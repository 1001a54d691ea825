"""Overdracht (`d` on the card): the sheet for who takes over, as it leaves; who received it, and when."""

import json

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.documents.encrypting import encrypted
from sotdesk.documents.handover_folder import content
from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.handover import Handover, Reason, Receiver, reasons
from sotdesk.domain.handover_sheet import TITLE, Pages, ground_words, handover_pages
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.telling import ABOUT_PHRASE
from sotdesk.domain.text import fold
from sotdesk.domain.words import count
from sotdesk.report_base import usable_base
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.handover_files import PHRASE_OF
from sotdesk.screens.handover_forms import FAMILY, NO_GROUND, Choice, HandoverForm, Receipt, ReceiptForm
from sotdesk.screens.letters import file_words
from sotdesk.screens.plan import painted
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Row, col, flex

FIRST = "year"
"""The reason that a sheet begins with."""
EMPTY = "Nog niet overgedragen. p of m maakt het blad; daarna noteer je hier wie het kreeg."
NOBODY = "Nog niemand gekozen: e kiest voor wie het blad is."
TO_HIM = 11
"""Cells of a label beside the sheet."""
FILE_WORDS = {True: "Word, versleuteld", False: "zonder wachtwoord"}
ONLY_WORD = "Alleen Word kan versleuteld: p. Markdown kan als je met e kiest: zonder wachtwoord."
APART = "besloten deel: op een eigen bladzijde"


class HandoverScreen(PupilScreen):
    """Address: the pupil's id, and the handover to stand on."""

    SCOPE = "handover"
    ROUTE = "handover"
    BINDINGS = bindings("handover")
    AUTO_FOCUS = "#sheet-scroll"
    HELP = """
**Overdracht**: een blad over één leerling, voor wie het overneemt: een nieuwe mentor, een nieuwe coördinator, een
andere school. Bovenaan staat **wat werkt**.

- **Voor wie** (e): kies de reden en de ontvanger. Wat zijn rol niet mag zien, komt niet op het blad.
- **Besloten deel**: wat besloten is, wat alleen voor jou is en afgeschermde woorden staan op een eigen bladzijde. Die
  gaat alleen mee als je dat voor deze ontvanger kiest, en nooit naar buiten.
- Voor een **andere school** is toestemming nodig, of een andere grond (t). Toch zonder? Dan met een reden, die op het
  blad staat.
- Wat de school uit gaat, is een **versleuteld** Word-bestand; k toont de **wachtwoordzin** van deze ontvanger.
- Wat je ziet, gaat eruit: **p** maakt Word, **m** Markdown. Daarna wacht de overdracht op **ontvangst**: g noteert wie
  het blad kreeg en wanneer.
- Een hele klas of een leerjaar tegelijk: bij Casussen met d.
"""

    def body(self) -> ComposeResult:
        """The sheet; beside (or under) it for whom, and what was handed over."""
        whom = Lines(id="whom")
        whom.can_focus = False
        with Horizontal(id="handover-body", classes="body"):
            yield Panel(VerticalScroll(Static(id="sheet", markup=False), id="sheet-scroll"), id="sheet-panel")
            with Vertical(id="handover-side"):
                yield Panel(whom, id="whom-panel")
                yield Panel(Lines(id="given", empty=EMPTY), id="given-panel")

    _choice: Choice | None = None
    _index: NameIndex | None = None
    """Every pupil's name; read once, for it is the slowest part of a sheet."""

    def on_mount(self) -> None:
        """A handover that the address names has the focus."""
        if self.wanted:
            self.query_one("#given").focus()

    # --- showing

    def show_all(self, keep: str | None) -> None:
        """The sheet anew, for whom was chosen."""
        self._around = self.store.handovers.around(self.student_id)
        self._facts = self.store.handovers.facts(self.student_id)
        self._index = self._index or self.store.handovers.names()
        first = reasons()[FIRST]
        self._choice = self._choice or Choice(first.code, self._around.first(first))
        self._show_sheet()
        self._show_given(keep)

    def _show_sheet(self) -> None:
        choice = self.choice
        self._receiver = self._around.receiver(choice.receiver, choice.why)
        self._pages = self._made(self._receiver, choice.why, restricted=choice.restricted, aside=choice.aside)
        self.query_one("#sheet", Static).update(self._painted())
        self.query_one("#sheet-panel", Panel).label(f"{TITLE} · {self.whose}", self._edge())
        self.query_one("#whom", Lines).refill(self._whom_rows())
        self.query_one("#whom-panel", Panel).label("Voor wie", "e wijzigen")
        self.refresh_bindings()

    @property
    def choice(self) -> Choice:
        """For whom and why."""
        return self._choice or Choice(FIRST, "")

    def _made(self, receiver: Receiver, why: Reason, *, restricted: bool, aside: str = "") -> Pages:
        naming = OneName(self._index or self.store.handovers.names(), self._student, receiver.kind.name)
        return handover_pages(self._facts, receiver, why, naming, restricted=restricted, aside=aside)

    def _painted(self) -> Content:
        if self._pages.refused:
            return pieces((self._pages.refused, "warn"))
        sheet, *more = (painted(page, self._show) for page in self._pages.all)
        for page in more:
            sheet = sheet + pieces((f"\n\n── {APART} ──\n\n", "warn")) + page
        return sheet

    def _edge(self) -> str:
        found = self._pages.apart
        if self._pages.refused or not found or self._pages.restricted:
            return ""
        return f"{count(found, 'besloten regel gaat', 'besloten regels gaan')} niet mee"

    def _whom_rows(self) -> list[Option]:
        show, receiver, choice = self._show, self._receiver, self.choice
        said = ground_words(receiver, choice.aside)
        rows: list[tuple[str, str, Role]] = [
            ("Ontvanger", show.text(receiver.label) or NOBODY, "" if receiver.label else "warn"),
            ("", receiver.reads if receiver.label else "", "muted"),
            ("Reden", choice.why.words, ""),
            ("Besloten", self._along() if receiver.kind.audiences else "", ""),
            ("Grond", show.text(said), "warn" if choice.aside else ""),
            ("Bestand", FILE_WORDS[self._locked] if receiver.label and receiver.outside else "", ""),
            ("", self.hindered() if receiver.label else "", "warn"),
        ]
        return [
            Option(Row(col(label, TO_HIM, "label"), flex(text, role), wrap=True), disabled=True)
            for label, text, role in rows
            if text
        ]

    @property
    def _locked(self) -> bool:
        """The sheet leaves the school as a file that opens with a passphrase only."""
        return self._receiver.outside and not self.choice.readable

    @property
    def _phrase(self) -> str:
        """The passphrase of this receiver's files: always the same; kept in the vault."""
        return self.store.feedback.passphrase(f"{PHRASE_OF}{fold(self._receiver.label)}")

    def _along(self) -> str:
        """Whether the besloten page goes along, in words."""
        if self._pages.restricted:
            return "gaat mee"
        return "gaat niet mee" if self._pages.apart else "er is niets besloten"

    def hindered(self) -> str:
        """Why nothing can leave yet; empty when it can."""
        receiver = self._receiver
        if not receiver.label:
            return NOBODY
        if receiver.family:
            return FAMILY
        if receiver.lacks_ground and not self.choice.aside:
            return NO_GROUND.replace("of schrijf", "of schrijf met e")
        return self._pages.refused

    def _show_given(self, keep: str | None) -> None:
        found = self.store.handovers.of_student(self.student_id)
        self._given = {one.id: one for one in found}
        self.query_one("#given", Lines).refill([self._given_row(one) for one in found], keep)
        waits = sum(1 for one in found if one.waits)
        self.query_one("#given-panel", Panel).label(
            "Overgedragen", f"{waits} wacht op ontvangst" if waits else ""
        )

    def _given_row(self, one: Handover) -> Option:
        show = self._show
        sign = col("!", 1, "warn") if one.waits else col("✓", 1, "good")
        along = "met besloten deel" if one.restricted else ""
        form = "versleuteld bestand" if one.transfer_id else ""
        below = " · ".join(filter(None, [one.reason, form, along, show.text(one.ground)]))
        said: list[Piece] = [f"{show_date(one.made_on, show.today)}  ", (show.text(one.receiver), "strong")]
        said += [(f"\n{below}", "muted")] if below else []
        said.append((f"\n{show.text(one.standing(show.today))}", "warn" if one.waits else "muted"))
        return option(one.id, sign, flex(pieces(*said)), wrap=True)

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing leaves while something hinders it; a receipt needs a handover."""
        if not hasattr(self, "_given"):
            return True
        if action in ("paper", "markdown"):
            return not self.hindered()
        if action == "secret":
            return self._locked and not self.hindered()
        if action == "received":
            return bool(self._given)
        return action != "remove" or (bool(self._given) and self.query_one("#given").has_focus)

    def on_descendant_focus(self) -> None:
        """Other keys in the list."""
        self.refresh_bindings()

    def action_whom(self) -> None:
        """e: for whom, why."""
        self.open("whom")

    def open_whom(self) -> None:
        """The form of the receiver."""

        def chosen(choice: Choice | None) -> None:
            if choice:
                self._choice = choice
                self._show_sheet()

        self.app.push_screen(HandoverForm(self._around, self._facts, self.choice, self.whose), chosen)

    def action_consents(self) -> None:
        """t: consent, or another ground."""
        self.desk.go(("consents", self.student_id))

    def action_why(self) -> None:
        """w: the source of the reason."""
        why = self.choice.why
        self.app.push_screen(MessageDialog(f"Overdracht: {why.words}", f"{_upper(why.source)}."))

    def action_received(self) -> None:
        """g: who received it, and when."""
        key = self.query_one("#given", Lines).current
        if key:
            self.open("receipt", key)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter on a handover: its receipt."""
        if event.option_list.id == "given" and event.option_id:
            self.open("receipt", event.option_id)

    def open_receipt(self, handover_id: str) -> None:
        """The form of the receipt."""
        one = self._given.get(handover_id)
        if one is None:
            return
        if one.transfer_id:  # an encrypted file: its receipt has a code, and its own screen
            self.desk.go(("transfer",))
            return

        def after(done: Receipt | None) -> None:
            if done:
                self.tell("Ontvangst genoteerd. u draait het terug.")
                self.reload(handover_id)

        self.app.push_screen(ReceiptForm(self.store, one, self.whose), after)

    def action_remove(self) -> None:
        """x: it was a mistake."""
        key = self.query_one("#given", Lines).current
        if key and self.attempt(lambda: self.store.handovers.remove(key), "Weg. u zet het terug."):
            self.reload()

    # --- leaving the desk

    def action_paper(self) -> None:
        """p: Word."""
        self._leave("docx")

    def action_markdown(self) -> None:
        """m: Markdown, which cannot be encrypted."""
        if self._locked:
            self.tell(ONLY_WORD)
        else:
            self._leave("md")

    def action_secret(self) -> None:
        """k: the passphrase of this receiver's files, on request only."""

        def show() -> None:
            who = self._show.text(self._receiver.label)
            said = pieces((self._phrase, "strong"), "\n\n", ABOUT_PHRASE.format(who=who))
            self.app.push_screen(MessageDialog(f"Wachtwoordzin voor {who}", said))

        self.attempt(show)

    def _leave(self, form: str) -> None:
        pages, receiver, choice, locked = self._pages, self._receiver, self.choice, self._locked

        def keep() -> None:
            self.attempt(
                lambda: self.store.handovers.give(
                    self.student_id,
                    receiver,
                    choice.why,
                    restricted=pages.restricted is not None,
                    aside=choice.aside,
                )
            )
            self.reload()

        student, today = self._student, self._show.today
        name = file_words(TITLE, student.name.initials, student.class_name, f"{today:%Y-%m-%d}")

        def made() -> bytes:
            sheet = content(pages.all, form, usable_base(self.store) if form == "docx" else None)
            return encrypted(sheet, self._phrase) if locked else sheet

        hand_out(
            self,
            f"{name}.{form}",
            made,
            keep,
            to=receiver.label,
            ground=ground_words(receiver, choice.aside),
            note="Het is versleuteld. k toont de wachtwoordzin; geef die langs een andere weg door."
            if locked
            else "",
        )

    # --- what she chose stays while the desk is locked

    def keep_draft(self) -> None:
        """The choice waits in the vault."""
        one = self.choice
        packed = json.dumps([one.reason, one.receiver, one.restricted, one.aside, one.readable])
        self.store.desk.keep_draft(f"handover:{self.student_id}", packed, 0)

    def restore_draft(self) -> None:
        """The choice is back."""
        packed, _ = self.store.desk.draft(f"handover:{self.student_id}")
        if packed:
            self._choice = Choice(*json.loads(packed))
            self._show_sheet()


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]

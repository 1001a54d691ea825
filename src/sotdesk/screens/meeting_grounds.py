"""Consent at the table: who sits here without a ground is said quietly, and `t` settles it. It never stops typing."""

from collections.abc import Callable

from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.ground_form import ANONYMOUS, ASK, AWAY, GroundForm, Settling
from sotdesk.screens.meeting_items import ItemKeys
from sotdesk.screens.meeting_people import BEFORE_GUEST


class GroundKeys(ItemKeys):
    """The ground of who is at the table."""

    def action_consent(self) -> None:
        """t: settle it for who has no ground; else take back what was settled for this item."""
        item = self.item
        if self.hidden or not item.students:
            self.tell("Dit punt gaat niet over een leerling." if not self.hidden else BEFORE_GUEST)
        elif self._ungrounded:
            self.open("ground")
        elif item.anonymous:
            self._confirm("Dit punt weer met naam bespreken?", "", lambda: self._anonymous(on=False))
        elif item.away:
            self._confirm("Wie weg was, weer bij dit punt?", "", self._bring_back)
        else:
            said = "Iedereen die hier zit heeft een grond om dit te horen."
            self._confirm("Dit punt anoniem bespreken?", said, lambda: self._anonymous(on=True))

    def open_ground(self) -> None:
        """The form."""
        if self._ungrounded:
            form = GroundForm(self.store, self._ungrounded, save=self._settle)
            self.app.push_screen(form, lambda done: self._settled(done) if done else None)

    def _settle(self, settling: Settling) -> None:
        table, item_id, person = self.store.table, self.item_id, settling.person
        if settling.how == ASK and self._item_line is not None:
            raw = f"@{settling.asker} toestemming vragen: {person.short} >{settling.due}"
            table.keep(item_id, self._item_line.read(raw), [person])
        elif settling.how == AWAY:
            self.store.consents.send_away(item_id, person)
        elif settling.how == ANONYMOUS:
            self.store.consents.discuss_anonymously(item_id, on=True)
        else:
            self.store.consents.record(item_id, person, settling.ground, settling.proof)

    def _settled(self, settling: Settling) -> None:
        self.reload()
        who = settling.person.short
        self.tell(
            {
                ASK: f"Afspraak gemaakt: toestemming vragen voor {who}.",
                AWAY: f"{who} is niet bij dit punt.",
                ANONYMOUS: "Dit punt staat zonder naam op het scherm, de agenda en in het verslag.",
            }.get(settling.how, "Vastgelegd.")
        )
        self.box.line.focus()

    def _confirm(self, question: str, detail: str, work: Callable[[], object]) -> None:
        def answered(yes: bool | None) -> None:
            if yes and self.attempt(work):
                self.reload()
            self.box.line.focus()

        self.app.push_screen(ConfirmDialog(question, detail, heading="Grondslag"), answered)

    def _anonymous(self, *, on: bool) -> None:
        self.store.consents.discuss_anonymously(self.item_id, on=on)

    def _bring_back(self) -> None:
        for away in self.item.away:
            self.store.consents.bring_back(self.item_id, away.who)

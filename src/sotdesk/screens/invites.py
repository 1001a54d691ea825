"""Uitnodigen: who comes in when, one invitation a person with only his own slots; whom to invite is proposed."""

from collections.abc import Sequence

from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.invitations import Invitation, Proposed, Told, invitation_letter, to_invite
from sotdesk.domain.letters import Letter
from sotdesk.screens.agenda_rows import item_name
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.letters import LettersScreen, file_words
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role, pieces
from sotdesk.widgets.row import col, fit, flex

HEADINGS = {
    Told.NOT_YET: "Nog uit te nodigen",
    Told.CHANGED: "Tijd gewijzigd sinds uitnodiging",
    Told.TOLD: "Uitgenodigd",
}
SIGNS: dict[Told, tuple[str, Role]] = {
    Told.NOT_YET: ("□", ""),
    Told.CHANGED: ("!", "warn"),
    Told.TOLD: ("✓", "good"),
}


class InvitesScreen(LettersScreen):
    """The people who come in for an item of one meeting (its id)."""

    SCOPE = "invites"
    ROUTE = "invites"
    HERE = 2
    BINDINGS = bindings("invites")
    EMPTY = "Niemand komt voor één punt. Zet in de agenda achter een punt wie erbij komt, of neem een voorstel over."
    HELP = """
**Uitnodigen**: wie voor één punt erbij komt, krijgt alleen zijn eigen tijd te lezen.

- Iemand met twee punten krijgt **één uitnodiging** met beide tijden.
- Mensen van de school lezen om welke leerling het gaat (initialen en klas). Een partner of ouder leest alleen de tijd:
  er is misschien nog geen toestemming. In het **kalenderbestand** (.ics) staat nooit een leerling.
- **Spatie** zegt dat je iemand hebt uitgenodigd. Verschuift de agenda daarna, dan staat er *tijd gewijzigd sinds
  uitnodiging*: stuur hem een nieuwe.
- **Voorstel**: bij een nieuwe leerling en bij een evaluatie de mentor. Neem over met a, of laat het staan.
- Tijdens het overleg leg je met + vast dat iemand binnenkomt.
"""

    @property
    def meeting_id(self) -> str:
        """The meeting of these invitations."""
        return self.ids[0]

    def load(self) -> None:
        """The invitations and what is proposed."""
        self._meeting = self.store.meetings.get(self.meeting_id)
        self._agenda = self.store.report.agenda(self.meeting_id)
        self._people = {one.key: one for one in self.store.invites.people(self.meeting_id)}
        self._proposed = {one.key: one for one in self.store.invites.proposed(self.meeting_id)}
        self._coordinator = self.store.school.school().coordinator
        self._names, self._full = self.store.report.known_names(), self.full_names

    def people_rows(self) -> list[Option]:
        """Who must still be told, whose time changed, who knows; then the proposals."""
        rows: list[Option] = []
        for state, words in HEADINGS.items():
            rows += self._group(words, [self._row(p) for p in self._people.values() if p.state is state])
        extra = [self._proposal(one) for one in self._proposed.values()]
        rows += self._group("Voorstel", extra, "a neem over · A alles")
        waiting = len(to_invite(self._people.values()))
        today = self.store.clock.today()
        title = f"Uitnodigen voor {self._meeting.kind.short} {show_date(self._meeting.day, today)}"
        self.query_one("#people-panel", Panel).label(title, f"nog {waiting}" if waiting else "")
        return [each for number, row in enumerate(rows) for each in self._spaced(number, row)]

    def _group(self, words: str, rows: Sequence[Option], extra: str = "") -> list[Option]:
        return [heading(words, extra or str(len(rows))), *rows] if rows else []

    def _spaced(self, number: int, row: Option) -> list[Option]:
        """A blank line before each heading but the first, where there is room."""
        apart = number and row.id is None and not self.low
        return [blank(), row] if apart else [row]

    def _row(self, one: Invitation) -> Option:
        sign, role = SIGNS[one.state]
        about = ", ".join(item_name(slot.item, hidden=self.private) for slot in one.slots)
        was = ", ".join(filter(None, (slot.was for slot in one.slots)))
        said = pieces((one.label, "strong"), (f"\n{about}", "muted"), (f"  was {was}" if was else "", "warn"))
        times = ", ".join(slot.times for slot in one.slots)
        return option(one.key, col(sign, 1, role), flex(said), fit(times), wrap=True)

    def _proposal(self, one: Proposed) -> Option:
        about = item_name(one.item, hidden=self.private)
        said = pieces(one.label, (f"\n{about}: {one.why}", "muted"))
        return option(one.key, col("+", 1, "muted"), flex(said), wrap=True)

    def title_of(self, key: str) -> tuple[str, str]:
        """Who reads it; for a proposal what to do."""
        if key in self._proposed:
            return "Voorstel", "a neem over"
        one = self._people[key]
        return f"Dit leest {one.label}", "" if one.names_pupil else "zonder leerling: alleen de tijd"

    def letter_of(self, key: str) -> Letter | None:
        """The invitation; a proposal has none yet."""
        one = self._people.get(key)
        if one is None:
            return None
        return invitation_letter(
            one, self._agenda, self._coordinator, full=self._full, known_names=self._names
        )

    def file_of(self, key: str) -> str:
        """`SOT 2026-11-25 uitnodiging M. Bos`."""
        return file_words(
            self._agenda.short, f"{self._agenda.day:%Y-%m-%d}", "uitnodiging", self._people[key].reader
        )

    # --- keys

    def action_calendar(self) -> None:
        """k: his own slots for a calendar, without any pupil."""
        from sotdesk.documents.agenda_ics import invitation

        one = self._people.get(self.current)
        if one is None:
            self.tell("Kies eerst iemand die is uitgenodigd.")
            return
        now = self.store.clock.now()
        hand_out(self, f"{self.file_of(one.key)}.ics", lambda: invitation(self._agenda, one, now))

    def action_told(self) -> None:
        """Spatie: he knows when to come, or not yet."""
        one = self._people.get(self.current)
        if one is None:
            return
        on = one.state is not Told.TOLD
        ids = [slot.invite.id for slot in one.slots]
        said = "Uitgenodigd." if on else "Nog niet uitgenodigd."
        if self.attempt(lambda: self.store.invites.told(self.meeting_id, ids, on), said):
            self.reload(self._following(one.key) if on else one.key)

    def _following(self, key: str) -> str:
        keys = self.query_one("#people", Lines).keys
        after = [k for k in keys[keys.index(key) + 1 :] if k in self._people] if key in keys else []
        return next((k for k in after if self._people[k].state is not Told.TOLD), key)

    def action_remove(self) -> None:
        """x: he does not come; u puts it back."""
        one = self._people.get(self.current)
        if one is None:
            return
        known = one.state is not Told.NOT_YET
        extra = "Zeg het af: dit was al verstuurd." if known else "u zet het terug."
        said = f"Uitnodiging weg. {extra}"
        if self.attempt(lambda: self.store.invites.remove([slot.invite.id for slot in one.slots]), said):
            self.reload()

    def action_take(self) -> None:
        """a: the proposal under the cursor, or the first."""
        found = self._proposed.get(self.current) or next(iter(self._proposed.values()), None)
        self._take([found] if found else [])

    def action_take_all(self) -> None:
        """A: all proposals."""
        self._take(list(self._proposed.values()))

    def _take(self, found: Sequence[Proposed]) -> None:
        if not found:
            self.tell("Er is geen voorstel om over te nemen.")
        elif self.attempt(lambda: self.store.invites.take_over(found)):
            self.reload()

"""Voorbereidingsbladen: one sheet a member, with only what he may see in his role; on paper or copied."""

from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.letters import Letter
from sotdesk.domain.prep import Member
from sotdesk.domain.words import count
from sotdesk.screens.letters import LettersScreen, file_words
from sotdesk.widgets.lines import option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import fit, flex


class PrepScreen(LettersScreen):
    """The members of one meeting (its id), each with his sheet."""

    SCOPE = "prep"
    ROUTE = "prep"
    HERE = 2
    BINDINGS = bindings("prep")
    EMPTY = "Dit soort overleg heeft nog geen leden. Geef ze op bij de soorten overleg (k bij Overleg)."
    HELP = """
**Voorbereidingsblad**: wat een lid vooraf leest, met alleen wat hij in zijn rol mag zien.

- Per punt de tijd, initialen en klas, en zijn **eigen** open afspraken. De **vraag aan het SOT** staat erbij voor wie
  die mag lezen: de LPA, een mentor of een partner van buiten niet.
- Een partner die voor één punt komt, leest om welke leerling het gaat als daar een **grondslag** voor is vastgelegd.
- Nooit: een hulpvraag, een regel uit een overleg, iets wat besloten is, of de afspraken van een ander.
- Elk blad dat je maakt, blijft bij de leerlingen staan: wie het kreeg, en wanneer.
"""

    @property
    def meeting_id(self) -> str:
        """The meeting that is prepared."""
        return self.ids[0]

    def load(self) -> None:
        """Everyone with his sheet."""
        self._meeting = self.store.meetings.get(self.meeting_id)
        made = self.store.prep.letters(self.meeting_id)
        self._members = {member.key: member for member, _ in made}
        self._letters = {member.key: letter for member, letter in made}
        self._handed = self.store.prep.handed(self.meeting_id)

    def people_rows(self) -> list[Option]:
        """The members, then who is invited."""
        today = self.store.clock.today()
        title = f"Voorbereiding {self._meeting.kind.short} {show_date(self._meeting.day, today)}"
        self.query_one("#people-panel", Panel).label(title, f"{len(self._members)}" if self._members else "")
        return [self._row(member) for member in self._members.values()]

    def _row(self, member: Member) -> Option:
        handed = self._handed.get(member.key)
        made = f"gemaakt {show_date(handed.at.date())}" if handed else ""
        many = count(len(self._letters[member.key].blocks), "punt", "punten")
        return option(
            member.key,
            flex(member.label, "strong"),
            fit(made, "muted", drop=36),
            fit(many if member.member else f"alleen {many}", "muted"),
            wrap=True,
        )

    def title_of(self, key: str) -> tuple[str, str]:
        """Who reads it, and the rule behind it."""
        member = self._members[key]
        return f"Dit leest {member.label}", member.profile.source

    def letter_of(self, key: str) -> Letter | None:
        """His sheet."""
        return self._letters.get(key)

    def file_of(self, key: str) -> str:
        """`SOT 2026-11-25 voorbereiding N. Smit`."""
        day = f"{self._meeting.day:%Y-%m-%d}"
        return file_words(self._meeting.kind.short, day, "voorbereiding", self._members[key].reader)

    def handed_out(self, key: str, letter: Letter, form: str) -> None:
        """Kept with each pupil on it."""
        self.store.prep.handed_out(self.meeting_id, self._members[key], letter, form)

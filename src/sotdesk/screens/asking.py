"""Navragen: everyone with open agreements, and the text that asks how they stand. Before a meeting, or at any time."""

from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.asking import ToAsk, Turn, asking_letter
from sotdesk.domain.dates import show_date
from sotdesk.domain.letters import Letter
from sotdesk.domain.meetings import Meeting
from sotdesk.domain.words import count
from sotdesk.screens.letters import LettersScreen, file_words
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role
from sotdesk.widgets.row import col, fit, flex

HEADINGS = {
    Turn.ASK: "Nog na te vragen",
    Turn.ASKED: "Gevraagd",
    Turn.AT_TABLE: "Zit zelf aan tafel",
    Turn.OTHER: "Andere open afspraken",
}
SIGNS: dict[Turn, tuple[str, Role]] = {
    Turn.ASK: ("□", ""),
    Turn.ASKED: ("✓", "good"),
    Turn.AT_TABLE: ("·", "muted"),
    Turn.OTHER: ("·", "muted"),
}


class AskScreen(LettersScreen):
    """The people to ask at any time."""

    SCOPE = "asking"
    ROUTE = "ask"
    HERE = 4
    BINDINGS = bindings("asking")
    EMPTY = "Niemand heeft open afspraken die je kunt navragen."
    HELP = """
**Navragen**: vóór het overleg hoor je bij wie niet aan tafel zit hoe zijn afspraken staan.

- Ieder leest alleen zijn **eigen** open afspraken, over al zijn leerlingen: initialen en klas, wat en wanneer. Niets
  uit de casus, geen hulpvraag, niets wat besloten is. Bij *Instellingen* kies je of eigen mensen de hele naam lezen.
- **c** kopieert de tekst, om te plakken in een bericht. **Spatie** zegt dat je het gevraagd hebt; de datum blijft bij
  de afspraak staan.
- **Zit zelf aan tafel**: die hoor je in het overleg.
"""

    _meeting: Meeting | None

    @property
    def meeting_id(self) -> str:
        """Before which meeting; empty from Afspraken."""
        return self.ids[0] if self.ids else ""

    def load(self) -> None:
        """Everyone with open agreements; before a meeting only who has one about its pupils, or is marked."""
        found = self.store.asking.people(self.meeting_id)
        if self.meeting_id:
            found = tuple(person for person in found if person.turn is not Turn.OTHER)
            self._meeting = self.store.meetings.get(self.meeting_id)
        else:
            self._meeting = self.store.meetings.running() or self.store.meetings.next()
        self._today = self.store.clock.today()
        self._names, self._full = self.store.report.known_names(), self.full_names
        self._people = {person.key: person for person in found}

    def people_rows(self) -> list[Option]:
        """Whom to ask first."""
        rows: list[Option] = []
        for turn, words in HEADINGS.items():
            group = [person for person in self._people.values() if person.turn is turn]
            if group:
                rows += [blank()] if rows and not self.low else []
                rows += [heading(words, str(len(group))), *map(self._row, group)]
        waiting = sum(1 for person in self._people.values() if person.turn is Turn.ASK)
        edge = f"nog {waiting}" if waiting else ""
        self.query_one("#people-panel", Panel).label(self._title, edge)
        return rows

    @property
    def _title(self) -> str:
        if not self.meeting_id or self._meeting is None:
            return "Navragen"
        return f"Navragen vóór {self._meeting.kind.short} {show_date(self._meeting.day, self._today)}"

    def _row(self, person: ToAsk) -> Option:
        sign, role = SIGNS[person.turn]
        late = person.late(self._today)
        said = count(len(person.actions), "afspraak", "afspraken")
        if person.asked_on:
            said = f"gevraagd {show_date(person.asked_on, self._today)}"
        elif late:
            said = f"{late} te laat"
        return option(
            person.key,
            col(sign, 1, role),
            flex(person.label, "strong" if person.turn is Turn.ASK else ""),
            fit(said, "warn" if late and not person.asked_on else "muted"),
            wrap=True,
        )

    def title_of(self, key: str) -> tuple[str, str]:
        """Who reads it, and that besloten agreements are not in it."""
        person = self._people[key]
        hidden = count(person.left_out, "besloten afspraak", "besloten afspraken")
        left_out = f"{hidden} niet in deze tekst: vraag die zelf na" if person.left_out else ""
        return f"Dit leest {person.label}", left_out

    def letter_of(self, key: str) -> Letter | None:
        """His open agreements and the question how they stand."""
        person, before = self._people.get(key), ""
        if person is None:
            return None
        if self._meeting is not None:
            before = (
                f"het overleg van {show_date(self._meeting.day, self._today)}, {self._meeting.start:%H:%M}"
            )
        full = self._full and bool(person.contact and person.contact.internal)
        return asking_letter(person, self._today, before=before, full=full, known_names=self._names)

    def file_of(self, key: str) -> str:
        """`2026-11-25 navragen M. Bos`."""
        return file_words(f"{self._today:%Y-%m-%d}", "navragen", self._people[key].reader)

    def action_asked(self) -> None:
        """Spatie: asked, or not yet."""
        person = self._people.get(self.current)
        if person is None:
            return
        on = person.turn is not Turn.ASKED
        ids = [action.id for action in person.actions]
        said = "Gevraagd." if on else "Nog niet gevraagd."
        if self.attempt(lambda: self.store.asking.asked(ids, on), said):
            following = self._following(person) if on else person.key
            self.reload(following)

    def _following(self, person: ToAsk) -> str:
        """The next one who is still to be asked, so that c, Spatie, c, Spatie goes down the list."""
        keys = self.query_one("#people", Lines).keys
        after = keys[keys.index(person.key) + 1 :] if person.key in keys else []
        return next((key for key in after if self._people[key].turn is Turn.ASK), person.key)


class AskBeforeScreen(AskScreen):
    """The same before one meeting (its id): who has an agreement about its pupils, or is marked."""

    ROUTE = "ask_before"
    HERE = 2

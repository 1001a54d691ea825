"""Contacten: the people the coordinator works with, with their roles, and the sociale kaart (agencies)."""

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.contacts import Agency, Contact
from sotdesk.domain.text import fold
from sotdesk.domain.words import count
from sotdesk.domain.working_days import days_words
from sotdesk.screens.contact_forms import AgencyForm, ContactForm
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.filtering import FilteringScreen
from sotdesk.widgets.filter_line import FilteredLines, FilterLine
from sotdesk.widgets.lines import Lines, blank, heading, note, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import col, flex, name

MAP = "kaart"
"""In the address: the sociale kaart rather than the people."""
NO_PEOPLE = "Nog geen contacten. n maakt er een; in een leerlingenlijst (i) staan de mentoren al."
NO_AGENCIES = "Nog niets op de sociale kaart. n zet er een organisatie op."
NO_FIT = "Niemand past bij dit filter. Esc haalt het weg."


class ContactsScreen(FilteringScreen):
    """Place 5. An id in the address is the row to stand on, or `kaart`."""

    SCOPE = "contacts"
    ROUTE = "contacts"
    HERE = 5
    BINDINGS = bindings("contacts")
    HELP = """
**Contacten** zijn de mensen met wie je werkt, van school en van buiten.

- **Rol**: wat iemand doet en voor wie, in gewone woorden: `mentor 2H1`, `LPA Rotterdam, Capelle`,
  `coördinator onderbouw`, `SVK leerjaar 2`. Zonder bereik geldt een rol voor de hele school.
- Met **@rol** in een overleg wordt de juiste persoon bij die leerling gezocht: zijn eigen mentor, de coördinator
  van zijn afdeling, de leerplichtambtenaar (LPA) van zijn gemeente.
- **Sociale kaart**: de organisaties om de school heen, zoals wijkteam, GGZ en CJG.
- **Vertellen**: hoe je iemand meestal laat weten wat er is afgesproken.
"""

    LIST = "contacts"
    _map = False
    """The sociale kaart is shown."""
    _missing: tuple[Contact, ...] = ()
    """Mentors of the pupils' list who are no contact yet."""

    def body(self) -> ComposeResult:
        """A filter line that shows itself when used, and one list."""
        with Panel(id="contacts-panel"):
            yield FilterLine("filter: naam, rol, klas of organisatie")
            yield FilteredLines(id="contacts")

    @property
    def wanted(self) -> str | None:
        """The contact that the address names."""
        return self.ids[0] if self.ids else None

    def on_mount(self) -> None:
        """The list has the focus; a row asked for by the address is under the cursor."""
        self._map = self.wanted == MAP or self.wanted in {a.id for a in self.store.contacts.agencies()}
        self.query_one("#contacts").focus()

    @property
    def address(self) -> tuple[str, ...]:
        """With which of the two lists is shown."""
        return (self.ROUTE, MAP) if self._map else (self.ROUTE,)

    def filtered(self) -> None:
        """The people or organisations that fit."""
        self.reload()

    def reload(self, keep: str | None = None) -> None:
        """The people or the organisations that fit the filter."""
        words = fold(self.filter.value).split()
        rows = self._agency_rows(words) if self._map else self._people_rows(words)
        lines = self.query_one("#contacts", Lines)
        lines.empty = NO_FIT if words else NO_AGENCIES if self._map else NO_PEOPLE
        lines.refill(rows, keep)
        self.refresh_bindings()

    def _people_rows(self, words: list[str]) -> list[Option]:
        every = self.store.contacts.all()
        self._names = {c.id: c.name for c in every}
        self._me = self.store.school.school().coordinator_id
        self._missing = self.store.contacts.missing_mentors()
        fitting = [c for c in every if _fits(_text(c), words)]
        rows: list[Option] = []
        for title, inside in (("School", True), ("Van buiten", False)):
            rows += self._group(title, [c for c in fitting if c.internal is inside], bool(rows))
        if self._missing and not words:
            people = count(len(self._missing), "mentor", "mentoren")
            verb = "is" if len(self._missing) == 1 else "zijn"
            rows += [blank()] if rows else []
            rows.append(
                note(f"{people} uit de leerlingenlijst {verb} nog geen contact: m maakt ze aan.", "ask")
            )
        self.query_one("#contacts-panel", Panel).label(
            "Contacten", count(len(fitting), "contact", "contacten")
        )
        return rows

    def _group(self, title: str, contacts: list[Contact], gap: bool) -> list[Option]:
        if not contacts:
            return []
        above = [blank()] if gap and not self.low else []
        return [*above, heading(title, str(len(contacts))), *(self._row(c) for c in contacts)]

    def _row(self, contact: Contact) -> Option:
        roles = " · ".join(role.words for role in contact.roles)
        me = (" · jij" if roles else "jij") if contact.id == self._me else ""
        return option(
            contact.id,
            name(contact.name, 22, "strong"),
            flex(pieces(roles, (me, "accent"))),
            col(contact.organisation, 22, "muted", drop=112),
            col(days_words(contact.working_days), 12, "muted", drop=72),
            col(contact.told_by, 19, "muted", drop=136),
            col(contact.phone, 13, "muted", drop=88),
        )

    def _agency_rows(self, words: list[str]) -> list[Option]:
        every = self.store.contacts.agencies()
        self._names = {a.id: a.name for a in every}
        fitting = [a for a in every if _fits(_agency_text(a), words)]
        total = count(len(fitting), "organisatie", "organisaties")
        self.query_one("#contacts-panel", Panel).label("Sociale kaart", total)
        return [
            option(
                agency.id,
                name(agency.name, 30, "strong"),
                flex(agency.kind),
                col(agency.note, 44, "muted", drop=108),
                col(agency.phone, 13, "muted"),
            )
            for agency in fitting
        ]

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Making mentors is only there when the pupils' list names one who is no contact."""
        return action != "mentors" or (not self._map and bool(self._missing))

    @property
    def _current(self) -> str:
        return self.query_one("#contacts", Lines).current or ""

    def on_option_list_option_selected(self) -> None:
        """Enter: edit."""
        self.action_edit()

    def action_edit(self) -> None:
        """e: the form of the person or organisation under the cursor."""
        if self._current:
            self.open("agency" if self._map else "contact", self._current)

    def action_new(self) -> None:
        """n: a new one."""
        self.open("agency" if self._map else "contact")

    def open_contact(self, contact_id: str = "") -> None:
        """The form of a person."""
        self.app.push_screen(ContactForm(self.store, contact_id), lambda made: self._after(made, contact_id))

    def open_agency(self, agency_id: str = "") -> None:
        """The form of an organisation."""
        self.app.push_screen(AgencyForm(self.store, agency_id), lambda made: self._after(made, agency_id))

    def _after(self, made: Contact | Agency | None, kept: str) -> None:
        if made is None:
            return
        found = self.store.contacts.agencies() if self._map else self.store.contacts.all()
        self.reload(kept or next((each.id for each in found if each.name == made.name), None))
        self.tell("Bewaard.")

    def action_remove(self) -> None:
        """x: out of the list, after asking; what was done stays."""
        key = self._current
        if not key:
            return
        stays = (
            "De mensen van deze organisatie blijven staan."
            if self._map
            else "Wat al is afgesproken blijft bewaard."
        )
        remove = self.store.contacts.remove_agency if self._map else self.store.contacts.remove
        question = ConfirmDialog(
            f"{self._names[key]} weghalen?", f"{stays} Met u komt het terug.", yes="Weghalen"
        )
        self._ask(question, lambda: remove(key), "Weggehaald.")

    def action_mentors(self) -> None:
        """m: make the mentors of the pupils' list contacts."""
        missing = self._missing
        add = self.store.contacts.add_all
        self._ask(
            mentors_question(missing), lambda: add(missing, "mentoren als contact"), "Mentoren aangemaakt."
        )

    def _ask(self, question: ConfirmDialog, work: Callable[[], object], said: str) -> None:
        def after(yes: bool | None) -> None:
            if yes and self.attempt(work, said):
                self.reload()

        self.app.push_screen(question, after)

    def action_map(self) -> None:
        """k: the sociale kaart, or back to the people."""
        self._map = not self._map
        self.close_filter()
        self.reload()

    def action_back(self) -> None:
        """Esc: first out of the filter, then back from the sociale kaart."""
        if self._map and not self.filter.display:
            self.action_map()
        else:
            super().action_back()


def mentors_question(missing: Iterable[Contact]) -> ConfirmDialog:
    """Whether to make contacts of these mentors; also asked after an import."""
    people = [f"{c.name} ({c.roles[0].scope or 'zonder klas'})" for c in missing]
    shown = people[:12]
    more = f" en nog {len(people) - len(shown)}" if len(people) > len(shown) else ""
    title = count(len(people), "mentor uit de lijst is", "mentoren uit de lijst zijn")
    return ConfirmDialog(
        f"{title} nog geen contact. Nu aanmaken?",
        f"{', '.join(shown)}{more}.",
        heading="Mentoren",
        yes="Aanmaken",
        no="Niet nu",
    )


def _fits(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _text(contact: Contact) -> str:
    roles = " ".join(role.words for role in contact.roles)
    return " ".join([contact.name, roles, contact.organisation, contact.note, contact.phone, contact.email])


def _agency_text(agency: Agency) -> str:
    return " ".join([agency.name, agency.kind, agency.note, agency.phone])

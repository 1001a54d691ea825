"""The forms of Contacten: a person with roles in words, and an organisation on the sociale kaart."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from sotdesk.domain.contacts import Agency, Contact, Role, role_kinds
from sotdesk.domain.role_words import is_relative, role_of, unknown_in
from sotdesk.domain.telling import ways_to_tell
from sotdesk.domain.text import fold, one_line
from sotdesk.domain.words import listed
from sotdesk.domain.working_days import days_of, days_words
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.name_line import NameLine
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store

ROLES_NOTE = "een rol per regel: mentor 2H1 · LPA Rotterdam · coördinator onderbouw"
NO_YES = (("nee", "nee"), ("ja", "ja"))
SIGNALS_NOTE = "laat namens de school zien dat die bij een leerling betrokken is (s op de kaart)"
DAYS_WRONG = "Typ de dagen zoals ma di do, ma t/m wo of elke dag."


def suggesting(line: Line, words: Iterable[str]) -> Line:
    """A line that completes these words; → takes the completion."""
    line.suggester = SuggestFromList(list(words), case_sensitive=False)
    return line


class ContactForm(FormDialog[Contact]):
    """`ContactForm(store, contact_id)` saves the contact itself; an empty id makes a new one."""

    def __init__(self, store: "Store", contact_id: str = "") -> None:
        super().__init__(save=store.contacts.save)
        self._contact = store.contacts.get(contact_id) if contact_id else Contact("", "")
        self.heading = self._contact.name or "Nieuw contact"
        self._school = store.school.school()
        self._known_classes = store.students.classes()
        self._towns = store.students.municipalities()
        self._agencies = {fold(a.name): a for a in store.contacts.agencies()}

    def fields(self) -> Iterable[Field]:
        """Who, which roles, where, how to reach and tell him."""
        contact = self._contact
        roles = "\n".join(role.words for role in contact.roles)
        agencies = [agency.name for agency in self._agencies.values()]
        sides = [("in", "van de school"), ("out", "van buiten")]
        yield Field("Naam", NameLine(contact.name, "M. Bos", id="name"))
        yield Field("Rollen", TextBox(roles, rows=3, id="roles"), note=ROLES_NOTE)
        yield Field("Hoort bij", Pick(sides, "in" if contact.internal else "out", id="side"))
        place = suggesting(
            Line(contact.organisation, "wijkteam, GGZ, gemeente …", id="organisation"), agencies
        )
        yield Field("Organisatie", place)
        yield Field("Werkdagen", Line(days_words(contact.working_days), "ma di do", id="days"))
        yield Field("Telefoon", Line(contact.phone, id="phone"))
        yield Field("E-mail", Line(contact.email, id="email"))
        yield Field("Vertellen", Pick(self._ways(), contact.told_by, id="told"))
        yield Field("Bijzonderheden", Line(contact.note, id="note"))
        signals = Pick(NO_YES, "ja" if contact.may_signal else "nee", "signals")
        yield Field("Mag signaleren", signals, note=SIGNALS_NOTE)

    def _ways(self) -> list[tuple[str, str]]:
        ways = ways_to_tell(self._school.system)
        own = [self._contact.told_by] if self._contact.told_by not in ("", *ways) else []
        return [("", "niet ingevuld"), *((way, way) for way in (*ways, *own))]

    def on_mount(self) -> None:
        """Say what the present words mean."""
        super().on_mount()
        box = self.query_one("#roles", TextBox)
        box.move_cursor(box.document.end)
        self._say_roles()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Under the roles: what was understood. A new contact of an outside role is of outside."""
        self._say_roles()
        first = next(iter(self._roles()), None)
        kind = role_kinds().get(first.code) if first else None
        side = self.field("side")
        if kind and not self._contact.id and self.focused is event.text_area:
            side.fill("in" if kind.inside else "out")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Under the days and the organisation: what they mean."""
        if event.input.id == "days":
            days = days_of(event.value)
            words = DAYS_WRONG if days is None else days_words(days)
            self.field("days").show("" if words == event.value else words)
        elif event.input.id == "organisation" and event.value.strip():
            known = fold(one_line(event.value)) in self._agencies
            self.field("organisation").show(
                "staat op de sociale kaart" if known else "niet op de sociale kaart"
            )

    def _roles(self) -> tuple[Role, ...]:
        departments, lines = self._school.departments, self.text("roles").splitlines()
        return tuple(
            role_of(line, departments, self._known_classes, self._towns) for line in lines if line.strip()
        )

    def _say_roles(self) -> None:
        roles = self._roles()
        field = self.field("roles")
        field.show(
            "\n".join(map(self._understood, roles)), "warn" if any(map(self._doubts, roles)) else "muted"
        )

    def _doubts(self, role: Role) -> tuple[str, ...]:
        return unknown_in(role, self._school.departments, self._known_classes, self._towns)

    def _understood(self, role: Role) -> str:
        kind = role_kinds().get(role.code)
        parts = [kind.long if kind else f"{role.code} (eigen rol)", role.scope or "hele school"]
        if doubts := self._doubts(role):
            parts.append(f"ken ik hier niet: {listed(doubts)}")
        return " · ".join(parts)

    def result(self) -> Contact:
        """The contact; raises FieldError."""
        name = one_line(self.text("name"))
        if not name:
            raise FieldError("name", "Vul een naam in.")
        roles = self._roles()
        if any(map(is_relative, roles)):
            raise FieldError("roles", "Ouders en leerlingen horen bij een casus, niet bij de contacten.")
        days = days_of(self.text("days"))
        if days is None:
            raise FieldError("days", DAYS_WRONG)
        place = one_line(self.text("organisation"))
        agency = self._agencies.get(fold(place))
        return replace(
            self._contact, name=name, roles=roles, internal=self.text("side") == "in", working_days=days,
            organisation=agency.name if agency else place, agency_id=agency.id if agency else "",
            phone=one_line(self.text("phone")), email=one_line(self.text("email")),
            told_by=self.text("told"), note=one_line(self.text("note")), may_signal=self.text("signals") == "ja",
        )  # fmt: skip


class AgencyForm(FormDialog[Agency]):
    """`AgencyForm(store, agency_id)` saves the organisation itself; an empty id makes a new one."""

    def __init__(self, store: "Store", agency_id: str = "") -> None:
        super().__init__(save=store.contacts.save_agency)
        self._agency = store.contacts.agency(agency_id) if agency_id else Agency("", "")
        self._kinds = sorted({a.kind for a in store.contacts.agencies() if a.kind})
        self.heading = self._agency.name or "Nieuwe organisatie"

    def fields(self) -> Iterable[Field]:
        """What it is and how to reach it."""
        agency = self._agency
        yield Field("Naam", Line(agency.name, "Wijkteam Noord", id="name"))
        yield Field(
            "Soort", suggesting(Line(agency.kind, "wijkteam, GGZ, politie …", id="kind"), self._kinds)
        )
        yield Field("Telefoon", Line(agency.phone, id="phone"))
        yield Field("E-mail", Line(agency.email, id="email"))
        yield Field("Website", Line(agency.website, id="website"))
        yield Field("Bijzonderheden", Line(agency.note, id="note"))

    def result(self) -> Agency:
        """The organisation; raises FieldError."""
        words = {
            name: one_line(self.text(name)) for name in ("name", "kind", "phone", "email", "website", "note")
        }
        if not words["name"]:
            raise FieldError("name", "Vul een naam in.")
        return replace(self._agency, **words)

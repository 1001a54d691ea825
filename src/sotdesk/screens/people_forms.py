"""The forms of *Betrokkenen*: a parent or carer, a sibling in school, a partner."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.network import NO_AUTHORITY, Partner
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.name_line import NameLine
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

RELATIONS = (
    "moeder",
    "vader",
    "stiefmoeder",
    "stiefvader",
    "pleegouder",
    "voogd",
    "oma",
    "opa",
    "tante",
    "oom",
)
YES_NO = (("ja", "ja"), ("nee", "nee"))
NO_YES = (("nee", "nee"), ("ja", "ja"))


def keepers(store: "Store") -> list[str]:
    """Who may keep contact: roles of the school, then its people."""
    inside = [kind.name for kind in role_kinds().values() if kind.inside]
    return [*inside, *(c.name for c in store.contacts.all() if c.internal)]


class GuardianForm(FormDialog[Guardian]):
    """`GuardianForm(store, student_id, about, guardian)` keeps a parent itself; without one he is new."""

    def __init__(self, store: "Store", student_id: str, about: str, guardian: Guardian | None = None) -> None:
        super().__init__(save=self._keep)
        self._store, self._student_id = store, student_id
        self._guardian = guardian or Guardian("", "", "")
        self._siblings = store.students.siblings(student_id)
        self.heading = f"Ouder of verzorger · {about}"

    def fields(self) -> Iterable[Field]:
        """Who he is, whether he has authority, how he is reached, who does that."""
        one = self._guardian
        yield Field(
            "Wat", suggesting(Line(one.relation, "moeder, vader, voogd", id="relation"), list(RELATIONS))
        )
        yield Field("Naam", NameLine(one.name, id="name"))
        yield Field("Gezag", Pick(YES_NO, "ja" if one.authority else "nee", "authority"))
        yield Field("Taal", Line(one.language, "Nederlands", id="language"))
        yield Field("Tolk", Pick(NO_YES, "ja" if one.interpreter else "nee", "interpreter"))
        yield Field("Telefoon", Line(one.phone, id="phone"))
        yield Field("E-mail", Line(one.email, id="email"))
        keeps = suggesting(Line(one.kept_by, "mentor", id="keeps"), keepers(self._store))
        yield Field("Wie houdt contact", keeps, note="leeg: de mentor")
        if self._siblings:
            yield Field("Ook broer of zus", Pick(NO_YES, "nee", "siblings"), note=self._who())

    def _who(self) -> str:
        if getattr(self.app, "private", False):
            return f"{len(self._siblings)} op school"
        return ", ".join(f"{s.first_name} {s.class_name}" for s in self._siblings)

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """What it means to have no authority."""
        self._say()

    def on_mount(self) -> None:
        """What stands there now."""
        self._say()

    def _say(self) -> None:
        self.field("authority").show(NO_AUTHORITY if self.text("authority") == "nee" else "")

    def result(self) -> Guardian:
        """The parent; raises FieldError without a name."""
        if not self.text("name") and not self.text("relation"):
            raise FieldError("name", "Vul een naam in, of hierboven wat diegene is.")
        words = {
            name: one_line(self.text(name)) for name in ("name", "relation", "language", "phone", "email")
        }
        return replace(
            self._guardian, authority=self.text("authority") == "ja", interpreter=self.text("interpreter") == "ja",
            kept_by=one_line(self.text("keeps")), **words,
        )  # fmt: skip

    def _keep(self, guardian: Guardian) -> None:
        too = bool(self._siblings) and self.text("siblings") == "ja"
        self._store.network.save_guardian(self._student_id, guardian, siblings_too=too)


@dataclass(frozen=True)
class Linked:
    """Who is a sibling, and whether they have the same parents."""

    student_id: str
    share_parents: bool


class SiblingForm(FormDialog[Linked]):
    """`SiblingForm(store, student_id, about)` links a sibling itself."""

    SAVE = "Koppelen"

    def __init__(self, store: "Store", student_id: str, about: str) -> None:
        super().__init__(
            save=lambda done: store.network.link(
                student_id, done.student_id, share_parents=done.share_parents
            )
        )
        self._store = store
        known = [s.id for s in store.students.siblings(student_id)]
        self._left_out = (student_id, *known)
        self.heading = f"Broer of zus van {about}"

    def fields(self) -> Iterable[Field]:
        """One pupil, and whether what is known of home is the same."""
        yield StudentField(self._store, leave_out=self._left_out)
        yield Field("Zelfde ouders", Pick(NO_YES, "nee", "share"), note="ja zet wie ontbreekt bij allebei")

    def result(self) -> Linked:
        """Who; raises FieldError."""
        field = self.query_one(StudentField)
        if not field.ids or field.typed:
            raise FieldError("student", "Kies een leerling uit de lijst.")
        return Linked(field.ids[0], self.text("share") == "ja")


class PartnerForm(FormDialog[Partner]):
    """`PartnerForm(store, student_id, about, partner)` keeps someone who is involved itself."""

    def __init__(self, store: "Store", student_id: str, about: str, partner: Partner | None = None) -> None:
        super().__init__(save=lambda done: store.network.save_partner(student_id, done))
        self._store, self._today = store, store.clock.today()
        self._partner = partner or Partner("", "", since=self._today)
        self.heading = f"Betrokken · {about}"

    def fields(self) -> Iterable[Field]:
        """Who, of where, since and until when, who keeps contact."""
        one, today = self._partner, self._today
        people = [contact.label for contact in self._store.contacts.all()]
        who = suggesting(Line(one.label, "SMW (N. Smit) of wijkteam Noord", id="label"), people)
        yield Field("Wie", who, note="uit de contacten, of een andere naam")
        yield Field("Rol", Line(one.role, id="role"))
        yield Field("Organisatie", Line(one.organisation, id="organisation"))
        yield Field("Telefoon", Line(one.phone, id="phone"))
        yield Field("Sinds", past_line(today, one.since, "since", empty="leeg: niet bekend"))
        yield Field("Tot en met", past_line(today, one.until, "until", empty="leeg: nog betrokken"))
        keeps = suggesting(Line(one.kept_by, "casushouder", id="keeps"), keepers(self._store))
        yield Field("Wie houdt contact", keeps, note="leeg: de casushouder")
        yield Field("Opmerking", Line(one.note, id="note"))

    def result(self) -> Partner:
        """Who is involved; raises FieldError."""
        if not self.text("label"):
            raise FieldError("label", "Wie is het? Een naam of een rol is genoeg.")
        days = {}
        for name in ("since", "until"):
            days[name] = past_day(self.text(name), self._today) if self.text(name) else None
            if self.text(name) and days[name] is None:
                raise FieldError(name, NOT_A_DAY)
        words = {
            name: one_line(self.text(name)) for name in ("label", "role", "organisation", "phone", "note")
        }
        return replace(
            self._partner, label=words["label"], role=words["role"], organisation=words["organisation"],
            phone=words["phone"], note=words["note"], since=days["since"], until=days["until"],
            kept_by=one_line(self.text("keeps")),
        )  # fmt: skip

"""The forms of *Samenwerking* beside the weighing: who was told, a match, renewing, closing, the day to look again.

They are shown in the unshielded view only: one that is half filled in when the desk locks comes back after F5.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sotdesk.data.store.sisa import NOBODY
from sotdesk.domain.dates import show_date
from sotdesk.domain.past_days import past_day
from sotdesk.domain.rules import load
from sotdesk.domain.sisa import Consent, Match, Told, Weighing
from sotdesk.domain.text import one_line
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog, Result
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.ticks import Ticks

if TYPE_CHECKING:
    from sotdesk.data.store import Store

YES_NO = (("ja", "ja"), ("nee", "nee"))
PARTS = (("that", "dat er een signaal staat"), ("why", "waarom"), ("where", "waar bezwaar te maken"))
ABOUT = (("", "de leerling"), ("family", "broer, zus of gezin"))
CONSENTS = (
    (Consent.UNASKED.value, "nog niet gevraagd"),
    (Consent.ASKED.value, "gevraagd"),
    (Consent.YES.value, "ja"),
    (Consent.NO.value, "nee"),
)
NO_CONTENT = "zonder toestemming deel je geen inhoud, alleen dat jullie allebei betrokken zijn"
NO_SIGNALLER = "nog niemand: Contacten (5), bewerk een persoon, Mag signaleren op ja"


class SignalForm(FormDialog[Result]):
    """What the forms share: the store, today, and how a day ahead or behind is typed."""

    def __init__(self, store: "Store", about: str, save: Callable[[Result], object]) -> None:
        super().__init__(save=save)
        self._store, self._today = store, store.clock.today()
        self._understood = reader_of(frame_of(store))
        self.heading = f"{self.heading} · {about}"

    def past(self, name: str) -> date:
        """A day that lies behind; raises FieldError, also when none was typed."""
        day = past_day(self.text(name), self._today) if self.text(name) else None
        if day is None:
            raise FieldError(name, NOT_A_DAY)
        return day

    def past_or_none(self, name: str) -> date | None:
        """A day that lies behind, or none; raises FieldError."""
        return self.past(name) if self.text(name) else None

    def who(self, now: str = "", name: str = "") -> Field:
        """Who sets it: only those of whom Contacten says that they may; with a `name` also who it was, who stays."""
        people = {contact.id: contact.name for contact in self._store.sisa.signallers()}
        if name and now not in people:
            people[now] = name
        options = list(people.items()) or [("", "niemand")]
        return Field("Wie zet het", Pick(options, now, "by"), note="" if people else NO_SIGNALLER)

    def next_look(self, day: date | None) -> Field:
        """The day to look again."""
        return Field(
            "Opnieuw kijken", DateLine(self._ahead, show_date(day, self._today) if day else "", id="review")
        )

    def _ahead(self, words: str) -> tuple[date | None, str]:
        return self._understood(words) if words.strip() else (None, "mag leeg: dan alleen voor het afloopt")

    def look(self) -> date | None:
        """That day; raises FieldError."""
        day = self._ahead(self.text("review"))[0]
        if self.text("review") and day is None:
            raise FieldError("review", "Dat lees ik niet als datum. Typ bijvoorbeeld 1 mrt of over 12 wk.")
        return day


class ToldForm(SignalForm[Told]):
    """`ToldForm(store, weighing, about)`: what parents and pupil were told, or why they were not."""

    HELP = """
**Vertellen** moet: dát er een signaal staat, waaróm, en waar ouders of leerling bezwaar kunnen maken. Toestemming is
voor een signaal niet nodig. Vertel je het niet, dan staat erbij waarom.
"""
    heading = "Ouders en leerling"

    def __init__(self, store: "Store", weighing: Weighing, about: str) -> None:
        super().__init__(store, about, lambda done: store.sisa.tell(weighing.id, done))
        self._told = weighing.told

    def fields(self) -> Iterable[Field]:
        """Told or not; when, how and what, or why not."""
        told, words = self._told, load("sisa")["words"]
        yield Field("Verteld", Pick(YES_NO, "nee" if told.not_why else "ja", "told"))
        yield Field("Dag", past_line(self._today, told.on or self._today, "on"))
        yield Field("Hoe", suggesting(Line(told.how, "gesprek op school", id="how"), words["told"]))
        ticked = [code for code, _ in PARTS if getattr(told, code)]
        yield Field("Wat", Ticks(PARTS, ticked, id="what"), note="Spatie zet aan wat is verteld")
        yield Field("Waarom niet", suggesting(Line(told.not_why, id="not"), words["not_told"]))

    def on_mount(self) -> None:
        """Only what belongs to the answer."""
        super().on_mount()
        self._follow()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Told, or not."""
        self._follow()

    def _follow(self) -> None:
        told = self.text("told") == "ja"
        for name in ("on", "how", "what"):
            self.field(name).display = told
        self.field("not").display = not told

    def result(self) -> Told:
        """What was filled in; raises FieldError."""
        if self.text("told") == "nee":
            if not self.text("not"):
                raise FieldError("not", "Waarom (nog) niet? Die reden blijft staan.")
            return Told(not_why=one_line(self.text("not")))
        ticked = self.text("what").split("|")
        if not any(ticked):
            raise FieldError("what", "Zet met Spatie aan wat is verteld.")
        that, why, where = (code in ticked for code, _ in PARTS)
        return Told(self.past("on"), one_line(self.text("how")), that, why, where)


class MatchForm(SignalForm[Match]):
    """`MatchForm(store, weighing, about, match)` keeps it itself; without a match it is a new one."""

    HELP = """
**Match**: een andere organisatie zette ook een signaal op dit kind of gezin. Een match is pas af als is afgesproken
wie welke begeleiding biedt. Inhoud delen kan alleen met toestemming van ouders of leerling.
"""
    heading = "Match"

    def __init__(self, store: "Store", weighing: Weighing, about: str, match: Match | None = None) -> None:
        super().__init__(store, about, lambda done: store.sisa.keep_match(weighing.id, done))
        self._match = match or Match("", store.clock.today(), "")

    def fields(self) -> Iterable[Field]:
        """Who it is, contact, consent for content, the agreement."""
        one, today = self._match, self._today
        agencies = [agency.name for agency in self._store.contacts.agencies()]
        yield Field("Dag", past_line(today, one.on, "on"), note="de dag van het bericht")
        yield Field(
            "Organisatie", suggesting(Line(one.organisation, "wijkteam, CJG", id="organisation"), agencies)
        )
        yield Field("Wie", Line(one.person, "naam van de contactpersoon", id="person"))
        yield Field("Telefoon", Line(one.phone, id="phone"))
        yield Field("Het gaat om", Pick(ABOUT, "family" if one.family else "", "family"))
        yield Field("Contact op", past_line(today, one.contact_on, "contact", empty="leeg: nog geen contact"))
        yield Field("Inhoud delen", Pick(CONSENTS, one.consent.value, "consent"), note=self._consent_note)
        yield Field("Antwoord op", past_line(today, one.consent_on, "consented", empty="leeg: vandaag"))
        yield Field(
            "Afspraak", Line(one.agreement, "wijkteam thuis, SMW op school", id="agreement"),
            note="wie biedt welke begeleiding",
        )  # fmt: skip

    @staticmethod
    def _consent_note(value: str) -> str:
        return "" if value == Consent.YES.value else NO_CONTENT

    def result(self) -> Match:
        """What was filled in; raises FieldError."""
        if not self.text("organisation"):
            raise FieldError("organisation", "Welke organisatie is het?")
        names = ("organisation", "person", "phone", "agreement")
        organisation, person, phone, agreement = (one_line(self.text(name)) for name in names)
        return replace(
            self._match, on=self.past("on"), organisation=organisation, person=person, phone=phone,
            family=bool(self.text("family")), contact_on=self.past_or_none("contact"),
            consent=Consent(self.text("consent")), consent_on=self.past_or_none("consented"), agreement=agreement,
        )  # fmt: skip


@dataclass(frozen=True)
class Renewed:
    """When and by whom it was set anew, and when to look again."""

    on: date
    by_id: str
    review_on: date | None


class RenewForm(SignalForm[Renewed]):
    """`RenewForm(store, weighing, about)` keeps it itself."""

    heading = "Verlengen"

    def __init__(self, store: "Store", weighing: Weighing, about: str) -> None:
        super().__init__(
            store, about, lambda done: store.sisa.renew(weighing.id, done.on, done.by_id, done.review_on)
        )
        self._weighing = weighing

    def fields(self) -> Iterable[Field]:
        """The day, by whom, when to look again."""
        later = self._today + timedelta(days=load("sisa")["terms"]["review_days"])
        yield Field(
            "Dag", past_line(self._today, self._today, "on"), note="vanaf deze dag tellen de maanden opnieuw"
        )
        yield self.who(self._weighing.by_id)
        yield self.next_look(later)

    def result(self) -> Renewed:
        """What was filled in; raises FieldError."""
        on = self.past("on")
        if not self.text("by"):
            raise FieldError("by", NOBODY)
        return Renewed(on, self.text("by"), self.look())


@dataclass(frozen=True)
class Closing:
    """When it was closed, and why."""

    on: date
    reason: str


class CloseSignalForm(SignalForm[Closing]):
    """`CloseSignalForm(store, weighing, about)` keeps it itself."""

    heading = "Signaal afsluiten"
    SAVE = "Afsluiten"

    def __init__(self, store: "Store", weighing: Weighing, about: str) -> None:
        super().__init__(store, about, lambda done: store.sisa.close(weighing.id, done.on, done.reason))
        self._weighing = weighing

    def fields(self) -> Iterable[Field]:
        """The day and the reason."""
        one, words = self._weighing, load("sisa")["words"]
        yield Field("Dag", past_line(self._today, one.closed_on or self._today, "on"))
        reason = Line(one.close_reason, "de school is niet meer betrokken", id="reason")
        yield Field("Reden", suggesting(reason, words["close"]))

    def result(self) -> Closing:
        """What was filled in; raises FieldError."""
        on = self.past("on")
        if not self.text("reason"):
            raise FieldError("reason", "Waarom sluit je het af?")
        return Closing(on, one_line(self.text("reason")))


@dataclass(frozen=True)
class Looked:
    """When to look the next time; None: only before it ends."""

    review_on: date | None


class ReviewForm(SignalForm[Looked]):
    """`ReviewForm(store, weighing, about)` keeps it itself."""

    heading = "Klopt het signaal nog?"

    def __init__(self, store: "Store", weighing: Weighing, about: str) -> None:
        super().__init__(store, about, lambda done: store.sisa.review(weighing.id, done.review_on))

    def fields(self) -> Iterable[Field]:
        """The next time."""
        later = self._today + timedelta(days=load("sisa")["terms"]["review_days"])
        yield self.next_look(later)

    def result(self) -> Looked:
        """The day; raises FieldError."""
        return Looked(self.look())

"""The form that completes a consent after the meeting: of whom, for whom, what for, which data, how it was recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.consents import BY_CONSENT, Consent, decides_himself
from sotdesk.domain.dates import show_date
from sotdesk.domain.text import one_line
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line

if TYPE_CHECKING:
    from sotdesk.data.store import Store


@dataclass(frozen=True)
class Completed:
    """What was filled in; `until` None: no last day."""

    giver: str
    receiver: str
    purpose: str
    data: str
    proof: str
    until: date | None


class ConsentForm(FormDialog[Completed]):
    """`ConsentForm(store, consent, about)` completes it itself; `about` is the pupil as he may be shown."""

    def __init__(self, store: "Store", consent: Consent, about: str) -> None:
        super().__init__(save=self._keep)
        self._store = store
        self._consent = consent
        self._understood = reader_of(frame_of(store))
        self.heading = (
            f"{'Toestemming' if consent.ground == BY_CONSENT else consent.ground.capitalize()} · {about}"
        )
        asked = {"giver": consent.giver or consent.ground != BY_CONSENT, "receiver": consent.receiver,
                 "purpose": consent.purpose, "data": consent.data}  # fmt: skip
        self.starts_at = next((name for name, known in asked.items() if not known), "proof")

    def fields(self) -> Iterable[Field]:
        """What the line said, and what it did not."""
        consent, today = self._consent, self._store.clock.today()
        said = show_date(consent.at.astimezone().date(), today)
        if consent.ground == BY_CONSENT:
            giver = suggesting(Line(consent.giver, id="giver"), givers(self._store, consent.student_id))
            yield Field("Van wie", giver, note=who_decides(self._store, consent.student_id))
        yield Field("Voor wie", Line(consent.receiver, id="receiver"))
        yield Field("Waarvoor", Line(consent.purpose, "aanmelding, meedenken over verzuim", id="purpose"))
        yield Field("Welke gegevens", Line(consent.data, "hulpvraag en verzuim; niet medisch", id="data"))
        proof = Line(consent.proof or f"mondeling, overleg {said}", id="proof")
        yield Field("Hoe vastgelegd", proof, note="ook een formulier of een mail")
        yield Field("Tot en met", DateLine(self._until, self._last_day(), id="until"))

    def _last_day(self) -> str:
        day = self._consent.valid_until
        return show_date(day, self._store.clock.today()) if day else ""

    def _until(self, words: str) -> tuple[date | None, str]:
        return self._understood(words) if words.strip() else (None, "mag leeg: tot het wordt ingetrokken")

    def result(self) -> Completed:
        """What was filled in; raises FieldError."""
        named = {row.control.id or "": one_line(row.words) for row in self._rows()}
        for name, sentence in (
            ("giver", "Van wie is de toestemming?"),
            ("receiver", "Voor wie is het?"),
            ("purpose", "Waarvoor? Een paar woorden zijn genoeg."),
            ("data", "Welke gegevens?"),
            ("proof", "Hoe is het vastgelegd?"),
        ):
            if name in named and not named[name]:
                raise FieldError(name, sentence)
        until = self._until(named["until"])[0]
        if named["until"] and until is None:
            raise FieldError("until", "Dat lees ik niet als datum. Laat het leeg, of typ bijvoorbeeld 1 jul.")
        return Completed(
            named.get("giver", ""), named["receiver"], named["purpose"], named["data"], named["proof"], until
        )

    def _keep(self, done: Completed) -> None:
        self._store.consents.complete(
            self._consent.id, giver=done.giver, receiver=done.receiver, purpose=done.purpose, data=done.data,
            proof=done.proof, until=done.until,
        )  # fmt: skip


def givers(store: "Store", student_id: str) -> list[str]:
    """Who may give it: the parents with authority, then the pupil himself."""
    parents = [p for p in store.students.guardians(student_id) if p.authority]
    return [*(f"{p.relation} ({p.name})" if p.relation else p.name for p in parents), "leerling"]


def who_decides(store: "Store", student_id: str) -> str:
    """From 16 the pupil himself (domain.md §3)."""
    age = store.students.get(student_id).age(store.clock.today())
    if age is None:
        return ""
    return "vanaf 16 beslist de leerling zelf" if decides_himself(age) else "een ouder met gezag"

"""The school's own lists on the School screen: outcomes of an item, own numbers of the acute card, grounds per role,
the term to decide about a candidate; behind them the school's own norms (school_norms.py)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.widgets.option_list import Option

from sotdesk.domain.acute import Number
from sotdesk.domain.candidates import Term
from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.grounds import NEED_WORDS, Need, shipped_needs
from sotdesk.domain.outcomes import ADOPT, CARRY, CLOSE, STATUSES, Outcome, called, shipped
from sotdesk.domain.rules import load
from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.school_norms import NORMS, WORD, norm_form, norm_rows, whole_number
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import blank, heading, option
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.row import col, flex

if TYPE_CHECKING:
    from sotdesk.data.store import Store

OUTCOME, NUMBER, NEED, TERM = "outcome", "number", "need", "term"
RESET = "outcomes.reset"
DOES = {ADOPT: "verslag staat vast", CARRY: "volgende keer", CLOSE: "casus sluiten"}
"""What an outcome does besides, in a few words."""
ACTS = {
    ADOPT: "stelt het verslag van de vorige keer vast",
    CARRY: "schuift het punt door",
    CLOSE: "vraagt bij het afronden om de casus te sluiten",
}
"""The same in a sentence."""


def list_rows(store: "Store") -> list[Option]:
    """The rows of the lists; each key begins with the list it is of."""
    outcomes = store.school.outcomes()
    own = [number for number in store.acute.numbers() if number.own]
    rows = [blank(), heading("Uitkomsten van een punt", "uit: …"), *map(_outcome, outcomes)]
    rows.append(option(f"{OUTCOME}|", flex("uitkomst erbij", "accent")))
    if outcomes != shipped():
        rows.append(option(RESET, flex("de lijst van sotdesk terugzetten", "accent")))
    rows += [blank(), heading("Acuutkaart", "eigen nummers"), *map(_number, own)]
    rows.append(option(f"{NUMBER}|", flex("nummer erbij: crisisdienst in je regio", "accent")))
    rows += [blank(), heading("Erbij aan tafel", "op welke grond")]
    rows += [_need(code, need) for code, need in store.consents.needs().items() if _asks(code)]
    term = option(f"{TERM}|", col("besluit", WORD), flex(term_words(store.candidates.term()), "muted"))
    return [*rows, blank(), heading("Aanname", "termijn"), term, *norm_rows(store)]


def term_words(term: Term) -> str:
    """`binnen 6 (+ 4) weken`."""
    longer = f" (+ {term.extra_weeks})" if term.extra_weeks else ""
    return f"binnen {term.weeks}{longer} weken"


def _outcome(outcome: Outcome) -> Option:
    """The word and what becomes of the case; what it means stands in its form."""
    does = DOES.get(outcome.act) or (f"casus: {outcome.status}" if outcome.status else "casus blijft")
    return option(f"{OUTCOME}|{outcome.word}", col(outcome.word, WORD), flex(does, "muted"))


def _number(number: Number) -> Option:
    return option(f"{NUMBER}|{number.code}", col(number.name, WORD), flex(number.phone, "muted"))


def _need(code: str, need: Need) -> Option:
    return option(f"{NEED}|{code}", col(role_kinds()[code].name, WORD), flex(need.words, "muted"))


def _asks(code: str) -> bool:
    """Colleagues and the pupil's own people need no ground; of the others the school decides."""
    return shipped_needs()[code].need not in (Need.NONE, Need.OWN)


# --- the forms


class OutcomeForm(FormDialog[Outcome]):
    """`OutcomeForm(store, word)` keeps the outcome itself; an empty word makes a new one."""

    def __init__(self, store: "Store", word: str = "") -> None:
        super().__init__(save=self._keep)
        self._store = store
        self._all = store.school.outcomes()
        self._outcome = called(word, self._all) or Outcome("")
        self.heading = f"Uitkomst · {word}" if word else "Nieuwe uitkomst"

    def fields(self) -> Iterable[Field]:
        """Word, other words, meaning, and the status that the case gets."""
        outcome = self._outcome
        yield Field(
            "Woord",
            Line(outcome.word, "ambulante hulp", id="word"),
            note=f"je typt: uit: {outcome.word or '…'}",
        )
        yield Field(
            "Ook",
            Line(", ".join(outcome.also), several=True, id="also"),
            note="andere woorden, met een komma ertussen",
        )
        yield Field("Betekent", Line(outcome.means, id="means"))
        if outcome.act:
            yield Field("Doet", Pick([(outcome.act, ACTS[outcome.act])], id="act"))
        else:
            statuses = [("", "blijft"), *((status, status) for status in STATUSES)]
            yield Field("Casus wordt", Pick(statuses, outcome.status, "status"))

    def result(self) -> Outcome:
        """The outcome as it is now; raises FieldError."""
        word = one_line(self.text("word")).rstrip(",")
        if not word or "," in word:
            raise FieldError("word", "Vul een of een paar woorden in, zonder komma.")
        also = tuple(filter(None, (one_line(each) for each in self.text("also").split(","))))
        status = self.text("status") if not self._outcome.act else ""
        return replace(self._outcome, word=word, also=also, means=one_line(self.text("means")), status=status)

    def _keep(self, outcome: Outcome) -> None:
        known = [outcome if each == self._outcome else each for each in self._all]
        self._store.school.save_outcomes(known if self._outcome in self._all else [*known, outcome])


class OwnNumberForm(FormDialog[Number]):
    """`OwnNumberForm(store, code)` keeps the number itself; an empty code makes a new one."""

    heading = "Nummer op de acuutkaart"

    def __init__(self, store: "Store", code: str = "") -> None:
        super().__init__(save=self._keep)
        self._store = store
        self._own = [number for number in store.acute.numbers() if number.own]
        self._number = next(
            (number for number in self._own if number.code == code), Number("", "", "", own=True)
        )

    def fields(self) -> Iterable[Field]:
        """Name, number, what for."""
        yield Field("Naam", Line(self._number.name, "crisisdienst jeugd", id="name"))
        yield Field("Telefoon", Line(self._number.phone, id="phone"))
        yield Field("Waarvoor", Line(self._number.purpose, "psychische nood, dag en nacht", id="purpose"))

    def result(self) -> Number:
        """The number as it is now; raises FieldError."""
        name, phone, purpose = (one_line(self.text(each)) for each in ("name", "phone", "purpose"))
        if not name:
            raise FieldError("name", "Van wie is dit nummer?")
        if not any(sign.isdigit() for sign in phone):
            raise FieldError("phone", "Vul het telefoonnummer in.")
        return replace(self._number, name=name, phone=phone, purpose=purpose)

    def _keep(self, number: Number) -> None:
        known = [number if each == self._number else each for each in self._own]
        self._store.acute.save_numbers(known if self._number in self._own else [*known, number])


class NeedForm(FormDialog[Need]):
    """`NeedForm(store, role)` keeps what a role needs itself."""

    def __init__(self, store: "Store", role: str) -> None:
        super().__init__(save=lambda need: store.consents.save_need(role, need))
        self._need = store.consents.needs()[role]
        self._source = shipped_needs()[role].source
        self.heading = f"{role_kinds()[role].name}: op welke grond?"

    def fields(self) -> Iterable[Field]:
        """One choice, with the source of what ships."""
        needs = [(need.value, NEED_WORDS[need]) for need in Need if need is not Need.OWN]
        yield Field("Grond", Pick(needs, self._need.value, "need"), note=self._source)

    def result(self) -> Need:
        """What was chosen."""
        return Need(self.field("need").words)


class TermForm(FormDialog[Term]):
    """`TermForm(store)` keeps how long the school has to decide about a candidate."""

    heading = "Aanname: termijn om te besluiten"

    def __init__(self, store: "Store") -> None:
        super().__init__(save=store.candidates.save_term)
        self._term = store.candidates.term()

    def fields(self) -> Iterable[Field]:
        """Two numbers of weeks, with the source of what ships."""
        source = load("candidates")["term"]["source"]
        yield Field("Weken", Line(str(self._term.weeks), id="weeks"), note="vanaf de dag van aanmelding")
        yield Field(
            "Kan langer", Line(str(self._term.extra_weeks), id="extra"), note=f"weken erbij; {source}"
        )

    def result(self) -> Term:
        """The term; raises FieldError."""
        return Term(self._number("weeks"), self._number("extra"))

    def _number(self, name: str) -> int:
        return whole_number(name, self.text(name))


def form_for(store: "Store", kind: str, key: str) -> FormDialog[Any]:
    """The form of a row of these lists."""
    if kind == TERM:
        return TermForm(store)
    if kind in NORMS:
        return norm_form(store, kind)
    if kind == OUTCOME:
        return OutcomeForm(store, key)
    return OwnNumberForm(store, key) if kind == NUMBER else NeedForm(store, key)


def removal(store: "Store", kind: str, key: str) -> tuple[str, Callable[[], object]] | None:
    """The question and the work of taking a row away; None when it cannot go."""
    if kind == OUTCOME and key:
        left = [outcome for outcome in store.school.outcomes() if outcome.word != key]
        return f"Uitkomst ‘{key}’ weghalen?", lambda: store.school.save_outcomes(left)
    if kind == NUMBER and key:
        numbers = [number for number in store.acute.numbers() if number.own and number.code != key]
        return "Dit nummer van de acuutkaart halen?", lambda: store.acute.save_numbers(numbers)
    return None

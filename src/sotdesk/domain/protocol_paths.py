"""The paths through the questions of a weighing: every one ends, each question is reached, the hard norms hold.

Sources: domain.md §6.2 and §6.3: acute or structural unsafety is reported at once, doubt counts as yes, no help means
report, and help has a term after which its effect is looked at.
"""

from collections.abc import Iterator, Sequence

from sotdesk.domain.protocol import Choice, Item, ItemKind, Protocol, Question
from sotdesk.domain.protocol_table import Table, quoted

WEIGHED = (4, 5)
"""The statutory steps that are weighed."""
DOUBT = "twijfel"
"""The code of the answer that counts as the gravest beside it."""

Row = tuple[Question, Table]


def check_paths(protocol: Protocol, items: Sequence[tuple[Item, Table]], top: Table) -> None:
    """ProtocolError at the first question, answer or way that cannot be."""
    rows = list(zip(protocol.questions, top.tables("vraag", "vraag"), strict=True))
    _check_questions(rows)
    for question, table in rows:
        for choice, at in _choices(question, table):
            _check_choice(protocol, question, choice, at)
    _check_loops(protocol, rows)
    _check_order(rows)
    _check_waiting(rows)
    _check_acute(protocol, rows)
    _check_asked(protocol, items, rows)


def _choices(question: Question, table: Table) -> Iterator[tuple[Choice, Table]]:
    return zip(question.choices, table.tables("antwoord", "antwoord"), strict=True)


def _check_questions(rows: Sequence[Row]) -> None:
    seen = set()
    for question, table in rows:
        if question.code in seen:
            raise table.fail(f"{table.called} staat er twee keer.", "code")
        seen.add(question.code)
        if question.step not in WEIGHED:
            raise table.fail("een vraag van de afweging hoort bij stap 4 of 5.", "stap")
        if len(question.choices) < 2:
            said = (
                "heeft maar één antwoord: dan valt er niets te kiezen"
                if question.choices
                else "heeft geen antwoorden"
            )
            raise table.fail(f"{table.called} {said}.")
        codes = [choice.code for choice in question.choices]
        for number, (choice, at) in enumerate(_choices(question, table)):
            if choice.code in codes[:number]:
                raise at.fail(f"{at.called} staat twee keer bij {table.called}.", "code")


def _check_choice(protocol: Protocol, question: Question, choice: Choice, at: Table) -> None:
    codes = [one.code for one in protocol.questions]
    if choice.leads and choice.leads not in codes:
        raise at.fail(f"vraag '{quoted(choice.leads)}' is er niet.", "naar")
    if choice.at_once and not choice.report:
        raise at.fail("wat direct moet, is een melding: zet er melden = true bij.", "direct")
    grave = any(one.at_once for one in question.choices)
    if choice.code == DOUBT and grave and not (choice.report and choice.at_once):
        raise at.fail(f"twijfel telt als ja: bij vraag {question.code} is dat direct melden.")
    if choice.helps is False and not choice.report:
        raise at.fail("als er geen hulp (meer) is, wordt er gemeld: zet er melden = true bij.", "hulp")
    if choice.term and not (choice.leads and protocol.question(choice.leads).waits):
        raise at.fail("na een termijn volgt een vraag die wacht (wacht = true).", "termijn")


def _check_loops(protocol: Protocol, rows: Sequence[Row]) -> None:
    """Every way must end; a question from which one comes back to itself never does."""
    next_of = {q.code: {choice.leads for choice in q.choices if choice.leads} for q in protocol.questions}
    for question, table in rows:
        for choice, at in _choices(question, table):
            ahead, seen = {choice.leads} - {""}, set[str]()
            while ahead:
                code = ahead.pop()
                if code == question.code:
                    said = f"langs deze weg kom je weer bij vraag {code}; elke weg moet eindigen."
                    raise at.fail(said, "naar")
                seen.add(code)
                ahead |= next_of[code] - seen


def _check_order(rows: Sequence[Row]) -> None:
    """The questions stand in the order in which they are asked, and each is reached."""
    order = {question.code: place for place, (question, _table) in enumerate(rows)}
    reached = {rows[0][0].code}
    for question, table in rows:
        for choice, at in _choices(question, table):
            if choice.leads and order[choice.leads] < order[question.code]:
                raise at.fail(
                    f"vraag {choice.leads} staat eerder; de vragen hebben een vaste volgorde.", "naar"
                )
            reached |= {choice.leads}
    for question, table in rows:
        if question.code not in reached:
            raise table.fail(f"geen antwoord leidt naar {table.called}.", "code")


def _check_waiting(rows: Sequence[Row]) -> None:
    """A question that waits is reached by an answer that gives its day."""
    waiting = {question.code for question, _table in rows if question.waits}
    for question, table in rows:
        for choice, at in _choices(question, table):
            if choice.leads in waiting and not choice.term:
                said = f"vraag {choice.leads} wacht op een dag: zet er termijn = true bij."
                raise at.fail(said, "naar")
        if question.waits and question is rows[0][0]:
            raise table.fail("de eerste vraag kan niet wachten.", "wacht")


def _check_acute(protocol: Protocol, rows: Sequence[Row]) -> None:
    """Acute danger answers the questions on its way itself, up to the answer that is reported at once."""
    question, table = rows[0]
    while True:
        acute = [choice for choice in question.choices if choice.acute]
        if len(acute) != 1:
            said = "geen antwoord" if not acute else "meer dan één antwoord"
            raise table.fail(f"{said} van {table.called} geldt bij acuut gevaar (acuut = true).")
        if acute[0].at_once:
            return
        if not acute[0].leads:
            raise table.fail("de weg van acuut gevaar eindigt zonder directe melding.")
        question = protocol.question(acute[0].leads)
        table = next(at for one, at in rows if one is question)


def _check_asked(protocol: Protocol, items: Sequence[tuple[Item, Table]], rows: Sequence[Row]) -> None:
    """Each question is asked by one item that weighs, in their order; an item asks what its step needs."""
    codes = [question.code for question, _table in rows]
    everywhere = {code for item, _table in items for code in item.asks}
    asked: list[str] = []
    for item, table in items:
        if item.kind is ItemKind.WEIGH and not item.asks:
            raise table.fail(f"{table.called} weegt, maar stelt geen vraag.", "stelt")
        if item.asks and item.kind is not ItemKind.WEIGH:
            raise table.fail('alleen een onderdeel met soort = "wegen" stelt vragen.', "stelt")
        for code in item.asks:
            if code not in codes:
                raise table.fail(f"vraag '{quoted(code)}' is er niet.", "stelt")
            if code in asked:
                raise table.fail(f"vraag {code} wordt al eerder gesteld.", "stelt")
            if everywhere >= set(codes) and code != codes[len(asked)]:
                raise table.fail("de vragen worden niet in hun volgorde gesteld.", "stelt")
            asked.append(code)
        if item.ticks and item.asks and item.step not in {protocol.question(code).step for code in item.asks}:
            raise table.fail(
                f"{table.called} telt voor stap {item.step}, maar stelt daar geen vraag van.", "stelt"
            )
    for question, table in rows:
        if question.code not in everywhere:
            raise table.fail(f"geen onderdeel stelt {table.called}.", "code")

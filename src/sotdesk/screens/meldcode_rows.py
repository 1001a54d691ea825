"""The rows of a run: its phases, the items of one phase with the questions, and what stands around them."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.meldcode import Done, Run, StaffRoute, Standing
from sotdesk.domain.meldcode_steps import arranged, own, settled, step_states, to_complete
from sotdesk.domain.meldcode_words import (
    ADVICE_LOG,
    ASKED,
    SECTION,
    TEAM,
    WHY,
    contact_words,
    done_words,
    next_up,
    outcome_words,
    reply_words,
    task_state,
    task_words,
)
from sotdesk.domain.protocol import Item, ItemKind, Phase, Question
from sotdesk.domain.protocol_who import who_words
from sotdesk.domain.words import count
from sotdesk.screens.case_rows import Showing
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import col, fit, flex

PHASE, RUN, ROUTE, ITEM, QUESTION, PART = "phase:", "run:", "route:", "item:", "question:", "part:"
"""What the id of a row begins with."""
SIGNS: dict[Standing, tuple[str, Role]] = {
    Standing.DONE: ("✓", "good"),
    Standing.NOT: ("–", "muted"),
    Standing.LATER: ("◷", "warn"),
    Standing.ACUTE: ("!", "warn"),
}
OPEN: tuple[str, Role] = ("○", "muted")
CODE = 4


# --- left: where you are


def phase_rows(run: Run, others: Sequence[Run], routes: Iterable[StaffRoute], show: Showing) -> list[Option]:
    """The phases, what stands beside them, other runs of this case, and where the other route was shown."""
    rows = [heading("Stappen" if run.protocol.weighs else "Onderdelen")]
    rows += [_phase(run, phase) for phase in run.protocol.phases]
    rows += [] if show.low else [blank()]
    rows.append(heading("Erbij"))
    rows.append(_section(WHY, "Aanleiding", 0))
    if run.protocol.weighs:
        rows.append(_section(ADVICE_LOG, "Veilig Thuis", len(run.contacts)))
    rows.append(_section(ASKED, "Overleg", len(run.consultations)))
    rows.append(_section(TEAM, "Team en taken", len(run.members) + len(run.tasks)))
    return rows + other_rows(others, routes, show)


def other_rows(others: Sequence[Run], routes: Iterable[StaffRoute], show: Showing) -> list[Option]:
    """Other runs of this case, and the route of the meldplicht."""
    found = [
        option(
            f"{RUN}{one.id}",
            col("●" if one.running else "✓", 1, "accent" if one.running else "muted"),
            flex(one.protocol.name),
            fit(show_date(one.started_on, show.today), "muted"),
        )
        for one in others
    ]
    for route in routes:
        told = route.board_told_on is not None
        day = show_date(route.shown_at.astimezone().date(), show.today)
        found.append(
            option(
                f"{ROUTE}{route.id}",
                col("✓" if told else "!", 1, "muted" if told else "warn"),
                flex("Meldplicht"),
                fit(day, "muted"),
            )
        )
    return [heading("Ook in deze casus"), *found] if found else []


def _phase(run: Run, phase: Phase) -> Option:
    """`!` = acute danger went before it, ✓ = the step is settled, – = it was left out with a reason; what is left in
    it stays told at the right."""
    done = sum(settled(run, item) for item in phase.items)
    at = next_up(run).at
    here = any(at == item.code or at in item.asks for item in phase.items)
    ticking = [item for item in phase.items if item.ticks]
    whole = done == len(phase.items)
    enough = whole or (bool(ticking) and all(settled(run, item) for item in ticking))
    acute = any(item in phase.items for item in to_complete(run))
    left_out = any(
        state.skipped and any(item.step == state.number for item in ticking) for state in step_states(run)
    )
    sign: tuple[str, Role] = (
        ("–", "warn") if enough and left_out and not acute
        else ("✓", "good") if enough
        else ("●", "accent") if here
        else ("!", "warn") if acute
        else OPEN
    )  # fmt: skip
    return option(
        f"{PHASE}{phase.code}",
        col(sign[0], 1, sign[1]),
        col(number(phase.code), 1, "muted"),
        flex(phase.name, "strong" if here else ""),
        fit("" if whole else f"{done}/{len(phase.items)}", "muted"),
        wrap=True,
    )


def number(code: str) -> str:
    """The number of a phase or an item as it is shown: one without a number has none (`n.1` of the aftercare)."""
    return code if code[:1].isdigit() else ""


def _section(code: str, name: str, number: int) -> Option:
    return option(f"{SECTION}{code}", col("", 1), col("", 1), flex(name), fit(str(number or ""), "muted"))


def step_line(run: Run) -> Content:
    """`stap 1 ✓ 2 ✓ 3 ○ …`: the statutory steps in one line; what was skipped shows."""
    states = step_states(run)
    parts: list[Piece] = [("Stap ", "muted")]
    for state in states:
        sign: tuple[str, Role] = (
            ("!", "warn") if state.skipped and "acuut" in state.skipped
            else ("–", "warn") if state.skipped
            else ("✓", "good") if state.settled
            else OPEN
        )  # fmt: skip
        parts += [f"  {state.number} ", sign]
    return pieces(*parts) if states else pieces()


# --- right: one phase


def item_rows(run: Run, phase: Phase, show: Showing) -> list[Option]:
    """The items of a phase; under a weighing item its questions, under the last of them how it stands."""
    rows: list[Option] = []
    for item in phase.items:
        rows.append(_item(run, item, show))
        rows += _round(run, show) if item.asks and item.asks[0] == run.protocol.questions[0].code else []
        rows += [_question(run, run.protocol.question(code), show) for code in item.asks]
    if any(item.asks for item in phase.items) and (words := outcome_words(run)):
        answer = flex(f"Uitkomst: {words}", "strong")
        rows += [blank(), option("outcome", col("=", 1, "accent"), answer, wrap=True)]
    return rows


def _item(run: Run, item: Item, show: Showing) -> Option:
    done = run.of(item)
    sign = SIGNS[done.standing] if done else ("✓", "good") if settled(run, item) else OPEN
    here = next_up(run).at == item.code
    parts: list[Piece] = [(item.words, "strong" if here else "")]
    there = "staat bij Team en taken" if not done and arranged(run, item) else ""
    who = who_words(item.who)
    said = [done_words(done, show.today), _asked_then(run, item, done), done.note] if done else [there]
    below = " · ".join(filter(None, said))
    if done and done.stands_for:
        below = f"{below} · telt als het gesprek van stap {run.protocol.item(item.stands_for).step}"
    parts += [(f"\n{show.text(below)}", "muted")] if below else []
    return option(
        f"{ITEM}{item.code}",
        col(sign[0], 1, sign[1]),
        col(number(item.code), CODE, "muted"),
        flex(pieces(*parts)),
        fit(who, "muted", drop=max(60, 3 * len(who))),  # at most a third: the words of the item come first
        wrap=True,
    )


def _asked_then(run: Run, item: Item, done: Done) -> str:
    """`met A. Mulder`: who was asked on the day that a consultation was ticked."""
    asked = [one.who for one in run.consultations if one.day == done.day]
    consulted = item.kind is ItemKind.CONSULT and done.standing is Standing.DONE
    return f"met {' en '.join(dict.fromkeys(asked))}" if consulted and asked else ""


def _question(run: Run, question: Question, show: Showing) -> Option:
    path, here = run.path, next_up(run).at == question.code
    answer = path.answer(question.code)
    given = run.round.given(question.code) if run.round and answer else None
    applies = bool(answer) or path.next is not None
    role: Role = "" if applies else "muted"
    parts: list[Piece] = [(question.ask, "strong" if here and run.running else role)]
    if answer and given:
        day = show_date(given.at.astimezone().date(), show.today)
        parts += [
            (f"\n{question.choice(answer).words}", "accent"),
            (f" · {day} · {show.text(given.facts)}", "muted"),
        ]
        if given.due:
            until = f"beoordelen {show_date(given.due, show.today)}"
            parts += [(f"\nafgesproken: {show.text(given.result)}", "label")] if given.result else []
            parts += [(f"\n{show.text(given.lead)} leidt · {show.text(given.roles)} · {until}", "muted")]
    elif not applies:
        parts += [("\ndeze vraag is niet nodig", "muted")]
    sign: tuple[str, Role] = ("✓", "good") if answer else ("→", "accent") if here and run.running else OPEN
    return option(
        f"{QUESTION}{question.code}",
        col("", 1),
        col(sign[0], 1, sign[1]),
        col(question.code, CODE - 2, "muted"),
        flex(pieces(*parts)),
        wrap=True,
    )


# --- right: what stands around


def log_rows(run: Run, show: Showing) -> list[Option]:
    """The log of Veilig Thuis."""
    rows = []
    for one in run.contacts:
        late = one.reply_by is not None and one.replied_on is None and one.reply_by < show.today
        below = "\n".join(filter(None, [one.said, one.agreements, one.reply]))
        reply: tuple[str, Role] = (reply_words(one, show.today), "warn" if late else "muted")
        beside = [] if show.low else [fit(*reply)]  # on a small screen it leaves a column of one word
        parts: list[Piece] = [(contact_words(one, show.today), "strong")]
        parts += [(f"\n{reply[0]}", reply[1])] if show.low and reply[0] else []
        parts.append((f"\n{show.text(below)}", "muted"))
        rows.append(
            option(
                f"{PART}{one.id}",
                col("✓" if one.replied_on or not one.reply_by else "○", 1, "good"),
                flex(pieces(*parts)),
                *beside,
                wrap=True,
            )
        )
    return rows or [note("Nog geen contact. v legt een advies of een melding vast.")]


def why_rows(run: Run, show: Showing) -> list[Option]:
    """What was seen or heard, in facts; that it goes on after an earlier run; and how it ended."""
    again = " · vervolg op een eerder traject" if run.again_of else ""
    by = f" door {show.text(run.started_by)}" if run.started_by else ""
    begun = f"{show_date(run.started_on, show.today)}{by}{again}"
    rows = [option("why", col(begun, len(begun), "muted"), flex(show.text(run.why)), wrap=True)]
    if run.acute_at:
        at = run.acute_at.astimezone()
        rows.append(
            option(
                "acute",
                flex(f"acuut gevaar vastgelegd {show_date(at.date(), show.today)} om {at:%H:%M}", "warn"),
            )
        )
    if run.closed_on:
        closed = f"afgesloten {show_date(run.closed_on, show.today)}"
        rows.append(
            option("closed", col(closed, len(closed), "muted"), flex(show.text(run.close_words)), wrap=True)
        )
    return rows


def _round(run: Run, show: Showing) -> list[Option]:
    """Who takes part in the weighing and who decides, and why it was weighed anew."""
    one = run.round
    if one is None or not one.participants:
        return []
    parts: list[Piece] = [
        ("Wegen mee ", "label"),
        show.text(one.participants),
        (" · beslist ", "label"),
        show.text(one.decider),
    ]
    parts += [(" · de mentor, want ", "label"), show.text(one.mentor_reason)] if one.mentor_reason else []
    number = f"\nWeging {one.number}, opnieuw omdat " if one.reason else ""
    parts += [(number, "label"), show.text(one.reason)] if one.reason else []
    return [
        option(
            "round", col("", 1), flex(pieces(*parts)), fit(show_date(one.day, show.today), "muted"), wrap=True
        )
    ]


def asked_rows(run: Run, show: Showing) -> list[Option]:
    """Who was asked, by day."""
    rows = [
        option(
            f"{PART}{one.id}",
            col(show_date(one.day, show.today), 10, "muted"),
            flex(
                pieces(
                    (show.text(" · ".join(filter(None, [one.who, one.role]))), "strong"),
                    (f"\n{show.text(one.said)}" if one.said else "", "muted"),
                )
            ),
            wrap=True,
        )
        for one in run.consultations
    ]
    return rows or [note("Nog niemand gevraagd. o legt vast met wie je overlegde, en wanneer.")]


def team_rows(run: Run, show: Showing) -> list[Option]:
    """Casushouder and interventieteam, then tasks and who follows."""
    holder = show.text(run.holder) or "nog niemand"
    rows = [
        heading("Interventieteam"),
        option("holder", col("●", 1, "accent"), flex(holder), fit("casushouder", "muted")),
    ]  # fmt: skip
    rows += [
        option(f"{PART}{one.id}", col("", 1), flex(show.text(one.who)), fit(one.role, "muted"))
        for one in run.members
    ]
    rows += [] if show.low else [blank()]
    rows.append(
        heading("Taken, volgen en contact", count(len(run.tasks), "regel", "regels") if run.tasks else "")
    )
    for one in run.tasks:
        told = one.told_on is not None or own(run, one)
        sign: tuple[str, Role] = ("✓", "good") if one.done_on else ("□", "accent" if told else "warn")
        due = show_date(one.due, show.today) if one.due else ""
        below = " · ".join(filter(None, [task_state(run, one, show.today), one.result]))
        rows.append(
            option(
                f"{PART}{one.id}",
                col(sign[0], 1, sign[1]),
                flex(
                    pieces(
                        (show.text(one.who), "strong"), f"  {show.text(task_words(one))}",
                        (f"\n{show.text(below)}", "muted"),
                    )
                ),
                fit(due, "warn" if one.due and not one.done_on and one.due < show.today else "muted"),
                wrap=True,
            )
        )  # fmt: skip
    return (
        rows
        if run.tasks
        else [*rows, note("Nog geen taken. t geeft iemand een taak, of laat iemand volgen.")]
    )

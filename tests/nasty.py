"""Text that breaks things, and a school that is full of it: every text field of every table, through the store itself.

Nothing is tested here. Shared by tests/data/test_nasty_text.py (what is stored), tests/documents (what leaves) and
tests/ui (what is painted). A new text field: a line in `fill`; test_nasty_text.py fails until it is there.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tests.documents.canary_run import Canaries

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.store.handed import Document
from sotdesk.data.store.kwadrant import Taken
from sotdesk.data.store.moments import About
from sotdesk.data.store.sisa import Weighed
from sotdesk.domain.absence import Snapshot
from sotdesk.domain.absence_reports import Report
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.acute import Card, Number
from sotdesk.domain.calendar import Moment as NamedDay
from sotdesk.domain.calendar import Period, SchoolCalendar
from sotdesk.domain.candidates import Candidate
from sotdesk.domain.capture_model import Audience, Kind, Piece, Reading, Who
from sotdesk.domain.cases import Guardian, Referral, Regie, Triage, Tried
from sotdesk.domain.contacts import Agency, Contact, Role, School
from sotdesk.domain.destruction import CONFIRM, HOLD
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.handover import Receiver, reader_kinds, reasons
from sotdesk.domain.kwadrant_measuring import Raw
from sotdesk.domain.kwadrant_rules import Value, instruments
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind, Present
from sotdesk.domain.network import Partner
from sotdesk.domain.rights import Request, Withheld
from sotdesk.domain.sisa import Match, Told
from sotdesk.domain.students import Student
from sotdesk.domain.support import Review, Support
from sotdesk.domain.text import clean, one_line

NASTY = {
    "markup": "[red]x[/] [/] [@click=app.quit]y[/] [b",
    "brackets": "{0} {a!r} %s %(x)s $name ${x} \\1 \\\\n",
    "right to left": "\u202eomgekeerd\u202c שלום \u2067x\u2069 \u200fعربي",
    "combining": "e\u0301a\u0308\u0323 Z" + "\u0351" * 60 + "algo",
    "emoji": "👩‍👧‍👦 🏳️‍🌈 ✓ ⚠️ 李小龙",
    "control": "a\x00b\x07c\x1b[2Jd\x1b]0;t\x07e\x7f\x9b31mf\x08g",
    "surrogate": "a\ud83db\ufffec\uffffd\ufeff",
    "lines": "een\r\ntwee\rdrie\u2028vier\tvijf\x0bzes",
    "formula": "=cmd|' /C calc'!A0 +1 -1 @SUM(A1) \",\" ;",
    "markdown": "# kop\n- punt | cel | `code` *ster* _lijn_ <b>vet</b> <script>x</script> [a](b) 1. een\n---\n> x",
    "xml": "<w:t>&amp; &#0; ]]> <!-- x --> &quot; ' \"",
    "sql": "'; DROP TABLE student; -- \" OR 1=1 NEAR( * ^ :",
    "long": "ondersteuningsbehoefte " * 435,
    "unbroken": "x" * 10_000,
}
"""Name → text."""
TOGETHER = {
    "signs": ("markup", "brackets", "formula", "markdown", "xml", "sql"),
    "letters": ("right to left", "combining", "emoji"), "control": ("control", "surrogate", "lines"),
    "long": ("long",), "unbroken": ("unbroken",),
}  # fmt: skip
GROUPS = {name: " ".join(NASTY[each] for each in kinds) for name, kinds in TOGETHER.items()}
"""The same, fewer: a whole school is filled with each."""
ALL = " ".join(text for name, text in NASTY.items() if name not in ("long", "unbroken"))
"""All of it in one text of ordinary length."""
DAY = date(2026, 11, 25)


def fill(store: Store, text: str) -> None:
    """A school in which every text field holds `text`, where it may; `PUPIL` has a case, `OTHER` is a candidate's."""
    _school(store, text)
    _people(store, text)
    _gone(store, text)
    case_id = store.cases.open("nasty", question=text, question_by=text)
    _case(store, case_id, text)
    _meeting(store, text)
    _card(store, text)
    _partners(store, text)
    _kwadrant(store, text)
    _together(store, text)
    Canaries(store, case_id, text)
    _coming(store, text)


def _school(store: Store, text: str) -> None:
    store.school.save_school(School(text, text, system=text))
    store.school.save_calendar(
        SchoolCalendar((Period(text, date(2026, 12, 19), date(2027, 1, 3)),), (NamedDay(text, DAY),))
    )
    store.school.save_kind(
        MeetingKind("", text, text, text, ("smw",), per_year=text, fixed=(FixedItem(text, 5),), source=text)
    )
    store.acute.save_numbers([Number("own", text, text, text, True)])


def _people(store: Store, text: str) -> None:
    store.students.add(
        [
            Student("nasty", "040123", text, text, text, "2H1", date(2011, 3, 4), text, text),
            Student("plain", "040124", "Yara", "", "Achterberg", "2H1", date(2011, 3, 4)),
        ]
    )
    store.students.save_guardian("nasty", Guardian("", text, text, True, text, False, text, text, text))
    agency = store.contacts.save_agency(Agency("", text, text, text, text, text, text))
    store.contacts.save(Contact("", text, (Role("smw"),), True, text, agency, text, text, text, note=text))


def _gone(store: Store, text: str) -> None:
    store.retention.mark("nasty", HOLD, text, text)
    asked = Request("", "nasty", "correction", "parent", text, DAY, text)
    key = store.rights.save(asked)
    store.rights.withhold(key, Withheld("question", text, text))
    store.rights.answer(
        replace(asked, id=key, done_on=DAY, outcome="refused", how=text, reason=text, statement=text)
    )
    store.students.add([Student("gone", "1", "Kees", "", "Laan", "5V1", gone_since=date(2018, 7, 10))])
    store.retention.destroy(store.retention.due(), CONFIRM, text, text)


def _case(store: Store, case_id: str, text: str) -> None:
    signal = store.cases.add_signal("nasty", text, text, domain=text, told_home=text)
    store.cases.triage(signal, Triage.MENTOR, text)
    waiting = store.cases.add_signal("plain", text, text)
    store.cases.edit_signal(waiting, text=text)
    store.cases.refer(case_id, Referral(DAY, text, text, text, text, (Tried(text, text),)))
    named = dict.fromkeys(("holder", "question", "question_by", "request", "what_works"), text)
    store.cases.edit(case_id, regie=Regie(text, text, DAY), **named)
    store.cases.close(case_id, text, text)
    store.cases.reopen(case_id, text)
    number = store.acute.numbers()[-1]
    card = store.acute.tell(Card("", store.clock.now(), "nasty", ""), number, text, text)
    store.acute.note(card, text)


def reading(kind: Kind, text: str, audience: Audience = Audience.SOT) -> Reading:
    """A typed line that says `text`, also by whom, for whom and where."""
    who = Who(text)
    piece = Piece(
        kind,
        text,
        audience,
        who if kind is Kind.VOICE else None,
        (who,) if kind is Kind.ACTION else (),
        where=text,
    )
    return Reading(text, (piece,))


def _meeting(store: Store, text: str) -> None:
    kind = store.school.kinds()[-1]
    meeting = store.meetings.plan(kind.id, DAY, place=text)
    item = store.meetings.add_item(
        meeting, kind=ItemKind.PROGRESS, minutes=5, student_ids=["nasty", "plain"], request=text
    )
    store.meetings.add_item(meeting, kind=ItemKind.GENERAL, minutes=5, title=text, class_name="2H1")
    store.invites.invite(item, [Doer(text, "", "lpa")])
    here = Present("", text, "smw", joined_at=store.clock.now())
    store.table.start(meeting, [here])
    store.table.go_to(item)
    for line in (Kind.FACT, Kind.VOICE, Kind.DECISION, Kind.ADVICE, Kind.OPEN, Kind.ACTION):
        store.table.keep(item, reading(line, text))
        store.table.keep(item, reading(line, text, Audience.RESTRICTED))
    store.consents.record(item, here, "toestemming", text)
    store.consents.send_away(item, here)
    for other in store.meetings.get(meeting).items:
        if other.id != item:
            store.table.drop(other.id)
    store.table.close(meeting)
    reader = store.feedback.recipients(meeting, everyone=True)[0]
    store.feedback.tell(meeting, reader.key, "nasty", text, label=text)
    store.meetings.adopt(meeting, DAY)
    store.meetings.correct(meeting, item, text)


def _card(store: Store, text: str) -> None:
    moment = store.moments.keep("nasty", "", reading(Kind.FACT, text))
    about = About(datetime.combine(DAY, time(9)).astimezone(), "telefoon", text, "nee", "nee", text)
    store.moments.edit("nasty", moment, about)
    store.moments.correct(store.moments.get(moment).lines[0].capture_id, reading(Kind.DECISION, f"{text}!"))
    draft = ActionDraft(text, (Doer(text),), text, DAY, None, text, False, DAY, text)
    for state in (ActionState.OPEN, ActionState.DONE, ActionState.DROPPED):
        action = store.actions.add(draft, student_ids=["nasty"])
        store.actions.move(action, DAY, text)
        if state is not ActionState.OPEN:
            store.actions.settle(action, state, text)
    measure = Support("", "nasty", text, DAY, text, "basis", (), "", text, text, text, cost=text)
    support = store.support.save(measure)
    store.support.evaluate(support, Review(DAY, "deels", text))
    store.support.stop(support, text)
    store.support.save(replace(measure, name=text))
    store.gates.set_aside("nasty", "wijkteam", text)
    store.gates.note("nasty", "reasons", DAY, text)
    store.desk.set_aside("signal", "x", text)
    store.desk.keep_draft("place", text, 1)


def _partners(store: Store, text: str) -> None:
    store.network.save_partner("nasty", Partner("", text, "", text, text, text, DAY, None, text, text))
    asked = Exchange("", text, giver=text, purpose=text, data=text, proof=text)
    store.exchanges.save("nasty", asked)
    store.absence.save_stand("nasty", Snapshot(DAY, 4), text)
    store.absence.save_report("nasty", Report("", "hours", DAY, DAY, text, text, text, text))


def _together(store: Store, text: str) -> None:
    """A signal that was not set, one that was told, matched, renewed and closed, one that was not told."""
    who, day = store.contacts.save(Contact("", text, may_signal=True)), store.clock.today()
    store.sisa.weigh("nasty", Weighed("more", True, False, day, reason=text))
    one = store.sisa.weigh("nasty", Weighed("more", False, True, day - timedelta(days=9), who))
    store.sisa.tell(one, Told(day, text, True))
    store.sisa.keep_match(one, Match("", day, text, text, text, agreement=text))
    store.sisa.renew(one, day, who)
    store.sisa.close(one, day, text)
    store.sisa.tell(store.sisa.weigh("nasty", Weighed("more", False, True, day, who)), Told(not_why=text))


def _kwadrant(store: Store, text: str) -> None:
    store.kwadrant.say("nasty", "willen", Value.CARE, note=text, who=text)
    store.kwadrant.conclude("nasty", text)
    saqi = instruments()["saqi"]
    store.kwadrant.measure(saqi, [Taken("nasty", [Raw(saqi.scales[0], "3", 3.0, None)])], who=text)


def _coming(store: Store, text: str) -> None:
    candidate = Candidate("", text, text, text, DAY, from_school=text, for_class="1B")
    key = store.candidates.save_who(candidate)
    words = dict.fromkeys(("need", "source", "information", "analysis", "capacity", "advice"), text)
    store.candidates.fill(key, **words)
    store.candidates.talk(key, DAY, text)
    kind = reader_kinds()[0]
    receiver = Receiver(text, kind.roles[0] if kind.roles else "", kind)
    given = store.handovers.give("nasty", receiver, reasons()["year"])
    store.handovers.receive(given, text, DAY)
    store.handed.add(Document(f"{one_line(text)[:40]}.docx", "nasty", receiver=text, ground=text))


def stored(text: str) -> frozenset[str]:
    """How a text may stand in the vault, by the one rule (domain/text.py): cleaned, or cleaned and on one line."""
    return frozenset({clean(text), clean(text).strip(), one_line(text)})

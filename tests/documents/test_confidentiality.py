"""Kind of record × who may read it × output: what stands in it and what never does (issue 4 point 7).

Sources: domain.md §3 (who sees what), §5 (the gate counts what may be told), §11 (only what is needed leaves), §12
(team / SOT / alleen OCO); product.md §4 (`(` and `((`). The table is written by hand.

To add an output: a line in outputs.py. It is checked here at once, for what `MAY` does not name may hold nothing of
a record, and nothing besloten. To add a kind of record: a line in `_records` with `word(kind, audience)` for each
audience, and the outputs it may stand in under `MAY`.
"""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.documents.outputs import of_meeting, of_pupil, printed, told
from tests.documents.small_meeting import DAY, Meeting, table

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.store.sisa import Weighed
from sotdesk.data.transfer_rows import Chosen, gathered
from sotdesk.domain.absence_reports import Report
from sotdesk.domain.actions import Doer
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Confidentiality, Guardian
from sotdesk.domain.contacts import Contact
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.finding import Found
from sotdesk.domain.kwadrant_rules import Value
from sotdesk.domain.network import Partner
from sotdesk.domain.shield import speaks
from sotdesk.domain.sisa import Match, Told
from sotdesk.domain.support import Review, Support

SIGNS = {Audience.SOT: "", Audience.RESTRICTED: "(", Audience.OWN: "(("}
"""What stands before a line for each audience."""
APART = r"handover (oco|mentor|coordinator|schoolleider|team) apart yara"
"""The page of its own of a handover, of which she chose that it goes along (rules/handover.toml)."""
HERS = r"handover oco apart .*"
"""That page for a colleague who becomes the coordinator."""
MAY: dict[str, dict[Audience, str]] = {
    "regel": {
        Audience.SOT: r"(own )?(md|docx)|command minutes|(log|shielded|note|gate|handover|scan) .*",
        Audience.RESTRICTED: rf"own (md|docx)|shielded yara|{APART}",
        Audience.OWN: HERS,
    },
    "gesprek": {
        Audience.SOT: r"(gate|handover|scan) .*",
        Audience.RESTRICTED: APART,
        Audience.OWN: HERS,
    },
    "afspraak": {
        Audience.SOT: r"(asking|prep|handover) .*",
        Audience.RESTRICTED: APART,
        Audience.OWN: HERS,
    },
    "steun": {
        Audience.SOT: r"(plan|gate|handover) .*",
        Audience.RESTRICTED: APART,
        Audience.OWN: HERS,
    },
    "casus": {
        Audience.SOT: r"(own )?(md|docx)|command minutes|(plan|gate|handover|scan) .*",
        Audience.OWN: rf"own (md|docx)|{HERS}",
    },
    "signaal": {Audience.SOT: r""},
    "verzuim": {Audience.SOT: r""},
    "betrokken": {Audience.SOT: r""},
    "toestemming": {Audience.SOT: r""},
    "kwadrant": {Audience.SOT: r"handover (oco|mentor|coordinator|schoolleider|team)( apart)? yara"},
    "saqi": {Audience.RESTRICTED: r""},
    "conclusie": {Audience.SOT: r""},
}
"""Kind of record → who may read it → the outputs (outputs.py) in which it may stand; each does stand in one of them.
What has no audience of its own (domain.md §12 asks it of a case only) stands under SOT."""


def word(kind: str, audience: Audience) -> str:
    """The word of its own of a record."""
    return f"zq{kind}{audience.value}"


def _said(held: Meeting, audience: Audience) -> None:
    """Lines of a meeting and of a contact moment, of every kind that is fed back."""
    store, moment = held.store, ""
    for sign in ("", "! ", "* ", "ou: ", "ev: deels, "):
        held.keep("yara", f"{SIGNS[audience]}{sign}{word('regel', audience)}")
    for sign in ("", "! ", "* ", "ou: "):
        typed = f"{SIGNS[audience]}{sign}{word('gesprek', audience)}"
        moment = store.moments.keep("yara", moment, read(typed, table(store)))


def _made(store: Store, audience: Audience, smw: Doer) -> None:
    """An agreement and a measure of the card."""
    draft = ActionDraft(word("afspraak", audience), (smw,), due=DAY, audience=audience)
    store.actions.add(draft, student_ids=["yara"])
    named = word("steun", audience)
    measure = Support("", "yara", named, DAY, goal=named, audience=audience, entered_on=DAY)
    review = Review(DAY, "deels", named, audience=audience, entered_on=DAY)
    store.support.evaluate(store.support.save(measure), review)


def _case(store: Store, student_id: str, read_by: Confidentiality, audience: Audience) -> None:
    case = store.cases.of_student(student_id)
    assert case is not None
    named = word("casus", audience)
    store.cases.edit(case.id, question=named, request=named, what_works=named, confidentiality=read_by.value)


def _records(held: Meeting) -> None:
    """One of each, with the people who might read it: a member of the meeting, one who is invited, a mother."""
    store = held.store
    store.students.save_guardian("yara", Guardian("", "K. Aydin", "moeder", True))
    store.school.save_kind(replace(store.school.kinds()[0], members=("smw", "mentor")))
    store.invites.invite(held.items["yara"], [Doer("mentor (M. Bos)", "", "mentor")])
    contact = next(c for c in store.contacts.all() if c.name == "N. Smit")
    store.table.reopen(held.id)
    for audience in Audience:
        _said(held, audience)
        _made(store, audience, Doer("SMW (N. Smit)", contact.id, "smw"))
    store.table.close(held.id)
    _case(store, "yara", Confidentiality.SOT, Audience.SOT)
    _case(store, "lina", Confidentiality.OWN, Audience.OWN)
    store.cases.add_signal("yara", "docent", word("signaal", Audience.SOT))
    store.absence.save_report("yara", Report("", "hours", DAY, causes=word("verzuim", Audience.SOT)))
    store.network.save_partner("yara", Partner("", "R. Kok", note=word("betrokken", Audience.SOT)))
    data = word("toestemming", Audience.SOT)
    said = partial(store.kwadrant.say, "yara", value=Value.CARE)
    said("doen", who=word("kwadrant", Audience.SOT), note=word("kwadrant", Audience.SOT))
    said("willen", instrument="saqi", note=word("saqi", Audience.RESTRICTED))
    store.kwadrant.conclude("yara", word("conclusie", Audience.SOT))
    asked = Exchange("", "wijkteam", giver="moeder", purpose=data, data=data, proof="telefonisch")
    store.exchanges.save("yara", asked)


def _signalled(store: Store) -> None:
    """A signal in the index with a word of its own in every text (domain.md §7; product.md "Guests and shielding")."""
    who = store.contacts.save(Contact("", "Zqdoor", may_signal=True))
    store.sisa.save_module(on=True, name="Zqradar")
    one = store.sisa.weigh("yara", Weighed("more", True, True, DAY, who, reason="zqsignaal", review_on=DAY))
    store.sisa.tell(one, Told(DAY, "zqsignaalhoe", True, True, True))
    match = Match("", DAY, "zqsignaalpartij", "zqsignaalwie", "zqsignaaltel", agreement="zqsignaalafspraak")
    store.sisa.keep_match(one, match)
    store.sisa.close(one, DAY, "zqsignaalreden")


@pytest.fixture
def everything(held: Meeting, tmp_path: Path) -> dict[str, str]:
    """Every output by its name."""
    _records(held)
    pupils = of_pupil(held, "yara", tmp_path) | of_pupil(held, "lina", tmp_path)
    return of_meeting(held, tmp_path) | told(held, tmp_path) | pupils | printed(held)


def test_each_record_stands_only_where_its_readers_are(everything: dict[str, str]) -> None:
    for name, text in everything.items():
        for kind, rows in MAY.items():
            for audience in Audience:
                there = word(kind, audience) in text
                assert not there or re.fullmatch(rows.get(audience, ""), name), (kind, audience, name)


def test_each_record_stands_where_it_belongs(everything: dict[str, str]) -> None:
    """The other half: an output that became empty would pass the table."""
    for kind, rows in MAY.items():
        for audience, outputs in rows.items():
            found = [name for name, text in everything.items() if word(kind, audience) in text]
            assert bool(found) == bool(outputs), (kind, audience)


def test_a_signal_in_the_index_stands_in_no_output_and_no_search(held: Meeting, tmp_path: Path) -> None:
    """Not in the agenda, .ics, report, feedback, Magister block, handover sheet or transfer file; the school's own name
    for it, typed at the table, is hidden wherever SISA is. Of its history undo says nothing that names it."""
    store = held.store
    _signalled(store)
    store.table.reopen(held.id)
    held.keep("yara", "ouders vroegen naar zqradar en SISA", "! zqradar en SISA bespreken met het wijkteam")
    store.table.close(held.id)
    pupils = of_pupil(held, "yara", tmp_path) | of_pupil(held, "lina", tmp_path)
    for name, text in (of_meeting(held, tmp_path) | told(held, tmp_path) | pupils | printed(held)).items():
        assert "zqsignaal" not in text and "Zqdoor" not in text, name
        typed = text.lower()
        assert ("zqradar" in typed) == ("sisa" in typed), f"{name}: its own name is hidden where the other is"
        assert re.match("note|log|shielded|gate|scan|handover", name) or not speaks(text), name
    assert not any(store.finding.find(words) for words in ("zqsignaal", "zqsignaalpartij"))
    for apart in (False, True):
        with store.shared.reading() as session:
            rows, _ = gathered(session, Chosen(("yara",), restricted=apart, outside=not apart))
        assert "zqsignaal" not in repr(rows) and not any("sisa" in str(kind.__tablename__) for kind in rows)
    labels = [step.label for step in store.history.of_student("yara") if step.secret]
    assert labels and not any(speaks(label) or "zq" in label for label in labels)


def test_find_says_who_reads_a_hit(held: Meeting) -> None:
    _records(held)
    for kind, rows in MAY.items():
        for audience in rows:
            hits: tuple[Found, ...] = held.store.finding.find(word(kind, audience))
            assert hits and {hit.audience for hit in hits} == {audience.value}, (kind, audience)

"""Inzage, kopie and correctie: 28 days, the whole file with names of others proposed for masking, what is held back,
the answer (domain.md §11: S004, P72, P73, P76)."""

from dataclasses import replace
from datetime import date

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.attention import rows
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.initials import Decision
from sotdesk.domain.rights import Request, Withheld
from sotdesk.domain.rights_file import HELD, Review, about_words, review
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

ASKED = Request("", "yara", "inzage", "parent", "K. Achterberg", date(2026, 11, 2))


@pytest.fixture
def request_id(store: Store) -> str:
    """Yara, with a signal that names Lina, and a request of her parent."""
    store.students.add(
        [Student("yara", "1", "Yara", "", "Aydin", "2H1"), Student("lina", "2", "Lina", "", "Kamal", "3M2")]
    )
    store.cases.add_signal("yara", "mentor", "Yara en Lina Kamal kregen ruzie.", seen_on=date(2026, 11, 20))
    return store.rights.save(ASKED)


def looked(store: Store, key: str) -> Review:
    return review(store.rights.whole(key), store.rights.get(key), store.report.students())


def test_the_clock_is_28_days_and_stands_on_vandaag_until_it_is_answered(
    store: Store, request_id: str
) -> None:
    assert load("rights")["days"] == 28, (
        "domain.md §11 (S004, P72): four weeks, shorter than the month of the AVG"
    )
    today = store.clock.today()
    (row,) = [row for row in rows(store.attention.open(), today) if row.rule == "rights"]
    assert row.day == date(2026, 11, 30) and row.address == ("rights", "yara", request_id)
    done = replace(ASKED, id=request_id, done_on=today, outcome="granted", how="op papier")
    store.rights.answer(done)
    assert not [row for row in rows(store.attention.open(), today) if row.rule == "rights"]
    told = [e.text for e in store.cases.pupil("yara").timeline if e.kind == "verzoek"]
    assert told == ["inzage gedaan: op papier", "inzage, door ouder (K. Achterberg)"]


def test_a_refusal_needs_reasons_and_keeps_the_own_statement(store: Store) -> None:
    store.students.add([Student("yara", "1", "Yara", "", "Aydin", "2H1")])
    asked = replace(ASKED, kind="correction", asked="")
    with pytest.raises(RuleError, match="wat er niet klopt"):
        store.rights.save(asked)
    key = store.rights.save(replace(asked, asked="ik was niet boos, ik was bang"))
    answer = replace(store.rights.get(key), done_on=store.clock.today(), outcome="refused", how="brief")
    with pytest.raises(RuleError, match="met een reden"):
        store.rights.answer(answer)
    store.rights.answer(replace(answer, reason="oordeel van de mentor", statement="ik was bang"))
    assert "eigen verklaring: ik was bang" in store.cases.pupil("yara").timeline[0].text
    store.rights.remove(key)
    with pytest.raises(NotFound):
        store.rights.get(key)


def test_names_of_others_are_proposed_and_each_is_decided(store: Store, request_id: str) -> None:
    found = looked(store, request_id)
    (part,) = [part for part in found.parts if "ruzie" in part.before]
    assert part.key.startswith("text:"), "no id of a request: the screen begins at the top"
    assert [block.heading for block in found.written.blocks] == ["Gegevens", "November 2026"]
    assert "Lina Kamal" in part.before and "L.K." in part.after and "Yara" in part.after
    (mention,) = found.open
    store.rights.decide(request_id, {mention.key: Decision.CUT})
    found = looked(store, request_id)
    assert not found.open and "Lina" not in str(found.written) and "naam weggelaten" in str(found.written)
    store.rights.decide(request_id, {mention.key: Decision.KEEP})
    assert "Lina Kamal" in str(looked(store, request_id).written)


def test_what_is_held_back_is_not_printed_and_its_reason_stays(store: Store, request_id: str) -> None:
    (part,) = [part for part in looked(store, request_id).parts if "ruzie" in part.before]
    with pytest.raises(RuleError):
        store.rights.withhold(request_id, Withheld(part.key, part.place, " "))
    store.rights.withhold(request_id, Withheld(part.key, part.place, "gaat vooral over Lina"))
    found = looked(store, request_id)
    assert "ruzie" not in str(found.written) and HELD in str(found.written)
    assert any("1 tekst is achtergehouden" in line for line in found.written.closing)
    assert not found.open, "a name in a text that is not given needs no decision"
    assert store.rights.get(request_id).withheld[0].reason == "gaat vooral over Lina"
    store.rights.give(request_id, part.key)
    assert "ruzie" in str(looked(store, request_id).written)


def test_who_reads_along_in_sotdesk_does_not_limit_the_right(store: Store, request_id: str) -> None:
    whole = store.rights.whole(request_id)
    entry = replace(whole.file.timeline[0], audience=Audience.OWN.value)
    hers = replace(whole, file=replace(whole.file, timeline=(entry,)))
    found = review(hers, store.rights.get(request_id), store.report.students())
    assert [part.readers for part in found.parts if part.readers] == ["alleen OCO"]
    assert "kregen ruzie" in str(found.written)


def test_nothing_is_changed_in_silence_in_the_pupils_own_file(store: Store, request_id: str) -> None:
    """Domain.md §11: a right to the file itself. A word of the shield stands, or its text is held back."""
    said = "Gebeld met Veilig Thuis over de meldcode."
    store.cases.add_signal("yara", "mentor", said, seen_on=date(2026, 11, 20))
    found = looked(store, request_id)
    (part,) = [part for part in found.parts if "Gebeld" in part.before]
    assert said in part.before and said in part.after
    (word,) = [m for m in found.open if about_words(m)]
    assert word.words == "Veilig Thuis, meldcode" and word not in found.open_names
    store.rights.decide(request_id, {word.key: Decision.KEEP})
    found = looked(store, request_id)
    assert said in str(found.written) and word not in found.open
    store.rights.withhold(request_id, Withheld(part.key, part.place, "loopt nog een onderzoek"))
    assert "Gebeld" not in str(looked(store, request_id).written)

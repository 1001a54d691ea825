"""What was read is remembered until something is written, undone, or another day begins."""

from datetime import timedelta

from sotdesk.data.store import Store
from sotdesk.data.store.remembered import MOST, Remembered
from sotdesk.domain.clock import Clock
from sotdesk.domain.students import Student


def test_a_card_is_read_again_only_after_a_write_and_on_another_day(vault, clock) -> None:  # type: ignore[no-untyped-def]
    now = [clock.now()]
    store = Store(vault.engine, Clock(lambda: now[0]))
    store.students.add([Student("s1", "1", "Yara", "", "Aydin", "2H1")])
    case_id = store.cases.open("s1")
    first = store.cases.get(case_id)

    store.desk.keep_draft("capture", "half getypt", 3)
    assert store.cases.get(case_id) is first, "half-typed text stands on no card"

    store.cases.add_signal("s1", "docent", "kwam te laat")
    after = store.cases.get(case_id)
    assert [e.text for e in after.timeline if e.kind == "signaal"] == ["docent: kwam te laat"]

    last = store.desk.to_undo()
    assert last is not None
    store.desk.undo(last.batch)
    assert store.cases.get(case_id).timeline == first.timeline

    same = store.cases.get(case_id)
    now[0] += timedelta(days=1)
    assert store.cases.get(case_id) is not same


def test_only_a_handful_is_kept() -> None:
    kept = Remembered()
    for number in range(MOST + 5):
        kept.get(number, 0, lambda number=number: number)  # type: ignore[misc]
    assert len(kept._kept) == MOST and 0 not in kept._kept

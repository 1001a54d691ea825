"""The rhythm of telling: what c copies next, and what one Spatie means."""

from dataclasses import replace

from sotdesk.domain.copying import Copied, Copyable, Part

BOS = Copyable("bos", (Part("yara"), Part("lina")))
LPA = Copyable("lpa", (Part("davi"),))
SMW = Copyable("smw", (Part("yara", wanted=False),))
ROWS = (BOS, LPA, SMW)


def told(row: Copyable, *keys: str) -> Copyable:
    return replace(row, parts=tuple(replace(p, done=p.done or p.key in keys) for p in row.parts))


def copied(copied: Copied, rows: tuple[Copyable, ...], current: str) -> str:
    found = copied.next(rows, current)
    assert found
    copied.note(found[0], found[1].key)
    return f"{found[0]} {found[1].key}"


def test_each_c_copies_the_next_text_that_is_not_told() -> None:
    round_ = Copied()
    assert copied(round_, ROWS, "bos") == "bos yara"
    assert copied(round_, ROWS, "bos") == "bos lina"
    assert copied(round_, ROWS, "bos") == "lpa davi"
    assert (
        round_.next(ROWS, "lpa") is None
    )  # who need not be told is passed over, but not when she stands on him
    assert copied(round_, ROWS, "smw") == "smw yara"


def test_it_goes_round_to_what_stands_above() -> None:
    assert copied(Copied(), (told(BOS, "yara"), told(LPA, "davi"), SMW), "lpa") == "bos lina"


def test_a_tick_means_what_was_copied_else_all_that_must_be_told() -> None:
    round_ = Copied()
    assert [p.key for p in round_.to_tick(BOS)] == ["yara", "lina"]
    round_.note("bos", "yara")
    assert [p.key for p in round_.to_tick(BOS)] == ["yara"]
    assert [p.key for p in round_.to_tick(told(BOS, "yara"))] == ["lina"]
    assert [p.key for p in round_.to_tick(SMW)] == ["yara"]
    round_.forget("bos")
    assert [p.key for p in round_.to_tick(BOS)] == ["yara", "lina"]


def test_only_one_of_two_blocks() -> None:
    rows = (
        Copyable("sem", (Part("logboek", done=True), Part("afgeschermd"))),
        Copyable("yara", (Part("logboek"),)),
    )
    found = Copied().next(rows, "sem", among="logboek")
    assert found and found[0] == "yara"

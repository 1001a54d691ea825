"""Protocols in the vault (issue 6): a school adds its own; a broken one changes nothing; a run keeps its text."""

from pathlib import Path

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.errors import NotFound, ProtocolError, RuleError
from sotdesk.domain.protocol_read import shipped
from sotdesk.domain.students import Student

GOOD = (Path(__file__).parents[1] / "domain" / "protocol_good.toml").read_bytes()
NEWER = GOOD.replace(b"versie = 3", b"versie = 4")


def codes(store: Store) -> list[str]:
    return [one.code for one in store.protocols.all()]


def test_what_ships_is_there_first_what_weighs(store: Store) -> None:
    assert codes(store) == ["meldcode_landelijk", "stappenplan", "agressie", "medisch_handelen", "pesten"]
    assert store.protocols.get("pesten") is shipped()["pesten"]
    with pytest.raises(NotFound):
        store.protocols.get("kort")


def test_a_school_adds_its_own_replaces_it_and_takes_it_away(store: Store) -> None:
    store.protocols.add(GOOD)
    assert codes(store)[2] == "kort"
    assert (store.protocols.get("kort").own, store.protocols.get("kort").version) == (True, 3)

    store.protocols.add(NEWER)
    assert store.protocols.get("kort").version == 4

    last = store.desk.to_undo()
    assert last and last.label == "protocol van de school"
    store.desk.undo(last.batch)
    assert store.protocols.get("kort").version == 3

    store.protocols.remove("kort")
    assert "kort" not in codes(store)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (GOOD.replace(b"wacht = true", b"wachten = true"), "Regel 193: 'wachten' hoort niet bij vraag V4"),
        (GOOD.replace(b"2026-11-02", b"2026-12-02"), "Regel 5: de dag waarop"),
        (GOOD, "Regel 4: versie 3 van dit protocol staat er al"),
        (GOOD.replace(b"versie = 3", b"versie = 2"), "Regel 4: versie 3 van dit protocol staat er al"),
        (
            GOOD.replace(b'code = "kort"', b'code = "pesten"'),
            "Regel 2: de code 'pesten' is van een protocol zonder",
        ),
        (b"\x89PNG\r\n", "Regel 1: dit is geen gewone tekst"),
    ],
)
def test_a_file_that_is_not_right_changes_nothing(store: Store, file: bytes, said: str) -> None:
    store.protocols.add(GOOD)
    before = store.protocols.all()
    with pytest.raises(ProtocolError, match=said):
        store.protocols.add(file)
    assert store.protocols.all() == before


def test_an_own_version_of_a_shipped_one_stands_in_its_place_until_it_is_taken_away(store: Store) -> None:
    own = shipped()["pesten"].text.replace("versie = 1", "versie = 2")
    store.protocols.add(own.encode())
    assert codes(store).count("pesten") == 1
    assert store.protocols.get("pesten").version == 2

    store.protocols.remove("pesten")
    assert store.protocols.get("pesten") == shipped()["pesten"]
    with pytest.raises(RuleError, match="hoort bij sotdesk"):
        store.protocols.remove("pesten")


def test_a_list_never_takes_the_place_of_what_weighs(store: Store) -> None:
    """domain.md §6.3: what is weighed is weighed; without its questions nothing would be."""
    plain = shipped()["pesten"].text.replace('code = "pesten"', 'code = "stappenplan"')
    with pytest.raises(ProtocolError, match="van een protocol met afweging"):
        store.protocols.add(plain.replace("versie = 1", "versie = 9").encode())


def test_a_run_keeps_its_text_and_no_older_version_comes_after_it(store: Store) -> None:
    store.students.add([Student("sem", "040124", "Sem", "", "Bos", "2H1")])
    case = store.cases.open("sem")
    store.protocols.add(NEWER)
    run = store.runs.start(case, store.protocols.get("kort"), why="Sem kwam drie keer zonder eten")
    store.protocols.remove("kort")

    with pytest.raises(ProtocolError, match="versie 3 is ouder: een traject dat loopt, begon met versie 4"):
        store.protocols.add(GOOD)
    assert store.runs.get(run).protocol.version == 4

"""Every path through the weighing, with the outcome written out by hand from domain.md §6.2 and §6.3.

Sources: P02 (branches, doubt counts as yes), P04, P13, P16 (two decisions, the outcome is derived).
"""

import pytest

from sotdesk.domain.protocol_read import shipped
from sotdesk.domain.weighing import Outcome, acute_answers, path

OPEN, NONE, HELP, REPORT, BOTH = Outcome.OPEN, Outcome.NONE, Outcome.HELP, Outcome.REPORT, Outcome.BOTH
MELDCODES = [protocol for protocol in shipped().values() if protocol.weighs]

PATHS = [
    # A1 A2 A3 A4 A5, outcome, a report is necessary, the sentence it follows from
    ("", OPEN, False, "A1: bestaat na stap 1 t/m 4 een vermoeden?"),
    ("nee", NONE, False, "A1 nee: afsluiten, reden vastleggen"),
    ("ja", OPEN, False, "A1 ja: A2"),
    ("ja nee", OPEN, False, "A2 nee: A3"),
    ("ja nee nee", REPORT, True, "A3 nee: melden"),
    ("ja nee ja", OPEN, False, "A3 ja: A4"),
    ("ja nee ja nee", REPORT, True, "A4 nee: melden"),
    ("ja nee ja ja", OPEN, False, "A4 ja: hulp starten, termijn, dan A5"),
    ("ja nee ja ja nee", REPORT, True, "A5 nee: melden"),
    ("ja nee ja ja ja", HELP, False, "A5 ja: afsluiten met vastgelegde monitoring"),
    ("ja ja", OPEN, True, "A2 ja: direct melden; A3-A5 samen met Veilig Thuis"),
    ("ja ja nee", REPORT, True, "melden als A2 ja of A3 nee"),
    ("ja ja ja", OPEN, True, "A3 ja: A4, de melding blijft"),
    ("ja ja ja nee", REPORT, True, "melden als A2 ja of A4 nee"),
    ("ja ja ja ja", OPEN, True, "A4 ja: hulp starten, de melding blijft"),
    ("ja ja ja ja nee", REPORT, True, "hulp die niet werkt is geen hulp; melden"),
    ("ja ja ja ja ja", BOTH, True, "altijd melden bij acuut of structureel, ook als hulp ook kan"),
    ("ja twijfel", OPEN, True, "A2 twijfel: als ja"),
    ("ja twijfel nee", REPORT, True, "twijfel als ja, A3 nee"),
    ("ja twijfel ja", OPEN, True, "twijfel als ja, A3 ja"),
    ("ja twijfel ja nee", REPORT, True, "twijfel als ja, A4 nee"),
    ("ja twijfel ja ja", OPEN, True, "twijfel als ja, A4 ja"),
    ("ja twijfel ja ja nee", REPORT, True, "twijfel als ja, A5 nee"),
    ("ja twijfel ja ja ja", BOTH, True, "twijfel als ja: melden en hulp, nooit alleen hulp"),
]


def _answers(words: str) -> dict[str, str]:
    return dict(zip(("A1", "A2", "A3", "A4", "A5"), words.split(), strict=False))


@pytest.mark.parametrize("protocol", MELDCODES, ids=lambda protocol: protocol.code)
@pytest.mark.parametrize(("words", "outcome", "report", "source"), PATHS)
def test_the_outcome_follows_from_the_answers(
    protocol: object, words: str, outcome: Outcome, report: bool, source: str
) -> None:
    found = path(protocol, _answers(words))  # type: ignore[arg-type]
    assert (found.outcome, found.report) == (outcome, report), source


@pytest.mark.parametrize("protocol", MELDCODES, ids=lambda protocol: protocol.code)
def test_these_are_all_the_paths_there_are(protocol: object) -> None:
    every: list[str] = []

    def walk(answers: dict[str, str]) -> None:
        every.append(" ".join(answers.values()))
        question = path(protocol, answers).next  # type: ignore[arg-type]
        for choice in question.choices if question else ():
            walk({**answers, question.code: choice.code})  # type: ignore[union-attr]

    walk({})
    assert sorted(every) == sorted(words for words, *_ in PATHS)


@pytest.mark.parametrize("protocol", MELDCODES, ids=lambda protocol: protocol.code)
def test_acute_danger_is_yes_to_a_suspicion_and_to_unsafety(protocol: object) -> None:
    """domain.md §6.2 A1, A2; issue 6 point 4."""
    assert acute_answers(protocol) == {"A1": "ja", "A2": "ja"}  # type: ignore[arg-type]
    assert path(protocol, acute_answers(protocol)).at_once  # type: ignore[arg-type]


def test_a_checklist_weighs_nothing() -> None:
    lists = [protocol for protocol in shipped().values() if not protocol.weighs]
    assert lists
    with pytest.raises(ValueError, match="checklist"):
        path(lists[0], {})

"""Reads the fictional school's data files for the tests of their content. Nothing is tested here."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sotdesk

DEMO = Path(sotdesk.__file__).parent / "data" / "demo"
SCHOOL, NAMES, CASES, MEETINGS, SIGNALS = (
    tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("school", "names", "cases", "meetings", "signals")
)
CASE: dict[str, dict[str, Any]] = {case["key"]: case for case in CASES["case"]}
MEETING: dict[int, dict[str, Any]] = {meeting["slot"]: meeting for meeting in MEETINGS["meeting"]}
CONTACT: dict[str, dict[str, Any]] = {contact["key"]: contact for contact in SCHOOL["contact"]}
PAST = sorted(slot for slot in MEETING if slot < 0)

SETTLED = re.compile(r"=(\d+)(?: >(?P<moved>.+)| x (?P<reason>.+))?")
VOICE = re.compile(r"(\w+): ")
AGREEMENT = re.compile(r"(?:^|\s)@(?P<rest>.+)$")
WHEN = re.compile(
    r"(?:over |binnen )?(?:\d+ (?:weken|dagen|schooldagen)|een week)|\d+w|volgend overleg|z\.s\.m\.|morgen|"
    r"(?:volgende week )?(?:ma|di|wo|do|vr)|eind van de week"
)
"""Words for a day that read at any time of the year (the meetings lie wherever today puts them)."""

FORBIDDEN = re.compile(
    r"\b(?:lui|luie|zwakke?|brutaal|brutale|asociaal|verwend|onhandelbaar|ongemotiveerd|hysterisch|agressie\w*|"
    r"manipul\w+|aandachttrek\w+|probleem(?:kind|gezin|geval)\w*|gestoord|raar gezin|slechte ouders?|adhd|add|"
    r"autis\w*|asperger|borderline|depress\w*|hechtingsstoornis|stoornis|zwakbegaafd|overspannen|"
    r"meldcode|veilig thuis|sisa|mishandel\w*|misbruik\w*|bsn|nationaliteit)\b",
    re.IGNORECASE,
)
"""Judgements, guessed diagnoses (domain.md §4, writing rule) and the words of the shielded view."""


def items(slots: list[int] | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every item with its slot, in the order in which the meetings were held."""
    for slot in sorted(MEETING) if slots is None else slots:
        for item in MEETING[slot]["items"]:
            yield slot, item


def typed() -> Iterator[tuple[int, dict[str, Any], str]]:
    for slot, item in items():
        for line in item.get("lines", []):
            yield slot, item, line


def sentences() -> Iterator[str]:
    """All prose of all files, cut into sentences; a bare `=1` and the day of an agreement are no prose."""
    for value in prose(
        (CASES, SIGNALS, own_requests(), {"note": [c.get("note", "") for c in SCHOOL["contact"]]})
    ):
        settled = SETTLED.fullmatch(value)
        text = (settled["reason"] or "") if settled else value
        for part in re.split(r"(?<=[.?!;]) | (?=@)| (?=>)", text):
            bare = re.sub(r"[^\w\s]", "", re.sub(r"^\(* ?\w+: ", "", part.casefold())).strip()
            if len(bare.split()) >= 3 and not part.startswith(">"):
                yield bare


def own_requests() -> list[dict[str, Any]]:
    """All items, without the request that an aanmelding brought: that is one sentence, shown in two places."""
    brought = {case["aanmelding"]["request"] for case in CASE.values()}
    return [
        {key: value for key, value in item.items() if key != "request" or value not in brought}
        for _, item in items()
    ]


def prose(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, str) and key not in NOT_PROSE:
        yield node
    elif isinstance(node, Mapping):
        for name, value in node.items():
            yield from prose(value, name)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from prose(value, key)


NOT_PROSE = {"by", "role", "name", "phone", "municipality", "title", "language", "whose"}

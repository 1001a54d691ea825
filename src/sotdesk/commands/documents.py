"""`sotdesk agenda` and `sotdesk minutes`: one document of one meeting, on standard output or in a file."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk.commands.opening import Chosen, open_store, write
from sotdesk.commands.wording import UsageProblem
from sotdesk.domain.errors import NotFound
from sotdesk.report_base import usable_base

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.domain.meetings import Meeting

AGENDA_FORMS = ("md", "docx", "ics")
MINUTES_FORMS = ("md", "docx")


def agenda(chosen: Chosen, meeting: str, form: str, out: Path | None, reader: str = "") -> None:
    """Writes the agenda of a meeting; with `reader` only what that member may see (commands/for_reader.py).

    UsageProblem, NotFound, or an error of the vault or the disk.
    """
    from sotdesk.commands import for_reader
    from sotdesk.data.store.handed import Document

    _check(form, AGENDA_FORMS, out)
    when = _when(meeting)
    with open_store(chosen) as store:
        meant = _meeting(store, when)
        found = meant.id
        if not reader:
            _deliver(_agenda(store, found, form), out)
            _list(store, meant, "agenda", form, out)
            return
        made = (
            for_reader.own_times(store, found, reader)
            if form == "ics"
            else for_reader.sheet(store, found, reader, form)
        )
        _deliver(made.content, out)
        made.listed()
        if out is not None:
            store.handed.add(
                Document(out.name, meeting_id=found, receiver=made.receiver, told=True).written(out)
            )


def minutes(chosen: Chosen, meeting: str, form: str, out: Path | None) -> None:
    """Writes the report of a meeting; RuleError when it was not held yet, else as `agenda`."""
    _check(form, MINUTES_FORMS, out)
    when = _when(meeting)
    with open_store(chosen) as store:
        meant = _meeting(store, when)
        _deliver(_minutes(store, meant.id, form), out)
        _list(store, meant, "verslag", form, out)


def _list(store: "Store", meeting: "Meeting", what: str, form: str, out: Path | None) -> None:
    """Puts a document that was written on the list of what left."""
    from sotdesk.data.store.handed import Document

    name = f"{meeting.kind.short} {meeting.day:%Y-%m-%d} {what}.{form}"
    document = Document(name, meeting_id=meeting.id)
    store.handed.add(document.written(out) if out else document)


def minutes_as_markdown(store: "Store", meeting_id: str) -> str:
    """The report with initials, as Markdown."""
    from sotdesk.documents import minutes_md
    from sotdesk.domain.initials import Naming

    report = store.report.minutes(meeting_id)
    return minutes_md.render(report, Naming.of(report, store.report.students()))


def _agenda(store: "Store", meeting_id: str, form: str) -> bytes:
    from sotdesk.documents import agenda_docx, agenda_ics, agenda_md

    found = store.report.agenda(meeting_id)
    if form == "docx":
        return agenda_docx.render(found, usable_base(store))
    if form == "ics":
        return agenda_ics.render(found, store.clock.now())
    return agenda_md.render(found).encode("utf-8")


def _minutes(store: "Store", meeting_id: str, form: str) -> bytes:
    if form == "md":
        return minutes_as_markdown(store, meeting_id).encode("utf-8")
    from sotdesk.documents import minutes_docx
    from sotdesk.domain.initials import Naming

    report = store.report.minutes(meeting_id)
    return minutes_docx.render(report, Naming.of(report, store.report.students()), usable_base(store))


def _check(form: str, known: tuple[str, ...], out: Path | None) -> None:
    if form not in known:
        raise UsageProblem(f"De vorm kan zijn: {', '.join(known)}.")
    if form == "docx" and out is None:
        raise UsageProblem("Een Word-document gaat naar een bestand: geef --out BESTAND.")


def _when(text: str) -> "str | date":
    """`last`, `next`, or a day: 2026-11-25 or 25-11-2026."""
    if text in ("last", "next"):
        return text
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a day has no time zone)
        except ValueError:
            continue
    raise UsageProblem("Noem het overleg met last, next of een datum zoals 2026-11-25.")


def _meeting(store: "Store", when: "str | date") -> "Meeting":
    meetings = store.meetings
    if isinstance(when, date):
        found, missing = meetings.on(when), f"Op {when:%d-%m-%Y} is geen overleg."
    elif when == "next":
        found, missing = meetings.running() or meetings.next(), "Er is geen overleg gepland."
    else:
        found, missing = meetings.last(), "Er is nog geen overleg afgerond."
    if found is None:
        raise NotFound(missing)
    return found


def _deliver(content: bytes, out: Path | None) -> None:
    if out is None:
        write(content)
        return
    from sotdesk.documents.writing import save

    save(out, content)

"""Everything that the program gives out about a meeting and a pupil, as text by the name of the output.

Nothing is tested here: test_minutes.py and test_confidentiality.py say which words stand in which output. A new output
is a line more in `of_meeting` or `of_pupil`; then the table of test_confidentiality.py says what it may hold.
"""

from pathlib import Path

import docx
from tests.documents.small_meeting import Meeting

from sotdesk.commands.documents import minutes_as_markdown
from sotdesk.documents import (
    agenda_docx,
    agenda_ics,
    agenda_md,
    feedback_docx,
    feedback_md,
    letters,
    minutes_docx,
    minutes_md,
)
from sotdesk.domain.asking import asking_letter
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.handover import Receiver, reader_kinds, reasons
from sotdesk.domain.handover_sheet import handover_pages
from sotdesk.domain.initials import Naming
from sotdesk.domain.invitations import invitation_letter
from sotdesk.domain.klassenscan import klassenscan
from sotdesk.domain.letters import Letter, Written, write_out
from sotdesk.domain.referral_sheet import gate_sheet
from sotdesk.domain.report import Minutes
from sotdesk.domain.support_plan import plan_sheet


def report(held: Meeting, *, own: bool = False) -> tuple[Minutes, Naming]:
    minutes = held.store.report.minutes(held.id, own=own)
    return minutes, Naming.of(minutes, held.store.report.students())


def words_of(content: bytes, path: Path) -> str:
    """All text of a DOCX: body, tables, headers and footers, properties."""
    path.write_bytes(content)
    document = docx.Document(str(path))
    section = document.sections[0]
    places = (document, section.header, section.footer)
    texts = [paragraph.text for place in places for paragraph in place.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    core = document.core_properties
    return "\n".join([*texts, core.title, core.author, core.subject, core.comments])


def of_meeting(held: Meeting, folder: Path) -> dict[str, str]:
    """The report, her own copy of it, and the agenda."""
    shared, own, agenda = report(held), report(held, own=True), held.store.report.agenda(held.id)
    return {
        "md": minutes_md.render(*shared),
        "docx": words_of(minutes_docx.render(*shared), folder / "a.docx"),
        "own md": minutes_md.render(*own),
        "own docx": words_of(minutes_docx.render(*own), folder / "b.docx"),
        "agenda md": agenda_md.render(agenda),
        "agenda docx": words_of(agenda_docx.render(agenda), folder / "c.docx"),
        "ics": agenda_ics.render(agenda, held.clock.now()).decode(),
    }


def told(held: Meeting, folder: Path) -> dict[str, str]:
    """What is told after a meeting and asked before the next: notes in three forms, blocks, letters."""
    store, found = held.store, {}
    for note in store.feedback.notes(held.id):
        name = f"note {note.key} {note.student_id}"
        found[name] = plain(note)
        found[f"{name} md"] = feedback_md.render(note)
        found[f"{name} docx"] = words_of(feedback_docx.render(note), folder / "n.docx")
    for block in store.feedback.blocks(held.id):
        found[f"log {block.student.id}"], found[f"shielded {block.student.id}"] = block.log, block.shielded
    for person in store.asking.people(held.id):
        letter = asking_letter(person, store.clock.today())
        found |= _forms(f"asking {person.key}", _written(held, letter), folder)
    for member, letter in store.prep.letters(held.id):
        found |= _forms(f"prep {member.key}", _written(held, letter), folder)
    agenda = store.report.agenda(held.id)
    for one in store.invites.people(held.id):
        letter = invitation_letter(one, agenda, "A. Vermeer", full=False, known_names=())
        found |= _forms(f"invite {one.key}", _written(held, letter), folder)
        found[f"invite {one.key} ics"] = agenda_ics.invitation(agenda, one, store.clock.now()).decode()
    return found


def of_pupil(held: Meeting, student_id: str, folder: Path) -> dict[str, str]:
    """The handelingsplan and the sheet of every destination of the referral gate."""
    store = held.store
    naming, today = store.support.naming(student_id), store.clock.today()
    plan = store.support.plan(student_id)
    found: dict[str, str] = {}
    if not plan.own_only:  # the screens of both refuse it then: test_case_forms.py
        found |= _forms(f"plan {student_id}", plan_sheet(plan, naming), folder)
    for gate in () if plan.own_only else store.gates.of_student(student_id):
        written = gate_sheet(gate, naming, "Lyceum De Lindehof", "Magister", today)
        found |= _forms(f"gate {gate.destination.code} {student_id}", written, folder)
    student = store.students.get(student_id)
    scanned = store.classes.scanned(student.class_name)
    sheet, _ = klassenscan(
        student.class_name, "Lyceum De Lindehof", today, scanned, lambda one: store.support.naming(one.id)
    )
    found |= _forms(f"scan {student_id}", sheet, folder)
    facts = store.handovers.facts(student_id)
    for kind in reader_kinds():
        receiver = Receiver("C. Nootenboom", kind.roles[0] if kind.roles else "", kind)
        for apart in (False, True):
            pages = handover_pages(facts, receiver, reasons()["year"], naming, restricted=apart)
            name = f"handover {kind.code}{' apart' if apart else ''} {student_id}"
            found[name] = "" if pages.refused else "\n".join(map(letters.text, pages.all))
    return found


def printed(held: Meeting) -> dict[str, str]:
    """What a command prints."""
    return {"command minutes": minutes_as_markdown(held.store, held.id)}


def _written(held: Meeting, letter: Letter) -> Written:
    return write_out(letter, Naming.of(letter, held.store.report.students(), full=letter.full))


def _forms(name: str, written: Written, folder: Path) -> dict[str, str]:
    return {
        name: letters.text(written),
        f"{name} md": letters.markdown(written),
        f"{name} docx": words_of(letters.docx(written), folder / "l.docx"),
    }

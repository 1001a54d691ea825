"""`sotdesk agenda --for RECIPIENT`: the sheet of one member with only what he may see, or his own times as .ics.

It is listed as handed out, as when it is made on the screen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from sotdesk.commands.wording import UsageProblem
from sotdesk.domain.errors import NotFound
from sotdesk.domain.words import listed as listed_words
from sotdesk.report_base import usable_base

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.domain.letters import Letter, Written
    from sotdesk.domain.prep import Member

FORMS = {"md": "Markdown", "docx": "Word"}


@dataclass(frozen=True)
class Made:
    """A document, and how to keep that it was handed out once it is written."""

    content: bytes
    listed: Callable[[], object] = lambda: None
    receiver: str = ""


def sheet(store: "Store", meeting_id: str, reader: str, form: str) -> Made:
    """His sheet as Markdown or DOCX, names of others as initials; NotFound or UsageProblem when it is unclear whose."""
    from sotdesk.documents import letters as forms

    member, letter = _one(store, meeting_id, reader)
    written = _written(store, letter)
    content = forms.docx(written, usable_base(store)) if form == "docx" else forms.markdown(written).encode()
    return Made(content, lambda: store.prep.handed_out(meeting_id, member, letter, FORMS[form]), member.label)


def own_times(store: "Store", meeting_id: str, reader: str) -> Made:
    """The times he comes in for, as .ics, without any pupil; NotFound when he is not invited for an item."""
    from sotdesk.documents.agenda_ics import invitation

    member, _ = _one(store, meeting_id, reader)
    key = member.contact.id if member.contact else ""
    for one in store.invites.people(meeting_id):
        if key and one.key == key:
            made = invitation(store.report.agenda(meeting_id), one, store.clock.now())
            return Made(made, receiver=member.label)
    raise NotFound(
        "Deze persoon is niet voor een eigen punt uitgenodigd. Laat --for weg voor het hele overleg."
    )


def _one(store: "Store", meeting_id: str, reader: str) -> "tuple[Member, Letter]":
    from sotdesk.domain.prep import find_member

    letters = store.prep.letters(meeting_id)
    found = find_member(reader, [member for member, _ in letters])
    if len(found) != 1:
        _unclear(found, [member for member, _ in letters])
    return next(pair for pair in letters if pair[0].key == found[0].key)


def _unclear(found: "tuple[Member, ...]", everyone: "list[Member]") -> NoReturn:
    """Whom she can name: roles first, since a sentence of an error holds no name."""
    if found:
        raise UsageProblem(
            "Er zijn er meer met deze rol. Noem bij --for de naam, zoals die bij Contacten staat."
        )
    roles = listed_words(list(dict.fromkeys(member.label.split(" (")[0] for member in everyone)))
    known = f" Er zijn bladen voor: {roles}." if roles else ""
    raise NotFound(f"Deze persoon is geen lid van dit overleg en is er niet voor uitgenodigd.{known}")


def _written(store: "Store", letter: "Letter") -> "Written":
    from sotdesk.domain.initials import Naming
    from sotdesk.domain.letters import write_out

    return write_out(letter, Naming.of(letter, store.report.students(), full=letter.full))

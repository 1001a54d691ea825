"""Inzage, kopie and correctie: what was asked, the file it is about, and the answer (domain.md §11)."""

import json

from sqlmodel import Session, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.case_file import read_case, read_pupil
from sotdesk.data.store.report import known_names
from sotdesk.data.store.rights_read import read_request, read_requests, withheld_of
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.store.support import case_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.tables.rights import RightsRequest, WithheldRow
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.initials import Decision
from sotdesk.domain.rights import Request, Withheld, check_answer, check_request, open_first
from sotdesk.domain.rights_file import Whole
from sotdesk.domain.text import as_json, one_line

GONE = "Dit verzoek is er niet (meer)."


class Rights(Part):
    """Inzage en correctie."""

    def of_student(self, student_id: str) -> tuple[Request, ...]:
        """A pupil's requests: what waits first."""
        with self.desk.reading() as session:
            return open_first(read_requests(session, student_id))

    def get(self, request_id: str) -> Request:
        """One request; NotFound when it is gone."""
        with self.desk.reading() as session:
            return read_request(session, _row(session, request_id))

    def save(self, request: Request) -> str:
        """Keeps what was asked, new (empty id) or changed, and gives its id. RuleError when something is missing."""
        check_request(request, self.desk.today())
        with self.desk.writing("verzoek") as session:
            if session.get(StudentRow, request.student_id) is None:
                raise NotFound("Deze leerling staat niet (meer) in de kluis.")
            row = _row(session, request.id) if request.id else None
            if row is None:
                row = RightsRequest(
                    id=new_id(), student_id=request.student_id, kind="", asker="", asked_on=request.asked_on
                )
            row.kind, row.asker, row.asked_on = request.kind, request.asker, request.asked_on
            row.by, row.asked = one_line(request.by), one_line(request.asked)
            session.add(row)
            return row.id

    def answer(self, request: Request) -> None:
        """Keeps the answer of a request. RuleError when it lacks something."""
        check_answer(request, self.desk.today())
        with self.desk.writing("antwoord op een verzoek") as session:
            row = _row(session, request.id)
            row.done_on, row.outcome, row.how = request.done_on, request.outcome, one_line(request.how)
            row.reason, row.statement = one_line(request.reason), one_line(request.statement)
            session.add(row)

    def remove(self, request_id: str) -> None:
        """Takes a request away: it was a mistake."""
        with self.desk.writing("verzoek weg") as session:
            row = _row(session, request_id)
            for one in withheld_of(session, request_id):
                session.delete(one)
            session.flush()
            session.delete(row)

    # --- the file that is read

    def whole(self, request_id: str) -> Whole:
        """All that the file of a request's pupil is made of, whoever may read it in sotdesk."""
        with self.desk.reading() as session:
            student_id = _row(session, request_id).student_id
            case = case_of(session, student_id)
            student = students_by_id(session, [student_id])[student_id]
            file = read_case(session, case.id) if case else read_pupil(session, student)
            return Whole(school_of(session).name, self.desk.today(), student, file, known_names(session))

    def decide(self, request_id: str, decisions: dict[str, Decision]) -> None:
        """What becomes of these names of other persons in the file."""
        with self.desk.writing("namen in een dossier") as session:
            row = _row(session, request_id)
            row.decisions = as_json({**json.loads(row.decisions), **decisions})
            session.add(row)

    def withhold(self, request_id: str, withheld: Withheld) -> None:
        """A text is not given, with its reason. RuleError without one."""
        if not one_line(withheld.reason):
            raise RuleError("Achterhouden kan alleen met een reden: die blijft in het logboek staan.")
        with self.desk.writing("tekst achtergehouden") as session:
            student_id = _row(session, request_id).student_id
            query = select(WithheldRow).where(
                WithheldRow.request_id == request_id, WithheldRow.passage == withheld.passage
            )
            row = session.exec(query).first() or WithheldRow(
                student_id=student_id, request_id=request_id, passage=withheld.passage, place="", reason=""
            )
            row.place, row.reason = one_line(withheld.place), one_line(withheld.reason)
            session.add(row)

    def give(self, request_id: str, passage: str) -> None:
        """A text that was held back is given after all."""
        with self.desk.writing("tekst toch gegeven") as session:
            for row in withheld_of(session, request_id):
                if row.passage == passage:
                    session.delete(row)


def _row(session: Session, request_id: str) -> RightsRequest:
    row = session.get(RightsRequest, request_id)
    if row is None:
        raise NotFound(GONE)
    return row

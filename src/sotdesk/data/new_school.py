"""What a new vault holds before the first pupil: the school, its coordinator, holidays and kinds of meeting."""

from collections.abc import Callable, Sequence

from sqlalchemy import Engine

from sotdesk.data import schema
from sotdesk.data.store import Store
from sotdesk.domain.calendar import SchoolCalendar, school_year
from sotdesk.domain.calendar_approximate import holidays_around
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.meetings import MeetingKind
from sotdesk.domain.text import one_line


def build_school(
    name: str, coordinator: str, kinds: Sequence[MeetingKind], clock: Clock
) -> Callable[[Engine], None]:
    """A `build` for `Vault.create`: the tables, filled for this school.

    The vault gets its name only when all of it stands, so there is never a vault without its school.
    """

    def build(engine: Engine) -> None:
        schema.build(engine)
        store = Store(engine, clock)
        person = one_line(coordinator)
        contact_id = store.contacts.save(Contact("", person, (Role("oco"),)))
        store.school.save_school(School(one_line(name), person, contact_id))
        first = school_year(clock.today())[0]
        proposed = SchoolCalendar(holidays_around(clock.today()))
        store.school.save_calendar(proposed, unchecked=range(first - 1, first + 2))
        store.school.save_kinds(kinds)

    return build

"""All tables. Importing this package fills SQLModel.metadata; tables have no behaviour."""

from sotdesk.data.tables import actions, cases, desk, meetings, people, school

__all__ = ["actions", "cases", "desk", "meetings", "people", "school"]

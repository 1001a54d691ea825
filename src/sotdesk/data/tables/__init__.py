"""All tables. Importing this package fills SQLModel.metadata; tables have no behaviour."""

from sotdesk.data.tables import actions, acute, cases, consents, desk, feedback, meetings, people, school

__all__ = ["actions", "acute", "cases", "consents", "desk", "feedback", "meetings", "people", "school"]

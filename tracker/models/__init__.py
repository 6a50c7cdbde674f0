"""Every table, imported once so that metadata is whole."""

from tracker.models import actions, evidence, mail, meetings, people, record, users
from tracker.models.base import SQLModel

__all__ = ["SQLModel", "actions", "evidence", "mail", "meetings", "people", "record", "users"]

"""The tables. Those of accounts are apart, in `users`: they load Flask-Security, which the scheduler does without."""

from tracker.models import (
    actions,
    chasing,
    documents,
    evidence,
    imports,
    inspections,
    keeping,
    mail,
    measures,
    meetings,
    outside,
    people,
    publishing,
    record,
    reports,
    search,
    sitting,
)
from tracker.models.base import SQLModel

__all__ = [
    "SQLModel",
    "actions",
    "chasing",
    "documents",
    "evidence",
    "imports",
    "inspections",
    "keeping",
    "mail",
    "measures",
    "meetings",
    "outside",
    "people",
    "publishing",
    "record",
    "reports",
    "search",
    "sitting",
]

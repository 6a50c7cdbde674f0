"""How far a version of a report has come."""

from enum import StrEnum


class VersionState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    ISSUED = "issued"

"""Who is expected at a meeting, and who came."""

from enum import StrEnum


class Attended(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    APOLOGIES = "apologies"

"""What the secretariat made of an answer."""

from enum import StrEnum


class Reading(StrEnum):
    NEW = "new"
    ACCEPTED = "accepted"
    ASKED_AGAIN = "asked_again"
    FOR_MEETING = "for_meeting"

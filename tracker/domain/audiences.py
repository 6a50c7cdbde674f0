"""For whom a version of a report is cut."""

from collections.abc import Mapping
from enum import StrEnum


class Audience(StrEnum):
    MEETING = "meeting"
    PANEL = "panel"
    PUBLIC = "public"
    OWNER = "owner"


AUDIENCE_WORDS: Mapping[Audience, str] = {
    Audience.MEETING: "for the meeting",
    Audience.PANEL: "for the Panel",
    Audience.PUBLIC: "for the public",
    Audience.OWNER: "for the owner",
}

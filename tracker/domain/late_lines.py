"""Lines that were typed during a meeting and arrived after it was closed."""

from enum import StrEnum


class LateLineState(StrEnum):
    WAITING = "waiting"
    TAKEN_IN = "taken_in"
    SET_ASIDE = "set_aside"

"""What a measure counts, and on what basis each of its readings stands."""

from enum import StrEnum


class Unit(StrEnum):
    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate_per_1000"
    DURATION = "duration"


class Better(StrEnum):
    """Which way is improvement."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class AreaKind(StrEnum):
    FORCE = "force"
    HUB = "hub"
    OTHER = "other"


class Basis(StrEnum):
    """What a reading's period is. Only months and quarters follow on each other without overlap, and enter a control chart."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FINANCIAL_YEAR = "financial_year"
    ROLLING = "rolling"
    OTHER = "other"


class ReadingStatus(StrEnum):
    PROVISIONAL = "provisional"
    FINAL = "final"
    REVISED = "revised"


class AgainstKind(StrEnum):
    """What a reading is set beside, other than an earlier reading."""

    TARGET = "target"
    NATIONAL = "national"
    MOST_SIMILAR = "most_similar"
    RANK = "rank"

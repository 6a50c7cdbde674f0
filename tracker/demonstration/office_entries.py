"""What the office asks for and owes, as entries of the demonstration record."""

from dataclasses import dataclass
from datetime import date

from tracker.demonstration.entry import Entry
from tracker.domain.statutory import ClockKind


@dataclass(frozen=True, kw_only=True)
class Commission(Entry):
    """The request to the force for a meeting, begun `on` a day and not sent. `requests` are what is asked for anew."""

    ref: str
    meeting: str
    post: str
    on: date
    requests: tuple[str, ...]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Clock(Entry):
    """A date that the office owes, counted by the law from `starts_on`."""

    ref: str
    kind: ClockKind
    title: str
    post: str
    starts_on: date
    note: str = ""
    chosen: tuple[str, ...] = ()

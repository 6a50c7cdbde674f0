"""The chair's list: the matters arising of a meeting, each with what the chair is asked to decide about it."""

from dataclasses import dataclass

from tracker.domain.actions import Kind, Status
from tracker.domain.report_sitting import AboutAction
from tracker.domain.reports import Report, ReportUpdate
from tracker.domain.round_of_matters import Group


@dataclass(frozen=True)
class MatterArising(AboutAction):
    """One matter arising. `memory` is "carried forward 4 times · date moved 3 times · …"; `decided_words` what this meeting
    has decided about it already. `more_time_words` is the day until which the owner asks for more time."""

    asked: str = ""
    kind: Kind = Kind.ACTION
    status: Status = Status.OPEN
    group: str = Group.REST.name
    due_words: str = ""
    overdue_working_days: int | None = None
    memory: str = ""
    exit_rule: str = ""
    last_update: ReportUpdate | None = None
    more_time_words: str = ""
    decided_words: str = ""


@dataclass(frozen=True, kw_only=True)
class ChairsList(Report):
    """The matters arising in the order in which the meeting goes through them."""

    matters: tuple[MatterArising, ...] = ()

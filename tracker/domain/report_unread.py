"""What an owner said that the office has not accepted: the public is told that there is an answer, and none of its words."""

from dataclasses import fields, is_dataclass, replace
from operator import is_
from typing import Any, TypeVar

from tracker.domain.reports import Report, ReportAction, ReportEvent, ReportEvidence, ReportUpdate

Some = TypeVar("Some", bound=Report)

NOT_YET = "The office has not accepted this answer yet, so it is not told here."
UPDATE = "Update"


def without_unread(report: Some) -> Some:
    """The report with a sentence in place of each answer that was not accepted when the record was frozen, and without what it asked
    for or came with."""
    said: Some = _without(report)
    return said


def _without(value: Any) -> Any:
    if isinstance(value, tuple):
        now = tuple(_without(one) for one in value if not _came_with_it(one))
        return value if len(now) == len(value) and all(map(is_, now, value)) else now
    if isinstance(value, ReportUpdate) and not value.is_accepted:
        return replace(value, text=NOT_YET, rating=None, recommends_closure=False)
    if isinstance(value, ReportEvent) and not value.is_accepted:
        return replace(value, what=UPDATE, text=NOT_YET, rating=None)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    said = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
    if isinstance(value, ReportAction) and value.last_update and not value.last_update.is_accepted:
        value = replace(value, more_time_words="")
    changed = {name: now for name, was in said.items() if (now := _without(was)) is not was}
    return replace(value, **changed) if changed else value


def _came_with_it(value: Any) -> bool:
    return isinstance(value, ReportEvidence) and not value.is_accepted

"""Keeps the reference data: the Plans with their priorities, and the national measures."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import BadInput
from tracker.domain.posts import check_period
from tracker.models.meetings import NationalMeasure, Priority, PrioritySet
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import meetings as stored


@dataclass(frozen=True)
class Entry:
    """A priority or a measure as the form gives it."""

    code: str
    title: str
    position: int = 0
    active: bool = True


def create_plan(desk: Desk, *, title: str, starts_on: date, ends_on: date) -> PrioritySet:
    """A Police and Crime Plan with its years. Its priorities are added to it one by one."""
    check_period(starts_on, ends_on)
    plan = PrioritySet(title=_title(title), starts_on=starts_on, ends_on=ends_on)
    desk.session.add(plan)
    record(desk, "plan.created", plan.title, after={"from": starts_on, "to": ends_on})
    return plan


def add_priority(desk: Desk, plan: PrioritySet, entry: Entry) -> Priority:
    """A priority of `plan`. Raises `BadInput` for a code that the plan has already."""
    code = _code(entry.code)
    if any(p.code == code and p.priority_set_id == plan.id for p in stored.priorities(desk.session)):
        raise BadInput(f"This Plan has a priority {code} already. Give another code.", field="code")
    priority = Priority(
        priority_set_id=plan.key, code=code, title=_title(entry.title), position=entry.position
    )
    desk.session.add(priority)
    record(desk, "priority.added", code, after={"title": priority.title, "plan": plan.title})
    return priority


def correct_priority(desk: Desk, priority: Priority, entry: Entry, *, version: int | None) -> Priority:
    """Changes the words and the place of a priority; its code stays, because what is typed in meetings rests on it."""
    before = _shown(priority)
    check_version(priority, version, before)
    priority.title, priority.position = _title(entry.title), entry.position
    next_version(priority)
    record_change(desk, "priority.corrected", priority.code, before, _shown(priority))
    return priority


def add_measure(desk: Desk, entry: Entry) -> NationalMeasure:
    """A national measure. Raises `BadInput` for a code that is taken."""
    code = _code(entry.code)
    if any(measure.code == code for measure in stored.national_measures(desk.session)):
        raise BadInput(f"There is a national measure {code} already. Give another code.", field="code")
    measure = NationalMeasure(code=code, title=_title(entry.title), position=entry.position)
    desk.session.add(measure)
    record(desk, "measure.added", code, after={"title": measure.title})
    return measure


def correct_measure(
    desk: Desk, measure: NationalMeasure, entry: Entry, *, version: int | None
) -> NationalMeasure:
    """Changes a national measure. One that is not active any more stays on what was filed under it."""
    before = {**_shown(measure), "active": measure.active}
    check_version(measure, version, before)
    measure.title, measure.position, measure.active = _title(entry.title), entry.position, entry.active
    next_version(measure)
    after = {**_shown(measure), "active": measure.active}
    record_change(desk, "measure.corrected", measure.code, before, after)
    return measure


def _shown(row: Priority | NationalMeasure) -> dict[str, object]:
    return {"title": row.title, "position": row.position}


def _title(typed: str) -> str:
    title = " ".join(typed.split())
    if not title:
        raise BadInput("Give the words of it, as the Plan or the measure has them.", field="title")
    if len(title) > 300:
        raise BadInput(f"Keep it to 300 characters; it has {len(title)}.", field="title")
    return title


def _code(typed: str) -> str:
    code = typed.strip().lower().removeprefix("#")
    if not code or len(code) > 40 or not all(c.isascii() and (c.isalnum() or c == "-") for c in code):
        raise BadInput("Give a short code of letters, figures and hyphens, such as local.", field="code")
    return code

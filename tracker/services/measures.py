"""Measures: defined, changed, discontinued, taken up again. Each with its history."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.measures import Better, Unit
from tracker.domain.wording import date_words
from tracker.models.measures import Measure, MeasureDefinition
from tracker.models.meetings import NationalMeasure, Priority
from tracker.services.desk import Desk
from tracker.services.exit_rules import judge_measure
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import measures as stored

RESERVED = ("new", "areas")
"""Codes that would stand in the way of an address."""
LONGEST_TITLE, LONGEST_TEXT, LONGEST_CODE = 200, 4000, 60


@dataclass(frozen=True)
class MeasureWanted:
    """A measure as the form gives it. `fix_after` freezes the limits of its chart at so many points, 12 or more."""

    code: str
    title: str
    counts: str
    unit: Unit
    better: Better
    priority_id: int | None = None
    national_measure_id: int | None = None
    starts_on: date | None = None
    fix_after: int | None = None
    position: int = 0


def define_measure(desk: Desk, wanted: MeasureWanted) -> Measure:
    """A new measure, with its first definition. Raises `BadInput` for the field that makes no sense."""
    code = checked_code(wanted.code)
    if any(one.code == code for one in stored.listed(desk.session)):
        raise BadInput(f"There is a measure {code} already. Give another code.", field="code")
    measure = Measure(code=code, unit=wanted.unit, better=wanted.better)
    _put(desk, measure, wanted)
    desk.session.add(measure)
    desk.session.flush()
    desk.session.add(
        MeasureDefinition(
            measure_id=measure.key, from_on=wanted.starts_on, words=measure.counts, added_by=desk.by.name
        )
    )
    desk.session.flush()
    record(desk, "measure.defined", subject_of(measure), after=shown(desk, measure))
    return measure


def change_measure(desk: Desk, measure: Measure, wanted: MeasureWanted, *, version: int | None) -> Measure:
    """Other words, priority or direction. The code stays, and so does the unit once there are readings.

    A change in how it is counted is a definition of its own (`add_definition`). Raises `BadInput`, and `Conflict` where someone saved first.
    """
    before = shown(desk, measure)
    check_version(measure, version, before)
    if wanted.unit is not measure.unit and stored.readings(desk.session, measure.key):
        raise BadInput(
            "There are readings in this unit already. Define a new measure for another unit.", field="unit"
        )
    measure.unit, measure.better = wanted.unit, wanted.better
    _put(desk, measure, wanted)
    next_version(measure)
    desk.session.flush()
    record_change(desk, "measure.changed", subject_of(measure), before, shown(desk, measure))
    judge_measure(desk, measure)
    return measure


def discontinue_measure(
    desk: Desk, measure: Measure, *, ends_on: date, note: str, version: int | None
) -> Measure:
    """No reading is expected after that day. Its readings stay. Raises `BadInput` (`ends_on`, `ended_note`) and `Conflict`."""
    before = shown(desk, measure)
    check_version(measure, version, before)
    if measure.starts_on and ends_on < measure.starts_on:
        raise BadInput(
            f"The measure begins on {date_words(measure.starts_on)}. Give a later day.", field="ends_on"
        )
    later = [one for one in stored.readings(desk.session, measure.key) if one.starts_on > ends_on]
    if any(one.removed_on is None for one in later):
        raise BadInput(
            f"There is a reading for {later[-1].period}. Give a day in or after that period, or remove the reading first.",
            field="ends_on",
        )
    measure.ended_note = checked_text(
        note, "ended_note", "Say why it was discontinued, such as “Grade 3 discontinued”."
    )
    measure.ends_on = ends_on
    next_version(measure)
    desk.session.flush()
    record_change(desk, "measure.discontinued", subject_of(measure), before, shown(desk, measure))
    return measure


def take_up_again(desk: Desk, measure: Measure, *, version: int | None) -> Measure:
    """A discontinued measure has readings again. Raises `InvalidMove` for one that runs, and `Conflict`."""
    before = shown(desk, measure)
    check_version(measure, version, before)
    if measure.ends_on is None:
        raise InvalidMove("This measure is not discontinued.")
    measure.ends_on, measure.ended_note = None, ""
    next_version(measure)
    desk.session.flush()
    record_change(desk, "measure.taken_up", subject_of(measure), before, shown(desk, measure))
    return measure


def subject_of(measure: Measure) -> str:
    """What the history calls a measure."""
    return f"measure {measure.code}"


def shown(desk: Desk, measure: Measure) -> dict[str, object]:
    """A measure as the history and a form show it."""
    priority = desk.session.get(Priority, measure.priority_id) if measure.priority_id else None
    national = (
        desk.session.get(NationalMeasure, measure.national_measure_id)
        if measure.national_measure_id
        else None
    )
    return {
        "title": measure.title,
        "counts": measure.counts,
        "unit": measure.unit.value,
        "better": measure.better.value,
        "priority": priority.title if priority else "",
        "national_measure": national.title if national else "",
        "starts_on": measure.starts_on,
        "ends_on": measure.ends_on,
        "ended_note": measure.ended_note,
        "fix_after": measure.fix_after,
        "position": measure.position,
    }


def checked_code(typed: str) -> str:
    """A short code for addresses. Raises `BadInput` (field `code`)."""
    code = "-".join(typed.strip().lower().split())
    good = all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in code)
    if not code or not good or len(code) > LONGEST_CODE or not code[0].isalnum() or code in RESERVED:
        raise BadInput(
            "Give a short code of letters, figures and hyphens, such as 101-abandonment.", field="code"
        )
    return code


def checked_text(typed: str, field: str, missing: str = "", longest: int = LONGEST_TEXT) -> str:
    """Text of a field, without spaces around it. `missing` is the sentence where it must not be empty. Raises `BadInput`."""
    text = typed.strip()
    if missing and not text:
        raise BadInput(missing, field=field)
    if len(text) > longest:
        raise BadInput(f"Keep this to {longest:,} characters; it has {len(text):,}.", field=field)
    return text


def _put(desk: Desk, measure: Measure, wanted: MeasureWanted) -> None:
    title = " ".join(wanted.title.split())
    measure.title = checked_text(
        title, "title", "Give its name, such as “101 abandonment rate”.", LONGEST_TITLE
    )
    measure.counts = checked_text(wanted.counts, "counts", "Say what it counts, and of what.")
    if wanted.fix_after is not None and not 12 <= wanted.fix_after <= 500:
        raise BadInput(
            "Limits can be fixed after 12 points or more. Leave it empty for limits that move along.",
            field="fix_after",
        )
    if wanted.priority_id and desk.session.get(Priority, wanted.priority_id) is None:
        raise BadInput("Choose a priority from the list.", field="priority")
    if wanted.national_measure_id and desk.session.get(NationalMeasure, wanted.national_measure_id) is None:
        raise BadInput("Choose a national measure from the list.", field="national_measure")
    measure.priority_id, measure.national_measure_id = wanted.priority_id, wanted.national_measure_id
    measure.starts_on, measure.fix_after, measure.position = (
        wanted.starts_on,
        wanted.fix_after,
        wanted.position,
    )

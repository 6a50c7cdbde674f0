"""What stands beside the readings of a measure: how it is counted from when on, its targets and averages, and its rebases."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.comparisons import rank_words
from tracker.domain.errors import BadInput
from tracker.domain.measure_values import value_words
from tracker.domain.measures import AgainstKind
from tracker.domain.wording import date_words
from tracker.models.measures import Against, Area, Measure, MeasureDefinition, Rebase
from tracker.services.desk import Desk
from tracker.services.exit_rules import judge_measure
from tracker.services.history import record, record_change
from tracker.services.measures import checked_text, subject_of
from tracker.services.versions import check_version, next_version
from tracker.store import measures as stored


@dataclass(frozen=True)
class AgainstWanted:
    """A target, an average (`value`), or a rank of so many (`rank`, `rank_of`); it holds from a day to a day."""

    kind: AgainstKind
    area_id: int | None = None
    value: float | None = None
    rank: int | None = None
    rank_of: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    words: str = ""
    source: str = ""


@dataclass(frozen=True)
class RebaseWanted:
    """`title` is its short name on the chart; the period that begins on `from_on` is the first of its group."""

    from_on: date | None
    title: str
    reason: str
    decided_on: date | None
    decided_by: str
    area_id: int | None = None


def add_definition(
    desk: Desk, measure: Measure, *, from_on: date | None, words: str, breaks: bool
) -> MeasureDefinition:
    """How it is counted from that day on. With `breaks`, figures before and after are not counted alike. Raises `BadInput`."""
    if from_on is None:
        raise BadInput("Give the day from which it is counted in this way.", field="from_on")
    if any(one.from_on == from_on for one in stored.definitions(desk.session, measure.key)):
        raise BadInput(f"There is a definition from {date_words(from_on)} already.", field="from_on")
    said = checked_text(words, "words", "Say what is counted from that day on, and what changed.")
    row = MeasureDefinition(
        measure_id=measure.key, from_on=from_on, words=said, breaks=breaks, added_by=desk.by.name
    )
    desk.session.add(row)
    desk.session.flush()
    after = {"from": from_on, "words": said, "breaks": breaks}
    record(desk, "measure.definition_added", subject_of(measure), after=after)
    return row


def set_beside(desk: Desk, measure: Measure, wanted: AgainstWanted) -> Against:
    """A new target, average or rank. Raises `BadInput` for the field that makes no sense."""
    row = Against(measure_id=measure.key, kind=wanted.kind, added_by=desk.by.name)
    _put(desk, row, wanted)
    desk.session.add(row)
    desk.session.flush()
    record(desk, "measure.set_beside", subject_of(measure), after=against_shown(desk, measure, row))
    judge_measure(desk, measure)
    return row


def change_beside(
    desk: Desk, measure: Measure, row: Against, wanted: AgainstWanted, *, version: int | None
) -> Against:
    """Corrects one, or gives it its last day. Raises `BadInput`, and `Conflict` where someone saved first."""
    before = against_shown(desk, measure, row)
    check_version(row, version, before)
    row.kind = wanted.kind
    _put(desk, row, wanted)
    next_version(row)
    desk.session.flush()
    record_change(
        desk, "measure.beside_changed", subject_of(measure), before, against_shown(desk, measure, row)
    )
    judge_measure(desk, measure)
    return row


def rebase(desk: Desk, measure: Measure, wanted: RebaseWanted) -> Rebase:
    """A decision that limits begin anew. Raises `BadInput` for the field that is missing or makes no sense."""
    if wanted.from_on is None:
        raise BadInput("Give the first day of the period with which new limits begin.", field="from_on")
    if wanted.decided_on is None:
        raise BadInput("Give the day on which this was decided.", field="decided_on")
    if wanted.decided_on > desk.moment.today:
        raise BadInput(
            "That day is still to come. Give the day on which this was decided.", field="decided_on"
        )
    others = stored.rebases(desk.session, measure.key)
    if any((one.from_on, one.area_id) == (wanted.from_on, wanted.area_id) for one in others):
        raise BadInput(f"There is a rebase on {date_words(wanted.from_on)} already.", field="from_on")
    row = Rebase(
        measure_id=measure.key,
        area_id=_area(desk, wanted.area_id),
        from_on=wanted.from_on,
        title=checked_text(wanted.title, "title", "Give it a short name, such as “New operating model”.", 80),
        reason=checked_text(
            wanted.reason, "reason", "Say why figures before and after must be judged apart."
        ),
        decided_on=wanted.decided_on,
        decided_by=checked_text(wanted.decided_by, "decided_by", "Say who decided this.", 120),
        recorded_by=desk.by.name,
    )
    desk.session.add(row)
    desk.session.flush()
    record(desk, "measure.rebased", subject_of(measure), after=_rebase_shown(row))
    judge_measure(desk, measure)
    return row


def take_back_rebase(desk: Desk, measure: Measure, row: Rebase, *, reason: str) -> None:
    """A rebase that was a mistake is drawn no more; the history keeps it, with the reason. Raises `BadInput` without one."""
    said = checked_text(reason, "reason", "Say why this rebase is taken back.")
    before = _rebase_shown(row)
    desk.session.delete(row)
    desk.session.flush()
    record(desk, "measure.rebase_taken_back", subject_of(measure), before=before, after={"reason": said})
    judge_measure(desk, measure)


def against_shown(desk: Desk, measure: Measure, row: Against) -> dict[str, object]:
    """A target, average or rank as the history and a form show it."""
    area = desk.session.get(Area, row.area_id) if row.area_id else None
    return {
        "what": row.kind.value.replace("_", " "),
        "area": area.title if area else "",
        "value": value_words(row.value, measure.unit) if row.value is not None else "",
        "rank": rank_words(row.rank, row.rank_of) if row.rank else "",
        "from": row.from_on,
        "to": row.to_on,
        "words": row.words,
        "source": row.source,
    }


def _put(desk: Desk, row: Against, wanted: AgainstWanted) -> None:
    if wanted.kind is AgainstKind.RANK:
        if not wanted.rank or wanted.rank < 1:
            raise BadInput("Give the rank as a number, such as 6.", field="rank")
        if wanted.rank_of is not None and wanted.rank_of < wanted.rank:
            raise BadInput("It cannot be lower than the last. Correct one of the two.", field="rank_of")
    elif wanted.value is None:
        raise BadInput("Give the value.", field="value")
    if wanted.from_on and wanted.to_on and wanted.to_on < wanted.from_on:
        raise BadInput("The last day comes before the first. Correct one of them.", field="to_on")
    is_rank = wanted.kind is AgainstKind.RANK
    row.value = None if is_rank else wanted.value
    row.rank, row.rank_of = (wanted.rank, wanted.rank_of) if is_rank else (None, None)
    row.area_id = _area(desk, wanted.area_id)
    row.from_on, row.to_on = wanted.from_on, wanted.to_on
    row.words = checked_text(wanted.words, "words", longest=300)
    row.source = checked_text(wanted.source, "source", longest=300)


def _area(desk: Desk, area_id: int | None) -> int | None:
    if area_id is not None and desk.session.get(Area, area_id) is None:
        raise BadInput("Choose an area from the list.", field="area")
    return area_id


def _rebase_shown(row: Rebase) -> dict[str, object]:
    return {
        "from": row.from_on,
        "title": row.title,
        "reason": row.reason,
        "decided_on": row.decided_on,
        "decided_by": row.decided_by,
    }

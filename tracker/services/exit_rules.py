"""Sets the exit rule of a standing action, keeps an action although its rule is met, and notes when a rule is met or lost.

Whoever writes to a rule, or to what it rests on, has locked the measure first: so a rule needs no lock of its own.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.domain.actions import LIVE, Kind, Move, Status
from tracker.domain.control_chart_rules import Rule
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.exit_rules import Exit, ExitKind, check
from tracker.domain.frozen import KnownExit, KnownMark, KnownPoint
from tracker.models.actions import Action
from tracker.models.measures import Area, ExitRule, Measure
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import exit_rules as stored
from tracker.store.measures import by_number

LONGEST_REASON = 2000


@dataclass(frozen=True)
class ExitWanted:
    """A rule as the form gives it."""

    measure: Measure
    area: Area | None
    rule: Exit


def set_exit_rule(desk: Desk, action: Action, wanted: ExitWanted, *, version: int | None) -> ExitRule:
    """Sets or changes the rule. `version` is that of the rule that the form was made from, None without one.

    Raises `InvalidMove` where the action is no standing item that is open, `BadInput` for a rule that could never be
    met, and `Conflict` for a stale form.
    """
    _must_be_standing(action)
    check(
        wanted.rule,
        wanted.measure.better,
        has_target=stored.has_target(
            desk.session, wanted.measure.key, wanted.area.key if wanted.area else None
        ),
    )
    row = stored.of_action(desk.session, action.key)
    before = shown(desk, row) if row else {}
    if row is None:
        row = ExitRule(
            action_id=action.key,
            measure_id=wanted.measure.key,
            kind=wanted.rule.kind,
            set_on=desk.moment.today,
        )
        desk.session.add(row)
    else:
        check_version(row, version, before)
        next_version(row)
    _put(row, wanted)
    row.set_on, row.set_by = desk.moment.today, desk.by.name
    row.ready_on = row.lost_on = row.kept_on = None
    row.kept_reason = ""
    desk.session.flush()
    record_change(desk, "exit_rule.set", action.reference, before, shown(desk, row))
    _judge(desk, row, action)
    return row


def drop_exit_rule(desk: Desk, action: Action, *, reason: str, version: int | None) -> None:
    """Takes the rule away; the action stays a standing item. Raises `BadInput`, `InvalidMove` and `Conflict`."""
    row = _rule(desk, action)
    before = shown(desk, row)
    check_version(row, version, before)
    why = _checked(reason, "Say why the rule is taken away.")
    desk.session.delete(row)
    record(desk, "exit_rule.dropped", action.reference, before=before, after={"reason": why})


def keep_although_met(desk: Desk, action: Action, *, reason: str, version: int | None) -> ExitRule:
    """The rule is met and the action stays open all the same. Raises `BadInput`, `InvalidMove` and `Conflict`."""
    row = _rule(desk, action)
    before = shown(desk, row)
    check_version(row, version, before)
    if row.ready_on is None or action.status not in LIVE:
        raise InvalidMove("The rule of this action is not met, so there is nothing to keep it from.")
    row.kept_reason = _checked(reason, "Say why the action stays although its rule is met.")
    row.kept_on = desk.moment.today
    next_version(row)
    record_change(desk, "exit_rule.kept", action.reference, before, shown(desk, row))
    return row


def judge_measure(desk: Desk, measure: Measure) -> int:
    """Notes what the readings of `measure` now say of every rule that rests on it, and returns how many do.

    Call it with the measure locked.
    """
    found = stored.on_measure(desk.session, measure.key)
    for row, action in found:
        _judge(desk, row, action)
    return len(found)


def judge_all(desk: Desk) -> int:
    """The same for every measure: a target may begin or end without a reading. Returns how many rules were looked at."""
    looked = 0
    for number in stored.measures_with_rules(desk.session):
        looked += judge_measure(desk, by_number(desk.session, number, lock=True))
    return looked


def check_closing(desk: Desk, action: Action, outcome: Move, reason: str) -> None:
    """Raises `BadInput` where a standing item is closed as complete before its rule is met, without a reason."""
    if outcome is not Move.COMPLETE or action.kind is not Kind.STANDING or reason.strip():
        return
    row = stored.of_action(desk.session, action.key)
    if row is not None and row.ready_on is None:
        seen = stored.seen(desk.session, row, desk.moment.today)
        raise BadInput(
            f"Its exit rule is not met: {seen.progress}. Give the reason for closing it all the same.",
            field="reason",
        )


def known_exit(session: Session, row: ExitRule | None, today: date) -> KnownExit | None:
    """How the rule of an action stands, with the figures of its chart, to be frozen; None without one."""
    if row is None:
        return None
    seen = stored.seen(session, row, today)
    plot, target = seen.plot, seen.plot.chart.target
    return KnownExit(
        words=seen.words,
        progress=seen.progress,
        met=seen.standing.met,
        title=plot.title,
        unit=plot.unit,
        improvement=plot.chart.improvement,
        period=plot.period,
        target=None if target is None else float(target),
        points=tuple(KnownPoint(one.at, float(one.value), plot.label(one.at)) for one in plot.chart.points),
        rebases=tuple(KnownMark(one.at, one.words) for one in plot.rebases),
        fix_after=seen.measure.fix_after,
        invented=plot.invented,
    )


def shown(desk: Desk, row: ExitRule) -> dict[str, object]:
    """What the history and a conflict show of a rule."""
    seen = stored.seen(desk.session, row, desk.moment.today)
    return {
        "exit rule": seen.words,
        "counts from": row.from_on.isoformat() if row.from_on else "",
        "ready since": row.ready_on.isoformat() if row.ready_on else "",
        "lost on": row.lost_on.isoformat() if row.lost_on else "",
        "kept on": row.kept_on.isoformat() if row.kept_on else "",
        "kept because": row.kept_reason,
    }


def _judge(desk: Desk, row: ExitRule, action: Action) -> None:
    """A rule of an open action is met or not; that of a closed one keeps when it was met, and may be lost."""
    today = desk.moment.today
    seen = stored.seen(desk.session, row, today)
    met = seen.standing.met
    if action.status is Status.CLOSED:
        lost = row.ready_on is not None and not met
        if lost == (row.lost_on is not None):
            return
        row.lost_on = today if lost else None
        event = "exit_rule.lost" if lost else "exit_rule.found_again"
    else:
        if met == (row.ready_on is not None):
            return
        row.ready_on, row.lost_on = today if met else None, None
        row.kept_on, row.kept_reason = None, ""
        event = "exit_rule.met" if met else "exit_rule.not_met_any_more"
    next_version(row)
    record(desk, event, action.reference, after={"exit rule": seen.words, "seen": seen.progress})


def _put(row: ExitRule, wanted: ExitWanted) -> None:
    rule = wanted.rule
    improves = rule.kind is ExitKind.IMPROVEMENT
    row.measure_id, row.area_id = wanted.measure.key, wanted.area.key if wanted.area else None
    row.kind, row.basis, row.from_on = rule.kind, rule.basis, rule.since
    row.cause = rule.cause.value if improves and rule.cause not in (None, Rule.NONE) else ""
    row.periods = rule.periods if rule.kind is ExitKind.TARGET_MET else None


def _rule(desk: Desk, action: Action) -> ExitRule:
    row = stored.of_action(desk.session, action.key)
    if row is None:
        raise InvalidMove("This action has no exit rule.")
    return row


def _must_be_standing(action: Action) -> None:
    if action.kind is not Kind.STANDING or action.status not in LIVE:
        raise InvalidMove(
            "Only an open standing item has an exit rule. Decide first that this action is a standing item."
        )


def _checked(reason: str, missing: str) -> str:
    text = reason.strip()
    if not text:
        raise BadInput(missing, field="reason")
    if len(text) > LONGEST_REASON:
        raise BadInput(f"Keep this to {LONGEST_REASON:,} characters; it has {len(text):,}.", field="reason")
    return text

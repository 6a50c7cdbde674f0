"""Reads of exit rules: what each one rests on, how it stands, and which actions are ready for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from tracker.domain.actions import LIVE, Status
from tracker.domain.control_chart_plot import Plot
from tracker.domain.control_chart_rules import Rule
from tracker.domain.exit_rules import Exit, Standing, judge
from tracker.domain.exit_words import progress_words, rule_words
from tracker.domain.figures import figure_words
from tracker.domain.measures import AgainstKind
from tracker.domain.viewers import THE_OFFICE, Viewer
from tracker.models.actions import Action
from tracker.models.measures import Area, ExitRule, Measure
from tracker.store import measure_pages
from tracker.store import measures as stored
from tracker.store.actions import visible_to


@dataclass(frozen=True)
class Seen:
    """A rule with its measure, its chart and how it stands. `target` is the one in force at the last point, "" without one."""

    rule: Exit
    measure: Measure
    area: Area | None
    plot: Plot
    standing: Standing
    target: str

    @property
    def words(self) -> str:
        return rule_words(self.rule, self.measure.title, self.area.title if self.area else "", self.target)

    @property
    def progress(self) -> str:
        return progress_words(self.rule, self.standing, self.plot.chart.improvement, self.target)


def of_action(session: Session, action_id: int) -> ExitRule | None:
    """The rule of an action, None where it has none."""
    return session.exec(select(ExitRule).where(ExitRule.action_id == action_id)).one_or_none()


def on_measure(session: Session, measure_id: int) -> Sequence[tuple[ExitRule, Action]]:
    """The rules that rest on a measure, each with its action, by number."""
    query = select(ExitRule, Action).join(Action, col(Action.id) == ExitRule.action_id)
    return session.exec(query.where(ExitRule.measure_id == measure_id).order_by(col(ExitRule.id))).all()


def measures_with_rules(session: Session) -> Sequence[int]:
    """The numbers of the measures that any rule rests on."""
    return session.exec(select(ExitRule.measure_id).distinct().order_by(col(ExitRule.measure_id))).all()


def rule_of(row: ExitRule) -> Exit:
    return Exit(row.kind, row.basis, Rule(row.cause) if row.cause else None, row.periods, row.from_on)


def seen(session: Session, row: ExitRule, today: date, viewer: Viewer = THE_OFFICE) -> Seen:
    """How the rule stands by the readings that the viewer may see."""
    return seen_of(session, rule_of(row), row.measure_id, row.area_id, today, viewer)


def seen_of(
    session: Session,
    rule: Exit,
    measure_id: int,
    area_id: int | None,
    today: date,
    viewer: Viewer = THE_OFFICE,
) -> Seen:
    """How a rule would stand, whether it is kept or only thought of."""
    measure = stored.by_number(session, measure_id)
    area = session.get(Area, area_id) if area_id else None
    rows = [row for row in measure_pages.readings_for(session, viewer, measure_id) if row.area_id == area_id]
    plot = measure_pages.plot_of(session, measure, area, rule.basis, rows)
    beside = stored.set_beside(session, measure_id)

    def target_on(day: date) -> float | None:
        found = measure_pages.in_force_on(beside, AgainstKind.TARGET, area_id, day)
        return found.value if found else None

    standing = judge(rule, plot.chart, target_on, today)
    target = target_on(standing.at or today)
    words = "" if target is None else figure_words(target, measure.unit)
    return Seen(rule, measure, area, plot, standing, words)


def has_target(session: Session, measure_id: int, area_id: int | None) -> bool:
    """Whether the measure has a target for the area, of whatever days."""
    return any(
        one.kind is AgainstKind.TARGET and one.value is not None and one.area_id in (None, area_id)
        for one in stored.set_beside(session, measure_id)
    )


def ready(session: Session, viewer: Viewer) -> Sequence[tuple[ExitRule, Action]]:
    """The open actions whose rule is met and that nobody has decided to keep, by number."""
    query = _with_actions(viewer).where(
        col(ExitRule.ready_on).is_not(None),
        col(ExitRule.kept_on).is_(None),
        col(Action.status).in_(LIVE),
    )
    return session.exec(query).all()


def lost(session: Session, viewer: Viewer) -> Sequence[tuple[ExitRule, Action]]:
    """The closed actions whose signal was there and is seen no more, by number."""
    query = _with_actions(viewer).where(col(ExitRule.lost_on).is_not(None), Action.status == Status.CLOSED)
    return session.exec(query).all()


def _with_actions(viewer: Viewer) -> Select[ExitRule, Action]:
    query = select(ExitRule, Action).join(Action, col(Action.id) == ExitRule.action_id)
    return query.where(visible_to(viewer)).order_by(col(Action.series_id), col(Action.number))

"""Fills in what the Panel update and the Commissioner's response share: measures, priorities, who signs."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from tracker.domain.comparisons import BASELINES, beside, comparisons, met_words, rank_words
from tracker.domain.frozen_chart import FrozenChart, frozen_chart
from tracker.domain.measure_values import value_words
from tracker.domain.measures import AgainstKind
from tracker.domain.readings import Held, in_force, usual_basis
from tracker.domain.report_told import (
    UNDER_NONE,
    NationalTold,
    Signatory,
    ToldMeasure,
    ToldPriority,
    told_reading,
)
from tracker.domain.report_words import capital, stopped
from tracker.models.meetings import Meeting, Priority
from tracker.models.people import Post
from tracker.services.desk import Desk
from tracker.store import measure_pages, meetings, posts, told
from tracker.store import measures as stored
from tracker.store.told import Measured

FEWEST_DRAWN = 12
"""Points of a chart: of fewer, the table says as much."""


def told_priorities(session: Session, meeting: Meeting) -> tuple[ToldPriority, ...]:
    """The priorities of the Plan in force on the meeting's day, in its order."""
    return tuple(ToldPriority(one.code, one.title) for one in meetings.priorities(session, meeting.starts_on))


def plan_title(session: Session, meeting: Meeting) -> str:
    """ "Police and Crime Plan 2021 to 2024"; "" where no Plan covers the day."""
    day = meeting.starts_on
    return next(
        (one.title for one in meetings.priority_sets(session) if one.starts_on <= day <= one.ends_on), ""
    )


def told_measures(session: Session, meeting: Meeting) -> tuple[ToldMeasure, ...]:
    """Every measure that is counted still, with where it stood on the day of `meeting`, as far as that is known."""
    priorities: dict[int | None, Priority] = {one.key: one for one in meetings.priorities(session)}
    around = measure_pages.around_all(session)
    return tuple(
        _measure(session, one, priorities.get(one.measure.priority_id), around, meeting.starts_on)
        for one in told.measured(session, meeting)
    )


def national_told(session: Session) -> tuple[NationalTold, ...]:
    """The National Crime and Policing Measures that are in use."""
    return tuple(
        NationalTold(one.code, one.title) for one in meetings.national_measures(session) if one.active
    )


def signatories(desk: Desk) -> tuple[tuple[Signatory, ...], tuple[Signatory, ...]]:
    """Who is elected, and whom to ask, with who holds the post today."""
    rows = told.signing_posts(desk.session)
    holders = posts.holders_on(desk.session, desk.moment.today, [row.key for row in rows])

    def signs(post: Post) -> Signatory:
        held = holders.get(post.key)
        return Signatory(post.title, held.name if held else "", post.address)

    return tuple(signs(row) for row in rows if row.elected), tuple(
        signs(row) for row in rows if row.named_contact
    )


def _measure(
    session: Session,
    one: Measured,
    priority: Priority | None,
    around: dict[int, measure_pages.Around],
    day: date,
) -> ToldMeasure:
    measure = one.measure
    named = ToldMeasure(
        measure.code,
        measure.title,
        measure.counts,
        priority_code=priority.code if priority else UNDER_NONE,
        national_code=one.national_code,
    )
    held = stored.held(one.readings)
    now = told_reading(held, day)
    if now is None:
        return named
    row = next(row for row in one.readings if row.key == now.number)
    said = comparisons(
        now,
        in_force(held),
        unit=measure.unit,
        better=measure.better,
        breaks=measure_pages.breaks_of(session, measure.key),
    )
    baseline = next((each.sentence for each in said if each.label in BASELINES), "")
    besides = around.get(measure.key, measure_pages.Around())
    return replace(
        named,
        number=now.number,
        figure=value_words(now.value, measure.unit),
        period=now.period,
        baseline=baseline,
        earlier=tuple(each.sentence for each in said if each.sentence != baseline),
        beside=_besides(now, one, besides),
        note=row.note,
        question=row.query if now.queried else "",
        invented=now.invented,
        document=one.title_of(row),
        source=row.source,
        chart=_chart(session, one, besides, day),
    )


def _chart(session: Session, one: Measured, around: measure_pages.Around, day: date) -> FrozenChart | None:
    """The chart of what was known by the day, where it has points enough to be looked at."""
    rows = [row for row in one.readings if row.ends_on <= day]
    plot = measure_pages.plot_of(session, one.measure, None, usual_basis(stored.held(rows)), rows, around)
    return frozen_chart(plot, one.measure.fix_after) if len(plot.chart.points) >= FEWEST_DRAWN else None


def _besides(now: Held, one: Measured, around: measure_pages.Around) -> tuple[str, ...]:
    """The reading beside its target, its averages and its rank, as sentences."""
    said: list[str] = []
    for kind in AgainstKind:
        row = measure_pages.in_force_on(around.besides, kind, None, now.ends_on)
        if row is None:
            continue
        if kind is AgainstKind.RANK:
            said += [f"{capital(rank_words(row.rank, row.rank_of))} among the forces."] if row.rank else []
        elif row.value is not None:
            words = beside(now.value, row.value, unit=one.measure.unit, better=one.measure.better, kind=kind)
            met = met_words(words) if kind is AgainstKind.TARGET else ""
            said.append(" ".join(filter(None, (stopped(capital(words.words)), met and stopped(met)))))
    return tuple(said)

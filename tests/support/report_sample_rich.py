"""The sample report with all that an action can bring: pages of its evidence, a chart, moves of its date, what was said before."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from tests.support.report_sample import report
from tracker.domain.actions import Rating
from tracker.domain.control_charts import Improvement
from tracker.domain.frozen_chart import FrozenChart, FrozenMark, FrozenPoint, FrozenTarget
from tracker.domain.measures import Unit
from tracker.domain.periods import month_words, months_later
from tracker.domain.reports import ActionStatusReport, ReportAction, ReportEvent, ReportMove

FIRST = date(2021, 4, 1)


def chart(number: int = 0) -> FrozenChart:
    """Two and a half years of a measure; another number gives other figures."""
    days = [months_later(FIRST, month) for month in range(29)]
    return FrozenChart(
        "101 abandonment rate, Force",
        Unit.PERCENT,
        Improvement.DECREASE,
        tuple(
            FrozenPoint(day, 8.0 + (number * 7 + place * 5) % 11 / 10 + place // 20, month_words(day))
            for place, day in enumerate(days)
        ),
        target=5.0,
        targets=(FrozenTarget(5.0),),
        rebases=(FrozenMark(date(2022, 6, 1), "New operating model"),),
        invented=True,
    )


def rich(action: ReportAction, number: int = 0) -> ReportAction:
    """The action with pages, moves and a story; with a chart where it is a standing item. `number` tells its pages from others'."""
    pages = tuple(
        replace(one, picture_sha256="f" + sha256(f"{number}-{place}".encode()).hexdigest()[1:])
        for place, one in enumerate(action.evidence)
    )
    move = ReportMove(date(2023, 5, 17), "30 June 2023", "31 July 2023", "agreed", "The figures come later")
    said = ReportEvent(
        date(2023, 6, 9), "", action.owner, "The figures are being put together.", Rating.AMBER
    )
    return replace(
        action,
        evidence=pages,
        moves=(move,) if action.times_moved else (),
        story=(said,),
        chart=chart(number) if action.is_standing else None,
        progress_words="2 of 7 months below the average" if action.is_standing else "",
    )


def rich_report(actions: int = 40) -> ActionStatusReport:
    """The sample's forty actions with all of that, told again under other numbers until there are so many."""
    sample = report().actions
    found = tuple(_numbered(rich(sample[n % len(sample)], n), n) for n in range(actions))
    return report(actions=found)


def _numbered(action: ReportAction, number: int) -> ReportAction:
    if number < len(report().actions):
        return action
    return replace(action, reference=f"PPM-{number + 100}", number_words=f"Action {number + 100}")

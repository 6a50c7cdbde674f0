"""Puts a meeting series on record: an office begins with one, and numbers its actions in it."""

from tracker.domain.errors import BadInput
from tracker.domain.meetings import PAPERS_WORKING_DAYS
from tracker.domain.panel_asks import PANEL_PAPERS_WORKING_DAYS, SeriesKind
from tracker.domain.references import check_series
from tracker.models.meetings import MeetingSeries, NumberGap
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.store import meetings as stored

LONGEST_TITLE = 200
"""Characters."""

HIGHEST_FIRST = 10_000
"""The highest number that a series can begin with: each number before it becomes an explained gap."""

MOST_WORKING_DAYS = 60

EARLIER = "Given before this record begins."


def create_series(
    desk: Desk,
    *,
    code: str,
    title: str,
    first_number: int = 1,
    papers_working_days: int | None = None,
    kind: SeriesKind = SeriesKind.PERFORMANCE,
) -> MeetingSeries:
    """A new series, whose first action gets `first_number`: an office that has numbered before goes on where it was.

    Papers are due `papers_working_days` working days before each meeting; without it, as usual for the kind. Raises `BadInput`.
    """
    if papers_working_days is None:
        papers_working_days = usual_papers_working_days(kind)
    code, title = check_series(code), " ".join(title.split())
    _check(title, first_number, papers_working_days)
    if any(one.code == code for one in stored.series_listed(desk.session)):
        raise BadInput(f"There is a series {code} already. Choose another short code.", field="code")
    series = MeetingSeries(
        code=code, title=title, next_number=first_number, papers_working_days=papers_working_days, kind=kind
    )
    desk.session.add(series)
    desk.session.flush()
    for number in range(1, first_number):
        desk.session.add(NumberGap(series_id=series.key, number=number, explanation=EARLIER))
    after = {
        "title": title,
        "first_number": first_number,
        "papers_working_days": papers_working_days,
        "kind": kind,
    }
    record(desk, "series.created", code, after=after)
    return series


def usual_papers_working_days(kind: SeriesKind) -> int:
    """How many working days before a meeting of this kind its papers are due."""
    return PANEL_PAPERS_WORKING_DAYS if kind is SeriesKind.PANEL else PAPERS_WORKING_DAYS


def _check(title: str, first_number: int, papers_working_days: int) -> None:
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput(f"Give the series a title of up to {LONGEST_TITLE} characters.", field="title")
    if not 1 <= first_number <= HIGHEST_FIRST:
        raise BadInput(f"The first number is one from 1 to {HIGHEST_FIRST:,}.", field="first_number")
    if not 0 <= papers_working_days <= MOST_WORKING_DAYS:
        raise BadInput(
            f"Papers are due from 0 to {MOST_WORKING_DAYS} working days before.", field="papers_working_days"
        )

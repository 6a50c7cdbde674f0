"""The public meetings as days of a calendar."""

from datetime import datetime

from sqlmodel import Session

from tracker.domain.public_cuts import PublicMeeting, from_text
from tracker.domain.publishing import Published
from tracker.ports import CalendarDay
from tracker.store import published as stored


def public_meetings(session: Session, base: str) -> list[CalendarDay]:
    """Those to come and those that were held. `base` is the address of the published record."""
    rows = stored.all_of(session, Published.MEETING)
    return [
        _day(cut, f"{base}/{row.address}", row.version)
        for row in rows
        if isinstance(cut := from_text(row.kind, row.cut), PublicMeeting)
    ]


def _day(cut: PublicMeeting, url: str, number: int) -> CalendarDay:
    return CalendarDay(
        key=f"published-{cut.reference.lower()}",
        number=number,
        day=cut.day,
        title=cut.title,
        words="\n".join(f"{item.number} {item.title}".strip() for item in cut.agenda),
        url=url,
        gone=cut.status == "Cancelled",
        starts_at=datetime.fromisoformat(cut.starts_at) if cut.starts_at else None,
        venue=cut.venue,
    )

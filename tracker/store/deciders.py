"""Who may have decided: the names that are offered to whoever writes down a decision."""

from datetime import date

from sqlmodel import Session, col, select

from tracker.domain.attendance import Attended
from tracker.models.meetings import Attendance, Meeting
from tracker.models.people import Organisation, OrganisationKind, Post
from tracker.store import posts


def names(session: Session, today: date, meeting: Meeting | None) -> list[tuple[str, str]]:
    """Name and post of those of the office who were at the meeting, then of who holds the Commissioner's and deputy's posts.

    Each name once. They are only offered: any name can be written.
    """
    of_office = (
        select(Post)
        .join(Organisation, col(Organisation.id) == col(Post.organisation_id))
        .where(Organisation.kind == OrganisationKind.OFFICE, Post.active)
        .order_by(col(Post.title))
    )
    office = {post.key: post.title for post in session.exec(of_office).all()}
    deciding = [key for key, title in office.items() if "commissioner" in title.casefold()]
    held = posts.holders_on(session, today, deciding)
    found = {name: office[key] for name, key in _present(session, meeting) if key in office}
    for key in deciding:
        if key in held:
            found.setdefault(office[key] if held[key].chosen else held[key].name, office[key])
    return list(found.items())


def _present(session: Session, meeting: Meeting | None) -> list[tuple[str, int]]:
    if meeting is None:
        return []
    query = (
        select(Attendance.name, Attendance.post_id)
        .where(Attendance.meeting_id == meeting.key, Attendance.attended == Attended.PRESENT)
        .order_by(col(Attendance.name))
    )
    return [(name, post_id) for name, post_id in session.exec(query).all() if name]

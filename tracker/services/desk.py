"""What every write needs: the session, who writes, when, the working calendar and the keys. Services never commit."""

from dataclasses import dataclass, field

from sqlmodel import Session

from tracker.domain.moments import Moment
from tracker.domain.viewers import Actor
from tracker.ports import WorkingCalendar


@dataclass(frozen=True)
class Keys:
    """Secrets that the database does not hold; each is for one purpose."""

    history: bytes = field(repr=False)
    links: bytes = field(repr=False)


@dataclass(frozen=True)
class Desk:
    """Where a change is made. Whoever opened `session` commits it or rolls it back."""

    session: Session
    by: Actor
    moment: Moment
    calendar: WorkingCalendar
    keys: Keys

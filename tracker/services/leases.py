"""The lease of the scheduler, which keeps a second one harmless, and the note of the passes that ran."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from tracker.services.desk import Desk
from tracker.store import leases as stored

SCHEDULER = "scheduler"
LASTS = timedelta(seconds=90)
"""How long a lease lives without being renewed. A scheduler that was killed is replaced after so long."""


def take_lease(session: Session, holder: str, machine: datetime, *, name: str = SCHEDULER) -> bool:
    """Takes the lease, or renews it. False while another holds it. Lives by the machine's time."""
    return stored.take(session, name, holder, machine, machine + LASTS)


def give_back_lease(session: Session, holder: str, machine: datetime, *, name: str = SCHEDULER) -> None:
    """Ends the lease, so that the next one need not wait."""
    stored.give_back(session, name, holder, machine)


def pass_is_owed(session: Session, name: str, day: date) -> bool:
    """True when the pass has not run for `day`."""
    return not stored.pass_ran(session, name, day)


def note_pass(desk: Desk, name: str, day: date) -> None:
    """Notes that the pass ran for `day`. What it does is safe to repeat, so the note follows the work."""
    stored.note_pass(desk.session, name, day, desk.moment.now)

"""Ends someone's weekly mail from the mail itself: their reminders come as each action falls due instead."""

from tracker.domain.ledger import Entry
from tracker.models.mail import Mail
from tracker.services import ledger
from tracker.services.absences import ask_weekly_only
from tracker.services.desk import Desk
from tracker.store import weekly_mail as stored


def end_weekly_mail(desk: Desk, mail: Mail) -> bool:
    """Ends it for whoever `mail` was written to. False where they get none any more; the second time changes nothing."""
    persons = stored.readers(desk.session, mail, desk.moment.today)
    for person in persons:
        ask_weekly_only(desk, person, wanted=False)
    if persons:
        ledger.note(desk, mail.key, Entry.UNSUBSCRIBED)
    return bool(persons)

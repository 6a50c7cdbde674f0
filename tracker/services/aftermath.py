"""What a meeting owes after it was closed: its action log, and one mail to each owner of what was asked there."""

from tracker.models.meetings import Meeting
from tracker.services.desk import Desk
from tracker.services.post_office import Stationery


def refresh_aftermath(desk: Desk, meeting: Meeting, stationery: Stationery) -> None:
    """Cuts the draft action log of a closed meeting anew, and writes its held mails anew from the record.

    Call it after every change to the record of a meeting that was closed, in the same transaction.
    """

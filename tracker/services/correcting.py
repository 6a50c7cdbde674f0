"""What every correction of a closed meeting begins and ends with: its reason, its row, and what is made of the record anew."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.corrections import SAME, check_correctable, check_reason
from tracker.domain.errors import BadInput
from tracker.domain.moments import Moment
from tracker.models.meetings import Meeting
from tracker.models.sitting import MeetingCorrection
from tracker.services.aftermath import refresh_aftermath
from tracker.services.desk import Desk
from tracker.services.post_office import Stationery


@dataclass(frozen=True)
class Correcting:
    """A correction of `meeting` that is being made. `stationery` is what its held mails are written anew with."""

    meeting: Meeting
    reason: str
    stationery: Stationery

    def checked(self) -> "Correcting":
        """The same with a reason that can be kept. Raises `InvalidMove` or `BadInput`, before anything is changed."""
        check_correctable(self.meeting.status)
        return Correcting(self.meeting, check_reason(self.reason), self.stationery)


def sat_on(meeting: Meeting) -> date:
    """The day on which the meeting sat: the one on which it was started, which is nearly always its date."""
    return Moment.at(meeting.started_at).today if meeting.started_at else meeting.starts_on


def keep_correction(desk: Desk, made: Correcting, *, subject: str, what: str) -> MeetingCorrection:
    """Keeps one correction that was made, and has the draft log and the held mails say the corrected thing.

    Raises `BadInput` where `what`, the sentence of what changed, is empty: then nothing was corrected.
    """
    if not what:
        raise BadInput(SAME)
    correction = MeetingCorrection(
        meeting_id=made.meeting.key,
        made_at=desk.moment.now,
        made_by=desk.by.name,
        subject=subject,
        what=what,
        reason=made.reason,
    )
    desk.session.add(correction)
    desk.session.flush()
    refresh_aftermath(desk, made.meeting, made.stationery)
    return correction

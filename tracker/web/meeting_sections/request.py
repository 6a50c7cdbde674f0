"""The commissioning request of a meeting, as one line of what is to be made ready for it."""

from typing import TYPE_CHECKING, Any

from tracker.domain.commissions import Stage, commission_due, stage_of, stage_words
from tracker.domain.moments import Moment
from tracker.domain.wording import date_words
from tracker.services.policies import policy_of
from tracker.store import commissions
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from tracker.models.chasing import Commission
    from tracker.models.mail import Mail
    from tracker.models.meetings import Meeting

GONE = frozenset({Stage.RELEASED, Stage.SENT, Stage.ANSWERED})
"""When the office has done what it has to."""


def how_far(commission: "Commission | None", mail: "Mail | None") -> tuple[Stage, str]:
    """The stage of a request, and that in words."""
    answered = commission.answered_on if commission else None
    stage = stage_of(mail.state if mail else None, answered, begun=commission is not None)
    sent_on = Moment.at(mail.sent_at).today if mail and mail.sent_at else None
    return stage, stage_words(stage, sent_on=sent_on, answered_on=answered)


def section(meeting: "Meeting") -> dict[str, Any]:
    """{words, is_done, is_due: whether it is to be sent by now} of the request for `meeting`."""
    session = current_session()
    commission = commissions.of_meeting(session, meeting.key)
    stage, words = how_far(commission, commissions.mail_of(session, commission))
    due = commission_due(meeting.starts_on, policy_of(session, meeting.series_id).commissioning_weeks)
    is_due = due is not None and due <= current_moment().today
    if stage is Stage.TO_WRITE and not is_due:
        words = f"To be sent from {date_words(due)}" if due else "None is asked for in this series"
    return {"words": words, "is_done": stage in GONE, "is_due": is_due}

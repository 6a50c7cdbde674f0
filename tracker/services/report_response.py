"""Puts what a meeting raised, where the measures stood, and what was written, into the plain values of the Commissioner's response."""

from sqlmodel import Session

from tracker.domain import report_kinds as kinds
from tracker.domain.meeting_words import when_words
from tracker.domain.report_response import CommissionersResponse
from tracker.domain.report_slots import filled, response_slots
from tracker.domain.report_told import with_figures
from tracker.domain.reports import Report
from tracker.domain.subjects import about_meeting
from tracker.models.meetings import Meeting
from tracker.services.desk import Desk
from tracker.services.report_sitting import compose_action_log
from tracker.services.report_slots import told_items
from tracker.services.report_told import national_told, signatories, told_measures, told_priorities
from tracker.services.writing import written_of
from tracker.store import report_sitting


def compose_response(desk: Desk, meeting: Meeting, head: Report) -> CommissionersResponse:
    """The response to what was reported at `meeting`."""
    session = desk.session
    priorities, items = told_priorities(session, meeting), told_items(session, meeting)
    measures, national = told_measures(session, meeting), national_told(session)
    elected, contacts = signatories(desk)
    log = compose_action_log(desk, meeting, head)
    written = written_of(session, kinds.COMMISSIONER_RESPONSE, about_meeting(meeting.reference))
    return CommissionersResponse(
        **vars(head),
        texts=filled(response_slots(priorities, items, measures, national), written),
        ordinal=meeting.ordinal,
        priorities=priorities,
        items=items,
        measures=with_figures(measures),
        national=national,
        raised=log.raised,
        next_meeting_words=_next_words(session, meeting),
        elected=elected,
        contacts=contacts,
    )


def _next_words(session: Session, meeting: Meeting) -> str:
    """Day, hour and place of the meeting after this one; "" where none is on record."""
    following = report_sitting.following(session, meeting)
    return ", ".join(filter(None, (when_words(following), following.venue))) if following else ""

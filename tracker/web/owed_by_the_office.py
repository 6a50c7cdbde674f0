"""What the office itself owes, for My work: its clocks, and commissioning requests to be sent or not answered."""

from typing import Any

from flask import url_for

from tracker.domain.commissions import Stage, commission_due, stage_of
from tracker.domain.moments import Moment
from tracker.domain.statutory import left_words
from tracker.domain.wording import count_words, date_words, short_date
from tracker.domain.workdays import working_days_between
from tracker.services.policies import policies
from tracker.store import clocks, commissions
from tracker.web.requests import current_moment, current_session, wiring

ANSWER_DAYS = 10
"""Working days after which a request without an answer is asked after."""


def owed_by_the_office() -> list[dict[str, Any]]:
    """The rows of the secretariat's notices: {text, href, link_text, tone}."""
    return [*_clocks(), *_requests()]


def _requests() -> list[dict[str, Any]]:
    session, today = current_session(), current_moment().today
    each, rows = policies(session), []
    for meeting, commission, mail in commissions.to_come(session, today):
        due = commission_due(meeting.starts_on, each[meeting.series_id].commissioning_weeks)
        answered = commission.answered_on if commission else None
        stage = stage_of(mail.state if mail else None, answered, begun=commission is not None)
        day = date_words(meeting.starts_on)
        href = url_for("commissions.show", reference=meeting.reference.lower())
        if stage in (Stage.TO_WRITE, Stage.BEING_WRITTEN) and due and due <= today:
            text = f"The commissioning request for {day} is not sent."
            rows.append({"text": text, "href": href, "link_text": "Write it", "tone": ""})
        elif stage is Stage.SENT and mail and mail.sent_at:
            sent_on = Moment.at(mail.sent_at).today
            if working_days_between(sent_on, today, wiring().calendar.is_working_day) >= ANSWER_DAYS:
                sent = short_date(sent_on, near=today)
                text = f"The commissioning request for {day}, sent on {sent}, is not answered."
                rows.append({"text": text, "href": href, "link_text": "Note the answer", "tone": ""})
    return rows


def _clocks() -> list[dict[str, Any]]:
    """The clocks that run, in one row with the first one’s name."""
    running = clocks.running(current_session())
    if not running:
        return []
    today, first = current_moment().today, running[0]
    left = left_words(first.last_on, today, wiring().calendar.is_working_day)
    others = len(running) - 1
    more = f" {count_words(others, 'more date runs', 'more dates run', starts=True)}." if others else ""
    text = f"The office owes “{first.title}” by {date_words(first.last_on)}: {left}.{more}"
    return [{"text": text, "href": url_for("clocks.index"), "link_text": "Open the dates", "tone": ""}]

"""Loads what the office itself is about: a request to the force that is begun, and the dates that it owes."""

from tracker.demonstration.office_entries import Clock, Commission
from tracker.demonstration.stage import Stage
from tracker.domain.commissions import opening_for
from tracker.domain.statutory import USUAL_STEPS, ClockWanted, steps_text
from tracker.models import chasing
from tracker.services.clocks import start_clock
from tracker.services.commissions import subject_of
from tracker.services.history import record
from tracker.services.meeting_letters import day_of


def begin_request(stage: Stage, entry: Commission) -> None:
    """A request with the usual opening; nothing of it is in the queue. Its post is the liaison officer's of the series."""
    desk, meeting, post = stage.on(entry.on), stage.meetings[entry.meeting], stage.posts[entry.post]
    series = next(one for one in stage.series.values() if one.key == meeting.series_id)
    opening = opening_for(series.title, day_of(meeting, series).words, meeting.papers_due)
    requests = "\n".join(entry.requests)
    begun = chasing.Commission(meeting_id=meeting.key, post_id=post.key, opening=opening, requests=requests)
    desk.session.add(begun)
    series.liaison_post_id = post.key
    desk.session.flush()
    after = {"post": post.code, "opening": opening, "requests": requests}
    record(desk, "commission.written", subject_of(meeting), after=after)


def start(stage: Stage, entry: Clock) -> None:
    """A clock with the usual steps, whose last day the law sets."""
    wanted = ClockWanted(
        kind=entry.kind,
        title=entry.title,
        post_id=stage.posts[entry.post].key,
        starts_on=entry.starts_on,
        last_on=None,
        steps=steps_text(USUAL_STEPS),
        note=entry.note,
    )
    start_clock(stage.on(entry.starts_on), wanted)

"""The life of an action as a line of stops: what happened at meetings, between them, and what is still to come."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracker.domain.actions import LIVE, Kind, Move
from tracker.domain.mails import MailState
from tracker.domain.wording import date_words, ordinal_times
from tracker.store.shown import Shown, Story

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

REVIEWED = {
    Move.CONTINUE: "Continues",
    Move.REVISED_DATE: "Date revised",
    Move.COMPLETE: "Closed",
    Move.NO_FURTHER_ACTION: "Closed",
    Move.MADE_STANDING: "Made standing",
    Move.RAISE: "Raised higher",
    Move.DEFERRED: "Deferred",
    Move.MERGED: "Merged",
    Move.VOID: "Void",
    Move.REOPENED: "Reopened",
}
Stop = dict[str, Any]


def stops_of(shown: Shown, story: Story, today: date, coming: "Meeting | None") -> list[Stop]:
    """The stops from the first to the last; `coming` is the next meeting of the series, for what is still open."""
    past = sorted([*_said(story), *_decided(story), *_chased(story)], key=lambda stop: stop["on"])
    ahead = _ahead(shown, today, coming) if shown.action.status in LIVE else []
    stops = [_raised(shown), *_folded(past), *ahead]
    return [{**stop, "when": stop.get("when") or date_words(stop["on"])} for stop in stops]


def small(stops: Sequence[Stop], most: int = 5) -> list[Stop]:
    """The first stop and the last ones, for a card."""
    return list(stops) if len(stops) <= most else [stops[0], *stops[1 - most :]]


def _raised(shown: Shown) -> Stop:
    action = shown.action
    what = "Offered" if action.kind is Kind.COMMITMENT else "Raised"
    when = shown.raised_date_words or (date_words(action.raised_on) if action.raised_on else "date not known")
    return {
        "on": action.raised_on or date.min,
        "what": what,
        "when": when,
        "kind": "meeting" if shown.raised_at or action.origin else "between",
    }


def _said(story: Story) -> list[Stop]:
    return [
        {
            "on": update.given_on,
            "when": update.given_words,
            "kind": "between",
            "what": "Closure recommended"
            if update.recommends_closure
            else f"Update, {update.rating.value}"
            if update.rating
            else "Update",
        }
        for update in story.updates
    ]


def _decided(story: Story) -> list[Stop]:
    return [
        {
            "on": review.decided_on,
            "when": meeting.date_words if meeting else "",
            "what": REVIEWED[review.outcome],
            "kind": "meeting" if meeting else "between",
        }
        for review, meeting in story.reviews
        if review.outcome in REVIEWED
    ]


def _chased(story: Story) -> list[Stop]:
    return [
        {"on": chase.for_day, "what": "chased", "kind": "between"}
        for chase in story.chases
        if chase.state is MailState.SENT and chase.for_day
    ]


def _folded(past: Sequence[Stop]) -> list[Stop]:
    """Reminders that followed each other, without an answer between them, are one stop: "Chased twice"."""
    stops: list[Stop] = []
    for is_chase, group in groupby(past, key=lambda stop: stop["what"] == "chased"):
        run = list(group)
        stops += [_chase_run(run)] if is_chase else run
    return stops


def _chase_run(run: Sequence[Stop]) -> Stop:
    first, last = run[0]["on"], run[-1]["on"]
    if first == last:
        when = date_words(first)
    elif (first.year, first.month) == (last.year, last.month):
        when = date_words(first).partition(" ")[2]
    else:
        when = f"until {date_words(last)}"
    return {"on": first, "when": when, "kind": "between", "what": f"Chased {ordinal_times(len(run))}"}


def _ahead(shown: Shown, today: date, coming: "Meeting | None") -> list[Stop]:
    """The papers and the meeting that it is due for, or its own date and then the next meeting."""
    action, ahead = shown.action, []
    meeting_on = shown.due_meeting_on or (coming.starts_on if coming else None)
    if action.due_on and (action.due_on >= today or not shown.due_at):
        late = action.due_on < today
        what = "Papers" if shown.due_at else "Was due" if late else "Due"
        ahead.append({"on": action.due_on, "what": what, "kind": "between" if late else "coming"})
    if meeting_on and meeting_on >= today:
        ahead.append({"on": meeting_on, "what": "Meeting", "kind": "coming"})
    ahead.sort(key=lambda stop: stop["on"])
    return [{**stop, "when": _near(stop["on"], today)} for stop in ahead]


def _near(day: date, today: date) -> str:
    """27 September; with its year where that is another one"""
    words = date_words(day)
    return words.rpartition(" ")[0] if day.year == today.year else words

"""Papers readiness: which owners have answered for a meeting that is to come and which have not, against its papers deadline."""

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.meeting_words import papers_words
from tracker.domain.papers import (
    OwnersAnswers,
    answered_words,
    answers_words,
    readiness_words,
    reminding_words,
    shares,
)
from tracker.domain.viewers import Viewer
from tracker.domain.wording import date_words, ordinal_times, short_date
from tracker.services.policies import policy_of
from tracker.store import calls, papers, posts, work
from tracker.store.papers import OwedAnswer
from tracker.web.access import ACCESS
from tracker.web.requests import current_moment, current_session, wiring

if TYPE_CHECKING:
    from datetime import date

    from tracker.models.meetings import Meeting

Row = dict[str, Any]
CALLS_COUNT = timedelta(days=60)
"""How long a call to an owner counts as a chase for the papers."""


def section(meeting: "Meeting", viewer: Viewer) -> Row:
    """{words, short, is_complete, shares, owners, unowned, reminding}; an owner's are of their own posts. A fixed number of queries."""
    session, today = current_session(), current_moment().today
    is_working_day = wiring().calendar.is_working_day
    owed = papers.owed(session, viewer, meeting, today)
    by_post: dict[int, list[OwedAnswer]] = defaultdict(list)
    for one in owed:
        if one.action.post_id is not None:
            by_post[one.action.post_id].append(one)
    owners = {key: OwnersAnswers([one.answered for one in each]) for key, each in by_post.items()}
    held = posts.holders_on(session, today, by_post)
    chases = work.chases(session, [one.action.id for one in owed])
    telephoned = calls.last_of_posts(session, by_post, today - CALLS_COUNT) if viewer.reads_everything else {}
    rows = [
        {
            **_owner(owners[key], each, viewer, meeting),
            "holder": held[key].name if key in held else "",
            "vacant": key not in held,
            "chased": _chased(
                [chases[one.action.id] for one in each if one.action.id in chases], telephoned.get(key)
            ),
        }
        for key, each in by_post.items()
    ]
    if viewer.reads_everything:
        words = readiness_words(
            list(owners.values()),
            papers_due=meeting.papers_due,
            today=today,
            is_working_day=is_working_day,
        )
    else:
        words = papers_words(meeting.papers_due, today, is_working_day)
    return {
        "words": words,
        "short": answered_words(list(owners.values())),
        "is_complete": all(one.is_complete for one in owners.values()),
        "shares": shares([one.answered for one in owed]),
        "owners": sorted(rows, key=lambda row: (row["is_complete"], row["title"])),
        "unowned": [_asked(one, viewer, meeting) for one in owed if one.action.post_id is None],
        "reminding": reminding_words(
            meeting.papers_due, today, is_working_day, policy_of(session, meeting.series_id)
        ),
    }


def _owner(owner: OwnersAnswers, each: list[OwedAnswer], viewer: Viewer, meeting: "Meeting") -> Row:
    first = each[0].action
    words = answers_words(owner)
    return {
        "title": first.post_title,
        "href": url_for("posts.show", code=first.post_code),
        "words": words[:1].upper() + words[1:],
        "is_complete": owner.is_complete,
        "last": date_words(owner.last) if owner.last else "",
        "missing": [_asked(one, viewer, meeting) for one in each if not one.answered.is_in],
    }


def _asked(one: OwedAnswer, viewer: Viewer, meeting: "Meeting") -> Row:
    """One action without an answer; `answer_href` for who may put one down."""
    reference = one.action.reference
    may_answer = bool(viewer.roles & ACCESS["updates.new"])
    return {
        "reference": reference,
        "title": one.action.title,
        "href": url_for("actions.show", reference=reference),
        "answer_href": url_for("updates.new", reference=reference, **{"from": meeting.reference.lower()})
        if may_answer
        else "",
    }


def _chased(each: list[tuple[int, Any]], telephoned: "date | None") -> str:
    """How often the owner was reminded of what is owed, and when last: "3 times, last on 18 Sep; telephoned 19 Sep" """
    today, said = current_moment().today, []
    if each:
        last = max(day for _, day in each)
        said.append(
            f"{ordinal_times(max(count for count, _ in each))}, last on {short_date(last, near=today)}"
        )
    if telephoned:
        said.append(f"telephoned {short_date(telephoned, near=today)}")
    return "; ".join(said)

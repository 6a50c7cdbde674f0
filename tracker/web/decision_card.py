"""One action as it lies on the table when it is decided on: its story so far, what was said last, and the form."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from tracker.domain.actions import LIVE, REVIEW_OUTCOMES, Kind, Status
from tracker.domain.due import is_overdue
from tracker.domain.to_decide import OnTheTable, to_decide
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, date_words
from tracker.store import matters, posts, readings
from tracker.store import shown as pages
from tracker.store.posts import Held
from tracker.store.shown import Shown, Story
from tracker.web import action_page
from tracker.web.access import ACCESS
from tracker.web.evidence_items import evidence_item
from tracker.web.exit_shown import exit_of
from tracker.web.forms.reviews import HINTS, DecisionForm, decides_alone
from tracker.web.remembered import remembered
from tracker.web.stops import stops_of
from tracker.web.story import latest, timeline

if TYPE_CHECKING:
    from tracker.models.actions import Review, Update
    from tracker.models.meetings import Meeting

COMMISSIONER = "the Commissioner"
"""Who is taken to have decided, until someone writes another name."""


def card(
    session: Session, viewer: Viewer, shown: Shown, today: date, meeting: "Meeting | None" = None
) -> dict[str, Any]:
    """What reviews/_head.html, _story.html and _question.html show of the action, as it lies before `meeting` or between two."""
    story = pages.story(session, shown.action)
    said = latest(shown, story)
    if said is not None:
        said = {**said, "evidence": []}
    entries = timeline(shown, story, viewer)
    post_id = shown.action.post_id
    holder = posts.holders_on(session, today, [post_id]).get(post_id) if post_id else None
    return {
        "action": action_page.head(shown, today),
        "proposed": bool(readings.for_meeting(session, [shown.action.key])),
        "stops": stops_of(shown, story, today, None),
        "memory": remembered(shown.action) or "Not carried forward yet",
        "question": to_decide(on_the_table(shown, story, today, meeting)),
        "said": said,
        "earlier": [entry for entry in entries if said is None or entry.get("id") != said["id"]],
        "facts": _facts(shown, story, holder, viewer),
        "evidence": evidence_beside(story, shown.action.reference),
        "evidence_words": evidence_words(story),
        "exit": exit_of(shown.action),
    }


def _facts(shown: Shown, story: Story, holder: Held | None, viewer: Viewer) -> list[dict[str, Any]]:
    """Who answers for it, by when, and what ends it. What the memory says of its dates is not said twice."""
    notes = {"Owner": _holder(shown, holder), "Due": None}
    return [
        {**fact, "note": notes.get(fact["name"], fact.get("note"))}
        for fact in action_page.facts(shown, story, holder, viewer)
        if fact["name"] in ("Owner", "Due", "Ends when", "Closed")
    ]


def _holder(shown: Shown, holder: Held | None) -> str:
    if shown.post_title is None:
        return ""
    return f"{holder.name}{', acting' if holder.acting else ''}" if holder else "Post vacant"


def on_the_table(shown: Shown, story: Story, today: date, meeting: "Meeting | None") -> OnTheTable:
    """The action, as far as it matters for what is to be decided on it."""
    action = shown.action
    said = story.updates[0] if story.updates else None
    decided = story.reviews[0][0] if story.reviews else None
    answered = said is not None and (decided is None or _is_after(said, decided))
    return OnTheTable(
        recommended=action.status is Status.RECOMMENDED,
        more_time_until=said.more_time_until if said and answered else None,
        exit_rule=action.exit_rule,
        standing=action.kind is Kind.STANDING,
        overdue=is_overdue(action.due_on, today),
        due_here=meeting is not None and action.due_meeting_id == meeting.id,
        dated=action.due_on is not None or action.due_meeting_id is not None,
        answered=answered,
        rests_on=len(story.evidence),
    )


def _is_after(said: "Update", decided: "Review") -> bool:
    """By the minute where both are known, else by the day."""
    if said.given_at and decided.recorded_at:
        return said.given_at > decided.recorded_at
    return said.given_on > decided.decided_on


def evidence_beside(story: Story, reference: str) -> list[dict[str, Any]]:
    """All that the action rests on, each with the update that it came with; each opens beside the card."""
    updates = {update.id: update for update in story.updates}
    return [
        {
            **evidence_item(row, reference, story.quoted),
            "href": f"/actions/{reference}/evidence/{row.id}/beside",
            "beside": True,
            "note": f"With the update of {_day(updates[row.update_id])}" if row.update_id in updates else "",
        }
        for row in story.evidence
    ]


def _day(update: "Update") -> str:
    return update.given_words or date_words(update.given_on)


def evidence_words(story: Story) -> str:
    """ "It rests on 2 pieces of evidence", or "" without any."""
    count = len(story.evidence)
    return f"It rests on {count_words(count, 'piece of evidence', 'pieces of evidence')}." if count else ""


def form_for(viewer: Viewer, shown: Shown, *, decided_by: str = "") -> DecisionForm:
    """An empty form of a decision on this action, as it stands now."""
    data = {"version": str(shown.action.version), "decided_by": decided_by or COMMISSIONER}
    return DecisionForm(formdata=None, data=data)


def around_form(session: Session, viewer: Viewer, shown: Shown) -> dict[str, Any]:
    """What reviews/_decision.html needs beside the form itself."""
    may_attach = viewer.roles & ACCESS["evidence.new"]
    return {
        "hints": [HINTS.get(move, "") for move in REVIEW_OUTCOMES],
        "others": matters.open_others(session, viewer, shown.action),
        "asks_who": not decides_alone(viewer),
        "can_decide": shown.action.status in LIVE,
        "evidence_href": f"/actions/{shown.action.reference}/evidence" if may_attach else None,
    }

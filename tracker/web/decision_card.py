"""One action as it lies on the table when it is decided on: its story so far, what was said last, and the form."""

from datetime import date
from typing import Any

from sqlmodel import Session

from tracker.domain.actions import LIVE, REVIEW_OUTCOMES
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, date_words, ordinal_times
from tracker.store import posts
from tracker.store import shown as pages
from tracker.store.shown import Shown, Story
from tracker.web import action_page
from tracker.web.access import ACCESS
from tracker.web.forms.reviews import HINTS, DecisionForm, decides_alone
from tracker.web.stops import stops_of
from tracker.web.story import latest, timeline

COMMISSIONER = "the Commissioner"
"""Who is taken to have decided, until someone writes another name."""


def card(session: Session, viewer: Viewer, shown: Shown, today: date) -> dict[str, Any]:
    """What reviews/_story.html shows of the action."""
    story = pages.story(session, shown.action)
    said = latest(shown, story)
    entries = timeline(shown, story, viewer)
    post_id = shown.action.post_id
    holder = posts.holders_on(session, today, [post_id]).get(post_id) if post_id else None
    return {
        "action": action_page.head(shown, today),
        "stops": stops_of(shown, story, today, None),
        "memory": memory_words(shown),
        "said": said,
        "earlier": [entry for entry in entries if said is None or entry.get("id") != said["id"]],
        "facts": [
            fact
            for fact in action_page.facts(shown, story, holder, viewer)
            if fact["name"] in ("Owner", "Due", "Assurance", "Ends when", "Closed")
        ],
        "evidence_words": evidence_words(story),
    }


def memory_words(shown: Shown) -> str:
    """ "Carried forward 4 times · date moved 3 times · original target 16 February 2021" """
    action = shown.action
    words = [
        f"Carried forward {ordinal_times(action.times_carried)}"
        if action.times_carried
        else "Not carried forward yet"
    ]
    if action.times_moved:
        words.append(f"date moved {ordinal_times(action.times_moved)}")
    if action.original_due_on and action.original_due_on != action.due_on:
        words.append(f"original target {date_words(action.original_due_on)}")
    return " · ".join(words)


def evidence_words(story: Story) -> str:
    """ "It rests on 2 pieces of evidence", or "" without any."""
    count = len(story.evidence)
    return f"It rests on {count_words(count, 'piece of evidence', 'pieces of evidence')}." if count else ""


def form_for(viewer: Viewer, shown: Shown, *, decided_by: str = "") -> DecisionForm:
    """An empty form of a decision on this action, as it stands now."""
    data = {"version": str(shown.action.version), "decided_by": decided_by or COMMISSIONER}
    return DecisionForm(formdata=None, data=data)


def around_form(viewer: Viewer, shown: Shown) -> dict[str, Any]:
    """What reviews/_decision.html needs beside the form itself."""
    may_attach = viewer.roles & ACCESS["evidence.new"]
    return {
        "hints": [HINTS.get(move, "") for move in REVIEW_OUTCOMES],
        "asks_who": not decides_alone(viewer),
        "can_decide": shown.action.status in LIVE,
        "evidence_href": f"/actions/{shown.action.reference}/evidence" if may_attach else None,
    }

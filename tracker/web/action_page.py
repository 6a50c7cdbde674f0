"""What the page of one action shows: its head, its facts, what hangs together with it, and what this viewer may do."""

from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain import labels
from tracker.domain.actions import LIVE, Closure, Kind, Status
from tracker.domain.due import DueChange as Moved
from tracker.domain.due import slippage
from tracker.domain.due_words import due_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.references import meeting_address, spoken
from tracker.domain.viewers import Viewer
from tracker.domain.wording import count_words, date_words, ordinal_times
from tracker.store.posts import Held
from tracker.store.shown import Linked, Shown, Story
from tracker.web.access import ACCESS
from tracker.web.due_words import due_tag
from tracker.web.remembered import remembered

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting

NOT_KNOWN = "Not known"


def head(shown: Shown, today: date) -> dict[str, Any]:
    """`action` of actions/show.html."""
    action = shown.action
    words, state = due_tag(action.status, action.due_on, today)
    return {
        "reference": action.reference,
        "number": spoken(action.reference),
        "short_title": action.title,
        "question": action.asked or action.title,
        "status": (action.closure or action.status).value,
        "status_words": labels.status_words(action.status, action.closure, action.kind),
        "standing": action.kind is Kind.STANDING and action.status is Status.OPEN,
        "void": action.closure is Closure.VOID,
        "void_reason": action.closed_reason,
        "due_words": words,
        "due_state": state,
        "rating": action.last_rating.value if action.last_rating and action.status in LIVE else None,
        "raised_words": _raised(shown),
        "memory": remembered(action),
    }


def _raised(shown: Shown) -> str:
    action = shown.action
    if not shown.raised_at or not action.raised_on:
        return action.origin or "where it was raised is not known"
    day = shown.raised_date_words or date_words(action.raised_on)
    item = " ".join(filter(None, (shown.agenda_number, shown.agenda_title)))
    return f"raised at the {shown.series_title} of {day}{f', {item}' if item else ''}"


def facts(shown: Shown, story: Story, holder: Held | None, viewer: Viewer) -> list[dict[str, Any]]:
    """What stands beside the story; what the papers do not say is "not known"."""
    action = shown.action
    rows = [
        _owner(shown, holder, viewer),
        {
            "name": "Due" if action.status in LIVE else "Was due",
            "value": due_words(action.due_kind, action.due_on, shown.due_meeting_on, action.kind),
            "note": _moved(shown, story) or _in_its_words("" if action.due_on else action.due_words),
        },
        {"name": "Carried forward", "value": _carried(action.times_carried)},
        {
            "name": "Assurance",
            "value": _capital(labels.ASSURANCE[action.assurance]) if action.assurance else "Not said yet",
        },
        {"name": "Priority", "value": shown.priority_title or "None recorded"},
    ]
    if shown.measure_title:
        rows.append({"name": "National measure", "value": shown.measure_title})
    if action.exit_rule:
        rows.append({"name": "Ends when", "value": action.exit_rule})
    if action.closed_on:
        rows.insert(0, _closed(shown))
    rows.append({"name": "Source", "value": action.source or _source(shown)})
    if action.chosen:
        words = _capital(labels.chosen_words(action.chosen))
        rows.append({"name": "Chosen for the demonstration", "value": words})
    return rows


def _owner(shown: Shown, holder: Held | None, viewer: Viewer) -> dict[str, Any]:
    if shown.post_title is None:
        return {"name": "Owner", "value": "No owner yet", "note": _in_its_words(shown.action.owner_words)}
    opens = viewer.roles & ACCESS["posts.show"]
    return {
        "name": "Owner",
        "value": shown.post_title,
        "href": f"/posts/{shown.post_code}" if opens else None,
        "note": _holder(holder),
    }


def _in_its_words(words: str) -> str:
    """What stands in the office's own log, where nothing could be read."""
    return f"“{words}” in the office’s own log" if words else ""


def _holder(holder: Held | None) -> str:
    if holder is None:
        return "Post vacant"
    acting = ", acting" if holder.acting else ""
    if holder.starts_on is None:
        return f"{holder.name}{acting}"
    since = "since" if holder.starts_known else "by"
    return f"{holder.name}{acting}, in post {since} {date_words(holder.starts_on)}"


def _moved(shown: Shown, story: Story) -> str:
    action = shown.action
    moves = [Moved(change.before_on, change.after_on, change.cause) for change in story.changes]
    slipped = slippage(action.original_due_on, moves)
    return moved_words(slipped.times, slipped.days, slipped.original)


def moved_words(times: int, days: int, original: date | None) -> str:
    """ "moved twice, 61 days later in all; original target 31 August 2023"; "never moved"; "" where there was no date."""
    if not times:
        return "never moved" if original else ""
    far = f", {count_words(abs(days), 'day')} {'later' if days > 0 else 'earlier'} in all" if days else ""
    return (
        f"moved {ordinal_times(times)}{far}{f'; original target {date_words(original)}' if original else ''}"
    )


def _carried(times: int) -> str:
    return _capital(ordinal_times(times)) if times else "Not yet"


def _closed(shown: Shown) -> dict[str, Any]:
    action = shown.action
    return {
        "name": "Closed",
        "value": date_words(action.closed_on) if action.closed_on else NOT_KNOWN,
        "note": action.closed_reason,
    }


def _source(shown: Shown) -> str:
    return "Logged at the meeting" if shown.action.raised_at else NOT_KNOWN


def related(shown: Shown, others: list[Linked]) -> list[dict[str, Any]]:
    """What hangs together with the action, each with how."""
    return [
        {
            "relation": _relation(shown, other),
            "reference": other.reference,
            "title": other.title,
            "href": f"/actions/{other.reference}",
        }
        for other in others
    ]


def _relation(shown: Shown, other: Linked) -> str:
    if other.id == shown.action.parent_id:
        return "Raised by the answer to"
    if other.id == shown.action.merged_into_id:
        return "Merged with"
    return "Its answer raised" if other.parent_id == shown.action.id else "Taken in by merging"


def buttons(shown: Shown, viewer: Viewer, sitting: "Meeting | None") -> list[dict[str, Any]]:
    """What this viewer is likeliest to do. `sitting` is the meeting of the series that is in session or to come."""
    action, here = shown.action, f"/actions/{shown.action.reference}"
    row = []
    if action.status in LIVE:
        if viewer.roles & ACCESS["updates.new"]:
            row.append({"label": "Add an update", "href": f"{here}/update"})
        if viewer.roles & ACCESS["actions.decide"]:
            row.append({"label": "Record a decision", "href": _where_to_decide(shown, sitting)})
    elif viewer.roles & ACCESS["actions.decide"]:
        row.append({"label": "Reopen", "href": f"{here}/decision"})
    return [{**button, "method": "get", "tone": "secondary" if i else ""} for i, button in enumerate(row)]


def _where_to_decide(shown: Shown, sitting: "Meeting | None") -> str:
    reference = shown.action.reference
    if (
        sitting
        and sitting.status is MeetingStatus.IN_SESSION
        and sitting.id != shown.action.raised_meeting_id
    ):
        return f"/meetings/{meeting_address(sitting.reference)}/matters-arising/{reference}"
    return f"/actions/{reference}/decision"


def links(shown: Shown, viewer: Viewer, *, has_exit_rule: bool) -> list[dict[str, str]]:
    """What this viewer may do beside that, as links."""
    action, here = shown.action, f"/actions/{shown.action.reference}"
    live = action.status in LIVE
    offered = (
        ("evidence.new", live, "Attach evidence", f"{here}/evidence"),
        ("actions.edit", live, "Change what it says", f"{here}/edit"),
        (
            "exit_rules.edit",
            live and action.kind is Kind.STANDING and not has_exit_rule,
            "Say what must be seen before it ends",
            f"{here}/exit-rule",
        ),
        ("actions.voiding", live, "Void it, logged in error", f"{here}/void"),
        (
            "calls.about_action",
            live and action.post_id is not None,
            "Record a telephone call",
            f"{here}/call",
        ),
        ("actions.links_of", live, "Links sent to its owner", f"{here}/links"),
        ("history.of_action", True, "Full history", f"{here}/history"),
    )
    return [
        {"text": text, "href": href}
        for endpoint, fits, text, href in offered
        if fits and viewer.roles & ACCESS[endpoint]
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""The story of an action as a timeline, newest first: updates with their evidence, decisions, moved dates, reminders, raised."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from tracker.domain import labels
from tracker.domain.actions import Kind, Move
from tracker.domain.due import DueCause
from tracker.domain.reading import TAKEN_DOWN, WAY_WORDS, Reading, Way
from tracker.domain.video import begins_at
from tracker.domain.viewers import Viewer
from tracker.domain.wording import clock_time, date_words
from tracker.store.shown import Shown, Story
from tracker.web.access import ACCESS
from tracker.web.chase_words import chase_entries
from tracker.web.evidence_items import evidence_item
from tracker.web.requests import wiring
from tracker.web.watching import watch

if TYPE_CHECKING:
    from tracker.models.actions import DueChange, Review, Update
    from tracker.models.chasing import Call
    from tracker.models.evidence import Evidence
    from tracker.models.meetings import Meeting

Entry = dict[str, Any]
_NO_TIME = datetime.min.replace(tzinfo=UTC)
_FIRST, _MOVED, _CHASED, _SAID, _SHOWN, _DECIDED = range(6)
"""What comes before what on the same day, where no time is known."""

CAUSES = {
    DueCause.AGREED: "Revised date agreed",
    DueCause.MEETING_MOVED: "Due date moved with its meeting",
    DueCause.CARRIED_FORWARD: "Carried forward",
    DueCause.CORRECTED: "Due date corrected",
    DueCause.MADE_STANDING: "Made a standing item",
}
READ_TAGS = {
    Reading.ASKED_AGAIN: {"words": "Asked again", "tone": "amber"},
    Reading.FOR_MEETING: {"words": "Proposed for the meeting", "tone": "blue"},
}
DECIDED_DATES = {Move.REVISED_DATE: DueCause.AGREED, Move.MADE_STANDING: DueCause.MADE_STANDING}


def timeline(shown: Shown, story: Story, viewer: Viewer) -> list[Entry]:
    """The entries of `components/timeline.html`, newest first, with what this viewer may know of the mails."""
    told, left = _dates_told(story)
    office = viewer.reads_everything
    attached = [*story.evidence, *(story.removed if office else ())]
    may_remove = bool(viewer.roles & ACCESS["evidence.remove"])
    items = {row.id: _item(row, shown, story, office=office, may_remove=may_remove) for row in attached}
    evidence = _by_update(attached, items)
    entries = [
        *(_update(row, shown, evidence.pop(row.id, [])) for row in story.updates),
        *(_review(row, meeting, shown, told.get(row.id)) for row, meeting in story.reviews),
        *(_change(row) for row in left),
        *(_evidence(row, items[row.id]) for row in attached if row.update_id is None),
        *(_call(row) for row in story.calls if viewer.reads_everything),
        *(_with(entry, day, _CHASED) for day, entry in chase_entries(shown, story, viewer)),
        _raised(shown),
    ]
    entries.sort(key=lambda entry: entry["key"], reverse=True)
    return entries


def latest(shown: Shown, story: Story) -> Entry | None:
    """The last thing that the owner said, with its evidence, or None."""
    if not story.updates:
        return None
    last = story.updates[0]
    items = {row.id: _item(row, shown, story) for row in story.evidence}
    evidence = _by_update(story.evidence, items)
    return _update(last, shown, evidence.get(last.id, []))


def _dates_told(story: Story) -> "tuple[dict[int | None, DueChange], list[DueChange]]":
    """The moves that a decision made, by that decision; and those that nobody decided. Both lie in the same order."""
    told: dict[int | None, DueChange] = {}
    left = [change for change in story.changes if change.cause not in DECIDED_DATES.values()]
    for outcome, cause in DECIDED_DATES.items():
        decisions = [row for row, _ in reversed(story.reviews) if row.outcome is outcome]
        changes = [change for change in story.changes if change.cause is cause]
        for decision, change in zip_longest(decisions, changes):
            if decision is None:
                left.append(change)
            elif change is not None:
                told[decision.id] = change
    return told, left


def _item(
    row: "Evidence", shown: Shown, story: Story, *, office: bool = False, may_remove: bool = False
) -> dict[str, Any]:
    """Whoever works on the record is told what a new version did to it, and whoever may is led to its removal."""
    item = evidence_item(row, shown.action.reference, story.quoted)
    flag = item.pop("flag", "")
    if office and flag and not row.removed_on:
        item["flag"] = flag
    if may_remove and not row.removed_on:
        item["remove_href"] = f"/actions/{shown.action.reference}/evidence/{row.id}/removal"
    return item


def _by_update(
    evidence: "Sequence[Evidence]", items: "Mapping[int | None, dict[str, Any]]"
) -> dict[int | None, list[dict[str, Any]]]:
    found: dict[int | None, list[dict[str, Any]]] = {}
    for row in evidence:
        if row.update_id is not None:
            found.setdefault(row.update_id, []).append(items[row.id])
    return found


def _update(row: "Update", shown: Shown, evidence: list[dict[str, Any]]) -> Entry:
    title = "Closure recommended" if row.recommends_closure else "Update"
    facts = []
    if row.more_time_until:
        title = "More time asked for"
        facts.append(f"Asked for more time until {date_words(row.more_time_until)}.")
    if row.received_by:
        facts.append(f"Received by {row.received_by}{_way(row.via)}.")
    if row.chosen:
        facts.append("Chosen for the demonstration; no paper says it.")
    return {
        "key": _key(row.given_on, row.given_at, _SAID, row.id),
        "id": f"update-{row.id}",
        "when": f"{row.given_words or date_words(row.given_on)}{_by(row.by_name, shown.post_title)}",
        "machine_when": None if row.given_words else row.given_on.isoformat(),
        "title": title,
        "rating": row.rating.value if row.rating else None,
        "tags": [READ_TAGS[row.reading]] if row.reading in READ_TAGS else [],
        "text": row.body,
        "facts": facts,
        "evidence": evidence,
    }


def _review(row: "Review", meeting: "Meeting | None", shown: Shown, change: "DueChange | None") -> Entry:
    words = labels.OUTCOME[row.outcome]
    facts = [f"Reason: {row.reason}"] if row.reason and row.reason != row.note else []
    if change is not None:
        facts.insert(0, _from_to(change))
    if row.assurance:
        facts.append(f"Assurance: {labels.ASSURANCE[row.assurance]}.")
    if row.recorded_by and row.recorded_by != row.decided_by and not row.chosen:
        facts.append(f"Recorded by {row.recorded_by}.")
    if row.chosen:
        facts.append("Chosen for the demonstration; no paper says it.")
    where = f" at the {shown.series_title}" if meeting else ", between meetings"
    day = (meeting.date_words if meeting else "") or date_words(row.decided_on)
    return {
        "key": _key(row.decided_on, row.recorded_at, _DECIDED, row.id),
        "id": f"review-{row.id}",
        "when": f"{day}{where}{_by(row.decided_by)}",
        "machine_when": row.decided_on.isoformat(),
        "title": words[0].upper() + words[1:],
        "at_meeting": meeting is not None,
        "text": row.note,
        "facts": facts,
    }


def _change(row: "DueChange") -> Entry:
    facts = [f"Reason: {row.reason}"] if row.reason else []
    return {
        "key": _key(row.changed_on, None, _MOVED, row.id),
        "when": f"{date_words(row.changed_on)}{_by(row.by_name)}",
        "machine_when": row.changed_on.isoformat(),
        "title": CAUSES[row.cause],
        "text": _from_to(row),
        "facts": facts,
    }


def _from_to(row: "DueChange") -> str:
    before = date_words(row.before_on) if row.before_on else "no date"
    if row.before_on is None and row.after_on:
        return f"Due by {date_words(row.after_on)}. It had no date before."
    after = date_words(row.after_on) if row.after_on else "no date"
    if row.cause is DueCause.MADE_STANDING:
        return f"Due until then: {before}."
    return f"From {before} to {after}." if before != after else f"Still {after}."


def _call(row: "Call") -> Entry:
    return {
        "key": _key(row.made_on, None, _CHASED, row.id),
        "when": f"{date_words(row.made_on)}{_by(row.by_name)}",
        "machine_when": row.made_on.isoformat(),
        "title": f"Telephoned {row.spoke_to}",
        "text": row.note,
        "facts": [] if row.action_id else ["About all that the post owes."],
    }


def _evidence(row: "Evidence", item: dict[str, Any]) -> Entry:
    return {
        "key": _key(row.added_on, None, _SHOWN, row.id),
        "when": f"{date_words(row.added_on)}{_by(row.added_by)}",
        "machine_when": row.added_on.isoformat(),
        "title": "Evidence attached",
        "evidence": [item],
    }


def _raised(shown: Shown) -> Entry:
    action = shown.action
    commitment = action.kind is Kind.COMMITMENT
    title = "Offered by its owner" if commitment else "Raised"
    when = shown.raised_date_words or (date_words(action.raised_on) if action.raised_on else "Date not known")
    if action.raised_at:
        when += f", {clock_time(action.raised_at, wiring().settings.timezone)}"
    item = " ".join(filter(None, (shown.agenda_number, shown.agenda_title)))
    begins = begins_at(shown.video_starts_at, shown.started_at, shown.planned_at)
    at = f"At the {shown.series_title}{f', {item}' if item else ''}." if shown.raised_at else ""
    return {
        "key": (date.min, _NO_TIME, _FIRST, 0),
        "when": when,
        "machine_when": action.raised_on.isoformat() if action.raised_on else None,
        "title": title,
        "at_meeting": bool(shown.raised_at or action.origin),
        "text": at or action.origin,
        "link": watch(shown.video_url, begins, action.raised_at),
    }


def _with(entry: Entry, day: date, rank: int) -> Entry:
    return {**entry, "key": _key(day, None, rank, entry.pop("order", 0))}


def _key(day: date, at: datetime | None, rank: int, row_id: int | None) -> tuple[date, datetime, int, int]:
    return day, at or _NO_TIME, rank, row_id or 0


def _way(via: str) -> str:
    """ ", by telephone", where the way is known that an answer came to somebody in the office."""
    return f", {WAY_WORDS[Way(via)]}" if via in TAKEN_DOWN else ""


def _by(name: str, post_title: str | None = None) -> str:
    the = "the " if name and name == post_title else ""
    return f", by {the}{name}" if name else ""

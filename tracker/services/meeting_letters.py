"""Writes the mails about a meeting from their templates: what an owner was given there, and that it was moved or cancelled."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain import letter_words as words
from tracker.domain.due import Due
from tracker.domain.letter_words import Day
from tracker.domain.meetings import MeetingStatus
from tracker.domain.references import spoken
from tracker.domain.version_states import VersionState
from tracker.domain.wording import count_words, date_words
from tracker.models.actions import Action
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.people import Post
from tracker.models.reports import ReportVersion
from tracker.ports import MailText
from tracker.services.letters import around, one_line, without_words
from tracker.services.post_office import Stationery
from tracker.store.given import Given


@dataclass(frozen=True)
class Moved:
    """One action whose date moved: when it was due, as its owner last knew, and when it is due now."""

    action: Action
    was_on: date
    was_at: date
    due: Due
    due_at: date | None


def day_of(meeting: Meeting, series: MeetingSeries) -> Day:
    return Day(series.title, meeting.date_words or date_words(meeting.starts_on))


def due_of(action: Action) -> Due:
    """What an action is due for, as a value."""
    return Due(action.due_kind, action.due_on, action.due_meeting_id, action.exit_rule)


def write_log_mail(
    stationery: Stationery,
    *,
    to_name: str,
    post: Post,
    meeting: Day,
    given: Sequence[Given],
    marks: Mapping[int, str],
    version: ReportVersion,
    covering_note: str,
    corrected: bool,
    hidden: Collection[int] = (),
    is_log_hidden: bool = False,
) -> MailText:
    """What a post was given at a meeting. `marks` go by the number of the action; the log goes with it as a file.

    `hidden` are the actions that are OFFICIAL-SENSITIVE; with `is_log_hidden` the log is too, and does not go; `corrected`: the owner was sent an earlier wording of some of it.
    """
    return stationery.renderer.render(
        "action_log",
        subject_words=words.log_subject(len(given), meeting, corrected=corrected),
        meeting=meeting.whole,
        entries=[_given(one, marks[one.action.key], is_hidden=one.action.key in hidden) for one in given],
        count=len(given),
        count_words=count_words(len(given), "action"),
        corrected=corrected,
        note=paragraphs(covering_note),
        log=_log(version) | {"is_hidden": is_log_hidden},
        post=post.title,
        **around(stationery, to_name, is_sensitive=bool(hidden)),
    )


def write_moved_mail(
    stationery: Stationery,
    *,
    to_name: str,
    post: Post,
    series: MeetingSeries,
    meeting: Meeting,
    was_at: date,
    following: Meeting | None,
    moved: Sequence[Moved],
    marks: Mapping[int, str],
    hidden: Collection[int] = (),
) -> MailText:
    """That a meeting has another day or papers deadline, or is cancelled. `following` is where the actions of a cancelled one go.

    `was_at` is the day on which the meeting was to be, as the owner last knew.
    """
    old, new = date_words(was_at), date_words(meeting.starts_on)
    cancelled = meeting.status is MeetingStatus.CANCELLED
    goes = date_words(following.starts_on) if following else ""
    return stationery.renderer.render(
        "meeting_moved",
        subject_words=words.cancelled_subject(old, goes)
        if cancelled
        else words.moved_subject(old, new, meeting.papers_due),
        cancelled=cancelled,
        series=series.title,
        old_day=old,
        new_day=new,
        same_day=old == new,
        papers_due=meeting.papers_due,
        venue=meeting.venue,
        starts_at=meeting.starts_at,
        following=goes,
        why=one_line(meeting.change_note),
        entries=[_moved(one, marks[one.action.key], is_hidden=one.action.key in hidden) for one in moved],
        count=len(moved),
        post=post.title,
        **around(stationery, to_name, is_sensitive=bool(hidden)),
    )


def paragraphs(note: str) -> list[list[str]]:
    """What someone typed as paragraphs of lines, as they broke it."""
    blocks = note.replace("\r\n", "\n").strip().split("\n\n")
    return [lines for block in blocks if (lines := [one.strip() for one in block.split("\n") if one.strip()])]


def _given(one: Given, mark: str, *, is_hidden: bool) -> dict[str, Any]:
    action, item = one.action, one.item
    asked = one_line(action.asked)
    entry = {
        "number": spoken(action.reference),
        "title": action.title,
        "due": words.due_sentence(due_of(action), one.due_at, is_hidden=is_hidden),
        "item": f"{item.number} {item.title}".strip() if item else "",
        "asked": "" if asked == one_line(action.title) else asked,
        "withheld": "",
        "answer": f"Give an update on {spoken(action.reference)}",
        "mark": mark,
    }
    return without_words(entry) if is_hidden else entry


def _moved(one: Moved, mark: str, *, is_hidden: bool) -> dict[str, Any]:
    entry = {
        "number": spoken(one.action.reference),
        "title": one.action.title,
        "was": date_words(one.was_on),
        "due": words.due_sentence(one.due, one.due_at, is_hidden=is_hidden),
        "withheld": "",
        "answer": f"Give an update on {spoken(one.action.reference)}",
        "mark": mark,
    }
    return without_words(entry) if is_hidden else entry


def _log(version: ReportVersion) -> dict[str, Any]:
    """The log that goes with the mail: which version, and since when it is issued."""
    issued = version.issued_at if version.state is VersionState.ISSUED else None
    return {"number": version.number, "issued_on": issued}

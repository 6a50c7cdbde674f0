"""The commissioning request: when it is due, what it asks for, and its words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.errors import BadInput
from tracker.domain.mails import MailState
from tracker.domain.wording import count_words, date_words, weekday_date

LONGEST_OPENING = 4000
"""Characters."""
LONGEST_REQUEST = 500
MOST_REQUESTS = 40
LONGEST_ANSWER = 1000


class Stage(StrEnum):
    """How far the request for a meeting is."""

    TO_WRITE = "to_write"
    BEING_WRITTEN = "being_written"
    HELD = "held"
    RELEASED = "released"
    FAILED = "failed"
    SENT = "sent"
    ANSWERED = "answered"


CAN_BE_WRITTEN = frozenset({Stage.TO_WRITE, Stage.BEING_WRITTEN, Stage.HELD})
"""Until someone releases it the request is written anew with each change; afterwards it stays as it was sent."""

OF_MAIL = {
    MailState.HELD: Stage.HELD,
    MailState.QUEUED: Stage.RELEASED,
    MailState.FAILED: Stage.FAILED,
    MailState.SENT: Stage.SENT,
    MailState.CANCELLED: Stage.BEING_WRITTEN,
}


@dataclass(frozen=True)
class CommissionWanted:
    """A request as it is typed: to whom, the text above the lists, and what is new, one a line."""

    post_id: int | None
    opening: str
    requests: str


def commission_due(meeting_on: date, weeks: int) -> date | None:
    """The day from which the request for a meeting is to be sent: so many weeks before it; with 0 none is asked for."""
    return meeting_on - timedelta(weeks=weeks) if weeks else None


def stage_of(state: MailState | None, answered_on: date | None, *, begun: bool) -> Stage:
    """How far the request is. `state` is that of its mail, None without one."""
    if answered_on:
        return Stage.ANSWERED
    if state is not None:
        return OF_MAIL[state]
    return Stage.BEING_WRITTEN if begun else Stage.TO_WRITE


def stage_words(stage: Stage, *, sent_on: date | None = None, answered_on: date | None = None) -> str:
    """Sent on 23 August 2023, not answered yet"""
    if answered_on:
        return f"Answered on {date_words(answered_on)}"
    if stage is Stage.SENT and sent_on:
        return f"Sent on {date_words(sent_on)}, not answered yet"
    return {
        Stage.TO_WRITE: "Not written yet",
        Stage.BEING_WRITTEN: "Begun, not sent",
        Stage.HELD: "Waits to be released",
        Stage.RELEASED: "Released, about to be sent",
        Stage.FAILED: "Could not be sent",
    }.get(stage, "Sent, not answered yet")


def opening_for(series: str, meeting_on: str, papers_due: date) -> str:
    """The text that a request begins with until someone writes another. `meeting_on` is the day in words."""
    return (
        f"The next {series} is on {meeting_on}. This is what the Commissioner would like to see in the papers for it. "
        f"Please let us have them by {weekday_date(papers_due)}.\n\n"
        "If anything below cannot be ready by then, please tell us as soon as you know."
    )


def subject_for(meeting_on: str, papers_due: date) -> str:
    """Papers for 4 October 2023: what we would like to see, by Wednesday 27 September"""
    return f"Papers for {meeting_on}: what we would like to see, by {weekday_date(papers_due).rpartition(' ')[0]}"


def new_requests(typed: str) -> list[str]:
    """What is asked for anew: the lines that say something. Raises `BadInput` (field `requests`) for too many, or too long a one."""
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    found = [line.lstrip("-–•* ") for line in lines if line.strip("-–•* ")]
    if len(found) > MOST_REQUESTS:
        raise BadInput(
            f"Ask for up to {MOST_REQUESTS} new things at once; there are {len(found)}. Put some of them together.",
            field="requests",
        )
    for number, line in enumerate(found, 1):
        if len(line) > LONGEST_REQUEST:
            raise BadInput(
                f"Keep each request to {LONGEST_REQUEST} characters; number {number} has {len(line)}.",
                field="requests",
            )
    return found


def checked(wanted: CommissionWanted, known_posts: Collection[int]) -> CommissionWanted:
    """`wanted` with its text trimmed. Raises `BadInput` (fields `post`, `opening`, `requests`)."""
    opening = wanted.opening.replace("\r\n", "\n").strip()
    if len(opening) > LONGEST_OPENING:
        raise BadInput(
            f"Keep the opening to {LONGEST_OPENING:,} characters; it has {len(opening):,}.", field="opening"
        )
    if wanted.post_id is not None and wanted.post_id not in known_posts:
        raise BadInput("Choose the post of the liaison officer from the list.", field="post")
    return CommissionWanted(wanted.post_id, opening, "\n".join(new_requests(wanted.requests)))


def checked_answer(answered_on: date | None, note: str, *, sent_on: date | None, today: date) -> str:
    """The note on an answer, trimmed. Raises `BadInput` (fields `answered_on`, `answer_note`)."""
    if answered_on is not None and answered_on > today:
        raise BadInput(
            "That day is still to come. Give the day on which the answer came.", field="answered_on"
        )
    if answered_on is not None and sent_on is not None and answered_on < sent_on:
        raise BadInput(
            f"The request was sent on {date_words(sent_on)}. Give that day or a later one.",
            field="answered_on",
        )
    note = note.replace("\r\n", "\n").strip()
    if len(note) > LONGEST_ANSWER:
        raise BadInput(
            f"Keep the note to {LONGEST_ANSWER:,} characters; it has {len(note):,}.", field="answer_note"
        )
    return note


def asks_words(standing: int, due: int, new: int) -> str:
    """3 standing items, 2 actions due and 1 new request"""
    parts = [
        count_words(standing, "standing item") if standing else "",
        count_words(due, "action due", "actions due") if due else "",
        count_words(new, "new request") if new else "",
    ]
    found = [part for part in parts if part]
    if not found:
        return "Nothing is asked for yet"
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"

"""What the mails about a meeting say: what was given there and until when, and what moved with it."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.due import RULE_TO_COME, Due, DueKind
from tracker.domain.wording import count_words, date_words, weekday_date


@dataclass(frozen=True)
class Day:
    """A meeting as a mail names it: the series, and its day in words."""

    series: str
    words: str

    @property
    def whole(self) -> str:
        """ "Public Performance Meeting of 4 October 2023" """
        return f"{self.series} of {self.words}"


def due_sentence(due: Due, meeting_on: date | None = None, *, is_hidden: bool = False) -> str:
    """When something is due, with no full stop: "Papers due Wednesday 29 November 2023, for the meeting of 6 December 2023".

    `meeting_on` is the day of the meeting for whose papers it is due; `is_hidden` that no words of the action are said.
    """
    if due.kind is DueKind.MEETING and due.on:
        for_what = f", for the meeting of {date_words(meeting_on)}" if meeting_on else ""
        return f"Papers due {weekday_date(due.on)}{for_what}"
    if due.kind is DueKind.STANDING and is_hidden:
        return "Comes back at every meeting"
    if due.kind is DueKind.STANDING:
        rule = due.exit_rule.strip().rstrip(".")
        if not rule or due.exit_rule == RULE_TO_COME:
            return "Comes back at every meeting; what must be shown for it to end is still to be written"
        return f"Comes back at every meeting until this is shown: {rule}"
    if due.kind is DueKind.NEXT_MEETING:
        return "Due at the next meeting, which has no date yet"
    return f"Due {weekday_date(due.on)}" if due.on else "No date was agreed yet"


def log_subject(count: int, meeting: Day, *, corrected: bool = False) -> str:
    """2 actions for you from the Public Performance Meeting of 4 October 2023"""
    words = f"{count_words(count, 'action')} for you from the {meeting.whole}"
    return f"Corrected: {words}" if corrected else words


def moved_subject(meeting: str, moved_to: str, papers_due: date) -> str:
    """Meeting of 4 October moved to 18 October – papers due Wednesday 11 October 2023; the year of each where they differ."""
    papers = f"papers due {weekday_date(papers_due)}"
    if moved_to == meeting:
        return f"Meeting of {meeting} – {papers} now"
    year = f" {papers_due.year}"
    if meeting.endswith(year) and moved_to.endswith(year):
        meeting, moved_to = meeting.removesuffix(year), moved_to.removesuffix(year)
    return f"Meeting of {meeting} moved to {moved_to} – {papers}"


def cancelled_subject(meeting: str, following: str) -> str:
    """Meeting of 4 October 2023 cancelled – your actions are due for 6 December 2023"""
    goes = f"for {following}" if following else "at the next one"
    return f"Meeting of {meeting} cancelled – your actions are due {goes}"


def nobody_to_write_to(post: str, *, vacant: bool) -> str:
    """Why a mail to a post cannot leave, and what to do about it."""
    if vacant:
        return f"{post} is vacant, so there is nobody to write to. Give the post a holder, then release it."
    return f"There is no e-mail address for {post}. Give the post a holder with an address, then release it."


_MOVED = "moved"


def moved_step(meeting_on: date, mail_id: int) -> str:
    """The key under which word is owed that a date moved with its meeting, which was to be on `meeting_on`: once in each mail."""
    return f"{_MOVED}-{meeting_on.isoformat()}-{mail_id}"


def moved_from(step: str) -> date:
    """The day on which the meeting was to be, of a key that `moved_step` made."""
    return date.fromisoformat(step.removeprefix(f"{_MOVED}-")[:10])

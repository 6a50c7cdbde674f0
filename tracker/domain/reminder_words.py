"""What a reminder says: its subject, when each action is due, how late it is, and why a mail is held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.reminders import EscalationOwed, Kind
from tracker.domain.wording import count_words, date_words, join_words, weekday_date

LONGEST_SUBJECT = 78
"""Characters of a subject that lists of mail show whole; a title is cut to it."""

ORDER: dict[Kind, int] = {"overdue": 0, "due": 1, "coming": 2, "new": 3}
"""Overdue first, then due, then coming, then what is told for the first time and asked for later."""


@dataclass(frozen=True)
class Wanted:
    """One update that a mail asks for. `meeting_on` is set where it is for the papers of a meeting."""

    due_on: date
    kind: Kind
    working_days: int
    meeting_on: date | None = None


def subject(wanted: Sequence[Wanted], today: date) -> str:
    """3 updates for 4 October – papers due Wednesday 27 September

    What is only told counts where nothing else is in the mail.
    """
    wanted = [one for one in wanted if one.kind != "new"] or wanted
    updates = count_words(len(wanted), "update")
    late = [one for one in wanted if one.kind == "overdue"]
    if len({(one.due_on, one.meeting_on) for one in wanted}) == 1:
        return f"{updates} {_one_day(wanted[0], today)}"
    if len(late) == len(wanted):
        return f"{updates} overdue, the oldest since {_near(min(one.due_on for one in late), today)}"
    rest = {one.due_on for one in wanted if one.kind != "overdue"}
    by = f"due {'by' if len(rest) == 1 else 'from'} {_near_weekday(min(rest), today)}"
    if not late:
        return f"{updates} {by}"
    return f"{updates}: {len(late)} overdue, {len(wanted) - len(late)} {by}"


def escalation_subject(posts: Sequence[str], wanted: Sequence[Wanted], *, vacant: bool, today: date) -> str:
    """For your attention: 2 actions of Head of Contact are overdue

    `vacant`: none of the posts has a holder.
    """
    whole = _escalation_subject(join_words(posts), len(posts), wanted, vacant=vacant, today=today)
    if len(whole) <= LONGEST_SUBJECT or len(posts) == 1:
        return whole
    return _escalation_subject(f"{len(posts)} posts", len(posts), wanted, vacant=vacant, today=today)


def titled(start: str, title: str) -> str:
    """A subject that ends with the title of an action, cut between two words where it would be too long."""
    whole = f"{start} {' '.join(title.split())}"
    if len(whole) <= LONGEST_SUBJECT:
        return whole
    return f"{whole[:LONGEST_SUBJECT].rpartition(' ')[0].rstrip(',:;–')}…"


def digest_subject(wanted: Sequence[Wanted], today: date) -> str:
    """Your week: 2 updates due by Friday 6 October"""
    return f"Your week: {subject(wanted, today)}"


def handover_subject(post: str, count: int) -> str:
    """What you now own as Head of Contact: 4 actions"""
    return f"What you now own as {post}: {count_words(count, 'action')}"


def due_words(one: Wanted) -> str:
    """Papers due Wednesday 27 September 2023, for the meeting of 4 October 2023"""
    day = weekday_date(one.due_on)
    past = one.kind == "overdue"
    if one.meeting_on:
        meeting = f"for the meeting of {date_words(one.meeting_on)}"
        return f"Papers {'were ' if past else ''}due {day}, {meeting}"
    return f"{'Was due' if past else 'Due'} {day}"


def short_due(one: Wanted, today: date) -> str:
    """papers due Wednesday 27 September; was due 1 August"""
    past = one.kind == "overdue"
    if one.meeting_on:
        return f"papers {'were ' if past else ''}due {_near_weekday(one.due_on, today)}"
    return f"was due {_near(one.due_on, today)}" if past else f"due {_near_weekday(one.due_on, today)}"


def how_late(one: Wanted) -> str:
    """6 working days overdue; due today; in 3 working days"""
    if one.kind == "overdue":
        return f"{count_words(one.working_days, 'working day')} overdue" if one.working_days else "overdue"
    return "due now" if one.kind == "due" else f"in {count_words(one.working_days, 'working day')}"


def asked_when(day: date | None, words: str | None = "") -> str:
    """on 17 May 2023; at the meeting of February 2020, where the day is not known; nothing where nothing is"""
    if words:
        return f"at the meeting of {words}"
    return f"on {date_words(day)}" if day else ""


def tally(wanted: Sequence[Wanted], undated: int = 0) -> str:
    """1 overdue, 2 due in 5 working days, 1 new: why a mail is owed, in one line."""
    late, now, coming, new = ([one for one in wanted if one.kind == kind] for kind in ORDER)
    parts = [f"{len(late)} overdue"] if late else []
    parts += [f"{len(now)} due now"] if now else []
    for days in sorted({one.working_days for one in coming}):
        count = sum(one.working_days == days for one in coming)
        parts.append(f"{count} due in {count_words(days, 'working day')}")
    parts += [f"{len(new)} new"] if new else []
    parts += [f"{undated} without a date"] if undated else []
    return ", ".join(parts)


def why_held(
    *, post: str, chief_officer: bool, escalations: Sequence[tuple[str, EscalationOwed]], address: str
) -> str:
    """Why a mail waits for the secretariat, in sentences; nothing where it goes by itself.

    `post` is the title of the post written to; `escalations` name the posts that answer, with what is owed above them.
    """
    reasons = []
    vacant = sorted({title for title, owed in escalations if owed.kind == "vacant"})
    late = sorted({title for title, owed in escalations if owed.kind == "overdue"})
    if vacant:
        reasons.append(f"{join_words(vacant)} {_are(len(vacant))} vacant, so it goes to the post above.")
    if late:
        reasons.append(f"It tells the post above that {join_words(late)} {_are(len(late))} long overdue.")
    if chief_officer:
        reasons.append(f"{post} is a chief officer.")
    if not address:
        reasons.append(no_address(post))
    return " ".join(reasons)


def held_step(*, steps: bool, handover: bool) -> str:
    """The policy itself holds it: a step in it, or what a new holder is handed."""
    if handover:
        return "The policy holds what a new holder is sent."
    return "The policy holds reminders at this step." if steps else ""


def held_first(series: Sequence[str]) -> str:
    """Nobody was written to about these series yet, so the secretariat reads the first mails."""
    return f"It is among the first mails about {join_words(series)}." if series else ""


def no_address(post: str) -> str:
    """There is nobody to write to, and what to do about it."""
    return f"There is no e-mail address for {post}. Give the post a holder with an address, then release it."


def _escalation_subject(of: str, posts: int, wanted: Sequence[Wanted], *, vacant: bool, today: date) -> str:
    if vacant:
        return f"{of} {_are(posts)} vacant: {subject(wanted, today)}"
    actions = f"For your attention: {count_words(len(wanted), 'action')} of {of}"
    late = all(one.kind == "overdue" for one in wanted)
    return f"{actions} {_are(len(wanted))} overdue" if late else actions


def _one_day(one: Wanted, today: date) -> str:
    if one.meeting_on:
        papers = "papers were due" if one.kind == "overdue" else "papers due"
        return f"for {_near(one.meeting_on, today)} – {papers} {_near_weekday(one.due_on, today)}"
    if one.kind == "overdue":
        return f"overdue since {_near(one.due_on, today)}"
    return f"due {_near_weekday(one.due_on, today)}"


def _near(day: date, today: date) -> str:
    """4 October, with its year where that is not this one."""
    return date_words(day) if day.year != today.year else date_words(day).rpartition(" ")[0]


def _near_weekday(day: date, today: date) -> str:
    return weekday_date(day) if day.year != today.year else weekday_date(day).rpartition(" ")[0]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"

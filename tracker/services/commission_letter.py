"""The mail of a commissioning request: what the office wants for a meeting, written from what is recorded."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tracker.domain.commissions import new_requests, subject_for
from tracker.domain.marking import Marking
from tracker.domain.references import spoken
from tracker.domain.wording import weekday_date
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.ports import MailText
from tracker.services.letters import around, one_line
from tracker.services.meeting_letters import day_of, paragraphs
from tracker.services.post_office import Stationery
from tracker.store.actions import ListedAction
from tracker.store.commissions import Material

NOT_BY_MAIL = "Its words are not sent by mail; ask us for them."
"""A request has no link that opens an action."""


def write_commission(
    stationery: Stationery,
    *,
    to_name: str,
    series: MeetingSeries,
    meeting: Meeting,
    opening: str,
    requests: str,
    material: Material,
    asked: Mapping[int, str],
    hidden: Collection[int],
) -> MailText:
    """`asked` is what each action asks for by its number; `hidden` are OFFICIAL-SENSITIVE, of which nothing but the reference goes."""
    day = day_of(meeting, series)
    return stationery.renderer.render(
        "commission",
        subject_words=subject_for(day.words, meeting.papers_due),
        series=series.title,
        meeting_on=day.words,
        venue=one_line(meeting.venue),
        starts_at=meeting.starts_at,
        papers_due=meeting.papers_due,
        opening=paragraphs(opening),
        standing=_entries(material.standing, asked, hidden, is_standing=True),
        due=_entries(material.due, asked, hidden, is_standing=False),
        requests=new_requests(requests),
        **around(stationery, to_name, is_sensitive=bool(hidden)),
    )


def _entries(
    rows: Sequence[ListedAction], asked: Mapping[int, str], hidden: Collection[int], *, is_standing: bool
) -> list[dict[str, Any]]:
    return [_entry(row, asked.get(row.id, ""), row.id in hidden, is_standing=is_standing) for row in rows]


def _entry(row: ListedAction, asked: str, is_hidden: bool, *, is_standing: bool) -> dict[str, Any]:
    words, title = one_line(asked), one_line(row.title)
    if is_hidden:
        title, words = f"{Marking.SENSITIVE}. {NOT_BY_MAIL}", ""
    until = one_line(row.exit_rule).removesuffix(".") if is_standing and not is_hidden else ""
    return {
        "number": spoken(row.reference),
        "title": title,
        "asked": "" if words == title else words,
        "owner": row.post_title or "No owner yet",
        "when": f"At every meeting{': ' + until[0].lower() + until[1:] if until else ''}"
        if is_standing
        else (f"Due {weekday_date(row.due_on)}" if row.due_on else "Due for this meeting"),
    }

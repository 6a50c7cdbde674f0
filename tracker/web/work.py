"""My work: what is overdue, what is due for the next meeting's papers, what waits for a decision."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, url_for

from tracker.domain.due import DueKind
from tracker.domain.mails import MailState
from tracker.domain.meetings import MeetingStatus
from tracker.domain.viewers import Role, Viewer
from tracker.domain.wording import count_words, ordinal_times, short_date
from tracker.domain.work import days_words, heading
from tracker.domain.workdays import working_days_between
from tracker.services.aftermath import AFTER_A_MEETING
from tracker.store import excerpts, late_lines, mails, meetings, posts, readings, stories
from tracker.store import work as stored
from tracker.store.actions import ListedAction
from tracker.web.access import current_viewer
from tracker.web.backups import backup_notices
from tracker.web.exit_shown import ended_by_measure
from tracker.web.incoming_rows import came_in
from tracker.web.meeting_sections.afterwards import mails_wait, read_words, take_in_words
from tracker.web.owed_by_the_office import owed_by_the_office
from tracker.web.owners_work import owners_work
from tracker.web.requests import current_moment, current_session, wiring
from tracker.web.webhooks import webhook_notices

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.models.meetings import Meeting
    from tracker.models.people import Post

work = Blueprint("work", __name__)
WITHOUT_A_DAY = defaultdict(
    lambda: "no date yet", {DueKind.STANDING: "every meeting", DueKind.NEXT_MEETING: "next meeting"}
)
MOST = 12
"""Rows of a list on this page; the rest is one click away."""


@work.get("/")
def index() -> str:
    viewer, today = current_viewer(), current_moment().today
    meeting = meetings.coming(current_session(), today)
    if viewer.reads_everything:
        return render_template("work/index.html", **_of_the_office(viewer, today, meeting))
    if viewer.may(Role.OWNER):
        return render_template("work/index.html", **_of_an_owner(viewer, today, meeting))
    return render_template("work/index.html", **_of_the_panel(meeting))


def _of_the_office(viewer: Viewer, today: date, meeting: "Meeting | None") -> dict[str, Any]:
    session = current_session()
    late, all_late = stored.overdue(session, viewer, today, MOST)
    to_come, all_to_come = stored.owed_for(session, viewer, meeting, MOST) if meeting else ([], 0)
    decisions, all_decisions = stored.recommended(session, viewer, MOST)
    rows = _rows([*late, *to_come], today)
    papers_words = _day(meeting.starts_on) if meeting else "the next meeting"
    return {
        "heading": heading(
            in_session=meeting.starts_on if meeting and meeting.status is MeetingStatus.IN_SESSION else None,
            meeting=meeting.starts_on if meeting else None,
            papers_in=_working_days(today, meeting.papers_due) if meeting else None,
            overdue=all_late,
            to_come=all_to_come,
            decisions=all_decisions,
        ),
        "figures": [
            _figure(
                all_late,
                "action is overdue",
                "actions are overdue",
                url_for("actions.index", overdue=1),
                "alert",
            ),
            _figure(
                all_to_come,
                f"update still to come for {papers_words}",
                f"updates still to come for {papers_words}",
                "#papers-heading",
            ),
            _figure(
                all_decisions,
                "recommended for closure",
                "recommended for closure",
                url_for("actions.index", status="recommended"),
            ),
        ],
        "overdue": _list(rows[: len(late)], all_late, url_for("actions.index", overdue=1)),
        "papers": _list(rows[len(late) :], all_to_come, None) if meeting else None,
        "decisions": _list(
            _decisions(decisions), all_decisions, url_for("actions.index", status="recommended")
        ),
        "notices": _notices(viewer),
        "meeting_words": papers_words,
        "button": _button(viewer, meeting),
        "mine": None,
    }


def _of_an_owner(viewer: Viewer, today: date, meeting: "Meeting | None") -> dict[str, Any]:
    found = owners_work(viewer, today, lambda row: _due_words(row, today))
    meets = (
        f"Papers for the meeting of {_day(meeting.starts_on)} are due on {_day(meeting.papers_due)}."
        if meeting
        else ""
    )
    return {**found, "notices": _list([{"text": meets}], 1, None) if meets and found["mine"] else None}


def _due_words(row: ListedAction, today: date) -> str:
    return days_words(_working_days(today, row.due_on)) if row.due_on else WITHOUT_A_DAY[row.due_kind]


def _of_the_panel(meeting: "Meeting | None") -> dict[str, Any]:
    button = {"label": "Read the issued reports", "href": url_for("reports.index"), "note": None}
    when = f"The next meeting is on {_day(meeting.starts_on)}" if meeting else "No meeting is planned yet"
    return {"heading": when, "button": button}


def _rows(listed: list[ListedAction], today: date) -> list[dict[str, Any]]:
    session = current_session()
    chased = stored.chases(session, [row.id for row in listed])
    held = posts.holders_on(session, today, {row.post_id for row in listed if row.post_id})
    return [
        _row(row, today, chased.get(row.id), row.post_id is not None and row.post_id not in held)
        for row in listed
    ]


def _row(row: ListedAction, today: date, chased: tuple[int, date] | None, vacant: bool) -> dict[str, Any]:
    days = _working_days(today, row.due_on) if row.due_on else 0
    return {
        "reference": row.reference,
        "href": url_for("actions.show", reference=row.reference),
        "title": row.title,
        "owner": row.post_title,
        "vacant": vacant,
        "due_on": row.due_on,
        "late_words": f"{count_words(-days, 'working day')} late" if days < 0 else "",
        "chased": f"{ordinal_times(chased[0])}, last on {short_date(chased[1])}" if chased else "",
    }


def _decisions(listed: list[ListedAction]) -> list[dict[str, Any]]:
    session, ids = current_session(), [row.id for row in listed]
    evidence = stories.all_evidence(session, ids)
    return [
        {
            "reference": row.reference,
            "href": url_for("actions.show", reference=row.reference),
            "title": row.title,
            "owner": row.post_title,
            "recommended_on": row.last_update_on,
            "rating": row.last_rating,
            "evidence_words": count_words(len(evidence[row.id]), "piece", "pieces")
            if row.id in evidence
            else "",
        }
        for row in listed
    ]


def _notices(viewer: Viewer) -> dict[str, Any] | None:
    """What waits for a decision by its measure; and what only the secretariat can clear: mail that is held, a vacant post."""
    session = current_session()
    rows = ended_by_measure(session, viewer)
    rows += [*backup_notices(), *webhook_notices()] if viewer.may(Role.ADMINISTRATOR) else []
    if not viewer.may(Role.SECRETARIAT):
        return _list(rows, len(rows), None) if rows else None
    of_meetings = mails.held_of_meetings(session, *AFTER_A_MEETING)
    rows += [_held_of(meeting, count) for meeting, count in of_meetings]
    others = stored.mails_in(session, MailState.HELD) - sum(count for _, count in of_meetings)
    for count, words in (
        (others, "waiting for you to read and release"),
        (stored.mails_in(session, MailState.FAILED), "refused by the mail server"),
    ):
        if count:
            text = f"{count_words(count, 'mail is', 'mails are')} {words}."
            rows.append(
                {"text": text, "href": url_for("mail.index"), "link_text": "Open the mail", "tone": ""}
            )
    rows += [_vacant(post, count) for post, count in stored.vacant_posts(session, current_moment().today)]
    rows += [*owed_by_the_office(), *came_in(), *_changed_evidence(session)]
    if new := readings.count_unread(session):
        text = f"{count_words(new, 'answer has', 'answers have', starts=True)} come in."
        rows.append(
            {
                "text": text,
                "href": url_for("answers.index"),
                "link_text": f"Read {'it' if new == 1 else 'them'}",
                "tone": "",
            }
        )
    rows += [_late(meeting, count) for meeting, count in late_lines.waiting(current_session())]
    return _list(rows, len(rows), None) if rows else None


def _changed_evidence(session: "Session") -> list[dict[str, Any]]:
    """What a new version of a document changed, and an action rests on."""
    count = excerpts.count_flagged(session)
    if not count:
        return []
    changed = count_words(
        count, "excerpt that actions rest on has", "excerpts that actions rest on have", starts=True
    )
    text = f"{changed} changed with a new version of the document."
    return [
        {
            "text": text,
            "href": url_for("changed_evidence.index"),
            "link_text": "Compare and decide",
            "tone": "",
        }
    ]


def _vacant(post: "Post", count: int) -> dict[str, Any]:
    """Its reminders go to the post above, and wait to be released; who fills it ends that."""
    owns = count_words(count, "open action")
    return {
        "text": f"Nobody holds the post of {post.title}, which owns {owns}.",
        "href": url_for("posts.show", code=post.code),
        "link_text": "Name a holder",
        "tone": "",
    }


def _held_of(meeting: "Meeting", count: int) -> dict[str, Any]:
    return {
        "text": mails_wait(count, f" of the meeting of {_day(meeting.starts_on)}"),
        "href": url_for("aftermath.show", reference=meeting.reference.lower()),
        "link_text": read_words(count),
        "tone": "",
    }


def _late(meeting: "Meeting", count: int) -> dict[str, Any]:
    lines = count_words(count, "line")
    return {
        "text": f"{lines} typed at the meeting of {_day(meeting.starts_on)} arrived after it was closed.",
        "href": url_for("late_lines.index", reference=meeting.reference.lower()),
        "link_text": take_in_words(count),
        "tone": "",
    }


def _button(viewer: Viewer, meeting: "Meeting | None") -> dict[str, Any] | None:
    if meeting is None:
        return (
            {"label": "Schedule a meeting", "href": url_for("meetings.new"), "note": None}
            if viewer.may(Role.SECRETARIAT)
            else None
        )
    words = _day(meeting.starts_on)
    if meeting.status is MeetingStatus.IN_SESSION and viewer.may(Role.SECRETARIAT):
        return {
            "label": "Log actions",
            "href": url_for("live.show", reference=meeting.reference.lower()),
            "note": None,
        }
    note = {
        "text": "Review its matters arising",
        "href": url_for("reviews.index", reference=meeting.reference.lower()),
    }
    return {
        "label": f"Open the meeting of {words}",
        "href": url_for("meetings.show", reference=meeting.reference.lower()),
        "note": note,
    }


def _list(rows: list[dict[str, Any]], total: int, more: str | None) -> dict[str, Any]:
    return {"rows": rows, "total": total, "more_href": more}


def _figure(number: int, one: str, many: str, href: str, tone: str = "") -> dict[str, Any]:
    return {"number": number, "label": one if number == 1 else many, "href": href, "tone": tone}


def _working_days(today: date, day: date) -> int:
    return working_days_between(today, day, wiring().calendar.is_working_day)


def _day(day: date) -> str:
    """ "4 October": the year goes without saying on a page about the coming weeks."""
    return f"{day.day} {day:%B}"

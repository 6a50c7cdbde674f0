"""My work of an owner: everything that their posts owe, the most pressing first, and what they answered."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.actions import Kind, Status
from tracker.domain.owners_list import HEADINGS, Owes, list_heading, owes
from tracker.domain.reading import Reading
from tracker.domain.viewers import Viewer
from tracker.store import addressees, posts, readings, stories, work
from tracker.store.actions import ListedAction
from tracker.web.answers_page import rows as answer_rows
from tracker.web.requests import current_session
from tracker.web.said_before import said_before

if TYPE_CHECKING:
    from tracker.models.actions import Update

Row = dict[str, Any]
MOST_ANSWERS = 15


def owners_work(viewer: Viewer, today: date, due_words: Callable[[ListedAction], str]) -> Row:
    """{heading, mine: [{id, heading, rows}], answered, weekly}: the groups that are not empty, and the last answers, newest first."""
    session = current_session()
    listed = work.open_ones(session, viewer)
    last = stories.last_updates(session, [row.id for row in listed])
    done = readings.answered_since_due(session, [row.id for row in listed])
    grouped = [(_group(row, last.get(row.id), row.id in done, today), row) for row in listed]
    return {
        "heading": list_heading(Counter(group for group, _ in grouped)),
        "mine": [
            {
                "id": group.name.lower().replace("_", "-"),
                "heading": heading,
                "rows": [
                    _row(row, group, last.get(row.id), due_words(row)) for its, row in grouped if its is group
                ],
            }
            for group, heading in HEADINGS.items()
            if any(its is group for its, _ in grouped)
        ],
        "answered": answer_rows(readings.of_posts(session, viewer, viewer.post_ids, MOST_ANSWERS)),
        "weekly": _weekly(viewer, today),
    }


def _weekly(viewer: Viewer, today: date) -> Row | None:
    """{href, wanted}: how often the viewer is written to, and where that is changed; None for whoever holds no post."""
    session = current_session()
    held = posts.holders_on(session, today, viewer.post_ids)
    if not viewer.post_ids or not held:
        return None
    number, holder = min(held.items())
    code = next(post.code for post in posts.listed(session) if post.key == number)
    wanted = holder.person_id in addressees.weekly_only(session)
    return {"href": url_for("chasing.my_weekly", code=code), "wanted": wanted}


def _group(row: ListedAction, last: "Update | None", answered: bool, today: date) -> Owes:
    return owes(
        asked_again=last is not None and last.reading is Reading.ASKED_AGAIN,
        recommended=row.status is Status.RECOMMENDED,
        overdue=row.due_on is not None and row.due_on < today,
        answered=answered,
        standing=row.kind is Kind.STANDING,
        dated=row.due_on is not None or row.due_meeting is not None,
    )


def _row(row: ListedAction, group: Owes, last: "Update | None", due_words: str) -> Row:
    said = said_before(current_session(), row.id) if group is Owes.ASKED_AGAIN else None
    return {
        "reference": row.reference,
        "href": url_for("actions.show", reference=row.reference),
        "update_href": url_for("updates.new", reference=row.reference, **{"from": "work"}),
        "title": row.title,
        "question": said["again"] if said else "",
        "due_on": row.due_on,
        "due_words": due_words,
        "state": "overdue" if group is Owes.OVERDUE else "",
        "rating": row.last_rating.value if row.last_rating else None,
        "last_on": last.given_on if last and not last.given_words else None,
    }

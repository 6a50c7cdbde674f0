"""The agenda of a meeting: its headings, and what an empty one can start from."""

from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.meeting_words import day_words
from tracker.domain.wording import count_words
from tracker.store import agenda as headings
from tracker.store import meetings as stored
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting


def agenda_rows(meeting: "Meeting") -> list[dict[str, Any]]:
    """The headings: {id, number, title, words: number and title, filed: its priority and national measure}."""
    session = current_session()
    items = stored.agenda(session, meeting.key)
    priorities = {row.id: row.title for row in stored.priorities(session)} if items else {}
    measures = {row.id: row.title for row in stored.national_measures(session)} if items else {}
    return [
        {
            "id": item.key,
            "number": item.number,
            "title": item.title,
            "words": f"{item.number} {item.title}".strip(),
            "filed": " · ".join(
                filter(None, (priorities.get(item.priority_id), measures.get(item.national_measure_id)))
            ),
        }
        for item in items
    ]


def starts_from(meeting: "Meeting") -> list[dict[str, Any]]:
    """What an empty agenda can start from, as for `buttons` in components/states.html."""
    session, address = current_session(), meeting.reference.lower()
    found = []
    if template := headings.template(session, meeting.series_id):
        words = f"Start from the template of the series ({count_words(len(template), 'heading')})"
        found.append({"label": words, "href": url_for("agenda.from_template", reference=address)})
    if source := stored.last_agenda_before(session, meeting):
        words = f"Start from the agenda of {day_words(source)}"
        found.append({"label": words, "href": url_for("agenda.copy", reference=address)})
    return [{**one, "method": "post", "tone": "secondary"} for one in found]

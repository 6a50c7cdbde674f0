"""The mail by which an action is raised with the Chief Constable: what was asked, what was said, what is wanted."""

from datetime import date

from tracker.domain.frozen import Known, KnownUpdate
from tracker.domain.marking import WITHHELD, Marking
from tracker.domain.matters_arising import memory
from tracker.domain.references import spoken
from tracker.domain.reminder_words import asked_when, titled
from tracker.domain.wording import date_words
from tracker.models.actions import Action
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.ports import MailText
from tracker.services.addressees import Addressee
from tracker.services.desk import Desk
from tracker.services.frozen import known_of
from tracker.services.letters import RATINGS, around
from tracker.services.post_office import Stationery
from tracker.services.reviews import Decision
from tracker.store.markings import sensitive


def write_raised(
    desk: Desk,
    stationery: Stationery,
    action: Action,
    decision: Decision,
    meeting: Meeting | None,
    *,
    to: Addressee,
    mark: str,
) -> MailText:
    """`mark` stands where the one link will be."""
    known = known_of(desk, action)
    asked = _one_line(known.asked)
    number, is_hidden = spoken(known.reference), action.key in sensitive(desk.session, [action.key])
    return stationery.renderer.render(
        "raised",
        subject_words=f"Raised with you: {number}"
        if is_hidden
        else titled(f"Raised with you: {number},", known.title),
        number=number,
        withheld=f"{Marking.SENSITIVE}. {WITHHELD}" if is_hidden else "",
        title=known.title,
        where=_where(desk, meeting),
        decided_by=decision.decided_by.strip() or desk.by.name,
        owner=known.owner,
        asked=asked if asked != _one_line(known.title) else "",
        asked_when=asked_when(action.raised_on, _raised_words(desk, action)),
        due_words=_due(known, desk.moment.today),
        memory=_capital(
            memory(
                times_carried=known.times_carried,
                times_moved=known.times_moved,
                original=known.original_due_on,
                due_on=known.due_on,
                assurance=decision.assurance or known.assurance,
            )
        ),
        note=_one_line(decision.note),
        said=_said(known.last_update),
        answer=f"Answer on {number}",
        mark=mark,
        **around(stationery, to.name or to.post.title, is_sensitive=is_hidden),
    )


def _where(desk: Desk, meeting: Meeting | None) -> str:
    """ "At the Public Performance Meeting of 4 October 2023", or "On 20 September 2023" between two."""
    if meeting is None:
        return f"On {date_words(desk.moment.today)}"
    series = desk.session.get_one(MeetingSeries, meeting.series_id)
    return f"At the {series.title} of {meeting.date_words or date_words(meeting.starts_on)}"


def _raised_words(desk: Desk, action: Action) -> str:
    at = desk.session.get(Meeting, action.raised_meeting_id) if action.raised_meeting_id else None
    return at.date_words if at else ""


def _due(known: Known, today: date) -> str:
    if known.due_on and known.due_on < today:
        return f"It was due on {date_words(known.due_on)}."
    if known.due_meeting:
        return f"Due at the {known.due_words[:1].lower()}{known.due_words[1:]}."
    return f"Due on {known.due_words}." if known.due_on else ""


def _said(update: KnownUpdate | None) -> dict[str, str] | None:
    if update is None:
        return None
    rating = RATINGS[update.rating] if update.rating else ""
    return {"when": update.on_words, "rating": rating, "text": _one_line(update.text)}


def _one_line(text: str) -> str:
    """A mail breaks lines where it needs to, not where someone pressed Enter."""
    return " ".join(text.split())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

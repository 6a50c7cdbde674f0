"""The commissioning request for a meeting: composed beside the mail that it becomes, and its answer noted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.commissions import CAN_BE_WRITTEN, CommissionWanted, Stage, asks_words, new_requests
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.mails import MailState
from tracker.domain.meeting_words import day_words
from tracker.domain.meetings import MeetingStatus
from tracker.services import commissions as service
from tracker.services.mails import shown, shown_html
from tracker.store import commissions as stored
from tracker.store import meetings, posts
from tracker.web.access import current_viewer
from tracker.web.forms.day_field import read_day
from tracker.web.incoming import row_number
from tracker.web.mail_words import framed
from tracker.web.meeting_sections.request import how_far
from tracker.web.requests import abandon, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from datetime import date

    from tracker.models.mail import Mail
    from tracker.models.meetings import Meeting

commissions = Blueprint("commissions", __name__)
LABELS = {"post": "Liaison officer", "opening": "Opening", "requests": "New requests"}
ANSWER_LABELS = {"answered_on": "Answered on", "answer_note": "Note"}
Typed = dict[str, str]


@dataclass(frozen=True)
class Problem:
    """What was refused: a sentence at its field, or what someone else saved first."""

    sentence: str = ""
    field: str = ""
    theirs: tuple[dict[str, str], ...] = ()


@commissions.get("/meetings/<reference>/request")
def show(reference: str) -> str:
    return _page(meetings.by_reference(current_session(), reference))


@commissions.get("/meetings/<reference>/request/mail")
def letter(reference: str) -> ResponseReturnValue:
    """The mail as it looks in a mail program, for a frame: the one that is held or was sent, else what was saved so far."""
    return framed(_letter(meetings.by_reference(current_session(), reference))["html"])


@commissions.post("/meetings/<reference>/request")
def save(reference: str) -> ResponseReturnValue:
    """Keeps the request; with `hold` it waits among the mails until someone releases it."""
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    typed = {name: request.form.get(name, "") for name in LABELS}
    hold = bool(request.form.get("hold"))
    try:
        service.save_commission(
            current_desk(),
            meeting,
            CommissionWanted(_post_number(typed["post"]), typed["opening"], typed["requests"]),
            wiring().stationery,
            version=request.form.get("version", default=-1, type=int),
            hold=hold,
        )
    except (BadInput, Conflict) as error:
        return _refused(reference, typed, error, LABELS)
    flash(
        "The request waits to be released. Read it on this page, then release it."
        if hold
        else "The request is saved. This is how the mail will arrive.",
        "success",
    )
    return _to(reference)


@commissions.post("/meetings/<reference>/request/answer")
def answer(reference: str) -> ResponseReturnValue:
    """Notes on which day the force answered, and what it said; no day takes that back."""
    meeting = meetings.by_reference(current_session(), reference, lock=True)
    typed = {name: request.form.get(name, "") for name in ANSWER_LABELS}
    try:
        row = service.note_answer(
            current_desk(),
            meeting,
            _day(typed["answered_on"]),
            typed["answer_note"],
            version=request.form.get("version", default=-1, type=int),
        )
    except (BadInput, Conflict) as error:
        return _refused(reference, typed, error, ANSWER_LABELS)
    flash("The answer is noted." if row.answered_on else "The request is not answered any more.", "success")
    return _to(reference)


def _refused(
    reference: str, typed: Typed, error: BadInput | Conflict, labels: dict[str, str]
) -> ResponseReturnValue:
    """The page again with what was typed; where someone saved first, with both."""
    abandon()
    meeting = meetings.by_reference(current_session(), reference)
    if isinstance(error, BadInput):
        return _page(meeting, typed, Problem(str(error), error.field)), 422
    now = _values(meeting)
    theirs = tuple(
        {"label": label, "mine": _said(name, typed[name]), "theirs": _said(name, now[name])}
        for name, label in labels.items()
        if typed[name].split() != now[name].split()
    )
    return _page(meeting, typed, Problem(theirs=theirs)), 409


def _page(meeting: "Meeting", typed: Typed | None = None, problem: Problem = Problem()) -> str:
    session = current_session()
    row = stored.of_meeting(session, meeting.key)
    mail = stored.mail_of(session, row)
    stage, words = how_far(row, mail)
    values = {**_values(meeting), **(typed or {})}
    is_open = stage in CAN_BE_WRITTEN and meeting.status is MeetingStatus.SCHEDULED
    wanted = service.draft(session, meeting)
    asks = stored.material(session, current_viewer(), meeting, wanted.post_id)
    return render_template(
        "commissions/show.html",
        meeting=meeting,
        address=meeting.reference.lower(),
        day=day_words(meeting),
        heading=_heading(meeting, stage, is_open=is_open),
        stage=stage,
        stage_words=words,
        is_open=is_open,
        is_over=not is_open and stage in CAN_BE_WRITTEN,
        posts=[{"value": number, "label": title} for number, _, title in posts.named(session, active=True)],
        values=values,
        version=row.version if row else 0,
        asks=asks_words(len(asks.standing), len(asks.due), len(_lines(wanted.requests))),
        standing=asks.standing,
        due=asks.due,
        letter=_letter(meeting),
        mail=_mail(mail),
        was_saved="saved" in request.args,
        errors=[{"text": problem.sentence, "href": f"#{problem.field}" if problem.field else None}]
        if problem.sentence
        else [],
        wrong={problem.field: problem.sentence},
        theirs=problem.theirs,
    )


def _heading(meeting: "Meeting", stage: Stage, *, is_open: bool) -> str:
    if is_open:
        return f"Ask for what you want to see on {day_words(meeting)}"
    if stage in CAN_BE_WRITTEN:
        return f"Nothing was asked for {day_words(meeting)}"
    return f"What was asked for {day_words(meeting)}"


def _letter(meeting: "Meeting") -> dict[str, str]:
    """{subject, text, html}: of the mail that is held or was sent, else as it would be written now."""
    session = current_session()
    row = stored.of_meeting(session, meeting.key)
    mail = stored.mail_of(session, row)
    if mail is not None and mail.state is not MailState.CANCELLED:
        return {"subject": mail.subject, "text": shown(mail.body_text), "html": shown_html(mail.body_html)}
    wanted, today = service.draft(session, meeting), current_moment().today
    written = service.write(session, meeting, wanted, wiring().stationery, today)
    return {"subject": written.subject, "text": written.body_text, "html": written.body_html}


def _mail(mail: "Mail | None") -> dict[str, Any] | None:
    if mail is None or mail.state is MailState.CANCELLED:
        return None
    return {
        "href": url_for("mail.show", mail_id=mail.key),
        "read": f"{mail.key}-{mail.version}",
        "to": mail.to_name,
        "address": mail.to_address,
        "held_because": mail.held_because,
        "error": mail.last_error,
    }


def _values(meeting: "Meeting") -> Typed:
    """What is recorded, as the fields hold it."""
    wanted = service.draft(current_session(), meeting)
    row = stored.of_meeting(current_session(), meeting.key)
    on = row.answered_on if row else None
    return {
        "post": str(wanted.post_id or ""),
        "opening": wanted.opening,
        "requests": wanted.requests,
        "answered_on": f"{on.day} {on.month} {on.year}" if on else "",
        "answer_note": row.answer_note if row else "",
    }


def _said(name: str, value: str) -> str:
    if name != "post":
        return value
    titles = {str(number): title for number, _, title in posts.named(current_session())}
    return titles.get(value, "")


def _lines(typed: str) -> list[str]:
    try:
        return new_requests(typed)
    except BadInput:
        return []


def _post_number(typed: str) -> int | None:
    """The post that was chosen; one that is none stays wrong, and is told at its field."""
    return (row_number(typed) or -1) if typed else None


def _day(typed: str) -> "date | None":
    if not typed.strip():
        return None
    try:
        return read_day(typed)
    except ValueError as error:
        raise BadInput(str(error), field="answered_on") from None


def _to(reference: str) -> ResponseReturnValue:
    return redirect(url_for("commissions.show", reference=reference.lower(), saved=1), 303)

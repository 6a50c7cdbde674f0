"""The mail of the office: what waits for the secretariat, what failed, what goes out, and what went."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.corrections import OVER
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailState
from tracker.domain.meeting_words import day_words
from tracker.domain.reminder_words import no_address
from tracker.domain.wording import count_words
from tracker.services import making_again
from tracker.services.aftermath import AFTER_A_MEETING
from tracker.services.mails import (
    cancel_mail,
    changed_since,
    release_mails,
    shown,
    shown_html,
    try_mail_again,
)
from tracker.store import mails as stored
from tracker.store import meetings
from tracker.store.ledger import of_mail
from tracker.web.incoming import row_number
from tracker.web.ledger_words import timeline_entries
from tracker.web.mail_words import KINDS, STATES, attachment, calendar_file, framed
from tracker.web.requests import asked_page, current_desk, current_moment, current_session, wiring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models.mail import Mail

mail = Blueprint("mail", __name__)


@mail.get("/mail")
def index() -> str:
    session = current_session()
    held = stored.in_state(session, MailState.HELD)
    failed = stored.in_state(session, MailState.FAILED)
    waiting = stored.in_state(session, MailState.QUEUED)
    over, pages = _over(asked_page())
    return render_template(
        "mail/index.html",
        heading=_heading(len(held), len(failed)),
        held=_rows(held),
        failed=_rows(failed),
        waiting=_rows(waiting),
        over=_rows(over),
        pages=pages,
    )


@mail.get("/mail/<int:mail_id>")
def show(mail_id: int) -> str:
    found = stored.by_id(current_session(), mail_id)
    about = meetings.numbered(current_session(), found.meeting_id)
    told = of_mail(current_session(), mail_id)
    return render_template(
        "mail/show.html",
        mail=_row_of(mail_id),
        attachment=attachment(current_session(), found),
        calendar=calendar_file(current_session(), found, told, current_moment().today),
        ledger=timeline_entries(told, current_moment(), wiring().settings.timezone),
        came_back=any(line.entry is Entry.BOUNCED for line in told),
        has_html=bool(found.body_html),
        meeting={"words": day_words(about), "address": about.reference.lower()} if about else None,
    )


@mail.get("/mail/<int:mail_id>/html")
def html(mail_id: int) -> ResponseReturnValue:
    """A mail as it looks in a mail program, for a frame. Its links lead nowhere: whoever reads it need not be their owner."""
    return framed(shown_html(stored.by_id(current_session(), mail_id).body_html))


@mail.post("/mail/release")
def release() -> ResponseReturnValue:
    """Lets go the mails that came, each as it was read, and no other: what nobody has seen stays held."""
    desk, read = current_desk(), _read(request.form.getlist("mail"))
    changed = changed_since(desk, read)
    overtaken = making_again.out_of_date(desk.session, list(read.keys() - changed))
    going = read.keys() - changed - overtaken.keys()
    released, stuck = release_mails(desk, going, link_days=wiring().settings.link_days)
    if released:
        words = count_words(len(released), "mail is", "mails are")
        flash(f"{words} released, and will be sent within a minute.", "success")
    for one in stuck:
        flash(no_address(one.to_name), "error")
    if changed:
        words = count_words(len(changed), "mail says", "mails say", starts=True)
        flash(
            f"{words} something else by now. Nothing of that was sent: read it again, then release it.",
            "error",
        )
    if overtaken:
        words = count_words(len(overtaken), "mail is", "mails are", starts=True)
        flash(f"{words} out of date, and not sent. Make it again, then release it.", "error")
    if not (released or stuck or changed or overtaken):
        flash("Nothing was released: someone released or cancelled this before you.", "error")
    return redirect(url_for("mail.index"), 303)


@mail.post("/mail/<int:mail_id>/again")
def make_again(mail_id: int) -> ResponseReturnValue:
    """Another in place of one in which a date has moved."""
    again = making_again.make_again(current_desk(), mail_id, wiring().stationery)
    if again is None:
        flash(
            "It is taken back: nothing is owed on its day any more. Each action is told at its next step.",
            "success",
        )
        return redirect(url_for("mail.index"), 303)
    flash("This is the mail as things stand now. Read it, then release it.", "success")
    return redirect(url_for("mail.show", mail_id=again.key), 303)


@mail.get("/mail/<int:mail_id>/cancel")
def cancelling(mail_id: int) -> str:
    return render_template("mail/cancel.html", mail=_row_of(mail_id))


@mail.post("/mail/<int:mail_id>/cancel")
def cancel(mail_id: int) -> ResponseReturnValue:
    cancelled = cancel_mail(current_desk(), mail_id)
    flash(f"The mail to {cancelled.to_name or cancelled.to_address} is cancelled.", "success")
    return redirect(url_for("mail.index"), 303)


@mail.post("/mail/<int:mail_id>/try-again")
def try_again(mail_id: int) -> ResponseReturnValue:
    again = try_mail_again(current_desk(), mail_id)
    flash(f"The mail to {again.to_address} is tried again within a minute.", "success")
    return redirect(url_for("mail.index"), 303)


def _read(typed: list[str]) -> dict[int, int]:
    """The mails that a form names, each with the version of it that was read: "12-3". What is no number is left out.

    Without a version nobody says what was read: 0 is the version of no mail, so that one counts as changed.
    """
    found = {}
    for text in typed:
        number, _, version = text.partition("-")
        if (mail_id := row_number(number)) is not None:
            found[mail_id] = row_number(version) or 0
    return found


def _heading(held: int, failed: int) -> str:
    if held:
        return f"{count_words(held, 'mail waits', 'mails wait')} for you"
    if failed:
        return f"{count_words(failed, 'mail', 'mails')} could not be sent"
    return "No mail waits for you"


def _over(number: int) -> "tuple[Sequence[Mail], dict[str, Any]]":
    found, total = stored.over(current_session(), number)
    size = stored.PAGE_SIZE
    return found, {
        "page": number,
        "of": max(1, -(-total // size)),
        "total": total,
        "from": min(total, (number - 1) * size + 1),
        "to": min(total, number * size),
        "href": lambda page: url_for("mail.index", page=page, _anchor="sent-heading"),
        "noun": "mails",
    }


def _row_of(mail_id: int) -> dict[str, Any]:
    return _rows([stored.by_id(current_session(), mail_id)])[0]


def _rows(mails: "Sequence[Mail]") -> list[dict[str, Any]]:
    about = stored.references(current_session(), [one.key for one in mails])
    held = [one.key for one in mails if one.state is MailState.HELD]
    overtaken = making_again.out_of_date(current_session(), held) if held else {}
    return [{**_row(one, about.get(one.key, [])), "overtaken": overtaken.get(one.key, "")} for one in mails]


def _row(one: "Mail", references: list[str]) -> dict[str, Any]:
    words, tone = STATES[one.state]
    return {
        "id": one.key,
        "read": f"{one.key}-{one.version}",
        "kind": KINDS[one.kind],
        "state": one.state.value,
        "state_words": words,
        "tone": tone,
        "to_name": one.to_name,
        "to_address": one.to_address,
        "subject": one.subject,
        "body": shown(one.body_text),
        "held_because": one.held_because,
        "together": _together(one),
        "references": references,
        "queued_at": one.queued_at,
        "released_by": one.released_by,
        "released_at": one.released_at,
        "sent_at": one.sent_at,
        "attempts": one.attempts,
        "error": one.last_error,
    }


def _together(one: "Mail") -> str:
    """Where the mails of its meeting are read together and released; "" for any other mail."""
    if one.kind not in AFTER_A_MEETING or one.state is not MailState.HELD:
        return ""
    meeting = meetings.numbered(current_session(), one.meeting_id)
    if meeting is None or meeting.status not in OVER:
        return ""
    return url_for("aftermath.show", reference=meeting.reference.lower())

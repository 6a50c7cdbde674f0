"""What moves with a meeting, before it is moved or cancelled: due dates, who will be told, and what mail becomes wrong."""

from typing import TYPE_CHECKING, Any

from flask import flash, request, url_for

from tracker.domain.errors import BadInput
from tracker.domain.mails import MailState
from tracker.domain.wording import count_words, date_words
from tracker.services.moving import WHY_LIMIT, Told, becomes_wrong, checked_why, who_is_told
from tracker.store import mails, matters_arising
from tracker.web.access import current_viewer
from tracker.web.mail_words import KINDS
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.models.actions import Action
    from tracker.models.mail import Mail
    from tracker.models.meetings import Meeting

Row = dict[str, Any]


def moves(meeting: "Meeting", due_then: str) -> Row:
    """The context of meetings/_moves.html. `due_then` is when all that is due at the meeting is due, once it is moved."""
    session, moment = current_session(), current_moment()
    rows = matters_arising.due_at(session, current_viewer(), meeting.key)
    told = who_is_told(session, moment, [row.post_id for row in rows if row.post_id])
    wrong = becomes_wrong(session, moment, [row.id for row in rows])
    about = mails.references(session, [mail.key for mail in wrong])
    return {
        "rows": [
            {
                "reference": row.reference,
                "href": url_for("actions.show", reference=row.reference),
                "title": row.title,
                "owner": row.post_title or "",
                "due_now": date_words(row.due_on) if row.due_on else "No date yet",
                "due_then": due_then,
            }
            for row in rows
        ],
        "told": [_told(one) for one in told],
        "wrong": [_wrong(mail, about.get(mail.key, [])) for mail in wrong],
        "why": request.form.get("why", ""),
        "why_limit": WHY_LIMIT,
    }


def problem_with_why() -> list[dict[str, str]]:
    """What is wrong with the reason that was typed, for the error summary."""
    try:
        checked_why(request.form.get("why", ""))
    except BadInput as error:
        return [{"text": str(error), "href": "#why"}]
    return []


def say_who_is_told(moved: "Sequence[Action]", done: str) -> None:
    """Flashes what was done, and who is told."""
    owners = {action.post_id for action in moved if action.post_id}
    held = [one for one in who_is_told(current_session(), current_moment(), owners) if one.held_because]
    words = [done]
    if owners:
        words.append(f"{count_words(len(owners), 'owner is', 'owners are', starts=True)} told by mail.")
    if held:
        words.append(
            f"{count_words(len(held), 'of the mails is', 'of the mails are', starts=True)} held for you."
        )
    flash(" ".join(words), "success")


def _told(one: Told) -> dict[str, str]:
    name = one.to.name or one.to.post.title
    return {
        "name": name,
        "post": one.to.post.title if one.to.name and one.to.name != one.to.post.title else "",
        "address": one.to.address,
        "held_because": one.held_because,
    }


def _wrong(mail: "Mail", references: list[str]) -> dict[str, Any]:
    taken_back = mail.kind.value in ("reminder", "escalation")
    return {
        "href": url_for("mail.show", mail_id=mail.id),
        "subject": mail.subject,
        "kind": KINDS[mail.kind],
        "to": mail.to_name,
        "references": references,
        "state": "held" if mail.state is MailState.HELD else "waits to be sent",
        "then": "It is taken back, and what is still owed is written afresh."
        if taken_back
        else "It is written anew with the new day.",
    }

"""What goes out, told on a page: each day with its mails, why each is owed, and whether it goes by itself."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.mails import MailState
from tracker.domain.reminder_words import subject, tally
from tracker.domain.wording import count_words, weekday_date
from tracker.services.stepping_in import SKIPPED
from tracker.store import mails
from tracker.web.chasing_office import office_rows
from tracker.web.mail_words import KINDS, STATES
from tracker.web.requests import current_session

if TYPE_CHECKING:
    from tracker.models.mail import Mail
    from tracker.services.forecast import Change, Day
    from tracker.services.planned import Planned

Row = dict[str, Any]


def forecast_heading(days: Sequence["Day"]) -> str:
    """12 mails go out in the next ten working days, 3 of them held for you"""
    planned = [mail for day in days for mail in day.planned]
    waiting = [mail for day in days for mail in day.made if mail.state in (MailState.HELD, MailState.QUEUED)]
    total = len(planned) + len(waiting) + sum(day.office.leaving for day in days)
    if not total:
        return "Nothing goes out in the next ten working days"
    held = sum(bool(mail.held_because) for mail in planned)
    held += sum(mail.state is MailState.HELD for mail in waiting) + sum(day.office.held for day in days)
    words = f"{count_words(total, 'mail goes', 'mails go')} out in the next ten working days"
    return f"{words}, {held} of them held for you" if held else words


def day_rows(days: Sequence["Day"]) -> list[Row]:
    """The days for the page, each with its mails: what is made for it first, then what is planned."""
    about = mails.references(current_session(), [mail.key for day in days for mail in day.made])
    return [
        {
            "id": f"day-{day.on.isoformat()}",
            "heading": weekday_date(day.on),
            "mails": [
                *(_made_row(mail, about.get(mail.key, [])) for mail in day.made),
                *(planned_row(mail, day.on) for mail in day.planned),
                *office_rows(day.office),
            ],
        }
        for day in days
    ]


def change_rows(changes: Sequence["Change"]) -> list[Row]:
    """What would go out, each with what is different from now: "New", "Not sent", "Held from now on", or nothing."""
    rows = []
    for one in changes:
        mail = one.then or one.now
        if mail is not None:
            rows.append(
                {
                    **planned_row(mail, one.on),
                    "day": weekday_date(one.on),
                    "change": _change(one),
                    "gone": not one.then,
                }
            )
    return rows


def _change(one: "Change") -> str:
    if one.now is None:
        return "New"
    if one.then is None:
        return "Not sent"
    if bool(one.now.held_because) != bool(one.then.held_because):
        return "Held" if one.then.held_because else "Not held"
    if len(one.now.parts) != len(one.then.parts):
        return f"{count_words(len(one.now.parts), 'action')} before"
    if set(one.now.copies) != set(one.then.copies):
        return "Other copies"
    return "Other hour" if one.now.begins_at != one.then.begins_at else ""


def planned_row(mail: "Planned", on: date) -> Row:
    """A mail that no pass has made yet."""
    held = mail.held_because
    return {
        "post": mail.to.post.title,
        "to": mail.to.name if mail.to.name != mail.to.post.title else "",
        "kind": KINDS[mail.kind],
        "about": [part.action.reference for part in mail.parts],
        "why": _why(mail, on),
        "state": "Held for you" if held else "Goes by itself",
        "tone": "amber" if held else "",
        "note": held or f"from {mail.begins_at:%H:%M}",
        "href": url_for("chasing.show", day=on.isoformat(), code=mail.to.post.code, kind=mail.kind.value),
    }


def _why(mail: "Planned", on: date) -> str:
    """What it asks for and by when: "2 updates for 4 October – papers due Wednesday 27 September" """
    wanted = [item.wanted for item in mail.items]
    return tally(wanted, undated=len(mail.listed)) if mail.listed or not wanted else subject(wanted, on)


def _made_row(mail: "Mail", references: list[str]) -> Row:
    words, tone = STATES[mail.state]
    is_skipped = mail.held_because.startswith(SKIPPED)
    says = mail.state is MailState.HELD or (mail.state is MailState.CANCELLED and is_skipped)
    return {
        "post": mail.to_name or mail.to_address,
        "to": "",
        "kind": KINDS[mail.kind],
        "about": references,
        "why": mail.subject,
        "state": "Skipped" if mail.state is MailState.CANCELLED and is_skipped else words,
        "tone": tone,
        "note": mail.held_because if says else "",
        "href": url_for("mail.show", mail_id=mail.key),
    }

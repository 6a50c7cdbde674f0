"""What the page after closing shows: the mails to be read, how far each is on its way, and the action log."""

import hashlib
from typing import TYPE_CHECKING, Any

from flask import request, url_for

from tracker.domain.actions import LIVE
from tracker.domain.mails import UNDER_WAY, Leg, MailKind, MailState, leg_of
from tracker.domain.meeting_words import day_words
from tracker.domain.references import spoken
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.subjects import about_meeting
from tracker.domain.wording import clock_time, count_words, date_words, join_words, moment_words
from tracker.services.addressees import Addressees
from tracker.services.aftermath import AFTER_A_MEETING, NOTE_LIMIT, common_note, notes_above
from tracker.services.mails import shown
from tracker.services.report_cuts import approved_words
from tracker.store import late_lines, matters_arising, meetings, posts, reports
from tracker.store import mails as stored
from tracker.web.access import current_viewer
from tracker.web.mail_words import KINDS, attachment
from tracker.web.meeting_sections.afterwards import late_rows
from tracker.web.report_approving import approval, error_links
from tracker.web.report_pages import files, standing
from tracker.web.requests import current_moment, current_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.errors import TrackerError
    from tracker.models.mail import Mail
    from tracker.models.meetings import Meeting

Row = dict[str, Any]
LEGS = {
    Leg.HELD: ("Held", "amber"),
    Leg.WAITING: ("Waiting to be sent", "blue"),
    Leg.BEING_SENT: ("Being sent", "blue"),
    Leg.SENT: ("Sent", "green"),
    Leg.TO_BE_TRIED_AGAIN: ("Not taken yet", "amber"),
    Leg.REFUSED: ("Refused", "red"),
    Leg.CANCELLED: ("Cancelled", ""),
}


def context(meeting: "Meeting", typed: Row | None = None, wrong: "TrackerError | None" = None) -> Row:
    """The context of aftermath/show.html. `typed` is a note that could not be saved: {mail, note, was, problem}; `wrong` why the log
    could not be issued."""
    session = current_session()
    held = [mail for mail in _mails(meeting) if mail.state is MailState.HELD]
    return {
        "meeting": meeting,
        "day": day_words(meeting),
        "series": meetings.series_numbered(session, meeting.series_id).title,
        "letters": _letters(meeting, held),
        "covered": _covered(held, typed),
        "note_limit": NOTE_LIMIT,
        "typed": typed,
        "noted": request.args.get("noted", ""),
        "waiting": [*late_rows(meeting, current_viewer()), *_ownerless_rows(meeting)],
        "errors": _errors(typed, wrong),
        "approving": _approving(meeting, wrong),
        **states(meeting),
    }


def _errors(typed: Row | None, wrong: "TrackerError | None") -> list[dict[str, str]] | None:
    if wrong:
        return error_links(wrong)
    return [{"text": typed["problem"], "href": f"#note-{typed['mail']}"}] if typed else None


def _approving(meeting: "Meeting", wrong: "TrackerError | None") -> Row | None:
    """What issuing the action log asks for, while it is not issued."""
    about = about_meeting(meeting.reference)
    version = reports.last_version(current_session(), ACTION_LOG, about, lock=False)
    return approval(version, meeting, wrong) if version and version.issued_at is None else None


def states(meeting: "Meeting") -> Row:
    """The context of aftermath/_states.html: how far each mail is, and whether anything will still happen by itself."""
    moment, log = current_moment(), _log(meeting)
    every = _mails(meeting)
    legs = [leg_of(mail, moment.machine) for mail in every]
    rows = [_state(mail, leg) for mail, leg in zip(every, legs, strict=True)]
    heading = _heading(meeting, legs, log)
    return {
        "address": meeting.reference.lower(),
        "heading": heading,
        "states": rows,
        "summary": _summary(legs),
        "log": log,
        "polls": any(leg in UNDER_WAY for leg in legs),
        "states_version": hashlib.sha256(repr((heading, rows)).encode()).hexdigest()[:16],
    }


def _mails(meeting: "Meeting") -> "Sequence[Mail]":
    return stored.of_meeting(current_session(), meeting.key, *AFTER_A_MEETING)


def _heading(meeting: "Meeting", legs: list[Leg], log: Row | None) -> str:
    """The answer to "what is left to do?"."""
    held, refused = legs.count(Leg.HELD), legs.count(Leg.REFUSED)
    if held:
        return f"{count_words(held, 'mail waits', 'mails wait')} for you to read and release"
    if any(leg in UNDER_WAY for leg in legs):
        alone = sum(leg is not Leg.CANCELLED for leg in legs) == 1
        return "The mail is on its way" if alone else "The mails are on their way"
    if refused:
        return f"{count_words(refused, 'mail was', 'mails were')} refused"
    if late := late_lines.waiting_at(current_session(), meeting.key):
        return f"{count_words(late, 'line arrived late and waits', 'lines arrived late and wait')} for you"
    if log and log["can_be_issued"]:
        return f"The action log can be issued{' again' if log['number'] > 1 else ''}"
    if ownerless := len(_ownerless(meeting)):
        return count_words(ownerless, "action has no owner", "actions have no owner")
    return f"All is done for the meeting of {day_words(meeting)}"


def _summary(legs: list[Leg]) -> str:
    """ "2 of 6 mails are sent" """
    wanted = [leg for leg in legs if leg is not Leg.CANCELLED]
    sent = wanted.count(Leg.SENT)
    if not wanted:
        return "No mail is owed"
    if sent == len(wanted):
        return "All mails are sent" if sent > 1 else "The mail is sent"
    if len(wanted) == 1:
        return "The mail is not sent yet"
    if not sent:
        return f"None of {len(wanted)} mails is sent yet"
    return f"{sent} of {len(wanted)} mails {'is' if sent == 1 else 'are'} sent"


def _ownerless(meeting: "Meeting") -> list[str]:
    """The references of what the meeting asked of nobody, so that nobody is told of it."""
    raised = matters_arising.raised_at(current_session(), current_viewer(), meeting.key)
    return [row.reference for row in raised if row.status in LIVE and row.post_id is None]


def _ownerless_rows(meeting: "Meeting") -> list[Row]:
    """As a row of meetings/_afterwards.html, with where owners are named."""
    found, address = _ownerless(meeting), meeting.reference.lower()
    if not found:
        return []
    if len(found) == 1:
        text = f"{spoken(found[0])} has no owner, so nobody is told of it."
        href = url_for("corrections.edit_action", reference=address, action=found[0])
        return [{"text": text, "href": href, "link": "Name one"}]
    text = f"{join_words(found)} have no owner, so nobody is told of them."
    return [
        {
            "text": text,
            "href": url_for("corrections.index", reference=address, _anchor="raised-heading"),
            "link": "Name their owners",
        }
    ]


def _state(mail: "Mail", leg: Leg) -> Row:
    words, tone = LEGS[leg]
    return {
        "href": f"#letter-{mail.id}" if leg is Leg.HELD else url_for("mail.show", mail_id=mail.id),
        "to": mail.to_name or mail.to_address,
        "words": f"{words} {_when(mail)}" if leg is Leg.SENT else words,
        "tone": tone,
        "detail": _detail(mail, leg),
    }


def _when(mail: "Mail") -> str:
    if mail.sent_at is None:
        return ""
    today = date_words(mail.sent_at) == date_words(current_moment().now)
    return f"at {clock_time(mail.sent_at)}" if today else f"on {moment_words(mail.sent_at)}"


def _detail(mail: "Mail", leg: Leg) -> str:
    """Why it does not go on, and when it does."""
    if leg is Leg.HELD:
        return "" if mail.to_address else mail.held_because
    if leg is Leg.TO_BE_TRIED_AGAIN and mail.next_try_at:
        moment = current_moment()
        # The next try is by the machine's clock, which a demonstration's record does not live by.
        again = moment.now + (mail.next_try_at - moment.machine)
        return f"{mail.last_error} It is tried again at {clock_time(again)}."
    return mail.last_error


def _letters(meeting: "Meeting", held: "Sequence[Mail]") -> list[Row]:
    """The held mails as they will arrive."""
    session, address = current_session(), meeting.reference.lower()
    about, who = (
        stored.references(session, [mail.key for mail in held]),
        Addressees(session, current_moment().today),
    )
    titles = {post.id: post.title for post in posts.listed(session)}
    return [
        {
            "id": mail.key,
            "read": f"{mail.key}-{mail.version}",
            "kind": KINDS[mail.kind],
            "takes_a_note": mail.kind is MailKind.ACTION_LOG,
            "to": mail.to_name,
            "post": titles.get(mail.post_id, "") if titles.get(mail.post_id) != mail.to_name else "",
            "to_address": mail.to_address,
            "stuck": "" if mail.to_address else mail.held_because,
            "anew": _anew(mail, who),
            "post_href": _post_href(mail),
            "subject": mail.subject,
            "text": shown(mail.body_text),
            "html": url_for("mail.html", mail_id=mail.id),
            "note": mail.covering_note,
            "attachment": attachment(session, mail),
            "actions": [
                {
                    "number": spoken(reference),
                    "href": url_for("corrections.edit_action", reference=address, action=reference),
                }
                for reference in about.get(mail.key, [])
            ]
            if mail.kind is MailKind.ACTION_LOG
            else [],
        }
        for mail in held
    ]


def _anew(mail: "Mail", who: Addressees) -> str:
    """Whose name the mail gets once it is written anew, where that is another than it has; else empty."""
    if mail.kind is not MailKind.ACTION_LOG or mail.post_id is None:
        return ""
    to = who.of(mail.post_id)
    name = to.name or to.post.title
    return name if to.address and (name, to.address) != (mail.to_name, mail.to_address) else ""


def _post_href(mail: "Mail") -> str:
    post = next((one for one in posts.listed(current_session()) if one.id == mail.post_id), None)
    return url_for("posts.show", code=post.code) if post else ""


def _covered(held: "Sequence[Mail]", typed: Row | None) -> Row | None:
    """The note above all of the mails, where there are several to put it above, or somebody just tried to."""
    owners = [mail for mail in held if mail.kind is MailKind.ACTION_LOG]
    if len(owners) < 2 and not (typed and typed["mail"] == "all"):
        return None
    common = common_note(owners)
    own = sum(bool(mail.covering_note) for mail in owners) if not common else 0
    return {"note": common, "was": notes_above(owners), "count": len(owners), "own": own}


def _log(meeting: "Meeting") -> Row | None:
    """The last version of the action log, and what can be done with it."""
    about = about_meeting(meeting.reference)
    version = reports.last_version(current_session(), ACTION_LOG, about, lock=False)
    if version is None:
        return None
    return {
        "number": version.number,
        "standing": standing(version),
        "can_be_issued": version.issued_at is None,
        "approved": approved_words(version),
        "issued": moment_words(version.issued_at) if version.issued_at else "",
        "made": moment_words(version.made_at),
        "href": url_for("reports.show", number=version.id),
        "files": files(version),
    }

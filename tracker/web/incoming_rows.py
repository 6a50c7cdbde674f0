"""A mail that came in as its pages show it: what it is, how sure it is whose it is, and what can be made of it."""

import logging
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.actions import LIVE
from tracker.domain.delivery_reports import plain_reason
from tracker.domain.incoming import IncomingKind, IncomingState, by_token
from tracker.domain.incoming_message import Came, read_message
from tracker.domain.references import spoken
from tracker.domain.wording import count_words
from tracker.services.incoming_decisions import is_from_whom_we_wrote_to
from tracker.store import bad_addresses
from tracker.store import incoming as stored
from tracker.web.requests import current_session, wiring

if TYPE_CHECKING:
    from tracker.models.actions import Action
    from tracker.models.chasing import BadAddress, IncomingMail
    from tracker.models.mail import Mail

LOG = logging.getLogger(__name__)
LONGEST_SHOWN = 60_000
MOST_READ = 2_000_000
"""Bytes of a mail that its page takes apart: the headers and the words stand before the files."""
KINDS = {
    IncomingKind.REPLY: "Answer",
    IncomingKind.AUTOMATIC: "Automatic answer",
    IncomingKind.DELIVERY_REPORT: "Delivery report",
    IncomingKind.OTHER: "Other mail",
}
STATES = {
    IncomingState.WAITING: ("Waits for you", "amber"),
    IncomingState.ACCEPTED: ("Accepted", "green"),
    IncomingState.SET_ASIDE: ("Set aside", ""),
    IncomingState.DONE: ("Nothing to decide", ""),
}
NO_SUBJECT = "A mail without a subject"


def line(row: "IncomingMail") -> dict[str, Any]:
    """One row of the list."""
    state, tone = STATES[row.state]
    action = stored.action_numbered(current_session(), row.action_id) if row.action_id else None
    return {
        "href": url_for("incoming_mail.show", number=row.key),
        "kind": KINDS[row.kind],
        "state": state,
        "tone": tone,
        "subject": row.subject or NO_SUBJECT,
        "from": row.from_name or row.from_address or "nobody named",
        "address": row.from_address if row.from_name else "",
        "about": spoken(action.reference) if action else "",
        "received_at": row.received_at,
        "words": row.words,
        "reason": row.reason,
    }


def came_in() -> list[dict[str, Any]]:
    """The rows of My work: answers by mail that wait, and addresses that failed."""
    session = current_session()
    counts = (
        (
            stored.how_many_wait(session),
            "mail that came in waits",
            "mails that came in wait",
            "index",
            "Read",
        ),
        (
            len(bad_addresses.standing(session)),
            "address failed and is",
            "addresses failed and are",
            "addresses",
            "Look at",
        ),
    )
    ends = {
        "index": " for you to accept or set aside.",
        "addresses": " not written to until you have looked.",
    }
    return [
        {
            "text": f"{count_words(count, one, many)}{ends[place]}",
            "href": url_for(f"incoming_mail.{place}"),
            "link_text": f"{verb} {'it' if count == 1 else 'them'}",
            "tone": "",
        }
        for count, one, many, place, verb in counts
        if count
    ]


def settled(number: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Page `number` of what was decided, and what its pagination shows."""
    found, total = stored.settled(current_session(), number)
    size = stored.PAGE_SIZE
    return [line(row) for row in found], {
        "page": number,
        "of": max(1, -(-total // size)),
        "total": total,
        "from": min(total, (number - 1) * size + 1),
        "to": min(total, number * size),
        "href": lambda page: url_for("incoming_mail.index", page=page, _anchor="settled-heading"),
        "noun": "mails",
    }


def page(row: "IncomingMail") -> dict[str, Any]:
    """All that the page of one mail shows; `first` is what its form starts from."""
    session = current_session()
    mail = stored.mail_numbered(session, row.mail_id) if row.mail_id else None
    came = _came(row)
    about = _candidates(row, mail)
    likely = row.action_id or (about[0].key if len(about) == 1 else None)
    return {
        "mail": {
            **line(row),
            "number": row.key,
            "version": row.version,
            "is_waiting": row.state is IncomingState.WAITING,
            "can_be_taken_up": row.state in (IncomingState.SET_ASIDE, IncomingState.DONE),
            "settled_by": row.settled_by,
            "settled_at": row.settled_at,
            "whole_text": came.text[:LONGEST_SHOWN] if came else "",
        },
        "sender": _sender(row, mail, came),
        "ours": {
            "subject": mail.subject,
            "href": url_for("mail.show", mail_id=mail.key),
            "sent_at": mail.sent_at,
        }
        if mail
        else None,
        "became": _became(row),
        "choices": [_choice(action) for action in about],
        "files": _files(row),
        "first": {
            "action": next((action.reference for action in about if action.key == likely), ""),
            "other": "",
            "rating": "",
            "text": row.words,
            "reason": "",
        },
    }


def address(row: "BadAddress", mail: "Mail | None") -> dict[str, Any]:
    """An address that failed, with the mail that came back."""
    code = row.why.partition(" ")[0]
    return {
        "number": row.key,
        "address": row.address,
        "why": plain_reason(code) or "The server refused it for good.",
        "said": row.why,
        "since": row.since,
        "to_name": mail.to_name if mail else "",
        "mail": {"subject": mail.subject, "href": url_for("mail.show", mail_id=mail.key)} if mail else None,
    }


def waits(mail: "Mail") -> dict[str, Any]:
    """A mail that waited for an address that failed, with the version of it that is shown."""
    return {
        "id": mail.key,
        "read": f"{mail.key}-{mail.version}",
        "subject": mail.subject,
        "to": mail.to_address,
        "href": url_for("mail.show", mail_id=mail.key),
    }


def _came(row: "IncomingMail") -> Came | None:
    """The message as it came, taken apart again; None where that cannot be done."""
    kept = stored.whole(current_session(), row)
    try:
        with wiring().files.open(kept.sha256) as file:
            return read_message(file.read(MOST_READ))
    except Exception:
        # Whatever a hostile message does to the parser, its page still opens.
        LOG.exception("Incoming mail %s cannot be shown whole.", row.key)
        return None


def _candidates(row: "IncomingMail", mail: "Mail | None") -> "list[Action]":
    """The open actions that the mail may be about: those of our mail, else those of whoever has this address."""
    session = current_session()
    if mail:
        return [action for action in stored.actions_of(session, mail.key) if action.status in LIVE]
    return list(stored.open_actions_of_sender(session, row.from_address)) if row.from_address else []


def _choice(action: "Action") -> dict[str, str]:
    return {"value": action.reference, "label": spoken(action.reference), "title": action.title}


def _sender(row: "IncomingMail", mail: "Mail | None", came: Came | None) -> dict[str, str]:
    """How sure it is that this comes from whom we wrote to, as a sentence and a tone."""
    if mail is None:
        return {
            "words": "It belongs to no mail of ours. A sender can be forged: make sure that it is theirs.",
            "tone": "",
        }
    if not is_from_whom_we_wrote_to(row, mail):
        return {
            "words": f"We wrote to {mail.to_address}, and this says that it is from {row.from_address or 'nobody'}. Make sure "
            "that it is theirs before you accept it.",
            "tone": "amber",
        }
    if came and by_token(came, wiring().replies) == mail.key:
        return {
            "words": "It came from the address that we wrote to, and to the address that only our mail names.",
            "tone": "",
        }
    return {
        "words": "It came from the address that we wrote to, but not to the address that our mail names: only its headers say "
        "that it answers us. A sender can be forged.",
        "tone": "amber",
    }


def _became(row: "IncomingMail") -> dict[str, str] | None:
    action = (
        stored.action_numbered(current_session(), row.action_id) if row.update_id and row.action_id else None
    )
    if action is None:
        return None
    return {"words": spoken(action.reference), "href": url_for("actions.show", reference=action.reference)}


def _files(row: "IncomingMail") -> dict[str, Any]:
    """The files that came and can be evidence, and the sentences about those that were refused."""
    came = stored.files(current_session(), row.key)
    return {
        "kept": [
            {
                "number": one.key,
                "name": file.name,
                "size": count_words(-(-file.size // 1000), "kB", "kB"),
                "href": url_for("incoming_mail.file", number=row.key, item=one.key),
            }
            for one, file in came
            if not one.refused
        ],
        "refused": [one.refused for one, _ in came if one.refused],
    }

"""What was sent, said and received about one action, as the plain values of its dossier, the first thing first."""

from collections.abc import Iterable

from tracker.domain.incoming import IncomingKind, IncomingState
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailKind, MailState
from tracker.domain.report_dossier import DossierMail
from tracker.domain.wording import date_words, moment_words
from tracker.models.actions import Action
from tracker.models.chasing import Call, IncomingMail
from tracker.models.mail import Mail, Reminder
from tracker.services.desk import Desk
from tracker.store import ledger
from tracker.store import report_dossier as stored
from tracker.store.shown import Story

KINDS = {
    MailKind.REMINDER: "Reminder",
    MailKind.ESCALATION: "Escalation",
    MailKind.FRESH_LINK: "Fresh link",
    MailKind.ACTION_LOG: "Action log",
    MailKind.MEETING_MOVED: "New date told",
    MailKind.RAISED: "Raised with the Chief Constable",
    MailKind.DIGEST: "Weekly mail",
    MailKind.HANDOVER: "Handed over",
    MailKind.COMMISSION: "Commissioning request",
    MailKind.CLOCK: "Date that the office owes",
    MailKind.ASKED_AGAIN: "Asked again",
    MailKind.CHANGED: "Change told",
    MailKind.UPDATE_ASKED: "Update asked for",
}
STATES = {
    MailState.HELD: "Held until the secretariat releases it",
    MailState.QUEUED: "Waiting to be sent",
    MailState.FAILED: "Not delivered",
    MailState.CANCELLED: "Not sent",
}
ENTRIES = {
    Entry.HANDED_OVER: "Given to the mail server",
    Entry.ACCEPTED: "Taken by the mail server",
    Entry.PUT_OFF: "Not taken just now",
    Entry.REFUSED: "Not taken: tried no more",
    Entry.LOST: "The line broke",
    Entry.DELIVERED: "Delivered",
    Entry.DELAYED: "Delayed on its way",
    Entry.BOUNCED: "Came back",
    Entry.ANSWERED: "Answered",
    Entry.UNSUBSCRIBED: "Unsubscribed",
}
CAME_IN = {
    IncomingKind.REPLY: "Reply that came in",
    IncomingKind.AUTOMATIC: "Automatic answer that came in",
    IncomingKind.DELIVERY_REPORT: "Report of a mail server",
    IncomingKind.OTHER: "Mail that came in",
}
SETTLED = {
    IncomingState.WAITING: "Waits to be read",
    IncomingState.ACCEPTED: "Accepted as an update",
    IncomingState.SET_ASIDE: "Set aside",
    IncomingState.DONE: "Nothing was to be decided",
}


def mails_of(desk: Desk, action: Action, story: Story) -> tuple[DossierMail, ...]:
    """Mails with what became of them, what is owed and not written yet, calls, and what came in."""
    session = desk.session
    found = [
        *(_mail(desk, row) for row in stored.mails_about(session, action.key)),
        *(_owed(row) for row in stored.unwritten(session, action.key)),
        *(_call(row) for row in story.calls),
        *(_came_in(row) for row in stored.came_in(session, action.key)),
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def _mail(desk: Desk, row: Mail) -> DossierMail:
    because = row.held_because if row.state in (MailState.HELD, MailState.CANCELLED) else row.last_error
    state = STATES.get(row.state) or (f"Sent {moment_words(row.sent_at)}" if row.sent_at else "Sent")
    released = f"Released by {row.released_by}" if row.released_by else ""
    return DossierMail(
        on=row.for_day,
        what=KINDS.get(row.kind, row.kind.value.replace("_", " ").capitalize()),
        to=row.to_name,
        state=_sentences((state, because, released)),
        subject=row.subject,
        became=tuple(_ledger(desk, row.key)),
    )


def _ledger(desk: Desk, mail_id: int) -> Iterable[str]:
    """The ledger has the machine's time, and a paper the record's: the desk's moment knows both."""
    moment = desk.moment
    for row in ledger.of_mail(desk.session, mail_id):
        at = moment_words(moment.now + (row.at - moment.machine))
        said = " ".join(filter(None, (row.code, row.said)))
        yield f"{at}: {ENTRIES[row.entry]}{f' ({said})' if said else ''}."


def _owed(row: Reminder) -> DossierMail:
    return DossierMail(row.owed_on, "Reminder", "", "Owed; the mail is not written yet.")


def _call(row: Call) -> DossierMail:
    about = "" if row.action_id else "About all that the post owes"
    return DossierMail(
        row.made_on, "Telephone call", row.spoke_to, _sentences((f"By {row.by_name}", about)), row.note
    )


def _came_in(row: IncomingMail) -> DossierMail:
    settled = SETTLED[row.state] + (f", by {row.settled_by}" if row.settled_by else "")
    return DossierMail(
        on=row.received_at.date(),
        what=CAME_IN[row.kind],
        to="",
        state=_sentences((f"From {row.from_name}" if row.from_name else "", settled, row.reason)),
        subject=row.subject,
        became=(f"{date_words(row.received_at)}: received.",),
    )


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)

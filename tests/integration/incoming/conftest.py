"""A letterbox on a real database, and mails of ours that can be answered."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.support.builders import Record
from tracker.adapters.disk import DiskFiles
from tracker.adapters.reply_text import QuoteStripper
from tracker.domain.mails import MailKind, MailState
from tracker.domain.reply_tokens import ReplyAddresses
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.services.post_office import Letterbox

OURS = ReplyAddresses("actions@office.example.org", b"a key for answers")
ANN = "ann.able@force.example.org"


@pytest.fixture
def box(tmp_path: Path) -> Letterbox:
    return Letterbox(QuoteStripper(), DiskFiles(tmp_path / "files"), OURS, limit_bytes=1_000_000)


@dataclass(frozen=True)
class Asked:
    """A reminder that was sent, and what it was about."""

    mail: Mail
    actions: list[Action]

    @property
    def address(self) -> str:
        return OURS.of(self.mail.key)


Ask = Callable[..., Asked]


@pytest.fixture
def ask(record: Record) -> Ask:
    """`ask("Bring the figures", "Name a site")`: one reminder about them, sent to Ann Able."""

    def asked(*titles: str, to: str = ANN, copies: str = "") -> Asked:
        session, post = record.desk.session, record.post()
        actions = [
            record.action(title, due="2023-10-04", post=post) for title in titles or ("Bring the figures",)
        ]
        mail = Mail(
            kind=MailKind.REMINDER,
            state=MailState.SENT,
            post_id=post.key,
            to_name="Ann Able",
            to_address=to,
            copies=copies,
            subject="1 update for 4 October",
            for_day=record.desk.moment.today,
            message_id=f"11111111-{len(actions)}-{actions[0].key}",
            queued_at=record.desk.moment.now,
        )
        session.add(mail)
        session.flush()
        for action in actions:
            reminder = Reminder(
                action_id=action.key,
                post_id=post.key,
                step="due",
                due_on=record.desk.moment.today,
                owed_on=record.desk.moment.today,
                mail_id=mail.key,
            )
            session.add(reminder)
        session.flush()
        return Asked(mail, actions)

    return asked


def message(
    text: str = "Done, see page 8.",
    *,
    to: str = "actions@office.example.org",
    sender: str = f"Ann Able <{ANN}>",
    message_id: str = "one@force.example.org",
    files: dict[str, tuple[str, bytes]] | None = None,
    **headers: str,
) -> bytes:
    """A mail as bytes. `files` are {name: (type, content)}; `headers` such as `In_Reply_To`."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Re: 1 update for 4 October"
    mail["Message-ID"] = f"<{message_id}>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    for name, (kind, content) in (files or {}).items():
        main, _, sub = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def report(
    *, address: str = ANN, action: str = "failed", status: str = "5.1.1", original: str, asked: str = ""
) -> bytes:
    """A delivery report. `original` is the header lines of the mail that it is about."""
    named = f"Original-Recipient: rfc822;{asked}\n" if asked else ""
    return (
        "From: MAILER-DAEMON@mx.force.example.org\nTo: actions@office.example.org\nSubject: Undelivered Mail Returned to Sender\n"
        f"Message-ID: <report-{status}-{address}@mx.force.example.org>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nI could not deliver your mail.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.force.example.org\n\n"
        f"{named}Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n{original}\n--b--\n"
    ).encode()

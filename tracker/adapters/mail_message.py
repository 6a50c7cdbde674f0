"""A letter as an Internet message: text, HTML and files, with headers that nobody can add to."""

from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tracker.domain.errors import DeliveryFailed
from tracker.ports import Letter

# No line of a body may be longer than 998 octets; the policy folds headers and encodes bodies as needed.
POLICY = SMTP.clone(max_line_length=78)

SPECIAL = str.maketrans(dict.fromkeys('<>()[]"\\,;:@', " "))


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The message. Raises `DeliveryFailed`, for good, where an address is none."""
    message = EmailMessage(policy=POLICY)
    name, address = _sender(sender)
    try:
        message["From"] = Address(display_name=_name(name), addr_spec=address)
        message["To"] = Address(display_name=_name(letter.to_name), addr_spec=_line(letter.to_address))
    except (ValueError, IndexError, MessageError):
        raise DeliveryFailed(
            f"“{_line(letter.to_address)[:100]}” is not an e-mail address. Correct it, then try again.",
            permanent=True,
        ) from None
    if copies := _copies(letter):
        message["Cc"] = copies
    message["Subject"] = _line(letter.subject)
    message["Date"] = format_datetime(letter.sent_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    # Exchange answers machines with out-of-office replies unless it is told.
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    for header, value in letter.headers.items():
        message[header] = _line(value)
    message.set_content(letter.body_text)
    if letter.body_html:
        message.add_alternative(letter.body_html, subtype="html")
    for file in letter.attachments:
        media_type, *more = file.media_type.split(";")
        main, _, sub = media_type.partition("/")
        params = dict(part.strip().split("=", 1) for part in more)
        message.add_attachment(
            file.content, maintype=main, subtype=sub, filename=_line(file.name), params=params
        )
    return message


def _sender(setting: str) -> tuple[str, str]:
    """The name and the address of "Matters Arising <actions@office.example>". Versions of Python differ in what they read in one."""
    name, bracket, address = setting.rpartition("<")
    return (name, address.strip().removesuffix(">")) if bracket else ("", setting.strip())


def _copies(letter: Letter) -> list[Address]:
    """Who gets a copy. What is no address is left out: it must not keep the mail from its owner."""
    found = []
    for copy in letter.copies:
        with suppress(ValueError, IndexError, MessageError):
            found.append(Address(addr_spec=_line(copy)))
    return found


def _name(value: str) -> str:
    """A name before an address, without what means something there: Python forgets its quotes where it folds a long one."""
    return _line(value.translate(SPECIAL))


def _line(value: str) -> str:
    """One line: a line break in a header would begin another. Python decodes “=?utf-8?q?=0A?=” and writes out the break."""
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line.replace("=?", "= ?")

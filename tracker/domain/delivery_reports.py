"""What a mail server reports about a mail of ours (RFC 3464): for whom, what became of it, and why, in its words and in plain ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message

from tracker.domain.incoming_message import Came, clean, decoded, header, inside, leaves
from tracker.domain.ledger import Entry

LONGEST_SAID = 500
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ENTRIES = {
    "failed": Entry.BOUNCED,
    "delayed": Entry.DELAYED,
    "delivered": Entry.DELIVERED,
    "expanded": Entry.DELIVERED,
    # Handed to a system that sends no reports: as much as will ever be known.
    "relayed": Entry.DELIVERED,
}
_PLAIN = {
    "5.1.2": "Its domain does not exist.",
    "5.1.3": "The address is written wrongly.",
    "5.1.6": "The mailbox was moved, and nobody said where to.",
    "5.1": "There is no such mailbox.",
    "5.2.1": "The mailbox is switched off.",
    "5.2.2": "The mailbox is full.",
    "5.2.3": "The mail was too large for the mailbox.",
    "5.3.4": "The mail was too large for the server.",
    "5.4": "The server of this address could not be found or reached.",
    "5.7": "The server refuses mail from us.",
    "4.2.2": "The mailbox is full just now.",
    "4.4": "The server of this address could not be reached so far.",
    "4": "The server could not take it just now.",
    "5": "The server refused it for good.",
}
"""By the beginning of a status code (RFC 3463); the longest that fits counts."""


@dataclass(frozen=True)
class Outcome:
    """What became of a mail for one address. `asked` is the address that we wrote to, where the report names it."""

    entry: Entry
    address: str
    asked: str
    status: str
    said: str

    @property
    def is_hard(self) -> bool:
        """True where trying again is of no use: returned with a code 5."""
        return self.entry is Entry.BOUNCED and self.status.startswith("5")


@dataclass(frozen=True)
class Original:
    """The mail that a report is about, as far as it gives that back."""

    message_id: str = ""
    reply_to: str = ""


def outcomes(came: Came) -> tuple[Outcome, ...]:
    """What the report says, for each address. Empty for a mail that is no report, and for one that cannot be read."""
    found = tuple(_of_parts(came))
    if found:
        return found
    # Exim's older form: the addresses in a header, the reason in the text.
    failed = [address.strip() for address in came.header("X-Failed-Recipients").split(",") if "@" in address]
    status = _STATUS.search(came.text)
    return tuple(
        Outcome(Entry.BOUNCED, address, "", status[0] if status else "5.0.0", _short(came.text))
        for address in failed
    )


def original(came: Came) -> Original:
    """Which mail the report is about."""
    for part in leaves(came.source):
        kind, payload = part.get_content_type(), part.get_payload()
        if kind in {"message/rfc822", "message/global"} and (held := inside(part)):
            return _original(held[0])
        if kind in {"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}:
            return _original(message_from_string(payload if isinstance(payload, str) else decoded(part)))
    return Original()


def outcome_words(outcome: Outcome) -> str:
    """ "Mail to ann@force.example came back. There is no such mailbox." """
    became = {Entry.BOUNCED: "came back", Entry.DELAYED: "is delayed"}.get(outcome.entry, "arrived")
    return f"Mail to {outcome.address} {became}. {plain_reason(outcome.status)}".rstrip()


def plain_reason(status: str) -> str:
    """What a status code means, as a sentence."""
    fitting = [code for code in _PLAIN if status == code or status.startswith(f"{code}.")]
    return _PLAIN[max(fitting, key=len)] if fitting else ""


def _of_parts(came: Came) -> Iterator[Outcome]:
    for part in leaves(came.source):
        if part.get_content_type() == "message/delivery-status":
            yield from (outcome for block in inside(part) if (outcome := _outcome(block)))


def _outcome(block: Message) -> Outcome | None:
    entry = _ENTRIES.get(header(block, "Action").lower().partition(" ")[0])
    address = _address(header(block, "Final-Recipient"))
    if entry is None or not address:
        return None
    said = header(block, "Diagnostic-Code").partition(";")[2] or header(block, "Status")
    status = _STATUS.search(header(block, "Status"))
    usual = {Entry.BOUNCED: "5.0.0", Entry.DELAYED: "4.0.0"}.get(entry, "2.0.0")
    asked = _address(header(block, "Original-Recipient"))
    return Outcome(entry, address, asked, status[0] if status else usual, _short(said))


def _address(value: str) -> str:
    """ "rfc822; ann@force.example" without its type, its brackets, and its signs written as +2B."""
    kind, _, address = value.rpartition(";")
    plain = address.strip().strip("<>")
    if kind.strip().lower() not in {"rfc822", "utf-8", ""} or "@" not in plain:
        return ""
    return re.sub(r"\+([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), plain)


def _original(source: Message) -> Original:
    found = re.search(r"<([^<>\s]+)>", header(source, "Message-ID"))
    reply_to = re.search(r"[^\s<>,]+@[^\s<>,]+", header(source, "Reply-To"))
    return Original(found[1] if found else "", reply_to[0] if reply_to else "")


def _short(words: str) -> str:
    return " ".join(clean(words).split())[:LONGEST_SAID]

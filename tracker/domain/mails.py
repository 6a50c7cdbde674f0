"""The states of a mail, the kinds there are, and how far one is on its way."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol


class MailState(StrEnum):
    HELD = "held"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MailKind(StrEnum):
    REMINDER = "reminder"
    ESCALATION = "escalation"
    FRESH_LINK = "fresh_link"
    ACCOUNT = "account"
    ACTION_LOG = "action_log"
    MEETING_MOVED = "meeting_moved"
    RAISED = "raised"
    DIGEST = "digest"
    HANDOVER = "handover"
    COMMISSION = "commission"
    CLOCK = "clock"
    ASKED_AGAIN = "asked_again"
    TEST = "test"
    SIGN_OFF = "sign_off"
    CHANGED = "changed"
    UPDATE_ASKED = "update_asked"
    INSPECTION = "inspection"


ONE_A_DAY = frozenset({MailKind.REMINDER, MailKind.DIGEST, MailKind.HANDOVER})
"""A post gets one of these on a day, whatever the number of its actions."""

CHASING = ONE_A_DAY | {MailKind.ESCALATION}
"""What a daily pass writes, and writes afresh where one was not sent."""

THREADED = ONE_A_DAY | {MailKind.MEETING_MOVED}
"""What hangs together in a mail program, where it goes to one post about one meeting."""

TO_ITS_OWNER = frozenset(
    {
        MailKind.ACTION_LOG,
        MailKind.MEETING_MOVED,
        MailKind.COMMISSION,
        MailKind.SIGN_OFF,
        MailKind.CHANGED,
        MailKind.UPDATE_ASKED,
    }
)
"""What is for the holder of the post alone: while nobody holds it, it goes to nobody above."""

WITHOUT_LINKS = frozenset({MailKind.COMMISSION, MailKind.CLOCK, MailKind.SIGN_OFF, MailKind.INSPECTION})
"""What opens no action, so that no link of it can be dead."""


class Leg(StrEnum):
    """How far a mail is on its way, as a page shows it while it happens."""

    HELD = "held"
    WAITING = "waiting"
    BEING_SENT = "being_sent"
    SENT = "sent"
    TO_BE_TRIED_AGAIN = "to_be_tried_again"
    REFUSED = "refused"
    CANCELLED = "cancelled"


UNDER_WAY = frozenset({Leg.WAITING, Leg.BEING_SENT, Leg.TO_BE_TRIED_AGAIN})
"""Where something will still happen by itself."""


class Sendable(Protocol):
    """A mail, as far as its way is concerned. `next_try_at` is the machine's time."""

    @property
    def state(self) -> MailState: ...
    @property
    def attempts(self) -> int: ...
    @property
    def next_try_at(self) -> datetime | None: ...
    @property
    def last_error(self) -> str: ...


def leg_of(mail: Sendable, machine: datetime) -> Leg:
    """How far the mail is at `machine`. One that was taken up and not finished in time waits again."""
    if mail.state is not MailState.QUEUED:
        return _ENDS[mail.state]
    if mail.last_error:
        return Leg.TO_BE_TRIED_AGAIN
    claimed = mail.attempts > 0 and mail.next_try_at is not None and mail.next_try_at > machine
    return Leg.BEING_SENT if claimed else Leg.WAITING


def can_be_rewritten(mail: Sendable, machine: datetime) -> bool:
    """True while nobody has the mail yet: not of one that is sent or being sent, or that was cancelled."""
    return leg_of(mail, machine) not in (Leg.SENT, Leg.BEING_SENT, Leg.CANCELLED)


_ENDS = {
    MailState.HELD: Leg.HELD,
    MailState.SENT: Leg.SENT,
    MailState.FAILED: Leg.REFUSED,
    MailState.CANCELLED: Leg.CANCELLED,
}

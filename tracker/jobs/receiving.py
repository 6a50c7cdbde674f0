"""Reads the mailbox: each message in a transaction of its own, so that one that cannot be taken in never stops the others."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager

from tracker.domain.errors import TrackerError, WrongSetting
from tracker.domain.viewers import Actor, Role
from tracker.ports import Arrived, Inbox, OpenInbox
from tracker.services.desk import Desk
from tracker.services.incoming import take_in, take_in_unread
from tracker.services.post_office import Letterbox
from tracker.wiring import Wiring

MAILBOX = Actor("Mailbox", frozenset({Role.SECRETARIAT}), "scheduler")
"""Who takes mail in, for the history."""
UNREAD = "The program could not take this mail apart. Open the whole mail in a mail program, and record what it says by hand."
Writing = Callable[[], AbstractContextManager[Desk]]

log = logging.getLogger("tracker.jobs")


def check_inbox(wiring: Wiring) -> None:
    """Raises `WrongSetting` where a demonstration would take real mail: also one that was loaded before the setting was made."""
    server = wiring.settings.inbox
    if server and not server.is_here and wiring.is_demonstration:
        raise WrongSetting(
            "TRACKER_IMAP_URL takes nothing while the database holds the demonstration: it must not take real mail. "
            "docs/operating.md says how to leave the demonstration."
        )


def receive(
    writing: Writing, inbox: Inbox, box: Letterbox, *, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Takes in what lies in the mailbox, and moves it away once it is committed. Returns how many were new.

    A crash between the two finds the message again, and knows it. Raises `DeliveryFailed` where the mailbox cannot be read.
    """
    new = 0
    with inbox.open() as opened:
        for arrived in opened.arrived():
            if stopping():
                break
            new += _take(writing, opened, arrived, box)
            opened.handled(arrived.uid)
    return new


def _take(writing: Writing, opened: OpenInbox, arrived: Arrived, box: Letterbox) -> bool:
    too_large = _too_large(arrived, box)
    raw = opened.head(arrived.uid) if too_large else opened.whole(arrived.uid)
    try:
        with writing() as desk:
            return take_in(desk, raw, box, refused=too_large) is not None
    except TrackerError:
        # The database is locked or full, say: the message stays in the mailbox, and the next look finds it.
        raise
    except Exception:
        log.exception(
            "Message %s could not be read. It is kept as it came, for the secretariat to look at.",
            arrived.uid,
        )
    with writing() as desk:
        return take_in_unread(desk, raw, box, UNREAD) is not None


def _too_large(arrived: Arrived, box: Letterbox) -> str:
    if arrived.size <= box.largest_mail:
        return ""
    size, most = -(-arrived.size // 1_000_000), box.largest_mail // 1_000_000
    return (
        f"This mail is {size} MB and at most {most} MB are taken in, so only its head is here. The whole lies in the folder "
        "“Handled” of the mailbox. Ask for the file by another way, or for a smaller one."
    )

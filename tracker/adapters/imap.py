"""Reads a mailbox by IMAP. What was handled is moved into a folder "Handled" beneath the one that is read: nothing is deleted."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderCreateError, MailboxLoginError

from tracker.domain.errors import DeliveryFailed
from tracker.ports import Arrived

TIMEOUT_SECONDS = 30
MOST = 100
"""Messages of one look: the rest waits for the next, so that nothing is held open for long."""
HANDLED = "Handled"
LONGEST_REASON = 300
_SIZE = re.compile(rb"UID (\d+).*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*?UID (\d+)")


@dataclass(frozen=True)
class ImapInbox:
    """One connection for each look. `timeout` (seconds) holds for every answer of the server."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    tls: Literal["none", "starttls", "tls"] = "tls"
    timeout: float = TIMEOUT_SECONDS
    context: ssl.SSLContext | None = None

    @contextmanager
    def open(self) -> Iterator["OpenMailbox"]:
        mailbox = self._signed_in()
        try:
            with self._explained("broke off"):
                opened = OpenMailbox(mailbox, self)
            yield opened
        finally:
            # What was handled is moved already: what the server says to goodbye no longer matters.
            with suppress(ImapToolsError, imaplib.IMAP4.error, OSError):
                mailbox.logout()

    def _signed_in(self) -> BaseMailBox:
        with self._explained("cannot be reached"):
            mailbox = self._connected()
        try:
            with self._explained("would not open the mailbox"):
                plain = (self.user + self.password).isascii()
                sign_in = mailbox.login if plain else mailbox.login_utf8
                sign_in(self.user, self.password, initial_folder=None)
                # What a server can do may only be known once one is signed in: a MOVE above all, which deletes nothing else.
                can_do = mailbox.client.capability()[1][0].decode("ascii", "replace")
                mailbox.client.capabilities = tuple(can_do.upper().split())
                mailbox.folder.set(self.folder)
        except DeliveryFailed:
            with suppress(ImapToolsError, imaplib.IMAP4.error, OSError):
                mailbox.client.shutdown()
            raise
        return mailbox

    def _connected(self) -> BaseMailBox:
        if self.tls == "none":
            return MailBoxUnencrypted(self.host, self.port, timeout=self.timeout)
        # Checks the certificate and the name in it against what this machine trusts.
        context = self.context or ssl.create_default_context()
        kind = MailBox if self.tls == "tls" else MailBoxStartTls
        return kind(self.host, self.port, timeout=self.timeout, ssl_context=context)

    @contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        """Turns every way in which a server fails into one sentence, without our password."""
        place = f"The mailbox on {self.host}, port {self.port}, {what}"
        try:
            yield
        except MailboxLoginError:
            raise DeliveryFailed(f"{place}: it did not take our user name and password.") from None
        except TimeoutError:
            raise DeliveryFailed(f"{place}: no answer within {self.timeout:g} seconds.") from None
        except ssl.SSLCertVerificationError as error:
            reason = f"its certificate is not to be trusted ({error.verify_message})."
            raise DeliveryFailed(f"{place}: {reason}") from None
        except (ImapToolsError, imaplib.IMAP4.error, OSError, UnicodeError, ValueError) as error:
            raise DeliveryFailed(f"{place}: {self._plain(str(error) or type(error).__name__)}") from None

    def _plain(self, words: str) -> str:
        line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
        return line.replace(self.password, "…")[:LONGEST_REASON]


class OpenMailbox:
    """The folder of an `ImapInbox` while its connection stands."""

    def __init__(self, mailbox: BaseMailBox, inbox: ImapInbox) -> None:
        self._mailbox = mailbox
        self._inbox = inbox
        self._handled = ""

    def arrived(self) -> Sequence[Arrived]:
        with self._inbox._explained("broke off"):
            uids = self._mailbox.uids("UNDELETED")[:MOST]
            if not uids:
                return ()
            lines = self._fetched(",".join(uids), "(UID RFC822.SIZE)")
        sizes: dict[str, int] = {}
        for line in lines:
            found = _SIZE.search(line if isinstance(line, bytes) else line[0])
            if found:
                uid, size = (found[1], found[2]) if found[1] else (found[4], found[3])
                sizes[uid.decode()] = int(size)
        return tuple(Arrived(uid, sizes[uid]) for uid in uids if uid in sizes)

    def whole(self, uid: str) -> bytes:
        return self._part(uid, "(BODY.PEEK[])")

    def head(self, uid: str) -> bytes:
        return self._part(uid, "(BODY.PEEK[HEADER])")

    def handled(self, uid: str) -> None:
        with self._inbox._explained(f"did not let us move a message into the folder “{HANDLED}”"):
            folder = self._handled_folder()
            # Not imap-tools' own flag: that also expunges what a person has marked as deleted.
            self._mailbox.client.uid("STORE", uid, "+FLAGS", r"(\Seen)")
            self._mailbox.move(uid, folder)

    def _part(self, uid: str, part: str) -> bytes:
        with self._inbox._explained("broke off"):
            lines = self._fetched(uid, part)
        for line in lines:
            if isinstance(line, tuple):
                return bytes(line[1])
        raise DeliveryFailed(f"The mailbox on {self._inbox.host} no longer holds message {uid}.")

    def _fetched(self, uids: str, parts: str) -> list[bytes | tuple[bytes, bytes]]:
        # Not imap-tools' own fetch: that parses a message and writes it anew, and we keep it as it came.
        status, lines = self._mailbox.client.uid("FETCH", uids, parts)
        if status != "OK":
            raise imaplib.IMAP4.error(f"FETCH was answered with {status}")
        return [line for line in lines if line is not None]

    def _handled_folder(self) -> str:
        """Beneath the folder that is read; beside it where the server makes none there."""
        if not self._handled:
            own = self._mailbox.folder.list("", self._inbox.folder)
            beneath = f"{self._inbox.folder}{own[0].delim}{HANDLED}" if own and own[0].delim else HANDLED
            self._handled = self._existing(beneath) or self._existing(HANDLED)
        return self._handled or beneath

    def _existing(self, name: str) -> str:
        """`name`, made where it was missing; empty where it cannot be made."""
        if not self._mailbox.folder.exists(name):
            try:
                self._mailbox.folder.create(name)
            except MailboxFolderCreateError:
                return ""
        return name

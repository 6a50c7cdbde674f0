"""A line to a mail server: reached, encrypted and signed in as the settings say, and what went wrong with it in words."""

import base64
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Literal

from tracker.domain.errors import DeliveryFailed

TIMEOUT_SECONDS = 30
LONGEST_REASON = 300
ABOUT_US = re.compile(r"5\.7\.")
"""How a refusal begins that is about who sends, and not about who gets it (RFC 3463)."""
BROKEN = (smtplib.SMTPException, OSError)
"""What is raised when a line cannot be made, or breaks."""


@dataclass(frozen=True)
class SmtpServer:
    """A server and how it is spoken to. `timeout` (seconds) holds for every answer of the server."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Literal["none", "starttls", "tls"] = "none"
    timeout: float = TIMEOUT_SECONDS
    context: ssl.SSLContext | None = None

    @property
    def our_address(self) -> str:
        return parseaddr(self.sender)[1]

    def line(self) -> smtplib.SMTP:
        """A line that is encrypted and signed in. Raises `DeliveryFailed`."""
        server = self._connected()
        try:
            if self.tls == "starttls":
                server.starttls(context=self._context())
            server.ehlo_or_helo_if_needed()
            if self.user:
                server.login(self.user, self.password)
        except smtplib.SMTPAuthenticationError as error:
            server.close()
            raise self.refused("did not take our user name and password", error) from None
        except (*BROKEN, UnicodeError) as error:
            server.close()
            raise self.refused("would not begin", error) from None
        return server

    def answered(self, what: str, code: int, words: bytes | str) -> DeliveryFailed:
        """A refusal of this mail: for good with a 5xx."""
        said = self.plain(words)
        sentence = f"The mail server {self.host} {what}: {code} {said}".rstrip()
        return DeliveryFailed(sentence, permanent=500 <= code < 600, code=str(code), said=said)

    def refused_address(self, code: int, words: bytes | str) -> DeliveryFailed:
        """A refusal of the owner's address. With a 5.7 it is we who are refused, such as where a server passes nothing on."""
        refusal = self.answered("would not take the address", code, words)
        refusal.no_such_address = refusal.permanent and not ABOUT_US.match(refusal.said)
        return refusal

    def refused(self, what: str, error: Exception, *, lost: bool = False) -> DeliveryFailed:
        """A refusal that may pass, whatever its code: it is not about the mail."""
        place = f"The mail server {self.host}, port {self.port}, {what}"
        if isinstance(error, smtplib.SMTPResponseException):
            said = self.plain(error.smtp_error)
            sentence = f"{place}: {error.smtp_code} {said}".rstrip()
            return DeliveryFailed(sentence, lost=lost, code=str(error.smtp_code), said=said)
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return DeliveryFailed(f"{place}: no answer within {self.timeout:g} seconds.", lost=lost)
        return DeliveryFailed(f"{place}: {self.plain(_words(error))}", lost=lost)

    def plain(self, words: bytes | str) -> str:
        """What the server said, in one line, without our password should it repeat that."""
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        if self.password:
            both = f"\0{self.user}\0{self.password}"
            for secret in (both, self.password):
                text = text.replace(base64.b64encode(secret.encode()).decode(), "…").replace(secret, "…")
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return line if len(line) <= LONGEST_REASON else f"{line[:LONGEST_REASON]}…"

    def _connected(self) -> smtplib.SMTP:
        # Named here, or smtplib would ask the name service who this machine is.
        place = (self.host, self.port, self.our_address.rpartition("@")[2])
        try:
            if self.tls == "tls":
                return smtplib.SMTP_SSL(*place, timeout=self.timeout, context=self._context())
            return smtplib.SMTP(*place, timeout=self.timeout)
        except smtplib.SMTPResponseException as error:
            raise self.refused("would not begin", error) from None
        except (*BROKEN, UnicodeError) as error:
            raise self.refused("cannot be reached", error) from None

    def _context(self) -> ssl.SSLContext:
        # Checks the certificate and the name in it against what this machine trusts.
        return self.context or ssl.create_default_context()


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted ({error.verify_message})."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}."
    return f"{error}".rstrip(".") + "."

"""Hands mail to a server by SMTP.

A server that cannot be reached, greets with a refusal, or will not take our name and password refuses us and not this
mail: that may pass, and the mail waits. A 5xx answer to the sender, the recipient or the content is meant for good.
"""

import base64
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Literal

from tracker.adapters.mail_message import message_of
from tracker.domain.errors import DeliveryFailed
from tracker.ports import Letter

TIMEOUT_SECONDS = 30
LONGEST_REASON = 300


@dataclass(frozen=True)
class SmtpMailer:
    """One connection for each mail. `timeout` (seconds) holds for every answer of the server."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Literal["none", "starttls", "tls"] = "none"
    timeout: float = TIMEOUT_SECONDS
    context: ssl.SSLContext | None = None

    def send(self, letter: Letter) -> None:
        """Returns when the server has taken the mail. Raises `DeliveryFailed` with its reason, one line without secrets."""
        message = message_of(letter, self.sender)
        server = self._ready()
        try:
            self._hand_over(server, message, letter.to_address)
            # The mail is taken: what the server says to goodbye no longer matters.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
        finally:
            server.close()

    def _ready(self) -> smtplib.SMTP:
        """A connection that is encrypted and signed in as the settings say."""
        server = self._connected()
        try:
            if self.tls == "starttls":
                server.starttls(context=self._context())
            server.ehlo_or_helo_if_needed()
            if self.user:
                server.login(self.user, self.password)
        except smtplib.SMTPAuthenticationError as error:
            server.close()
            raise self._refused("did not take our user name and password", error) from None
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            server.close()
            raise self._refused("would not begin", error) from None
        return server

    def _connected(self) -> smtplib.SMTP:
        # Named here, or smtplib would ask the name service who this machine is.
        ours = parseaddr(self.sender)[1].rpartition("@")[2]
        place = (self.host, self.port, ours)
        try:
            if self.tls == "tls":
                return smtplib.SMTP_SSL(*place, timeout=self.timeout, context=self._context())
            return smtplib.SMTP(*place, timeout=self.timeout)
        except smtplib.SMTPResponseException as error:
            raise self._refused("would not begin", error) from None
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise self._refused("cannot be reached", error) from None

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage, to_address: str) -> None:
        try:
            server.send_message(message, from_addr=parseaddr(self.sender)[1], to_addrs=[to_address])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise self._answered("would not take the address", code, words) from None
        except smtplib.SMTPSenderRefused as error:
            raise self._answered("would not take mail from us", error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPResponseException as error:
            raise self._answered("would not take the mail", error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryFailed(
                f"The mail server {self.host} cannot write to addresses with other than English letters.",
                permanent=True,
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            raise self._refused("broke off before it took the mail", error) from None

    def _context(self) -> ssl.SSLContext:
        # Checks the certificate and the name in it against what this machine trusts.
        return self.context or ssl.create_default_context()

    def _answered(self, what: str, code: int, words: bytes | str) -> DeliveryFailed:
        sentence = f"The mail server {self.host} {what}: {code} {self._plain(words)}"
        return DeliveryFailed(sentence.rstrip(), permanent=500 <= code < 600)

    def _refused(self, what: str, error: Exception) -> DeliveryFailed:
        """A refusal that may pass, whatever its code: it is not about the mail."""
        place = f"The mail server {self.host}, port {self.port}, {what}"
        if isinstance(error, smtplib.SMTPResponseException):
            return DeliveryFailed(f"{place}: {error.smtp_code} {self._plain(error.smtp_error)}".rstrip())
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return DeliveryFailed(f"{place}: no answer within {self.timeout:g} seconds.")
        return DeliveryFailed(f"{place}: {self._plain(_words(error))}")

    def _plain(self, words: bytes | str) -> str:
        """What the server said, in one line, without our password should it repeat that."""
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        if self.password:
            both = f"\0{self.user}\0{self.password}"
            for secret in (both, self.password):
                text = text.replace(base64.b64encode(secret.encode()).decode(), "…").replace(secret, "…")
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return line if len(line) <= LONGEST_REASON else f"{line[:LONGEST_REASON]}…"


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted ({error.verify_message})."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}."
    return f"{error}".rstrip(".") + "."

"""Hands mail to a server by SMTP, a run of mails over one line.

A server that cannot be reached, greets with a refusal, or will not take our name and password refuses us and not this
mail: that may pass, and the mail waits. A 5xx answer to the sender, the recipient or the content is meant for good. A line
that breaks after the text was given leaves open whether the mail was taken.
"""

import re
import smtplib
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTPUTF8

from tracker.adapters.mail_message import message_of
from tracker.adapters.smtp_line import BROKEN, SmtpServer
from tracker.domain.errors import DeliveryFailed
from tracker.ports import Letter, Receipt

MOST_ON_A_LINE = 100
"""Servers hang up on whoever gives them more than some hundred mails on one line."""
AFTER_THE_TEXT = 4
"""The answer to the text may take so many times the timeout: servers look through a mail before they take it."""
BEGINS_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)
GOING_AWAY = "421"
TAKEN = range(200, 300)
ANSWERS = range(200, 600)


class SmtpMailer:
    """Keeps one line open for a run of mails, and makes a new one where the server has hung up meanwhile."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None
        self._taken = 0

    def send(self, letter: Letter) -> Receipt:
        """Returns when the server has taken the mail. Raises `DeliveryFailed` with its reason, one line without secrets."""
        message = message_of(letter, self._server.sender)
        line = self._ready()
        try:
            receipt = self._hand_over(line, message)
        except DeliveryFailed as error:
            if not error.code or error.code == GOING_AWAY:
                self._hang_up()
            raise
        self._taken += 1
        return receipt

    def rest(self) -> None:
        """Says goodbye. What the server says to that no longer matters."""
        if self._line:
            with suppress(*BROKEN):
                self._line.quit()
        self._hang_up()

    def _ready(self) -> smtplib.SMTP:
        """The line that is open, if the server still answers on it, or a new one."""
        if self._line and self._taken < MOST_ON_A_LINE:
            with suppress(*BROKEN):
                if self._line.rset()[0] == 250:
                    return self._line
        self.rest()
        self._line = self._server.line()
        return self._line

    def _hang_up(self) -> None:
        if self._line:
            self._line.close()
        self._line, self._taken = None, 0

    def _hand_over(self, line: smtplib.SMTP, message: EmailMessage) -> Receipt:
        to, *copies = _addresses(message)
        text, options = self._text(line, message)
        try:
            self._must(line.mail(self._server.our_address, options), "would not take mail from us")
            if (answer := line.rcpt(to))[0] not in TAKEN:
                raise self._server.refused_address(*answer)
            left_out = [self._left_out(line, copy) for copy in copies]
            self._must(line.docmd("DATA"), "would not take the mail", good=range(354, 355))
            line.send(text)
        except BROKEN as error:
            raise self._server.refused("broke off before it took the mail", error) from None
        answer = self._answer_to_the_text(line)
        self._must(answer, "would not take the mail")
        said = " ".join(filter(None, (self._server.plain(answer[1]), *left_out)))
        return Receipt(code=str(answer[0]), said=said)

    def _text(self, line: smtplib.SMTP, message: EmailMessage) -> tuple[bytes, list[str]]:
        """The message as it goes over the line, with the dot at its end; and what the server is told before it."""
        options: list[str] = []
        policy = message.policy
        if not all(address.isascii() for address in (self._server.our_address, *_addresses(message))):
            if not line.has_extn("smtputf8"):
                what = "cannot write to addresses with other than English letters."
                raise DeliveryFailed(f"The mail server {self._server.host} {what}", permanent=True)
            options, policy = ["SMTPUTF8", "BODY=8BITMIME"], SMTPUTF8
        body = BEGINS_WITH_DOT.sub(b"..", message.as_bytes(policy=policy))
        if line.has_extn("size"):
            options = [*options, f"SIZE={len(body)}"]
        return body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n", options

    def _left_out(self, line: smtplib.SMTP, copy: str) -> str:
        """A copy that the server refuses does not keep the mail from its owner; the ledger says that it was left out."""
        code, words = line.rcpt(copy)
        return "" if code in TAKEN else f"No copy went to {copy}: {code} {self._server.plain(words)}."

    def _answer_to_the_text(self, line: smtplib.SMTP) -> tuple[int, bytes]:
        try:
            self._patience(line, AFTER_THE_TEXT)
            code, words = line.getreply()
            self._patience(line, 1)
            if code not in ANSWERS:
                raise smtplib.SMTPServerDisconnected("What it said is no answer")
        except BROKEN as error:
            what = "broke off after it was given the mail, which it may have taken"
            raise self._server.refused(what, error, lost=True) from None
        return code, words

    def _patience(self, line: smtplib.SMTP, times: int) -> None:
        if line.sock:
            line.sock.settimeout(self._server.timeout * times)

    def _must(self, answer: tuple[int, bytes], what: str, *, good: range = TAKEN) -> None:
        if answer[0] not in good:
            raise self._server.answered(what, *answer)


def _addresses(message: EmailMessage) -> list[str]:
    """Who gets it: the owner first, then the copies."""
    named = [*message["To"].addresses, *(message["Cc"].addresses if message["Cc"] else ())]
    return [address.addr_spec for address in named]

"""Real mail servers on loopback: one of aiosmtpd that can refuse at any step, and one that speaks a script."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tracker.adapters.smtp import SmtpMailer
from tracker.adapters.smtp_line import SmtpServer
from tracker.ports import Letter

CERTIFICATE = Path(__file__).parent / "certificate.pem"
"""Made for these tests: it names this machine alone, and nobody trusts it."""
PASSWORD = "a secret that no message may repeat"


@dataclass
class Handler:
    """Keeps what it takes. `answers` replaces the answer to a step: EHLO, MAIL, RCPT or DATA."""

    answers: dict[str, str] = field(default_factory=dict)
    taken: list[Any] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, name: str, responses: list[str]
    ) -> list[str]:
        session.host_name = name
        return [self.answers["EHLO"]] if "EHLO" in self.answers else responses

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if "DATA" not in self.answers:
            self.taken.append(envelope)
        return self.answers.get("DATA", "250 Taken")


def _password(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


@pytest.fixture
def handler() -> Handler:
    return Handler()


Serve = Callable[..., Any]


@pytest.fixture
def serve(handler: Handler) -> Iterator[Serve]:
    """`serve(tls=…, auth=…)`: starts the server and answers with its port."""
    running: list[Controller] = []

    def start(*, tls: str = "none", auth: bool = False) -> int:
        context = server_context()
        controller = Controller(
            handler,
            hostname="127.0.0.1",
            server_hostname="localhost",
            port=free_port(),
            ssl_context=context if tls == "tls" else None,
            tls_context=context if tls == "starttls" else None,
            require_starttls=tls == "starttls",
            auth_require_tls=tls == "starttls",
            auth_required=auth,
            authenticator=_password if auth else None,
        )
        controller.start()
        running.append(controller)
        return int(controller.port)

    yield start
    rest()
    for controller in running:
        controller.stop(no_assert=True)


@contextmanager
def speaking(*lines: bytes) -> Iterator[int]:
    """A server that says each line when it is spoken to, the first at once, and then drops the line."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        connection, _ = listening.accept()
        with connection:
            for order, line in enumerate(lines):
                if order:
                    connection.recv(4096)
                connection.sendall(line)

    thread = Thread(target=run, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    thread.join(5)
    listening.close()


def server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def trusting() -> ssl.SSLContext:
    """What an office has whose machines trust the server's certificate."""
    return ssl.create_default_context(cafile=CERTIFICATE)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


MADE: list[SmtpMailer] = []


@pytest.fixture(autouse=True)
def _no_line_stays_open() -> Iterator[None]:
    yield
    rest()


def rest() -> None:
    """What a run of mails ends with: else a server stops while it is still being spoken to."""
    while MADE:
        MADE.pop().rest()


def mailer(port: int, **options: Any) -> SmtpMailer:
    given = {
        "host": "127.0.0.1",
        "timeout": 5,
        "sender": "Matters Arising <actions@office.example.org>",
        **options,
    }
    MADE.append(SmtpMailer(SmtpServer(port=port, **given)))
    return MADE[-1]


def a_letter(**changes: Any) -> Letter:
    parts: dict[str, Any] = {
        "to_name": "Ann Able",
        "to_address": "ann.able@force.example.org",
        "subject": "3 updates for 4 October – papers due Wednesday 27 September",
        "body_text": "OFFICIAL\n\nDear Ann\n",
        "body_html": "<p>OFFICIAL</p>",
        "message_id": "<one@office.example.org>",
        "sent_at": datetime(2023, 9, 22, 6, 30, tzinfo=UTC),
    }
    return Letter(**{**parts, **changes})

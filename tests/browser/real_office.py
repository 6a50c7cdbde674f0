"""An office that is no demonstration: a meeting of today, a mail server on loopback, and a scheduler that sends to it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from flask_security.utils import hash_password

from tests.browser.conftest import PASSWORD
from tests.browser.served import ROOT, free_port
from tests.integration.smtp.conftest import Handler
from tests.support.builders import LONDON, SECRETARIAT, Record
from tracker.config import Settings
from tracker.domain.viewers import Role
from tracker.factory import create_app
from tracker.services.users import UserWanted, create_user

TODAY = datetime.now(LONDON).date()
MEETING = f"/meetings/ppm-{TODAY}"


def fill(folder: Path) -> None:
    """A meeting of today with an action from before; two heads of function; the secretariat's account."""
    app = create_app(Settings(data_dir=folder))
    wires = app.extensions["tracker"]
    with app.app_context(), wires.writing(SECRETARIAT) as desk:
        record = Record(desk)
        record.meeting(TODAY.isoformat())
        record.post("head-of-estates", holder="Bea Best")
        record.action("Bring the waiting times back", due="next meeting", post=record.post())
        wanted = UserWanted("secretariat@demo.example", "Sam Secretary", frozenset({Role.SECRETARIAT}))
        create_user(desk, wanted, password_hash=hash_password(PASSWORD))
    wires.database.close()


class MailServer:
    """A real SMTP server. `refuses` names the addresses that it does not know."""

    def __init__(self) -> None:
        self._handler = Handler()
        port = free_port()
        self._controller = Controller(
            self._handler, hostname="127.0.0.1", port=port, server_hostname="localhost"
        )
        self.url = f"smtp://127.0.0.1:{port}?tls=none"

    def refuses(self, sentence: str) -> None:
        """From now on it takes mail for nobody."""
        self._handler.answers["RCPT"] = sentence

    @property
    def taken(self) -> dict[str, EmailMessage]:
        """The mails that arrived, by the address to which they went."""
        return {
            envelope.rcpt_tos[0]: message_from_bytes(envelope.content, policy=policy.default)
            for envelope in self._handler.taken
        }

    @contextmanager
    def running(self) -> "Iterator[MailServer]":
        self._controller.start()
        yield self
        self._controller.stop(no_assert=True)


@contextmanager
def scheduler(environment: dict[str, str], log: Path) -> Iterator[None]:
    """`python -m tracker.jobs`, as it runs beside the web server."""
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker.jobs"], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert "Traceback" not in log.read_text(), log.read_text()

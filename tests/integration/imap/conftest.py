"""A Dovecot for the tests of a process, and a mailbox of its own for each."""

import itertools
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import dovecot
from tests.support.dovecot import PASSWORD, Dovecot
from tracker.adapters.imap import ImapInbox

CERTIFICATE = Path(__file__).parent.parent / "smtp" / "certificate.pem"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Dovecot]:
    server = dovecot.start(CERTIFICATE)
    yield server
    server.stop()


@pytest.fixture
def user() -> str:
    return f"user{next(_numbers)}"


@pytest.fixture
def inbox(server: Dovecot, user: str) -> Callable[..., ImapInbox]:
    """`inbox()`: how the product reads the mailbox of this test; `inbox(tls="tls")` another way."""

    def made(**instead: object) -> ImapInbox:
        tls = instead.get("tls", "none")
        values: dict[str, object] = {
            "host": "127.0.0.1",
            "port": server.tls if tls == "tls" else server.plain,
            "user": user,
            "password": PASSWORD,
            "tls": "none",
            "timeout": 20,
            "context": ssl.create_default_context(cafile=str(CERTIFICATE)),
        }
        return ImapInbox(**(values | instead))

    return made

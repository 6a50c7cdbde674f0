"""An account with a password, and browsers at addresses of their own."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask_security.utils import hash_password

from tests.support.builders import SECRETARIAT
from tests.support.page import Browser
from tests.support.signing_in import EMAIL, PASSWORD
from tracker.domain.viewers import Role
from tracker.models.users import User
from tracker.services.users import UserWanted, create_user
from tracker.wiring import Wiring


@pytest.fixture
def asha(app: Flask, wires: Wiring) -> User:
    with app.app_context(), wires.writing(SECRETARIAT) as desk:
        wanted = UserWanted(EMAIL, "Asha Bell", frozenset({Role.SECRETARIAT}))
        return create_user(desk, wanted, password_hash=hash_password(PASSWORD))


@pytest.fixture
def browsers(app: Flask) -> Callable[..., Browser]:
    """A new browser, at an address of its own."""

    def browser(address: str = "127.0.0.1") -> Browser:
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return Browser(client)

    return browser

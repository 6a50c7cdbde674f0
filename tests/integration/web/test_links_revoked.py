"""The secretariat takes back the links that were sent to an owner."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.config import Settings
from tracker.domain.errors import WrongSetting
from tracker.domain.links import make_token
from tracker.domain.viewers import Role
from tracker.services.links import make_link
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


def test_a_link_that_was_taken_back_does_not_open_and_says_how_to_get_another(
    on_record: Record, wires: Wiring, sign_in: SignIn, visitor: Browser
) -> None:
    post = on_record.post()
    action = on_record.action(post=post)
    link = make_link(on_record.desk, action_id=action.key, post_id=post.key, mail_id=None)
    on_record.desk.session.commit()
    address = f"/update/{make_token(wires.keys.links, link.key, action.key)}"
    assert visitor.get(address).status == 200
    desk = sign_in(Role.SECRETARIAT)
    assert desk.get("/actions/PPM-001/links").heading == "1 link opens this action without an account"
    desk.post("/actions/PPM-001/links")
    page = visitor.get(address)
    assert (page.status, "new link" in page.text) == (410, True)
    assert desk.get("/actions/PPM-001/links").heading.startswith("0 links")


def test_only_the_secretariat_takes_links_back(on_record: Record, sign_in: SignIn) -> None:
    on_record.action()
    on_record.desk.session.commit()
    assert sign_in(Role.COMMISSIONER).post("/actions/PPM-001/links").status == 403


def test_a_librarys_commands_cannot_write_accounts_past_the_history(app: Flask) -> None:
    assert "roles" not in app.cli.commands
    assert app.cli.commands["users"].help == "The accounts that sign in."


def test_a_mail_server_beside_a_demonstration_is_refused(
    wires: Wiring, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Settings(TRACKER_MAIL_URL="smtp://127.0.0.1:2525", data_dir=wires.settings.data_dir)
    monkeypatch.setattr(wires, "settings", server)
    monkeypatch.setattr(Wiring, "is_demonstration", True)
    with pytest.raises(WrongSetting, match="takes mailbox: while the database holds the demonstration"):
        _ = wires.mailer

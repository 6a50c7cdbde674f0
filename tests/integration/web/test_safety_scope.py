"""What an owner, a panel member and a GET can never do: read another post's rows, or change anything. Every route is walked."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import SQLModel, select

from tests.support.builders import OWNER, TODAY, Record, acting_as
from tests.support.page import Browser
from tests.support.routes import ACTION, FOR_PROGRAMS, address_of, ask, read_routes
from tracker.domain.evidence import Locator
from tracker.domain.mails import MailKind, MailState
from tracker.domain.report_kinds import CHAIRS_LIST
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.services import evidence
from tracker.services.reports import cut_report
from tracker.services.updates import Said, give_update
from tracker.store.posts import holders_on
from tracker.web.access import ACCESS
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
SECRET = "Quillfeather"
OPENED_BY_TOKEN = ("security.", "owner_link.", "weekly_mail.")
"""What nobody signs in for; each has tests of its own."""
"""A word that stands in everything of the other post, and nowhere else."""


@pytest.fixture
def ann(on_record: Record, wires: Wiring, sign_in: SignIn) -> Browser:
    """Ann Able, whose post answers for nothing. All that there is, PPM-001 and what hangs on it, is of another post."""
    desk, mine = on_record.desk, on_record.post("head-of-contact")
    theirs = on_record.post("estates", holder="Bea Best")
    action = on_record.action(
        f"Sell {SECRET}", due="2023-06-30", post=theirs, asked=f"Sell {SECRET} now.", on="2023-05-17"
    )
    give_update(
        acting_as(desk, OWNER), action, Said(f"{SECRET} is sold"), by_name=f"Bea {SECRET}", via="account"
    )
    kept = evidence.keep_file(
        desk, wires.files, name=f"{SECRET}.txt", content=SECRET.encode(), limit_bytes=1000
    )
    evidence.attach_file(desk, action, kept, where=Locator())
    desk.session.add(
        Mail(
            kind=MailKind.REMINDER,
            state=MailState.HELD,
            post_id=theirs.id,
            subject=SECRET,
            body_text=SECRET,
            for_day=TODAY,
            message_id="1",
            queued_at=datetime.now(UTC),
        )
    )
    person = holders_on(desk.session, TODAY, [mine.key])[mine.key].person_id
    desk.session.commit()
    return sign_in(Role.OWNER, person_id=person, name="Ann Able")


def test_the_word_that_is_looked_for_is_there_for_those_who_may_read_it(
    ann: Browser, sign_in: SignIn
) -> None:
    office = sign_in(Role.SECRETARIAT)
    assert ann
    for address in (f"/actions/{ACTION}", "/actions", "/meetings/ppm-2023-05-17", "/mail/1", "/"):
        assert SECRET in office.get(address).response.get_data(as_text=True), address
    assert office.download(f"/actions/{ACTION}/evidence/1") == SECRET.encode()


@pytest.mark.parametrize("htmx", [False, True])
def test_an_owner_finds_nothing_of_another_post_at_any_address(app: Flask, ann: Browser, htmx: bool) -> None:
    headers = {"HX-Request": "true"} if htmx else {}
    found = []
    for rule in read_routes(app):
        address = address_of(rule)
        answer = ask(ann.client, address, headers=headers)
        about_it = ACTION in address and Role.OWNER in ACCESS[rule.endpoint]
        if SECRET in answer.body + answer.headers or (about_it and answer.status != 404):
            found.append((address, answer.status))
    assert not found


def test_an_owner_finds_nothing_of_another_post_by_asking_for_it(ann: Browser) -> None:
    for query in (
        f"text={SECRET}",
        "post=estates",
        "post=estates&status=closed",
        "status=",
        "meeting=PPM-2023-05-17",
    ):
        page = ann.get(f"/actions?{query}").html.find("main")
        assert page is not None
        assert not page.find("a", href=f"/actions/{ACTION}"), query
        assert "Sell" not in page.get_text(), query


@pytest.mark.parametrize("role", [Role.PANEL, Role.OWNER])
def test_who_reads_only_what_was_issued_or_holds_no_post_finds_no_action(
    app: Flask, ann: Browser, sign_in: SignIn, role: Role
) -> None:
    assert ann
    browser = sign_in(role)
    for rule in read_routes(app):
        assert SECRET not in ask(browser.client, address_of(rule)).body, rule.rule


def test_an_owner_writes_nothing_to_another_posts_action(app: Flask, ann: Browser, wires: Wiring) -> None:
    before, token = _everything(wires), ann.token()
    fields = {
        "csrf_token": token,
        "text": "Mine now",
        "choice": "update",
        "kind": "web",
        "url": "https://a.example",
    }
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or set()) or rule.endpoint.startswith(OPENED_BY_TOKEN):
            continue
        answer = ask(ann.client, address_of(rule), "POST", data=fields)
        refused = {401} if rule.endpoint.startswith(FOR_PROGRAMS) else {403, 404}
        assert answer.status in refused, (rule.rule, answer.status)
    assert _everything(wires) == before


def test_a_get_changes_nothing_whoever_asks(app: Flask, ann: Browser, sign_in: SignIn, wires: Wiring) -> None:
    browsers = [sign_in(role) for role in Role if role is not Role.OWNER] + [ann]
    before = _everything(wires)
    for browser in browsers:
        for rule in read_routes(app):
            for method in ("GET", "HEAD", "OPTIONS"):
                ask(browser.client, f"{address_of(rule)}?check=1&sent=close", method)
    assert _everything(wires) == before


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.COMMISSIONER])
def test_nobody_can_issue_the_chairs_list_to_the_panel(
    on_record: Record, sign_in: SignIn, role: Role
) -> None:
    meeting = on_record.meeting()
    number = cut_report(on_record.desk, CHAIRS_LIST, meeting, office_name="Office", contact="us").key
    on_record.desk.session.commit()
    assert sign_in(role).post(f"/reports/{number}/issue").status == 409
    assert sign_in(Role.PANEL).get(f"/reports/{number}").status == 404


def _everything(wires: Wiring) -> dict[str, list[tuple[object, ...]]]:
    """Every row but those of `limits`: how often a calendar was fetched is counted, and belongs to no record."""
    with wires.read() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in SQLModel.metadata.sorted_tables
            if table.name != "limits"
        }

"""What is published is what was read, and what was followed by another version says so."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.support.builders import Record
from tests.support.cutting import cut, held_meeting, issue
from tests.support.page import Browser
from tracker.domain.audiences import Audience
from tracker.domain.report_kinds import ACTION_LOG, Form
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.models.reports import ReportVersion
from tracker.services.report_files import keep_file
from tracker.services.reports import cut_for
from tracker.store.actions import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
FORM = {"decided_by": "Cory Commissioner", "reason": "The public asked about it."}


@pytest.fixture
def secretariat(sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> Iterator[None]:
    app.extensions["published_front"].forget()
    yield
    app.extensions["published_front"].forget()


@pytest.fixture
def action(on_record: Record) -> str:
    reference = on_record.action("Answer abandoned calls").reference
    on_record.desk.session.commit()
    return reference


def test_what_moved_on_since_the_page_was_opened_is_read_again_first(
    on_record: Record, secretariat: Browser, visitor: Browser, action: str
) -> None:
    address = f"/publishing/action/{action}"
    seen = str(secretariat.get(address).html.select_one("[name=seen]")["value"])  # type: ignore[index]
    by_reference(on_record.desk.session, THE_OFFICE, action).title = "CANARY"
    on_record.desk.session.commit()
    page = secretariat.post(address, {**FORM, "event": "published", "seen": seen})
    assert page.status == 422
    assert "has changed since you opened this page" in page.text
    assert "The public asked about it." in page.text
    assert visitor.get(f"/published/actions/{action}").status == 404
    again = str(page.html.select_one("[name=seen]")["value"])  # type: ignore[index]
    assert (
        "It is public now." in secretariat.post(address, {**FORM, "event": "published", "seen": again}).text
    )


def test_a_version_that_was_corrected_says_where_the_latest_is(
    app: Flask, on_record: Record, secretariat: Browser, visitor: Browser, wires: Wiring
) -> None:
    desk, meeting = on_record.desk, held_meeting(on_record)
    versions = []
    for correction in ("", "It left out a decision."):
        version = cut_for(desk, cut(desk, ACTION_LOG, meeting), Audience.PUBLIC)
        issue(desk, version, correction=correction)
        seen = ReportVersion(**version.model_dump())
        keep_file(desk, wires.files, seen, b"%PDF the log", form=Form.PDF, name="log.pdf")
        versions.append(version.key)
    desk.session.commit()
    first, second = versions
    assert "Version 2 of this report was issued since." in secretariat.get(f"/publishing/report/{first}").text
    assert "was issued since" not in secretariat.get(f"/publishing/report/{second}").text
    address = "/published/reports/action-log-ppm-2023-05-17-public-v"
    secretariat.post(f"/publishing/report/{first}", {**FORM, "event": "published"})
    app.extensions["published_front"].forget()
    assert "not the latest version" not in visitor.get(f"{address}1").text
    secretariat.post(f"/publishing/report/{second}", {**FORM, "event": "published"})
    app.extensions["published_front"].forget()
    assert visitor.get(f"{address}1").html.find("a", href=f"{address}2")
    assert "not the latest version" not in visitor.get(f"{address}2").text

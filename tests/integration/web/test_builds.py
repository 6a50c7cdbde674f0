"""The page of a version says how far its files are; they can be stopped and asked for again."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role
from tracker.jobs.passes import Passes
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


@pytest.fixture
def desk(on_record: Record, sign_in: SignIn) -> Browser:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


@pytest.fixture
def page(desk: Browser) -> Page:
    """That of a version whose files wait to be made."""
    return desk.post("/meetings/ppm-2023-10-04/reports", {"kind": "chairs-list"})


def address(page: Page) -> str:
    return page.response.request.path


def progress(page: Page) -> str:
    found = page.html.select_one("#files-progress")
    return " ".join(found.text.split()) if found else ""


def test_the_page_says_how_far_the_files_are_until_they_are_made(
    desk: Browser, page: Page, wires: Wiring
) -> None:
    bar = page.html.select_one("#files-progress progress")
    assert bar is not None
    assert bar["value"] == "0"
    assert "about to be made" in progress(page)
    htmx = {"headers": {"HX-Request": "true"}}
    assert "about to be made" in progress(desk.get(f"{address(page)}/files", **htmx))
    Passes(wires).building.work()
    assert desk.get(f"{address(page)}/files", **htmx).response.headers["HX-Refresh"] == "true"
    assert progress(desk.get(address(page))) == ""


def test_it_can_be_stopped_and_asked_for_again(desk: Browser, page: Page, wires: Wiring) -> None:
    stopped = desk.post(f"{address(page)}/files/cancel")
    assert "stopped it" in progress(stopped)
    Passes(wires).building.work()
    assert "stopped it" in progress(desk.get(address(page)))
    assert "about to be made" in progress(desk.post(f"{address(page)}/files"))
    Passes(wires).building.work()
    assert desk.post(f"{address(page)}/files/cancel").status == 409


def test_who_may_not_build_may_not_stop_it(page: Page, sign_in: SignIn) -> None:
    assert sign_in(Role.AUDITOR).post(f"{address(page)}/files/cancel").status == 403

"""The page of the dates that the office owes: started, corrected, met; how far each has run; in my work."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]


@pytest.fixture
def form(on_record: Record) -> dict[str, str]:
    """A clock as it is typed: comments on a report of 6 September 2023, so that 31 October is the last day."""
    post = on_record.post("chief-executive", holder="Cey Exec")
    on_record.desk.session.commit()
    return {
        "kind": "inspection_comments",
        "title": "Comments on custody",
        "post": str(post.key),
        "starts_on": "6 9 2023",
        "last_on": "",
        "steps": "20, 10, 5, 0",
        "note": "",
        "action": "",
    }


def test_a_date_is_added_and_shows_how_far_it_has_run(sign_in: SignIn, form: dict[str, str]) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert browser.get("/clocks").heading == "The office owes nothing by a date"
    assert browser.get("/clocks/new").value("steps") == "20, 10, 5, 2, 0"
    page = browser.post("/clocks", form)
    assert page.heading == "The office owes 1 answer by a date"
    assert "29 working days left" in page.text
    picture = page.html.select_one(".app-clock svg")
    assert picture["aria-label"] == "15 of 56 days have run"
    assert picture.select_one(".app-clock__run")["width"] == "26.79%"
    work = browser.get("/")
    assert "The office owes “Comments on custody” by 31 October 2023: 29 working days left." in work.text


def test_what_is_refused_keeps_what_was_typed(sign_in: SignIn, form: dict[str, str]) -> None:
    browser = sign_in(Role.SECRETARIAT)
    for field, typed in (
        ("title", ""),
        ("post", "x"),
        ("starts_on", "31 2 2023"),
        ("steps", "soon"),
        ("kind", "whim"),
        ("action", "PPM-9"),
    ):
        page = browser.post("/clocks", {**form, "note": "Kept", field: typed})
        assert page.status == 422
        assert page.html.select_one(".govuk-error-summary a")["href"] == f"#{field}"
        assert page.html.select_one(f"#{field}")
        assert page.value("note") == "Kept"
    assert browser.get("/clocks").heading == "The office owes nothing by a date"


def test_it_is_met_and_runs_again(sign_in: SignIn, form: dict[str, str]) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.post("/clocks", form)
    page = browser.get("/clocks/1")
    assert browser.post("/clocks/1/met", {"version": page.value("version"), "met_on": ""}).status == 422
    later = browser.post("/clocks/1/met", {"version": page.value("version"), "met_on": "21 9 2023"})
    assert later.errors == ["That day is still to come. Give the day on which it went out."]
    met = browser.post("/clocks/1/met", {"version": page.value("version"), "met_on": "19 9 2023"})
    assert "Met on 19 September 2023, 42 days before the last" in met.text
    assert "Comments on custody" not in browser.get("/").text
    again = {"version": browser.get("/clocks/1").value("version"), "again": "1"}
    assert "29 working days left" in browser.post("/clocks/1/met", again).text


def test_someone_who_saved_first_is_shown_beside_what_was_typed(
    sign_in: SignIn, form: dict[str, str]
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.post("/clocks", form)
    version = browser.get("/clocks/1").value("version")
    browser.post("/clocks/1", {**form, "title": "Comments on rape", "version": version})
    page = browser.post("/clocks/1", {**form, "title": "Comments on cyber", "version": version})
    assert page.status == 409
    theirs = " ".join(page.html.select_one("#theirs").get_text(" ").split())
    assert "Comments on cyber Comments on rape" in theirs
    assert page.value("title") == "Comments on cyber"
    saved = browser.post("/clocks/1", {**form, "version": page.html.select("[name=version]")[-1]["value"]})
    assert saved.status == 200
    assert browser.post("/clocks/1/met", {"version": version, "met_on": "19 9 2023"}).status == 409


def test_the_secretariat_keeps_them_the_office_reads_them_and_nobody_else(
    sign_in: SignIn, form: dict[str, str]
) -> None:
    sign_in(Role.SECRETARIAT).post("/clocks", form)
    for role, reads in ((Role.COMMISSIONER, 200), (Role.AUDITOR, 200), (Role.OWNER, 403), (Role.PANEL, 403)):
        browser = sign_in(role)
        page = browser.get("/clocks")
        assert page.status == reads
        assert not page.html.select("a[href='/clocks/new']")
        assert browser.get("/clocks/1").status == 403
        assert browser.post("/clocks", form).status == 403

"""The page of a version: what is to be done next, who may do it, and what comes back when it was not taken."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
HELD = "/meetings/ppm-2023-05-17"
BY = {"approved_by": "Ben Adams"}
KIND = {"kind": "action-log"}


@pytest.fixture
def held(on_record: Record) -> Record:
    """A meeting that raised an action of the Head of Contact, and is over; the Chief Constable's post is held."""
    from tracker.services.meetings import close_meeting, start_meeting

    meeting = on_record.meeting("2023-05-17")
    start_meeting(on_record.desk, meeting)
    on_record.action("Bring the abandonment figures", post=on_record.post("head-of-contact"))
    on_record.post("chief-constable", holder="Ann Able")
    close_meeting(on_record.desk, meeting)
    on_record.desk.session.commit()
    return on_record


def built(browser: Browser, **wanted: str) -> str:
    """Builds the action log; the address of its version."""
    answer = browser.client.post(f"{HELD}/reports", data={**KIND, **wanted, "csrf_token": browser.token()})
    return str(answer.location)


def ids(page: Page) -> set[str]:
    return {str(one["id"]) for one in page.html.select("[id]")}


def test_the_secretariat_says_who_approved_it_and_the_commissioner_is_not_asked(
    held: Record, sign_in: SignIn
) -> None:
    desk = sign_in(Role.SECRETARIAT)
    here = built(desk)
    refused = desk.post(f"{here}/approve", {"form": "approve", "approved_by": ""})
    assert (refused.status, "Say who approved it" in refused.text) == (422, True)
    assert {"approved_by", "approved_by-error"} <= ids(refused)
    commissioner = sign_in(Role.COMMISSIONER)
    assert "approved_by" not in ids(commissioner.get(here))
    page = commissioner.post(f"{here}/approve")
    assert "is approved, not yet issued" in page.heading
    assert "Issue version 1" in page.text


def test_only_what_was_read_is_approved(held: Record, sign_in: SignIn) -> None:
    desk = sign_in(Role.SECRETARIAT)
    here = built(desk)
    seen = desk.get(here).html.select_one("form[action$=issue] [name=version]")["value"]
    built(desk)
    page = desk.post(f"{here}/issue", {**BY, "form": "approve", "version": str(seen)})
    assert (page.status, "Read it again" in page.text) == (409, True)
    assert page.value("approved_by") == "Ben Adams"


def test_who_neither_decides_nor_keeps_the_record_does_none_of_it(held: Record, sign_in: SignIn) -> None:
    here = built(sign_in(Role.SECRETARIAT))
    auditor = sign_in(Role.AUDITOR)
    assert not auditor.get(here).html.select("main form[method=post]")
    for step in ("approve", "issue", "cuts", "sign-offs", "sign-offs/1"):
        assert auditor.post(f"{here}/{step}").status == 403
    commissioner = sign_in(Role.COMMISSIONER)
    assert commissioner.post(f"{here}/sign-offs").status == 403


def test_what_the_force_is_asked_comes_back_when_it_was_not_taken(held: Record, sign_in: SignIn) -> None:
    desk = sign_in(Role.SECRETARIAT)
    here = built(desk)
    wanted = {"post": "chief-constable", "answer_by": "soon", "note": "Paragraph 3."}
    refused = desk.post(f"{here}/sign-offs", wanted)
    assert (refused.status, refused.value("answer_by"), refused.value("note")) == (
        422,
        "soon",
        "Paragraph 3.",
    )
    assert refused.value("approved_by"), "the other form is as it was"
    page = desk.post(f"{here}/sign-offs", {**wanted, "answer_by": "27 September 2023"})
    assert "Waiting for an answer" in page.text
    assert "Answer by 27 September 2023" in page.text
    said = desk.post(f"{here}/sign-offs/1", {"sign_off": "1", "version": "1", "by": "Ann Able"})
    assert (said.status, "Choose what the force said" in said.text) == (422, True)
    answer = {"authorised": "no", "by": "Ann Able", "words": "Paragraph 3 is wrong.", "version": "1"}
    page = desk.post(f"{here}/sign-offs/1", {**answer, "sign_off": "1"})
    assert "Not authorised" in page.text
    assert "The force has not authorised it" in page.text
    refused = desk.post(f"{here}/issue", {**BY, "form": "approve"})
    assert (refused.status, "Say why it is issued all the same" in refused.text) == (422, True)
    page = desk.post(f"{here}/issue", {**BY, "form": "approve", "without": "The Panel meets tomorrow."})
    assert "was issued on" in page.heading
    assert "The Panel meets tomorrow." in page.text
    panel = sign_in(Role.PANEL).get(here)
    assert panel.status == 200
    for kept in ("The Panel meets tomorrow.", "Paragraph 3"):
        assert kept not in panel.text


def test_the_panel_sees_of_a_snapshot_only_the_versions_that_are_issued(
    held: Record, sign_in: SignIn
) -> None:
    desk, panel = sign_in(Role.SECRETARIAT), sign_in(Role.PANEL)
    here = built(desk)
    page = desk.post(f"{here}/cuts", {"audience": "public"})
    assert "Version 1 for the public is cut from the same record." in page.text
    assert desk.post(f"{here}/cuts", {"audience": "nobody"}).status == 422
    desk.post(f"{here}/issue", BY)
    shown = panel.get(here)
    assert shown.status == 200
    assert "For the public" not in shown.text
    assert not shown.html.select("#cuts")


def test_the_list_is_filtered_once_it_is_long(held: Record, sign_in: SignIn) -> None:
    desk = sign_in(Role.SECRETARIAT)
    here = built(desk)
    desk.post(f"{here}/cuts", {"audience": "public"})
    assert not desk.get("/reports").html.select("#filter-kind")
    for _ in range(8):
        built(desk, kind="action-status")
    page = desk.get("/reports?audience=public")
    assert [one.text for one in page.html.select("tbody th")] == [
        "Action log of 17 May 2023, version 1 for the public"
    ]
    assert "Action status report (8)" in page.html.select_one("#filter-kind").text
    assert len(desk.get("/reports?kind=poem&state=lost").html.select("tbody tr")) == 10
    assert "No version is like that." in desk.get("/reports?state=issued").text


def test_a_report_about_a_post_or_an_action_is_built_from_its_page(held: Record, sign_in: SignIn) -> None:
    desk = sign_in(Role.SECRETARIAT)
    for here, button, words in (
        ("/posts/head-of-contact", "Build the owner’s report", "Head of contact"),
        ("/actions/PPM-001", "Build the action dossier", "Action 001"),
    ):
        forms = desk.get(here).html.select("form")
        (form,) = [one for one in forms if button in one.text]
        page = desk.post(str(form["action"]))
        assert "version 1 is a draft" in page.heading
        assert words in page.html.select_one(".app-caption").text
    assert sign_in(Role.OWNER).post("/posts/head-of-contact/reports").status == 403

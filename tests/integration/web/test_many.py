"""Many actions at once: ticked or all that match, what should change, what would, and then all of it or nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role
from tracker.models.actions import Action, DueChange
from tracker.models.mail import Mail

SignIn = Callable[..., Browser]
TWO = {"which": "ticked", "filter": "status=live", "action": ["PPM-001", "PPM-002"]}
AGREED = {
    "what": "due",
    "due": "30 November 2023",
    "due_cause": "agreed",
    "due_decided_by": "Commissioner",
    "reason": "The data <b>come</b> later.",
}


@pytest.fixture
def listed(on_record: Record) -> Record:
    on_record.meeting("2023-10-04")
    head = on_record.post("head-of-contact", holder="Ann Able")
    on_record.post("head-of-crime", holder="Bea Best")
    on_record.action("Bring the figures", due="2023-10-31", post=head)
    on_record.action("Repeat callers", due="2023-11-30", post=head)
    on_record.action("Show attendance", due="standing: until it improves", post=head)
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(listed: Record, sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


def hidden(page: Page) -> dict[str, Any]:
    """What the form of the preview carries."""
    form = page.html.select_one("form[action='/actions/many']")
    assert form is not None
    fields: dict[str, Any] = {}
    for field in form.select("input[type=hidden]"):
        if field["name"] == "action":
            fields.setdefault("action", []).append(field["value"])
        elif field["name"] != "csrf_token":
            fields[str(field["name"])] = field["value"]
    return fields


def test_lines_are_ticked_by_whoever_may_change_them_and_by_nobody_else(
    secretariat: Browser, sign_in: SignIn
) -> None:
    page = secretariat.get("/actions")
    assert [tick["value"] for tick in page.html.select("input[name=action]")] == [
        "PPM-001",
        "PPM-002",
        "PPM-003",
    ]
    assert "Change all 3 of these" in page.text
    assert "Change all 2 that match" in secretariat.get("/actions?due_from=2023-10-01&status=live").text
    for role in (Role.COMMISSIONER, Role.AUDITOR, Role.OWNER):
        browser = sign_in(role)
        assert browser.get("/actions").html.select("input[name=action]") == []
        assert browser.get("/actions/many?which=all").status == 403
        assert browser.post("/actions/many", {**TWO, **AGREED}).status == 403


def test_what_was_ticked_leads_to_the_choice_and_nothing_ticked_back_to_the_list(
    secretariat: Browser,
) -> None:
    page = secretariat.get("/actions/many?which=ticked&action=PPM-001&action=PPM-003&filter=status%3Dlive")
    assert page.heading == "What should change for 2 actions?"
    assert secretariat.get("/actions/many?which=all&filter=status%3Dlive").heading.endswith("3 actions?")
    back = secretariat.client.get("/actions/many?which=ticked&filter=status%3Dlive%26text%3Dx")
    assert (back.status_code, back.location) == (303, "/actions?status=live&text=x")
    assert "Tick some in the list" in secretariat.get("/actions").html.get_text()


def test_the_preview_shows_each_action_what_is_left_alone_and_the_mails(
    secretariat: Browser, listed: Record
) -> None:
    page = secretariat.post("/actions/many/preview", {**TWO, "which": "all", **AGREED})
    assert page.heading == "1 action will change"
    assert "31 October 2023" in page.text
    assert "It is due then already. PPM-002" in page.text
    assert "comes back at every meeting until its exit rule is met. PPM-003" in page.text
    assert "To Ann Able, Head of contact" in page.text
    assert "Why: The data <b>come</b> later." in page.text
    assert "Revised date agreed by Commissioner. It counts as slippage" in page.text
    assert listed.desk.session.exec(select(Mail)).all() == []


def test_the_button_does_what_was_read_and_leads_back_to_the_list(
    secretariat: Browser, listed: Record
) -> None:
    page = secretariat.post("/actions/many/preview", {**TWO, **AGREED})
    after = secretariat.post("/actions/many", hidden(page))
    assert "1 action was changed. 1 mail is in the queue." in after.html.get_text()
    assert after.html.select_one(".moj-filter__tag, .app-filter") is not None
    listed.desk.session.expire_all()
    action = listed.desk.session.exec(select(Action).where(Action.reference == "PPM-001")).one()
    assert (str(action.due_on), action.times_moved) == ("2023-11-30", 1)


def test_what_changed_meanwhile_is_shown_anew_and_nothing_is_written(
    secretariat: Browser, listed: Record
) -> None:
    page = secretariat.post("/actions/many/preview", {**TWO, "which": "all", **AGREED})
    listed.action("One more", due="2023-11-01", post=None)
    listed.desk.session.commit()
    again = secretariat.post("/actions/many", hidden(page))
    assert again.status == 409
    assert again.errors[0].startswith("Something changed after you looked: nothing was written.")
    assert again.heading == "2 actions will change"
    assert listed.desk.session.exec(select(DueChange)).all() == []
    listed.desk.session.rollback()
    assert "2 actions were changed" in secretariat.post("/actions/many", hidden(again)).html.get_text()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "what"),
        ({"what": "owner"}, "post"),
        ({"what": "priority"}, "priority"),
        ({"what": "due"}, "due_cause"),
        ({**AGREED, "due": "31 June"}, "due"),
        ({**AGREED, "due": "19 September 2023"}, "due"),
        ({**AGREED, "due_decided_by": " "}, "due_decided_by"),
        ({**AGREED, "reason": ""}, "reason"),
        ({"what": "meeting", "meeting_cause": "agreed", "reason": "So."}, "meeting"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    secretariat: Browser, typed: dict[str, str], field: str
) -> None:
    page = secretariat.post("/actions/many/preview", {**TWO, **typed})
    assert page.status == 422
    assert [item["href"] for item in page.html.select(".govuk-error-summary__list a")] == [f"#{field}"]
    assert page.html.find(id=field) is not None
    assert [one["value"] for one in page.html.select("input[name=action]")] == TWO["action"]


def test_one_can_go_back_from_the_preview_and_everything_is_as_it_was(secretariat: Browser) -> None:
    page = secretariat.post("/actions/many/preview", {**TWO, **AGREED})
    form = secretariat.post("/actions/many/preview", {**hidden(page), "back": "1"})
    assert form.value("due") == "30 November 2023"
    assert form.value("reason") == AGREED["reason"]


def test_an_update_is_asked_for(secretariat: Browser) -> None:
    page = secretariat.post("/actions/many/preview", {**TWO, "what": "ask", "reason": ""})
    assert page.heading == "An update will be asked for on 2 actions"
    after = secretariat.post("/actions/many", hidden(page))
    assert "An update is asked for on 2 actions. 1 mail is in the queue." in after.html.get_text()
    story = secretariat.get("/actions/PPM-001").text
    assert "Update asked for" in story


def test_added_to_a_meeting_they_are_among_its_matters_arising(secretariat: Browser) -> None:
    typed = {
        "what": "meeting",
        "meeting": "PPM-2023-10-04",
        "meeting_cause": "agreed",
        "meeting_decided_by": "Commissioner",
        "reason": "It fits the theme.",
    }
    page = secretariat.post("/actions/many/preview", {**TWO, **typed})
    assert "27 September 2023, for the meeting of 4 October 2023" in page.text
    secretariat.post("/actions/many", hidden(page))
    assert "Next meeting" in secretariat.get("/actions/PPM-001").text or "4 October 2023" in (
        secretariat.get("/actions/PPM-001").text
    )


def test_a_hostile_choice_is_a_sentence_and_not_a_crash(secretariat: Browser) -> None:
    for query in (
        "which=all&filter=%00%ff",
        "which=all&filter=status%3Dnothing",
        "action=%00",
        "which=ticked&action=" + "x" * 900,
    ):
        assert secretariat.get(f"/actions/many?{query}").status in (200, 303, 422)

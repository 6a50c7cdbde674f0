"""Changing what an action says, two people at once, and voiding what was logged in error."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record, acting_as
from tests.support.page import Browser, Page
from tracker.domain.viewers import Actor, Role
from tracker.models.actions import Action
from tracker.services.actions import Wanted, correct_action
from tracker.services.reviews import void_action

SignIn = Callable[..., Browser]
ASHA = Actor("Asha Bell", frozenset({Role.SECRETARIAT}), "web")


@pytest.fixture
def action(on_record: Record) -> Action:
    on_record.meeting("2023-10-04")
    raised = on_record.action("Bring the figures", due="2023-10-31", post=on_record.post("head-of-contact"))
    on_record.post("head-of-crime", holder="Bo Best")
    on_record.desk.session.commit()
    return raised


def fields(page: Page) -> dict[str, str]:
    """What the form would send as it stands."""
    found = {}
    for field in page.html.select("main form [name]"):
        if field.get("type") in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.option
            found[field["name"]] = chosen.get("value", "")
        else:
            found[field["name"]] = (
                field.get_text().strip() if field.name == "textarea" else field.get("value", "")
            )
    found.pop("csrf_token")
    return found


def test_the_form_starts_from_what_is_on_record_and_saving_it_changes_nothing(
    action: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    form = fields(browser.get("/actions/PPM-001/edit"))
    assert (form["title"], form["post"], form["due"], form["due_on"]) == (
        "Bring the figures",
        "head-of-contact",
        "date",
        "31 October 2023",
    )
    page = browser.post("/actions/PPM-001/edit", form)
    assert page.heading == "Action 001: Bring the figures"
    assert "never moved" in page.text


def test_what_is_changed_is_saved(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    form = fields(browser.get("/actions/PPM-001/edit"))
    changed = {
        "title": "Bring all figures",
        "post": "head-of-crime",
        "due": "next_meeting",
        "kind": "commitment",
    }
    page = browser.post("/actions/PPM-001/edit", {**form, **changed})
    assert page.heading == "Action 001: Bring all figures"
    assert "Head of crime Bo Best" in page.text
    assert "Meeting of 4 October 2023, papers by 27 September 2023" in page.text
    assert "Offered by its owner" in page.text


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title": " "}, "title", "Write what was asked."),
        ({"title": "x" * 501}, "title", "it has 501"),
        ({"asked": "x" * 10_001}, "asked", "10,000 characters"),
        (
            {"due": "date", "due_on": "31 June"},
            "due_on",
            "no “31 June” in the calendar. Type a date such as “4 October”",
        ),
        ({"due": "date", "due_on": "1 September 2023"}, "due_on", "is in the past"),
        ({"due": "date", "due_on": ""}, "due_on", "Give a date, such as"),
        ({"due": "meeting", "due_meeting": "PPM-1999-01-01"}, "due_meeting", "Choose the meeting"),
        ({"due": "standing", "exit_rule": " "}, "exit_rule", "what must be shown"),
        ({"parent": "PPM-999"}, "parent", "There is no such action"),
        ({"parent": "the other one"}, "parent", "is not the reference"),
    ],
)
def test_bad_input_is_named_kept_and_changes_nothing(
    action: Action, sign_in: SignIn, changed: dict[str, str], field: str, sentence: str
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    form = {**fields(browser.get("/actions/PPM-001/edit")), "agenda_item": "", **changed}
    page = browser.post("/actions/PPM-001/edit", form)
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.html.select_one(f".govuk-error-summary a[href='#{field}']") is not None
    assert page.html.find(id=field) is not None
    assert page.html.title.get_text().startswith("Error: ")
    kept = fields(page)
    assert all(kept[name] == value.strip() for name, value in changed.items() if name != "due_meeting")
    assert browser.get("/actions/PPM-001").heading == "Action 001: Bring the figures"


def save_first(record: Record, action: Action) -> None:
    """Asha Bell saves while someone else has the form open."""
    theirs = Wanted(title="Bring the figures by hub", post_id=action.post_id)
    correct_action(acting_as(record.desk, ASHA), action, theirs, version=None)
    record.desk.session.commit()


def test_a_second_save_shows_both_texts_and_loses_neither(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    form = {**fields(browser.get("/actions/PPM-001/edit")), "title": "Bring the figures by hour"}
    save_first(on_record, action)
    page = browser.post("/actions/PPM-001/edit", form)
    assert page.status == 409
    panel = page.html.select_one(".app-conflict").get_text(" ", strip=True)
    assert "Asha Bell saved a change at 10:00" in panel
    assert "Bring the figures by hour" in panel
    assert "Bring the figures by hub" in panel
    assert "No date yet" in panel
    assert browser.get("/actions/PPM-001").heading == "Action 001: Bring the figures by hub"


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        ({"resolution": "mine"}, "Bring the figures by hour"),
        ({"resolution": "theirs"}, "Bring the figures by hub"),
        ({"resolution": "merge", "merged_title": "By hub and by hour"}, "By hub and by hour"),
    ],
)
def test_after_a_conflict_the_person_chooses(
    on_record: Record, action: Action, sign_in: SignIn, choice: dict[str, str], title: str
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    form = {**fields(browser.get("/actions/PPM-001/edit")), "title": "Bring the figures by hour"}
    save_first(on_record, action)
    again = {**fields(browser.post("/actions/PPM-001/edit", form)), **choice}
    page = browser.post("/actions/PPM-001/edit", again)
    assert page.heading == f"Action 001: {title}"


def test_voiding_asks_for_the_reason_and_keeps_it(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    version = browser.get("/actions/PPM-001/void").value("version")
    refused = browser.post("/actions/PPM-001/void", {"version": version, "reason": " "})
    assert (refused.status, refused.errors) == (422, ["Give the reason: it is printed with the decision."])
    page = browser.post("/actions/PPM-001/void", {"version": version, "reason": "It repeats Action 008."})
    assert "Reason: It repeats Action 008." in page.text


def test_a_stale_void_is_asked_for_once_more_with_the_reason_kept(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    version = browser.get("/actions/PPM-001/void").value("version")
    save_first(on_record, action)
    page = browser.post("/actions/PPM-001/void", {"version": version, "reason": "Said twice"})
    assert (page.status, page.value("reason")) == (409, "Said twice")
    assert "Asha Bell saved a change at 10:00" in page.errors[0]
    again = browser.post("/actions/PPM-001/void", {"version": page.value("version"), "reason": "Said twice"})
    assert "Its number is not used again. Reason: Said twice" in again.text


def test_what_is_closed_is_not_changed_but_reopened(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    void_action(on_record.desk, action, reason="Said twice", version=None)
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    for what in ("edit", "void", "update", "evidence"):
        page = browser.get(f"/actions/PPM-001/{what}")
        assert page.status == 409
        assert "Reopen it first" in page.text

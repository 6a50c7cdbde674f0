"""The page on which the secretariat takes in what arrived after a meeting was closed, without scripts."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.sittings import at, close, desk_at, start
from tracker.domain.late_lines import LateLineState
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.models.sitting import LateLine
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.late_lines import keep_late_line
from tracker.store import actions, late_lines
from tracker.store.meetings import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
HERE = "/meetings/ppm-2023-10-04/late-lines"


@pytest.fixture
def two_lines(on_record: Record, wires: Wiring) -> None:
    """Line 1, of 15:58, under 3.1, raised by an answer; and line 2, of 15:59."""
    on_record.action("Raised in May")
    meeting = on_record.meeting("2023-10-04")
    item = add_agenda_item(on_record.desk, meeting, AgendaLine("3.1", "Contact"))
    start(on_record.desk, meeting)
    close(on_record.desk, meeting)
    for line, minute, item_id in (
        ("Bring the waits back due Friday (raised by the answer to Action 001)", "15:58", item.key),
        ("Count the cameras due next meeting", "15:59", None),
    ):
        keep_late_line(
            desk_at(on_record.desk, "16:20"),
            meeting,
            line=line,
            client_id=str(uuid4()),
            agenda_item_id=item_id,
            typed_at=at(minute),
        )
    on_record.desk.session.commit()
    wires.clock.set("2023-10-09")  # type: ignore[attr-defined]


@pytest.fixture
def secretary(sign_in: SignIn, two_lines: None) -> Browser:
    return sign_in(Role.SECRETARIAT)


def line(wires: Wiring, number: int) -> LateLine:
    with wires.read() as session:
        return late_lines.numbered(session, by_reference(session, "PPM-2023-10-04").key, number)


def form_of(browser: Browser, number: int, address: str = HERE) -> dict[str, str]:
    form = browser.get(address).html.select_one(f"#line-{number} form.app-form")
    chosen = form.select_one("option[selected]")
    return {
        **{f["name"]: f.get("value", "") for f in form.select("input")},
        **{f["name"]: f.get_text().strip("\r\n") for f in form.select("textarea")},
        "agenda_item": chosen["value"] if chosen else "",
    }


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECRETARIAT])
def test_only_the_secretariat_takes_lines_in(sign_in: SignIn, two_lines: None, role: Role) -> None:
    browser = sign_in(role)
    assert browser.get(HERE).status == 403
    assert browser.post(f"{HERE}/1/take-in", {"text": "x"}).status == 403
    assert browser.post(f"{HERE}/1/set-aside", {"aside": "x"}).status == 403


def test_each_line_shows_who_typed_it_when_and_what_is_understood_of_it(secretary: Browser) -> None:
    page = secretary.get(HERE)
    assert page.heading == "2 lines arrived after the meeting was closed"
    first = page.html.find(id="line-1")
    assert first.h2.get_text() == "Line 1: Sam Secretary typed at 15:58"
    assert "Due 6 October 2023" in " ".join(first.get_text(" ").split()), "the Friday after the meeting"
    assert form_of(secretary, 1) | {"csrf_token": ""} == {
        "csrf_token": "",
        "version": "1",
        "text": "Bring the waits back due Friday",
        "agenda_item": "3.1",
        "parent": "Action 001",
        "reason": "Typed at 15:58 during the meeting; the connection had failed",
    }


def test_a_line_is_taken_in_as_it_was_put_right(secretary: Browser, wires: Wiring) -> None:
    values = {**form_of(secretary, 1), "text": "Bring the waits back, by hub, due Friday"}
    page = secretary.post(f"{HERE}/1/take-in", values)
    assert "Taken in as action 002." in page.text
    assert page.heading == "1 line arrived after the meeting was closed"
    assert page.html.select_one("#line-1 a[href='/actions/PPM-002']")
    with wires.read() as session:
        action = actions.by_reference(session, THE_OFFICE, "PPM-002")
        parent = actions.by_reference(session, THE_OFFICE, "PPM-001")
    assert (action.title, action.due_on.isoformat(), action.parent_id) == (
        "Bring the waits back, by hub",
        "2023-10-06",
        parent.id,
    )
    assert action.raised_at == at("15:58")
    again = secretary.post(f"{HERE}/1/take-in", values)
    assert again.status == 409


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"reason": ""}, "reason-1", "Give the reason"),
        ({"text": "due Friday"}, "text-1", "what was asked"),
        ({"parent": "PPM-999"}, "parent-1", "There is no such action"),
        ({"agenda_item": "9.9"}, "agenda_item-1", "There is no item 9.9"),
    ],
)
def test_what_cannot_be_taken_in_still_waits_with_what_was_typed(
    secretary: Browser, wires: Wiring, typed: dict[str, str], field: str, sentence: str
) -> None:
    sent = {**form_of(secretary, 1), **typed}
    page = secretary.post(f"{HERE}/1/take-in", sent)
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.html.select_one(".govuk-error-summary a")["href"] == f"#{field}"
    assert page.html.find(id=field)
    form = page.html.select_one("#line-1 form.app-form")
    assert form.find(attrs={"name": "text"}).get_text().strip("\r\n") == sent["text"]
    assert form.find(attrs={"name": "reason"}).get_text().strip("\r\n") == sent["reason"]
    assert line(wires, 1).state is LateLineState.WAITING


def test_a_line_is_set_aside_with_a_reason_and_can_be_taken_in_after_all(
    secretary: Browser, wires: Wiring
) -> None:
    refused = secretary.post(f"{HERE}/2/set-aside", {"version": "1", "aside": " "})
    assert (refused.status, refused.html.find(id="aside-2-error") is not None) == (422, True)
    assert refused.html.select_one("#line-2 details").has_attr("open")
    page = secretary.post(f"{HERE}/2/set-aside", {"version": "1", "aside": "Said twice"})
    assert "Reason: Said twice" in page.html.find(id="line-2").get_text()
    assert line(wires, 2).state is LateLineState.SET_ASIDE
    again = page.html.select_one("#line-2 a")["href"].partition("#")[0]
    assert "Taken in" in secretary.post(f"{HERE}/2/take-in", form_of(secretary, 2, again)).text
    assert line(wires, 2).state is LateLineState.TAKEN_IN


def test_a_line_that_somebody_settled_meanwhile_is_shown_as_it_stands_now(secretary: Browser) -> None:
    stale = form_of(secretary, 2)
    secretary.post(f"{HERE}/2/set-aside", {"version": "1", "aside": "Said twice"})
    page = secretary.post(f"{HERE}/2/take-in", stale)
    assert page.status == 409
    assert "Someone settled this line meanwhile" in page.errors[0]


def test_a_line_is_read_again_as_it_is_typed(secretary: Browser) -> None:
    read = secretary.get(f"{HERE}/1/understood?text=Count+due+Monday&agenda_item=3.1")
    assert "Due 9 October 2023" in read.text
    assert secretary.get(f"{HERE}/99/understood?text=x").status == 404


def test_where_nothing_waits_the_page_says_so(secretary: Browser) -> None:
    for number in (1, 2):
        secretary.post(f"{HERE}/{number}/set-aside", {"version": "1", "aside": "Said twice"})
    assert secretary.get(HERE).heading == "No late line waits"


def test_the_secretariat_finds_waiting_lines_on_my_work_and_at_the_meeting(
    secretary: Browser, sign_in: SignIn
) -> None:
    for address in ("/", "/meetings/ppm-2023-10-04"):
        links = [a["href"] for a in secretary.get(address).html.main.select("a")]
        assert HERE in links, address
    other = sign_in(Role.COMMISSIONER)
    for address in ("/", "/meetings/ppm-2023-10-04"):
        assert HERE not in [a["href"] for a in other.get(address).html.main.select("a")], address

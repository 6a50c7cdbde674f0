"""Closing a meeting on its page: what is still open is shown first, the next meeting is asked for, and then the mails are read."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.october import NO_SUCH_DAY, OCTOBER, day, with_an_action
from tests.support.page import Browser, Page
from tests.support.sittings import at, close, start
from tracker.domain.attendance import NOT_EXPECTED, Attended, Marked
from tracker.domain.viewers import Role
from tracker.services.attendance import Mark, save_attendance
from tracker.services.late_lines import keep_late_line

SignIn = Callable[..., Browser]
CLOSE = f"{OCTOBER}/close"
MAILS = f"{OCTOBER}/mails"


@pytest.fixture
def record(on_record: Record) -> Record:
    return with_an_action(on_record)


@pytest.fixture
def secretariat(sign_in: SignIn, record: Record) -> Browser:
    browser = sign_in(Role.SECRETARIAT)
    browser.post(f"{OCTOBER}/start")
    return browser


def log(browser: Browser, *lines: str) -> None:
    for number, text in enumerate(lines):
        line = {"text": text, "client_id": f"00000000-0000-4000-8000-00000000000{number}"}
        assert browser.post(f"{OCTOBER}/actions", line).status == 200


def lists(page: Page) -> list[str]:
    return [heading.get_text(" ", strip=True) for heading in page.html.select(".app-todo h2")]


def test_a_meeting_that_has_not_started_cannot_be_closed(sign_in: SignIn, record: Record) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert browser.get(CLOSE).status == 409
    assert browser.post(CLOSE).status == 409


def test_what_is_still_open_is_shown_before_a_meeting_is_closed_with_where_it_is_settled(
    secretariat: Browser,
) -> None:
    log(secretariat, "Ask the fire service", "Show outcomes, a standing item")
    page = secretariat.get(CLOSE)
    assert page.heading == "3 actions need a look before you close"
    assert lists(page) == [
        "Raised without an owner (2)",
        "Without a date (1)",
        "Standing without an exit rule (1)",
        "Not reached (1)",
    ]
    assert "1 open action from before it is carried forward" in page.text
    settle = {a["href"] for a in page.html.select(".app-arising__facts a")}
    assert settle == {
        f"{OCTOBER}/actions/PPM-002/edit",
        f"{OCTOBER}/actions/PPM-003/edit",
        f"{OCTOBER}/matters-arising/PPM-001",
    }
    for address in settle:
        assert secretariat.get(address).status == 200


def test_what_is_recommended_and_what_was_deferred_wait_for_a_decision(secretariat: Browser) -> None:
    form = secretariat.get("/actions/PPM-001/update")
    taken_down = {name: form.value(name) for name in ("client_id", "by_name", "received_by", "given_on")}
    answer = {**taken_down, "way": "telephone", "text": "Done.", "rating": "green"}
    assert secretariat.post("/actions/PPM-001/update", {**answer, "choice": "close"}).status == 200
    assert lists(secretariat.get(CLOSE)) == ["Recommended for closure, not decided (1)"]
    card = f"{OCTOBER}/matters-arising/PPM-001"
    decision = {
        "version": secretariat.get(card).value("version"),
        "outcome": "deferred",
        "decided_by": "Dana Deputy",
    }
    done = secretariat.post(card, decision)
    assert done.status == 200, done.errors
    assert "Deferred (1)" in lists(secretariat.get(CLOSE))


def test_who_came_the_notes_and_lines_that_arrived_late_are_asked_after(
    secretariat: Browser, record: Record
) -> None:
    assert secretariat.get(CLOSE).html.select(".app-arising a[href$=attendance]") == []
    desk, meeting, may = record.desk, record.meeting("2023-10-04"), record.meeting("2023-05-17")
    start(desk, may)
    close(desk, may)
    said = at("15:00", "2023-05-17")
    keep_late_line(desk, may, line="Said in May", client_id="late-1", agenda_item_id=None, typed_at=said)
    marked = [Mark(record.post().key, Marked(Attended.EXPECTED), NOT_EXPECTED)]
    save_attendance(desk, meeting, marked)
    may = record.meeting("2023-05-17")
    moment = desk.moment.now
    keep_late_line(desk, may, line="Said in May", client_id="late-1", agenda_item_id=None, typed_at=moment)
    desk.session.commit()
    secretariat.post(f"{OCTOBER}/agenda", {"line": "1 Matters arising"})
    page = secretariat.get(CLOSE)
    said = [item.get_text(" ", strip=True) for item in page.html.select("main > ul .app-arising__item")]
    assert said == [
        "Head of contact is still marked as expected: who came is not said. Mark who came",
        "One agenda item has no notes. Write them",
        "One line arrived after the meeting of 17 May 2023 was closed. Take it in or set it aside",
    ]


def test_where_nothing_is_left_the_page_says_so(sign_in: SignIn, on_record: Record) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    browser.post(f"{OCTOBER}/start")
    page = browser.get(CLOSE)
    assert page.heading == "Everything is settled: the meeting can be closed"
    assert "Nothing is carried forward." in page.text


def test_closing_leads_to_the_mails_and_says_what_it_did(secretariat: Browser) -> None:
    log(secretariat, "Show call times @head-of-contact due 30 November")
    page = secretariat.post(CLOSE, {"next_meeting": "unknown"})
    assert page.heading == "1 mail waits for you to read and release"
    assert "The meeting is closed. One action is carried forward." in page.text
    assert secretariat.get(CLOSE).status == 409
    assert secretariat.get(OCTOBER).heading == "Held on 4 October 2023: 1 action raised"


def test_the_next_meeting_is_proposed_from_the_habit_of_the_series(
    sign_in: SignIn, on_record: Record
) -> None:
    for sat in ("2023-04-05", "2023-07-05", "2023-10-04"):
        on_record.meeting(sat)
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    browser.post(f"{OCTOBER}/start")
    page = browser.get(CLOSE)
    proposed = [field["value"] for field in page.html.find_all(attrs={"name": "starts_on"})]
    assert proposed == ["3", "1", "2024"]
    assert (page.value("starts_at"), page.value("venue")) == ("14:30", "Oak Room")


def test_the_next_meeting_is_scheduled_with_the_closing_and_what_is_due_then_gets_its_date(
    secretariat: Browser,
) -> None:
    log(secretariat, "Show call times @head-of-contact due next meeting")
    wanted = {"starts_on": day("6", "12", "2023"), "starts_at": "2pm", "venue": "Elm Room"}
    page = secretariat.post(CLOSE, {"next_meeting": "schedule", **wanted})
    assert "The next meeting is on Wednesday 6 December 2023." in page.text
    assert "Due for the papers of the meeting of 6 December 2023" in page.text or "6 December" in page.text
    assert "Wednesday 6 December 2023 at 14:00" in secretariat.get("/meetings/ppm-2023-12-06").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        *NO_SUCH_DAY,
        ({"starts_on": day("4", "10", "2023")}, "give a date after 4 October 2023"),
        ({"starts_on": day("3", "10", "2023")}, "give a date after 4 October 2023"),
        ({"venue": "x" * 201}, "Keep the place to 200 characters."),
        ({"next_meeting": "perhaps"}, "Say when the next meeting is"),
    ],
)
def test_a_next_meeting_that_cannot_be_closes_nothing_and_keeps_what_was_typed(
    secretariat: Browser, typed: dict[str, object], sentence: str
) -> None:
    given = {"next_meeting": "schedule", "starts_on": day("6", "12", "2023"), "venue": "Elm Room", **typed}
    page = secretariat.post(CLOSE, given)
    assert page.status == 422
    assert any(sentence in error for error in page.errors), page.errors
    assert page.value("venue") == given["venue"]
    assert secretariat.get(OCTOBER).heading == "In session since 10:00"


def test_what_was_typed_of_a_meeting_that_is_not_known_yet_is_not_looked_at(secretariat: Browser) -> None:
    page = secretariat.post(CLOSE, {"next_meeting": "unknown", "starts_on": day("31", "6", "2024")})
    assert "The meeting is closed." in page.text
    assert "The next meeting is on" not in page.text


def test_where_the_next_meeting_is_scheduled_its_day_is_said_and_no_other_is_asked_for(
    secretariat: Browser, record: Record
) -> None:
    record.meeting("2023-12-06")
    record.desk.session.commit()
    page = secretariat.get(CLOSE)
    assert "The next meeting is on Wednesday 6 December 2023" in page.text
    assert page.html.find(attrs={"name": "next_meeting"}) is None
    assert "The next meeting is on Wednesday 6 December 2023." in secretariat.post(CLOSE).text


def test_of_two_who_press_the_button_one_closes_and_the_other_is_told(secretariat: Browser) -> None:
    assert secretariat.post(CLOSE).status == 200
    again = secretariat.post(CLOSE)
    assert again.status == 409
    assert "held" in again.text


@pytest.mark.parametrize(
    "role", [Role.COMMISSIONER, Role.OWNER, Role.PANEL, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_only_the_secretariat_closes_a_meeting(sign_in: SignIn, secretariat: Browser, role: Role) -> None:
    other = sign_in(role)
    assert other.get(CLOSE).status == 403
    assert other.post(CLOSE).status == 403
    assert secretariat.get(CLOSE).status == 200

"""The meeting room: a typed line becomes an action, once; what cannot be taken is told and kept."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.people import Post
from tracker.models.record import HistoryRow
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
JSON = {"Accept": "application/json"}


def client_id(number: int = 1) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


class Room:
    """A scribe in the room."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.token = browser.token()

    def send(self, text: str, number: int = 1, **given: str) -> Any:
        """Logs a line as the script of the page does."""
        data = {"text": text, "client_id": client_id(number), **given}
        return self.browser.client.post(
            f"{OCTOBER}/actions", data=data, headers={**JSON, "X-CSRFToken": self.token}
        )

    def understood(self, text: str, **given: str) -> str:
        page = self.browser.get(
            f"{OCTOBER}/understood", query_string={"text": text, **given}, headers={"HX-Request": "true"}
        )
        return page.text


@pytest.fixture
def record(on_record: Record) -> Record:
    october = on_record.meeting("2023-10-04")
    for number, title in (
        ("1", "Matters arising"),
        ("3.1", "Contact and response"),
        ("", "Any other business"),
    ):
        add_agenda_item(on_record.desk, october, AgendaLine(number, title))
    on_record.post("head-of-contact")
    on_record.post("head-of-roads", holder="Rae Roads")
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def room(sign_in: SignIn, record: Record) -> Room:
    return Room(sign_in(Role.SECRETARIAT))


def action(wires: Wiring, reference: str) -> Action:
    with wires.read() as session:
        return session.exec(select(Action).where(Action.reference == reference)).one()


def test_a_line_becomes_an_action_with_its_owner_date_and_item(
    room: Room, wires: Wiring, record: Record
) -> None:
    december = record.meeting("2023-12-06")
    record.desk.session.commit()
    answer = room.send("Bring the waiting times back @head of contact due next meeting for 3.1")
    assert (answer.status_code, answer.json["reference"]) == (201, "PPM-001")
    assert answer.json["due_on"] == "2023-11-29", "the next meeting is the one after this one"
    logged = action(wires, "PPM-001")
    assert (logged.title, logged.due_meeting_id) == ("Bring the waiting times back", december.id)
    assert logged.post_id is not None
    assert logged.agenda_item_id is not None


def test_the_same_line_sent_again_is_the_same_action(room: Room, wires: Wiring) -> None:
    assert room.send("Bring it back").status_code == 201
    again = room.send("Bring it back")
    assert (again.status_code, again.json["reference"]) == (200, "PPM-001")
    assert room.send("Ask again", 2).json["reference"] == "PPM-002"
    with wires.read() as session:
        events = [row.event for row in session.exec(select(HistoryRow)).all()]
    assert events.count("action.raised") == 2


def test_an_upper_case_client_id_is_the_same_one(room: Room) -> None:
    room.send("Bring it back", client_id="6B9F4F0E-5D0C-4C52-9F0E-0D8F0F6A7B11")
    again = room.send("Bring it back", client_id="6b9f4f0e-5d0c-4c52-9f0e-0d8f0f6a7b11")
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": ""}, "Type what was asked"),
        ({"text": "x" * 10_000}, "10,000 characters"),
        ({"text": "Bring it @nobody"}, "No post fits “@nobody”"),
        ({"text": "Bring it @head"}, "fits more than one post"),
        ({"text": "Bring it due 31 June"}, "31 June"),
        ({"text": "Bring it due 4 September 2023"}, "in the past"),
        ({"text": "Bring it for 9.9"}, "There is no item 9.9"),
        ({"text": "Bring it", "agenda_item": "9.9"}, "There is no item 9.9"),
        ({"text": "Bring it", "client_id": "1"}, "a UUID"),
        ({"text": "Bring it", "client_id": ""}, "a UUID"),
    ],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(
    room: Room, wires: Wiring, given: dict[str, str], sentence: str
) -> None:
    answer = room.send(**given)
    assert answer.status_code == 422
    assert sentence in answer.json["error"]
    assert room.send("Bring the figures", 9).json["reference"] == "PPM-001", "no number was used up"


def test_a_title_of_500_characters_is_taken(room: Room, wires: Wiring) -> None:
    assert room.send("x" * 500).status_code == 201
    assert len(action(wires, "PPM-001").title) == 500


def test_a_line_keeps_the_minute_at_which_it_was_typed(room: Room, wires: Wiring) -> None:
    typed = datetime.now(UTC) - timedelta(minutes=30)
    room.send("Bring it back", typed_at=typed.isoformat())
    record_now = datetime(2023, 9, 20, 9, 0, tzinfo=UTC)
    late = action(wires, "PPM-001").raised_at - (record_now - timedelta(minutes=30))
    assert abs(late) < timedelta(seconds=30)
    for number, nonsense in enumerate(("1999-01-01T00:00:00Z", "tomorrow", "2999-01-01T00:00:00Z"), 2):
        room.send("Bring it back", number, typed_at=nonsense)
        assert action(wires, f"PPM-{number:03d}").raised_at == record_now


def test_json_is_taken_as_well_as_a_form(room: Room) -> None:
    given = {"text": "Bring it back", "client_id": client_id()}
    headers = {**JSON, "X-CSRFToken": room.token}
    answer = room.browser.client.post(f"{OCTOBER}/actions", json=given, headers=headers)
    assert (answer.status_code, answer.json["number"]) == (201, "Action 001")
    for broken in ("[1]", "null", "{"):
        answer = room.browser.client.post(
            f"{OCTOBER}/actions", data=broken, content_type="application/json", headers=headers
        )
        assert answer.status_code == 422


def test_at_a_meeting_that_is_over_nothing_is_logged(room: Room) -> None:
    room.browser.post(f"{OCTOBER}/start")
    room.browser.post(f"{OCTOBER}/close")
    answer = room.send("Bring it back")
    assert answer.status_code == 409
    assert "closed at 10:00, before this was typed" in answer.json["error"]
    page = room.browser.get(f"{OCTOBER}/live")
    assert (page.status, page.heading) == (200, "This meeting is closed")
    assert page.html.select_one("[data-log]")["data-log"] == f"{OCTOBER}/actions", (
        "what waits is sent from here"
    )


def test_without_scripts_the_room_is_an_ordinary_form(room: Room) -> None:
    page = room.browser.get(f"{OCTOBER}/live")
    assert page.heading == "4 October 2023, not started yet"
    sent = {
        "text": "Bring it back due 30 November 2023",
        "client_id": page.value("client_id"),
        "agenda_item": "3.1",
    }
    after = room.browser.post(f"{OCTOBER}/actions", sent)
    assert "Action 001 Bring it back" in after.text
    assert "due 30 November 2023" in after.text
    assert after.value("agenda_item") == "3.1", "the item under discussion stays"
    assert after.value("text") == ""
    assert after.value("client_id") != sent["client_id"]


def test_without_scripts_a_refused_line_stays_in_the_box(room: Room) -> None:
    sent = {"text": "Bring it @nobody", "client_id": client_id(), "agenda_item": "3.1"}
    page = room.browser.post(f"{OCTOBER}/actions", sent)
    assert page.status == 422
    assert "No post fits “@nobody”" in page.html.find(id="line-problem").get_text()
    assert (page.value("text"), page.value("client_id")) == ("Bring it @nobody", client_id())
    assert page.text.count("No post fits") == 1


def test_without_scripts_the_post_that_is_chosen_of_two_is_the_owner(room: Room, wires: Wiring) -> None:
    sent = {"text": "Ask @head, then bring it back", "client_id": client_id(), "agenda_item": "3.1"}
    asks = room.browser.post(f"{OCTOBER}/actions", sent)
    offered = [button["value"] for button in asks.html.select("#line button[name=choose]")]
    assert sorted(offered) == ["@head-of-contact", "@head-of-roads"]
    room.browser.post(f"{OCTOBER}/actions", {**sent, "choose": "@head-of-roads"})
    logged = action(wires, "PPM-001")
    assert logged.title == "Ask, then bring it back"
    with wires.read() as session:
        assert session.get_one(Post, logged.post_id).code == "head-of-roads"


def test_a_choice_that_was_not_offered_changes_nothing_of_the_line(room: Room, wires: Wiring) -> None:
    sent = {"text": "Ask @head", "client_id": client_id(), "choose": "@nobody"}
    page = room.browser.post(f"{OCTOBER}/actions", sent)
    assert (page.status, page.value("text")) == (422, "Ask @head")


def test_pasted_lines_become_one_action_and_that_is_said(room: Room) -> None:
    assert "These 2 lines become one action" in room.understood("Bring the figures\n\nby hour\n")
    assert "become one action" not in room.understood("Bring the figures\n")


def test_what_is_understood_is_shown_as_it_is_typed(room: Room, record: Record) -> None:
    assert "not scheduled yet" in room.understood("Bring it due next meeting")
    record.meeting("2023-12-06")
    record.desk.session.commit()
    shown = room.understood("Bring it @head of contact due next meeting", agenda_item="3.1")
    assert "Owner Head of contact" in shown
    assert "Due next meeting , papers by 29 November 2023" in shown
    assert "Under 3.1 Contact and response" in shown
    assert "No date yet" in room.understood("Bring it @head of contact")
    assert "every meeting until it rises" in room.understood("Show it every meeting until it rises")
    assert "There is no item 9.9" in room.understood("Bring it for 9.9")
    assert "Say what was asked" in room.understood("  ")


def test_the_cheat_sheet_shows_this_meetings_own_words_and_what_they_mean(room: Room, record: Record) -> None:
    record.meeting("2023-12-06")
    record.desk.session.commit()
    page = room.browser.get(f"{OCTOBER}/live")
    rows = page.html.select("#sheet .app-sheet__row")
    shown = {row.dt.get_text(strip=True): row.dd.get_text(strip=True) for row in rows}
    assert shown["@head-of-roads"] == "Head of roads"
    assert shown["@able"] == "Head of contact", "Ann Able holds it"
    assert shown["due next meeting"] == "papers by 29 November 2023"
    assert shown["due 6 Dec"] == "6 December 2023"
    assert shown["for 3.1"] == "3.1 Contact and response"


def test_where_two_posts_fit_they_are_offered(room: Room) -> None:
    page = room.browser.get(f"{OCTOBER}/understood", query_string={"text": "Bring it @head due Friday"})
    offered = {b["data-insert"]: b["data-replaces"] for b in page.html.select("[data-insert]")}
    assert offered == {"@head-of-contact": "@head", "@head-of-roads": "@head"}


def test_an_unchanged_list_costs_an_empty_answer(room: Room) -> None:
    room.send("Bring it back")
    first = room.browser.get(f"{OCTOBER}/logged")
    version = first.html.find(id="logged")["data-version"]
    assert "Action 001" in first.text
    again = room.browser.get(f"{OCTOBER}/logged", query_string={"version": version})
    assert (again.status, again.response.get_data()) == (204, b"")
    room.send("Ask again", 2)
    assert room.browser.get(f"{OCTOBER}/logged", query_string={"version": version}).status == 200


def test_the_matters_arising_follow_the_item_under_discussion(room: Room, record: Record) -> None:
    may = record.meeting("2023-05-17")
    item = add_agenda_item(record.desk, may, AgendaLine("7", "Contact and response"))
    about = record.action("Bring the waiting times back")
    about.agenda_item_id = item.id
    record.action("Count the cameras")
    record.desk.session.commit()
    fragment = {"HX-Request": "true"}
    under = room.browser.get(f"{OCTOBER}/live", query_string={"item": "3.1"}, headers=fragment)
    assert [h.get_text(strip=True) for h in under.html.select(".app-matter h3 a")] == ["Action 001"]
    every = room.browser.get(f"{OCTOBER}/live", query_string={"item": "1"}, headers=fragment)
    assert len(every.html.select(".app-matter")) == 2
    assert under.html.find("html") is None
    restored = {**fragment, "HX-History-Restore-Request": "true"}
    assert room.browser.get(f"{OCTOBER}/live", headers=restored).html.find("html")


def test_an_item_without_a_number_can_be_under_discussion(room: Room, wires: Wiring) -> None:
    page = room.browser.get(f"{OCTOBER}/live")
    key = page.html.select(".app-agenda__link")[-1]["data-item"]
    assert room.send("Thank the staff", agenda_item=key).status_code == 201
    assert action(wires, "PPM-001").agenda_item_id is not None

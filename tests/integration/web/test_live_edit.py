"""A logged action is corrected and voided in its place, or on a page of its own."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.actions import Closure, Kind
from tracker.domain.due import DueKind
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
ONE = f"{OCTOBER}/actions/PPM-001"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def record(on_record: Record) -> Record:
    october, head = on_record.meeting("2023-10-04"), on_record.post("head-of-contact")
    for number, title in (("3.1", "Contact and response"), ("3.2", "Roads")):
        add_agenda_item(on_record.desk, october, AgendaLine(number, title))
    on_record.post("head-of-roads", holder="Rae Roads")
    on_record.action("Bring the waiting times back", meeting=october, post=head, due="next meeting")
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def scribe(sign_in: SignIn, record: Record) -> Browser:
    return sign_in(Role.SECRETARIAT)


def on_record_now(wires: Wiring) -> Action:
    with wires.read() as session:
        return session.exec(select(Action).where(Action.reference == "PPM-001")).one()


def version(browser: Browser) -> str:
    return browser.get(f"{ONE}/edit").value("version")


def in_place(browser: Browser, **typed: str) -> Page:
    data = {"version": version(browser), **typed}
    return browser.post(ONE, data, headers=HTMX)


def test_the_form_stands_in_the_place_of_the_line_or_on_a_page_of_its_own(scribe: Browser) -> None:
    fragment = scribe.get(f"{ONE}/edit", headers=HTMX)
    assert fragment.html.find("html") is None
    assert fragment.html.find("li")["id"] == "logged-PPM-001"
    page = scribe.get(f"{ONE}/edit")
    assert page.heading == "Change Action 001"
    assert (page.value("title"), page.value("due")) == ("Bring the waiting times back", "next meeting")
    cancel = page.html.find("a", string="Cancel")["href"]
    assert scribe.client.get(cancel).headers["Location"] == f"{OCTOBER}/live"
    line = scribe.get(f"{OCTOBER}/logged", query_string={"entry": "PPM-001"}, headers=HTMX)
    assert line.html.select_one(".app-logged__what").get_text() == "Bring the waiting times back"


def test_everything_that_was_logged_can_be_corrected(scribe: Browser, wires: Wiring) -> None:
    line = in_place(
        scribe,
        title="Bring the 101 waiting times back",
        asked="By hour of the day",
        owner="Head of roads",
        due="30 November 2023",
        agenda_item="3.2 Roads",
    )
    assert line.status == 200
    assert "Head of roads · due 30 November 2023" in line.text
    now = on_record_now(wires)
    assert (now.title, now.asked) == ("Bring the 101 waiting times back", "By hour of the day")
    assert (now.due_kind, now.due_on.isoformat()) == (DueKind.DATE, "2023-11-30")
    page = scribe.get(f"{ONE}/edit")
    chosen = [option["value"] for option in page.html.select("option[selected]")]
    assert chosen == ["Head of roads", "3.2 Roads"]


def test_what_is_not_sent_stays_as_it_is(scribe: Browser, wires: Wiring) -> None:
    before = on_record_now(wires)
    in_place(scribe, title="Bring them back")
    now = on_record_now(wires)
    assert (now.post_id, now.due_kind, now.due_meeting_id) == (before.post_id, before.due_kind, None)


def test_a_due_date_that_is_past_by_now_may_stay_while_something_else_is_put_right(
    scribe: Browser, wires: Wiring, record: Record
) -> None:
    in_place(scribe, due="25 September 2023")
    wires.clock.set("2023-10-04")
    page = in_place(scribe, title="Bring them back", due="25 September 2023")
    assert page.status == 200
    assert on_record_now(wires).title == "Bring them back"


def test_an_action_becomes_a_standing_item_and_ordinary_again(scribe: Browser, wires: Wiring) -> None:
    in_place(scribe, due="every meeting until it rises")
    assert (on_record_now(wires).kind, on_record_now(wires).exit_rule) == (Kind.STANDING, "it rises")
    in_place(scribe, due="next meeting", owner="")
    now = on_record_now(wires)
    assert (now.kind, now.due_kind, now.post_id) == (Kind.ACTION, DueKind.NEXT_MEETING, None)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"title": "  "}, "title", "Write what was asked."),
        ({"title": "x" * 501}, "title", "Keep it to 500 characters"),
        ({"asked": "x" * 10_001}, "asked", "Keep the details to 10,000 characters"),
        ({"due": "31 June"}, "due", "There is no “31 June”"),
        ({"due": "1 September 2023"}, "due", "in the past"),
        ({"due": "soon"}, "due", "“soon” does not say which day. Type one, such as “4 October”"),
        ({"owner": "Nobody"}, "owner", "There is no post “Nobody”"),
        ({"agenda_item": "9.9"}, "agenda_item", "There is no item 9.9"),
    ],
)
def test_a_correction_that_cannot_be_taken_keeps_what_was_typed(
    scribe: Browser, wires: Wiring, typed: dict[str, str], field: str, sentence: str
) -> None:
    fragment = in_place(scribe, **typed)
    assert fragment.status == 422
    assert sentence in fragment.html.find(id=f"{field}-ppm-001-error").get_text()
    page = scribe.post(ONE, {"version": version(scribe), **typed})
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.html.find(id=page.html.select_one(".govuk-error-summary a")["href"][1:])
    if field in {"due", "asked"}:
        assert page.value(field) == typed[field]
    assert on_record_now(wires).version == 1


def test_two_who_correct_one_action_see_both_texts_and_lose_neither(scribe: Browser, wires: Wiring) -> None:
    seen = version(scribe)
    scribe.post(
        ONE, {"version": seen, "title": "Bring the waits back", "due": "30 November 2023"}, headers=HTMX
    )
    late = {"version": seen, "title": "Bring the waiting times back, by hour", "owner": "Head of roads"}
    fragment = scribe.post(ONE, late, headers=HTMX)
    assert fragment.status == 409
    assert "You typed Bring the waiting times back, by hour" in fragment.text
    assert "Secretariat saved Bring the waits back" in fragment.text
    names = {i["name"] for i in fragment.html.select(".app-conflict__text input")}
    assert names == {"title", "owner"}, "only what differs is asked about"
    again = {"version": fragment.value("version"), **{n: late[n] for n in names}}
    theirs = scribe.post(ONE, {**again, "resolution": "theirs"}, headers=HTMX)
    assert "Bring the waits back" in theirs.text
    mine = scribe.post(ONE, {**again, "resolution": "mine"}, headers=HTMX)
    assert mine.status == 200
    now = on_record_now(wires)
    assert (now.title, now.due_on.isoformat()) == ("Bring the waiting times back, by hour", "2023-11-30")


def test_an_action_logged_in_error_is_void_and_its_number_is_never_used_again(
    scribe: Browser, wires: Wiring
) -> None:
    page = scribe.get(f"{ONE}/void")
    assert page.heading == "Is action 001 void?"
    refused = scribe.post(f"{ONE}/void", {"version": page.value("version"), "reason": " "})
    assert (refused.status, refused.errors) == (
        422,
        ["Say why it is void: the reason is printed beside its number."],
    )
    done = scribe.post(f"{ONE}/void", {"version": page.value("version"), "reason": "Logged twice"})
    assert "Void Logged twice" in done.text
    assert on_record_now(wires).closure is Closure.VOID
    line = {"text": "Bring it back", "client_id": "00000000-0000-4000-8000-000000000001"}
    assert "Action 002" in scribe.post(f"{OCTOBER}/actions", line).text


def test_voiding_in_place_asks_for_the_reason_in_place(scribe: Browser, wires: Wiring) -> None:
    seen = version(scribe)
    asked = scribe.post(f"{ONE}/void", {"version": seen, "reason": ""}, headers=HTMX)
    assert asked.status == 422
    assert asked.html.find(id="void-ppm-001-error")
    assert asked.html.find("details").has_attr("open")
    stale = scribe.post(f"{ONE}/void", {"version": "99", "reason": "Twice"}, headers=HTMX)
    assert stale.status == 409
    line = scribe.post(f"{ONE}/void", {"version": seen, "reason": "Twice"}, headers=HTMX)
    assert "Void Twice" in line.text
    assert not line.html.select(".app-logged__change")


def test_an_action_of_another_meeting_is_not_corrected_here(scribe: Browser, record: Record) -> None:
    other = record.action("Count the cameras")
    record.desk.session.commit()
    for address in ("edit", "void"):
        assert scribe.get(f"{OCTOBER}/actions/{other.reference}/{address}").status == 404
    assert scribe.post(f"{OCTOBER}/actions/{other.reference}", {"title": "x"}).status == 404


def test_once_the_meeting_is_held_its_log_is_not_changed_here(scribe: Browser) -> None:
    seen = version(scribe)
    scribe.post(f"{OCTOBER}/start")
    scribe.post(f"{OCTOBER}/close")
    assert scribe.get(f"{ONE}/edit").status == 409
    assert scribe.post(ONE, {"version": seen, "title": "Changed"}).status == 409

"""The private calendar address of a post: who may have it, what it shows, and when it stops working."""

from collections.abc import Callable
from datetime import date

import pytest
from icalendar import Calendar
from werkzeug.test import TestResponse

from tests.support.builders import COMMISSIONER, Record, acting_as
from tests.support.page import Browser
from tracker.domain.actions import Move
from tracker.domain.evidence import EvidenceKind
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.evidence import Document, Evidence
from tracker.services import posts as service
from tracker.services.limits import CALENDAR
from tracker.services.reviews import Decision, record_review
from tracker.store import posts
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
PAGE = "/posts/head-of-contact/calendar"


@pytest.fixture(autouse=True)
def on_file(on_record: Record) -> Record:
    """Ann Able owes an action for the meeting of 4 October, a dated one, and one without a date; Bea Best another."""
    head = on_record.post(since="2023-07-01")
    meeting = on_record.meeting("2023-10-04")
    papers = on_record.action("Bring the figures", due="2023-09-27", post=head, on="2023-05-17")
    papers.due_meeting_id = meeting.key
    on_record.action("Mend the roof", due="2023-09-01", post=head, on="2023-05-17")
    on_record.action("Some day", post=head)
    on_record.action("Of another", due="2023-09-27", post=on_record.post("estates", holder="Bea Best"))
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


def person(wires: Wiring, name: str) -> int | None:
    with wires.read() as session:
        return next(one.id for one in posts.persons(session) if one.name == name)


def made(browser: Browser) -> str:
    """The address that the page makes, as the browser of the public would ask for it."""
    page = browser.post(PAGE)
    address = page.html.select_one("#address")
    assert address is not None, page.text
    return "/calendar/" + address.get_text().rpartition("/")[2]


def fetch(visitor: Browser, address: str, **options: object) -> TestResponse:
    return visitor.client.get(address, **options)


def events(visitor: Browser, address: str) -> dict[str, object]:
    answer = fetch(visitor, address)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_nobody_has_an_address_until_one_is_made(secretariat: Browser, visitor: Browser) -> None:
    page = secretariat.get(PAGE)
    assert "There is no address yet." in page.text
    assert page.html.select_one("#address") is None
    assert fetch(visitor, "/calendar/1-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics").status_code == 410


def test_it_shows_what_the_post_owes_and_nothing_that_opens_anything(
    secretariat: Browser, visitor: Browser
) -> None:
    found = events(visitor, made(secretariat))
    assert list(found) == [
        "Update due: Action 002, Mend the roof",
        "Papers due: Action 001, Bring the figures",
    ]
    words = str(found["Papers due: Action 001, Bring the figures"]["description"])  # type: ignore[index]
    assert words.startswith(
        "OFFICIAL\n\nPapers for the meeting of 4 October 2023 due Wednesday 27 September 2023."
    )
    assert "/actions/PPM-001" in words
    assert "/update/" not in words


def decide(record: Record, number: int, decision: Decision) -> None:
    session = record.desk.session
    desk = acting_as(record.desk, COMMISSIONER)
    record_review(desk, session.get_one(Action, number), decision, meeting=None, version=None)
    session.commit()


def statuses(visitor: Browser, address: str) -> dict[str, str]:
    return {
        title.partition(", ")[2]: str(event["status"])  # type: ignore[index]
        for title, event in events(visitor, address).items()
    }


def test_what_is_closed_is_cancelled_at_once_and_goes_away_after_a_month(
    secretariat: Browser, visitor: Browser, on_file: Record, wires: Wiring
) -> None:
    address = made(secretariat)
    decide(on_file, 1, Decision(Move.COMPLETE, reason="Seen in the pack"))
    assert statuses(visitor, address) == {"Bring the figures": "CANCELLED", "Mend the roof": "CONFIRMED"}
    wires.clock.set("2023-10-22")  # type: ignore[attr-defined]
    assert statuses(visitor, address) == {"Mend the roof": "CONFIRMED"}


def test_a_date_that_moves_keeps_its_event_and_one_that_is_not_due_any_more_is_cancelled(
    secretariat: Browser, visitor: Browser, on_file: Record
) -> None:
    address = made(secretariat)
    before = {str(event["uid"]): int(event["sequence"]) for event in events(visitor, address).values()}  # type: ignore[index]
    decide(on_file, 1, Decision(Move.REVISED_DATE, reason="Agreed", revised_to=date(2023, 11, 1)))
    decide(on_file, 2, Decision(Move.MADE_STANDING, exit_rule="Until it is dry"))
    found = events(visitor, address)
    after = {str(event["uid"]): int(event["sequence"]) for event in found.values()}  # type: ignore[index]
    assert set(after) == set(before)
    assert all(after[uid] > before[uid] for uid in before)
    assert statuses(visitor, address) == {"Bring the figures": "CONFIRMED", "Mend the roof": "CANCELLED"}


def test_the_words_of_what_is_official_sensitive_stay_out(
    secretariat: Browser, visitor: Browser, on_file: Record
) -> None:
    session = on_file.desk.session
    session.add(Document(code="secret", title="A paper", marking="OFFICIAL-SENSITIVE"))
    session.flush()
    session.add(Evidence(action_id=1, kind=EvidenceKind.DOCUMENT, document_id=1, added_on=date(2023, 9, 1)))
    session.commit()
    answer = fetch(visitor, made(secretariat)).get_data(as_text=True)
    assert "Papers due: Action 001 (OFFICIAL-SENSITIVE)" in answer
    assert "figures" not in answer


def test_the_holder_may_have_it_and_other_owners_may_not(
    sign_in: SignIn, wires: Wiring, visitor: Browser
) -> None:
    ann = sign_in(Role.OWNER, person_id=person(wires, "Ann Able"))
    assert PAGE in [link["href"] for link in ann.get("/posts/head-of-contact").html.select("a[href]")]
    assert len(events(visitor, made(ann))) == 2
    bea = sign_in(Role.OWNER, person_id=person(wires, "Bea Best"))
    for answer in (bea.get(PAGE), bea.post(PAGE), bea.post(f"{PAGE}/take-back")):
        assert answer.status == 404
    assert len(events(visitor, made(ann))) == 2
    for role in (Role.COMMISSIONER, Role.PANEL, Role.AUDITOR, Role.ADMINISTRATOR):
        other = sign_in(role)
        assert other.get(PAGE).status == 403
        assert other.post(PAGE).status == 403


def test_a_new_address_ends_the_one_before(secretariat: Browser, visitor: Browser) -> None:
    first = made(secretariat)
    second = made(secretariat)
    assert first != second
    assert fetch(visitor, first).status_code == 410
    assert events(visitor, second)


def test_an_address_that_was_taken_back_stays_dead(secretariat: Browser, visitor: Browser) -> None:
    first = made(secretariat)
    page = secretariat.post(f"{PAGE}/take-back")
    assert "There is no address yet." in page.text
    assert fetch(visitor, first).status_code == 410
    made(secretariat)
    assert fetch(visitor, first).status_code == 410


def test_it_ends_when_the_post_passes_to_someone_else(
    secretariat: Browser, visitor: Browser, on_file: Record
) -> None:
    address = made(secretariat)
    bea = next(one for one in posts.persons(on_file.desk.session) if one.name == "Bea Best")
    service.hand_over_post(on_file.desk, post=on_file.post(), to=bea, on=date(2023, 9, 20), acting=False)
    on_file.desk.session.commit()
    answer = fetch(visitor, address)
    assert answer.status_code == 410
    assert answer.get_data(as_text=True) == (
        "This calendar address does not work any more. Ask the secretariat for a new one.\n"
    )
    assert "There is no address yet." in secretariat.get(PAGE).text


def test_a_vacant_post_has_nobody_to_give_it_to(secretariat: Browser, on_file: Record) -> None:
    on_file.post("head-of-estates", holder=None)
    on_file.desk.session.commit()
    assert "Nobody holds this post today" in secretariat.get("/posts/head-of-estates/calendar").text
    page = secretariat.post("/posts/head-of-estates/calendar")
    assert page.status == 422
    assert page.errors[0].startswith("Nobody holds Head of estates")


@pytest.mark.parametrize("token", ["", "1", "1-", "-a", "zz-aaaa", "1-é", "1-" + "a" * 32, "9" * 70 + "-a"])
def test_what_is_no_address_of_ours_opens_nothing(secretariat: Browser, visitor: Browser, token: str) -> None:
    made(secretariat)
    assert fetch(visitor, f"/calendar/{token}.ics").status_code in (404, 410)


def test_a_program_that_has_it_already_is_told_so(
    secretariat: Browser, visitor: Browser, on_file: Record
) -> None:
    address = made(secretariat)
    first = fetch(visitor, address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["Referrer-Policy"] == "no-referrer"
    again = fetch(visitor, address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    on_file.desk.session.get_one(Action, 1).title = "Bring all figures"
    on_file.desk.session.commit()
    assert fetch(visitor, address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_it_is_fetched_so_often_and_no_more(secretariat: Browser, visitor: Browser) -> None:
    address = made(secretariat)
    for _ in range(CALENDAR.tries):
        assert fetch(visitor, address).status_code == 200
    refused = fetch(visitor, address)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= CALENDAR.seconds

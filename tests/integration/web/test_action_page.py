"""The page of one action: its story, its facts, and what each viewer may do."""

from collections.abc import Callable

import pytest

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tests.support.page import Browser, Page
from tracker.domain.actions import Assurance, Move, Rating
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.services.evidence import attach_document, attach_web
from tracker.services.reviews import Decision, record_review, void_action
from tracker.services.updates import Said, give_update
from tracker.store.posts import holders_on

SignIn = Callable[..., Browser]


@pytest.fixture
def action(on_record: Record) -> Action:
    """Raised in May, due at the next meeting; Ann Able has said something, with evidence."""
    on_record.meeting("2023-10-04")
    may, head = (
        on_record.meeting("2023-05-17"),
        on_record.post("head-of-contact", holder="Ann Able", since="2023-04-03"),
    )
    raised = on_record.action(
        "101 calls",
        asked="Bring 101 abandonment back.",
        due="next meeting",
        post=head,
        meeting=may,
        on="2023-05-17",
    )
    june = acting_as(on_record.desk, OWNER, "2023-06-30")
    said = give_update(
        june,
        raised,
        Said("The report changes.\nIn September.", Rating.AMBER),
        by_name="Ann Able",
        via="account",
    )
    on_record.desk.session.flush()
    attach_document(june, raised, "Performance pack, May 2023", where=Locator(8), update_id=said.key)
    on_record.desk.session.commit()
    return raised


def titles(page: Page) -> list[str]:
    return [title.get_text(" ", strip=True) for title in page.html.select(".moj-timeline__title")]


def stops(page: Page) -> list[str]:
    return [stop.get_text(" ", strip=True) for stop in page.html.select(".app-strip__what")]


def fact(page: Page, name: str) -> str:
    label = page.html.find("dt", string=lambda text: text and text.strip() == name)
    assert label is not None, f"no fact {name}"
    return " ".join(label.find_next("dd").get_text(" ").split())


def test_the_story_is_told_newest_first_with_its_evidence_inside(action: Action, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions/ppm-001")
    assert page.heading == "Action 001: 101 calls"
    assert titles(page) == ["Update", "Raised"]
    update = page.html.select_one(".moj-timeline__item")
    assert "30 June 2023, by Ann Able" in update.get_text(" ")
    assert "Amber, at risk" in update.get_text(" ")
    assert "Performance pack, May 2023" in update.select_one(".app-evidence").get_text(" ")
    assert "page 8" in update.select_one(".app-evidence").get_text(" ")


def test_the_strip_runs_from_where_it_was_raised_to_the_meeting_that_comes(
    action: Action, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions/PPM-001")
    assert stops(page) == ["Raised", "Update, amber", "Papers", "Meeting"]
    kinds = [circle["class"][1].rpartition("--")[2] for circle in page.html.select(".app-strip circle")]
    assert kinds == ["meeting", "between", "coming", "coming"]


def test_the_facts_say_who_holds_the_post_and_when_it_is_due(action: Action, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions/PPM-001")
    assert fact(page, "Owner") == "Head of contact Ann Able, in post since 3 April 2023"
    assert fact(page, "Due") == "Meeting of 4 October 2023, papers by 27 September 2023 never moved"
    assert fact(page, "Carried forward") == "Not yet"
    assert fact(page, "Assurance") == "Not said yet"
    assert "Update due in 5 working days" in page.text


def test_a_vacant_post_and_an_unknown_source_are_said(on_record: Record, sign_in: SignIn) -> None:
    raised = on_record.action("Old promise", post=on_record.post("head-of-estates", holder=None))
    raised.raised_at, raised.raised_meeting_id, raised.raised_on = None, None, None
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/actions/PPM-001")
    assert fact(page, "Owner") == "Head of estates Post vacant"
    assert fact(page, "Source") == "Not known"
    assert "where it was raised is not known" in page.text


def test_a_decision_tells_the_dates_it_moved_and_the_assurance(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    january = on_record.meeting("2024-01-31")
    given = Decision(
        Move.REVISED_DATE,
        note="Not ready.",
        reason="The telephony report changes.",
        revised_to=january.papers_due,
        revised_meeting=january,
        assurance=Assurance.NOT_ASSURED,
    )
    record_review(acting_as(on_record.desk, COMMISSIONER), action, given, meeting=None, version=None)
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/actions/PPM-001")
    assert titles(page) == ["Revised date agreed", "Update", "Raised"]
    assert "From 27 September 2023 to 24 January 2024." in page.text
    assert "Reason: The telephony report changes." in page.text
    assert fact(page, "Assurance") == "Not assured"
    assert "moved once, 119 days later in all; original target 27 September 2023" in fact(page, "Due")


def test_a_void_action_is_struck_and_explained_and_offers_to_be_reopened(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    void_action(on_record.desk, action, reason="It repeats Action 008.", version=None)
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/actions/PPM-001")
    assert page.html.h1.find("s").get_text() == "101 calls"
    assert "Its number is not used again. Reason: It repeats Action 008." in page.text
    assert buttons(page) == ["Reopen"]


def test_linked_actions_are_named_with_how_they_hang_together(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    child = on_record.action("Raised by its answer")
    child.parent_id = action.key
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    assert "Its answer raised PPM-002 Raised by its answer" in browser.get("/actions/PPM-001").text
    assert "Raised by the answer to PPM-001 101 calls" in browser.get("/actions/PPM-002").text


def buttons(page: Page) -> list[str]:
    return [button.get_text(strip=True) for button in page.html.select("aside a.govuk-button")]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.SECRETARIAT, ["Add an update", "Record a decision"]),
        (Role.COMMISSIONER, ["Record a decision"]),
        (Role.AUDITOR, []),
        (Role.ADMINISTRATOR, []),
    ],
)
def test_each_is_offered_what_they_may_do(
    action: Action, sign_in: SignIn, role: Role, offered: list[str]
) -> None:
    assert buttons(sign_in(role).get("/actions/PPM-001")) == offered


def test_an_owner_sees_their_action_and_nothing_of_another_posts(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    other = on_record.action("For someone else", post=on_record.post("head-of-crime", holder="Bo Best"))
    attach_web(on_record.desk, other, "https://example.org/secret", where=Locator())
    post_id = action.post_id or 0
    person = holders_on(on_record.desk.session, on_record.desk.moment.today, [post_id])[post_id].person_id
    on_record.desk.session.commit()
    owner = sign_in(Role.OWNER, person_id=person, name="Ann Able")
    assert buttons(owner.get("/actions/PPM-001")) == ["Add an update"]
    for address in ("", "/update", "/evidence", "/evidence/1", "/evidence/2"):
        page = owner.get(f"/actions/PPM-002{address}")
        assert page.status == 404
        assert "secret" not in page.text
    for address in ("/update", "/evidence"):
        assert owner.post(f"/actions/PPM-002{address}", {"text": "Mine now", "kind": "web"}).status == 404


def test_what_there_is_not_is_not_found(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    for reference in ("PPM-999", "nothing", "PPM-001x", "%00"):
        assert browser.get(f"/actions/{reference}").status == 404

"""A closed meeting shows each action as it stood then, whatever becomes of the action, its owner and the record afterwards."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.builders import COMMISSIONER, OWNER, Record, acting_as
from tests.support.page import Browser, Page
from tests.support.sittings import close, start, stationery
from tracker.domain.actions import Assurance, Kind, Move, Rating
from tracker.domain.due import Due, DueKind
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.models.meetings import Meeting
from tracker.services.actions import Wanted, correct_action
from tracker.services.correcting import Correcting
from tracker.services.corrections_decisions import SaidOf, correct_decision
from tracker.services.evidence import attach_document
from tracker.services.posts import PostWanted, correct_post, hand_over_post
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update
from tracker.store import stories

SignIn = Callable[..., Browser]
MATTERS = "/meetings/ppm-2023-10-04/matters-arising"
LATER = "2023-11-20"


@pytest.fixture
def october(on_record: Record) -> Meeting:
    return on_record.meeting("2023-10-04")


@pytest.fixture
def decided(on_record: Record, october: Meeting) -> Action:
    """PPM-001, decided to continue, with a further assurance needed; PPM-002 was not reached, PPM-003 raised there."""
    head = on_record.post("head-of-contact", holder="Ann Able")
    first = on_record.action("Bring the figures", asked="By month and hub.", due="2023-09-30", post=head)
    agree(on_record, first, Move.REVISED_DATE, None, revised_to=date(2023, 10, 31), reason="With the packs.")
    said = Said("Two hubs are open.", Rating.AMBER)
    give_update(acting_as(on_record.desk, OWNER), first, said, by_name="Ann Able", via="account")
    attach_document(on_record.desk, first, "Pack of October", where=Locator(page=8))
    on_record.action("Show attendance", due="next meeting", post=head)
    start(on_record.desk, october)
    on_record.action("Asked for here", post=head, meeting=october)
    agree(on_record, first, Move.CONTINUE, october, note="Bring all ten hubs.", assurance=Assurance.FURTHER)
    close(on_record.desk, october)
    on_record.desk.session.commit()
    return first


def agree(record: Record, action: Action, outcome: Move, meeting: Meeting | None, **given: object) -> None:
    decision = Decision(outcome, **given)  # type: ignore[arg-type]
    record_review(acting_as(record.desk, COMMISSIONER), action, decision, meeting=meeting, version=None)


def change_everything(record: Record, action: Action, october: Meeting) -> None:
    """Whatever can happen afterwards: to the action, its owner, its dates, what was said, and the record of the meeting."""
    desk = acting_as(record.desk, record.desk.by, LATER)
    post = record.post("head-of-contact")
    hand_over_post(desk, post=post, to=record.person("Nia New"), on=date(2023, 11, 1))
    renamed = PostWanted("head-of-contact", "Director of Contact", post.organisation_id)
    correct_post(desk, post, renamed, version=None)
    review = stories.last_review(desk.session, action.key)
    assert review is not None
    words = SaidOf("Bring two hubs.", "", "Dana Deputy", Assurance.ASSURED)
    made = Correcting(october, "The tape says so.", stationery())
    correct_decision(desk, action, review, words, made=made, version=None)
    other = record.post("head-of-estates", holder="Eve Estates")
    due = Due(DueKind.DATE, on=date(2023, 12, 24))
    wanted = Wanted(
        title="Something else", asked="Quite another thing", kind=Kind.OUTCOME, post_id=other.id, due=due
    )
    correct_action(desk, action, wanted, version=None)
    said = Said("Now it is late.", Rating.RED, recommends_closure=True)
    give_update(acting_as(desk, OWNER, LATER), action, said, by_name="Eve Estates", via="account")
    attach_document(desk, action, "Another pack", where=Locator())
    november = record.meeting(LATER)
    start(record.desk, november)
    agree(record, action, Move.REVISED_DATE, november, revised_to=date(2024, 1, 31), reason="Again.")
    agree(record, action, Move.RAISE, november)
    close(record.desk, november)
    agree(record, action, Move.NO_FURTHER_ACTION, None, reason="Overtaken.", assurance=Assurance.NOT_ASSURED)
    desk.session.commit()


def as_it_stood(page: Page) -> str:
    """The page without what it says of the time since, and of how to open the evidence today."""
    main = page.html.select_one("main")
    for later in main.select("[aria-labelledby=since-heading]"):
        later.decompose()
    return " ".join(main.get_text(" ").split())


def since(page: Page) -> list[str]:
    return [one.get_text(strip=True) for one in page.html.select("[aria-labelledby=since-heading] li")]


def test_the_card_says_how_it_stood(decided: Action, sign_in: SignIn) -> None:
    text = as_it_stood(sign_in(Role.SECRETARIAT).get(f"{MATTERS}/PPM-001"))
    for words in (
        "As it stood on 4 October 2023",
        "Action 001: Bring the figures",
        "By month and hub.",
        "Date moved once · original target 30 September 2023",
        "Two hubs are open.",
        "Amber, at risk",
        "Pack of October",
        "page 8",
        "Head of contact",
        "Ann Able",
        "31 October 2023",
        "Bring all ten hubs.",
        "Further assurance needed",
        "Decided by Cory Commissioner",
    ):
        assert words in text, words


def test_whatever_happens_afterwards_each_page_of_it_stays_as_it_was(
    on_record: Record, october: Meeting, decided: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    places = [MATTERS, *(f"{MATTERS}/PPM-00{number}" for number in (1, 2, 3))]
    before = {place: as_it_stood(browser.get(place)) for place in places}
    change_everything(on_record, decided, october)
    after = {place: as_it_stood(browser.get(place)) for place in places}
    assert after == before
    today = browser.get("/actions/PPM-001").text
    assert "Something else" in today
    assert "Bring the figures" not in today


def test_what_has_changed_since_is_told_beside_it(
    on_record: Record, october: Meeting, decided: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert since(browser.get(f"{MATTERS}/PPM-001")) == ["It was carried forward once."]
    change_everything(on_record, decided, october)
    told = " ".join(since(browser.get(f"{MATTERS}/PPM-001")))
    for words in ("no further action", "carried forward twice", "Something else", "not assured"):
        assert words in told, (words, told)


def test_what_came_to_no_decision_is_said_to_be_not_reached(decided: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert browser.get(MATTERS).heading == "1 of 2 matters arising was decided"
    assert "It was not reached: nothing was decided on it." in browser.get(f"{MATTERS}/PPM-002").text
    assert "It was asked here for the first time." in browser.get(f"{MATTERS}/PPM-003").text

"""Two people with one card: both decisions are shown, and what was typed is never lost."""

from collections.abc import Callable

import pytest
from sqlmodel import func, select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.actions import Assurance, Move
from tracker.domain.viewers import Role
from tracker.models.actions import Action, Review
from tracker.models.mail import Mail
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.reviews import Decision, record_review, void_action

SignIn = Callable[..., Browser]
CARD = "/meetings/ppm-2023-10-04/matters-arising/PPM-001"
TYPED = {
    "outcome": "revised_date",
    "revised_to": "1 December 2023",
    "reason_revised_date": "The figures come then.",
    "note": "Bring them in December.",
    "decided_by": "Dana Deputy",
}


@pytest.fixture
def action(on_record: Record) -> Action:
    on_record.meeting("2023-10-04")
    found = on_record.action("Bring the figures", due="2023-10-31", post=on_record.post("head-of-contact"))
    on_record.desk.session.commit()
    return found


def first(record: Record, action: Action, outcome: Move, *, here: bool = True) -> None:
    """Somebody else decides on it first."""
    said = Decision(
        outcome, note="Heard.", reason="Overtaken.", decided_by="the Chair", assurance=Assurance.FURTHER
    )
    at = record.meeting("2023-10-04") if here else None
    record_review(record.desk, action, said, meeting=at, version=None)
    record.desk.session.commit()


def both(page: Page) -> dict[str, list[str]]:
    """The table of both decisions: what I typed, what they saved."""
    rows = page.html.select(".app-conflict tbody tr")
    return {row.select_one("th").get_text(): [cell.get_text() for cell in row.select("td")] for row in rows}


def test_both_decisions_are_shown_and_mine_is_still_in_the_form(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    version = browser.get(CARD).value("version")
    first(on_record, action, Move.CONTINUE)
    page = browser.post(CARD, {**TYPED, "version": version})
    assert page.status == 409
    assert page.html.select_one("#conflict-heading").get_text() == "Sam Secretary decided first"
    assert both(page) == {
        "Decision": ["Revised date agreed", "Continue"],
        "New date": ["1 December 2023", "nothing"],
        "Reason": ["The figures come then.", "Overtaken."],
        "Note": ["Bring them in December.", "Heard."],
        "Assurance": ["nothing", "Further assurance needed"],
        "Decided by": ["Dana Deputy", "the Chair"],
    }
    assert {name: page.value(name).strip() for name in TYPED if name != "outcome"} == {
        name: value for name, value in TYPED.items() if name != "outcome"
    }
    again = browser.post(CARD, {**TYPED, "version": page.value("version")})
    assert "Revised date agreed, 1 December 2023, decided by Dana Deputy" in again.text


@pytest.mark.parametrize("address", [CARD, "/actions/PPM-001/decision"])
def test_what_was_typed_is_shown_where_the_action_was_closed_meanwhile(
    on_record: Record, action: Action, sign_in: SignIn, address: str
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    version = browser.get(address).value("version")
    first(on_record, action, Move.NO_FURTHER_ACTION, here=address == CARD)
    page = browser.post(address, {**TYPED, "version": version})
    assert page.status == 409
    assert both(page)["Note"] == ["Bring them in December.", "Heard."]
    assert "The action is closed now, so yours was not saved." in page.text
    assert page.html.select("textarea") == []


def test_a_decision_that_comes_when_the_meeting_is_over_is_given_back(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    october = on_record.meeting("2023-10-04")
    start_meeting(on_record.desk, october)
    close_meeting(on_record.desk, october)
    on_record.desk.session.commit()
    page = browser.post(CARD, {**TYPED, "version": str(action.version)})
    assert (page.status, page.heading) == (409, "Nothing was saved on Action 001")
    assert "Bring them in December." in page.text
    assert page.html.select_one("main a[role=button]")["href"] == "/actions/PPM-001/decision"


@pytest.mark.parametrize(
    "typed",
    [
        TYPED,
        {"outcome": "raise_with_chief_constable", "note": "Now.", "decided_by": "Dana Deputy"},
        {"outcome": "no_further_action", "reason_no_further_action": "Overtaken.", "decided_by": "Dana"},
        {"outcome": "made_standing", "exit_rule": "It improves", "decided_by": "Dana"},
        {"outcome": "merged", "merged_into": "PPM-002", "decided_by": "Dana"},
    ],
    ids=lambda typed: typed["outcome"],
)
def test_a_decision_whose_answer_was_lost_is_sent_again_and_stands_once(
    on_record: Record, action: Action, sign_in: SignIn, typed: dict[str, str]
) -> None:
    on_record.action("Another one")
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    form = {**typed, "version": browser.get(CARD).value("version")}
    saved, again = browser.post(CARD, form), browser.post(CARD, form)
    fresh = browser.post(CARD, {**typed, "version": str(int(form["version"]) + 1)})
    assert (saved.status, again.status, fresh.status) == (200, 200, 200)
    assert again.heading == saved.heading == fresh.heading, "it goes on to the next card, as it did"
    session = on_record.desk.session
    assert session.exec(select(func.count()).select_from(Review)).one() == 1
    assert session.exec(select(func.count()).select_from(Mail)).one() <= 1


def test_the_others_are_offered_by_their_titles_to_merge_with(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    on_record.action("Another one")
    void_action(on_record.desk, on_record.action("Said twice"), reason="Twice", version=None)
    on_record.action("Of another series", meeting=on_record.meeting("2023-05-17", series="ETH"))
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get(CARD)
    offered = [(one["value"], one.get_text()) for one in page.html.select("#others option")]
    assert offered == [("PPM-002", "Another one")]
    assert page.html.select_one("[name=merged_into]")["list"] == "others"

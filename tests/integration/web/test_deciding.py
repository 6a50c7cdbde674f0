"""Deciding on actions: between meetings, and one at a time through the matters arising of a meeting."""

from collections.abc import Callable

import pytest

from tests.support.builders import OWNER, Record, acting_as
from tests.support.page import Browser, Page
from tracker.domain.actions import Kind, Move
from tracker.domain.evidence import Locator
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.services.evidence import attach_web
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.reviews import Decision, record_review
from tracker.services.updates import Said, give_update

SignIn = Callable[..., Browser]
MATTERS = "/meetings/ppm-2023-10-04/matters-arising"


@pytest.fixture
def action(on_record: Record) -> Action:
    """PPM-001, with its last word; PPM-002 is overdue, PPM-003 due at the meeting, PPM-004 standing."""
    october, head = on_record.meeting("2023-10-04"), on_record.post("head-of-contact")
    first = on_record.action("Bring the figures", due="2023-10-31", post=head)
    on_record.action("Repeat callers", due="2023-09-13", on="2023-09-01", post=head)
    on_record.action(
        "Show attendance", due="next meeting", meeting=on_record.meeting("2023-05-17"), post=head
    )
    on_record.action("Grade 2", due="standing: until it improves", kind=Kind.STANDING)
    on_record.action("Raised here", meeting=october)
    said = Said("It is nearly done.")
    give_update(acting_as(on_record.desk, OWNER), first, said, by_name="Ann Able", via="account")
    on_record.desk.session.commit()
    return first


def decide(browser: Browser, address: str, outcome: str = "", **typed: str) -> Page:
    """Fills the form at `address` and sends it."""
    page = browser.get(address)
    form = {"version": page.value("version"), "outcome": outcome, **typed}
    if page.html.find(attrs={"name": "decided_by"}) and "decided_by" not in form:
        form["decided_by"] = page.value("decided_by")
    return browser.post(address, form)


def outcomes(page: Page) -> list[str]:
    """The outcomes as they are read out: the figures of their keys are not."""
    labels = page.html.select("label[for^=outcome]")
    return [" ".join(label.get_text().split()[:-1]) for label in labels]


def test_the_outcomes_are_offered_in_the_words_of_the_office(action: Action, sign_in: SignIn) -> None:
    assert outcomes(sign_in(Role.SECRETARIAT).get("/actions/PPM-001/decision")) == [
        "Continue",
        "Revised date agreed",
        "Agreed closed – complete",
        "Closed – no further action",
        "Made a standing item",
        "Raise with the Chief Constable",
        "Deferred (not reached)",
        "Merged with another action",
    ]


def test_the_commissioner_agrees_an_action_closed_with_its_evidence(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    attach_web(on_record.desk, action, "https://example.org/figures", where=Locator())
    on_record.desk.session.commit()
    browser = sign_in(Role.COMMISSIONER, name="Cory Commissioner")
    assert "It rests on 1 piece of evidence." in browser.get("/actions/PPM-001/decision").text
    page = decide(browser, "/actions/PPM-001/decision", "complete", note="Well done.", assurance="assured")
    assert (
        "20 September 2023, between meetings, by Cory Commissioner Agreed closed – complete Well done."
        in page.text
    )
    assert "Assurance: assured." in page.text


def test_complete_without_evidence_or_reason_is_refused_in_a_sentence(
    action: Action, sign_in: SignIn
) -> None:
    page = decide(sign_in(Role.COMMISSIONER), "/actions/PPM-001/decision", "complete", note="Well done.")
    assert (page.status, page.value("note")) == (422, "Well done.")
    assert page.errors == ["Attach the evidence, or give the reason for closing without any."]
    assert page.html.select_one(".govuk-error-summary a")["href"] == "#reason_complete"
    assert "Status" not in page.text
    assert outcomes(page), "the form is still there: nothing was closed"


@pytest.mark.parametrize(
    ("outcome", "typed", "field", "sentence"),
    [
        ("", {}, "outcome", "Choose what was decided."),
        ("revised_date", {"reason_revised_date": "Late"}, "revised_to", "Give a date"),
        (
            "revised_date",
            {"revised_to": "31 June", "reason_revised_date": "Late"},
            "revised_to",
            "no “31 June”",
        ),
        (
            "revised_date",
            {"revised_to": "1 September 2023", "reason_revised_date": "x"},
            "revised_to",
            "in the past",
        ),
        (
            "revised_date",
            {"revised_to": "31 October 2023", "reason_revised_date": "x"},
            "revised_to",
            "already",
        ),
        ("revised_date", {"revised_to": "30 November 2023"}, "reason_revised_date", "Give the reason"),
        ("no_further_action", {}, "reason_no_further_action", "Give the reason"),
        ("made_standing", {}, "exit_rule", "what must be shown"),
        ("merged", {}, "merged_into", "Choose the action"),
        ("merged", {"merged_into": "PPM-001"}, "merged_into", "still open"),
        ("merged", {"merged_into": "999"}, "merged_into", "no such action"),
        ("continue", {"decided_by": " "}, "decided_by", "Say who decided"),
        ("continue", {"note": "x" * 10_001}, "note", "10,000 characters"),
    ],
)
def test_what_the_outcome_needs_is_asked_for_at_its_field(
    action: Action, sign_in: SignIn, outcome: str, typed: dict[str, str], field: str, sentence: str
) -> None:
    page = decide(sign_in(Role.SECRETARIAT), "/actions/PPM-001/decision", outcome, **typed)
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.html.select_one(".govuk-error-summary a")["href"] == f"#{field}"
    assert page.html.find(id=field) is not None
    assert all(page.value(name).strip() == value.strip() for name, value in typed.items())


def test_a_revised_date_may_be_the_next_meeting(action: Action, sign_in: SignIn) -> None:
    typed = {"revised_to": "next meeting", "reason_revised_date": "With the packs."}
    page = decide(sign_in(Role.SECRETARIAT), "/actions/PPM-001/decision", "revised_date", **typed)
    assert "Meeting of 4 October 2023, papers by 27 September 2023" in page.text


def test_what_was_saved_meanwhile_is_shown_and_what_was_typed_is_kept(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    version = browser.get("/actions/PPM-001/decision").value("version")
    said = Said("Done since this morning.", recommends_closure=True)
    give_update(acting_as(on_record.desk, OWNER), action, said, by_name="Ann Able", via="account")
    on_record.desk.session.commit()
    form = {"version": version, "outcome": "continue", "note": "Not yet.", "decided_by": "The Commissioner"}
    page = browser.post("/actions/PPM-001/decision", form)
    assert (page.status, page.value("note")) == (409, "Not yet.")
    assert "Olly Owner saved a change at 10:00" in page.errors[0]
    assert "Done since this morning." in page.text
    again = browser.post("/actions/PPM-001/decision", {**form, "version": page.value("version")})
    assert "Not yet." in again.text


def test_what_is_closed_is_reopened_with_a_reason(on_record: Record, action: Action, sign_in: SignIn) -> None:
    record_review(
        on_record.desk,
        action,
        Decision(Move.COMPLETE, reason="Shown", decided_by="Dana"),
        meeting=None,
        version=None,
    )
    on_record.desk.session.commit()
    browser = sign_in(Role.COMMISSIONER, name="Cory Commissioner")
    assert browser.get("/actions/PPM-001/decision").heading == "Should Action 001 be open again?"
    refused = decide(browser, "/actions/PPM-001/decision")
    assert (refused.status, refused.errors) == (422, ["Give the reason: it is printed with the decision."])
    page = decide(browser, "/actions/PPM-001/decision", reason="The figures were withdrawn.")
    assert "Reason: The figures were withdrawn." in page.text


def test_the_matters_arising_stand_in_the_order_of_the_meeting(action: Action, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get(MATTERS)
    assert page.heading == "4 matters arise from earlier meetings"
    assert [heading.get_text(" ", strip=True) for heading in page.html.select("main h2")] == [
        "Due at this meeting (1)",
        "Overdue (1)",
        "Standing items (1)",
        "Everything else that is open (1)",
    ]
    links = [link.get_text() for link in page.html.select(".app-arising__what a")]
    assert links == ["PPM-003", "PPM-002", "PPM-004", "PPM-001"]


def test_saving_goes_on_to_the_next_one_until_all_are_decided(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    typed = {"revised_to": "1 December 2023", "reason_revised_date": "Late", "decided_by": "Dana Deputy"}
    page = decide(browser, f"{MATTERS}/PPM-002", "revised_date", **typed)
    assert page.heading == "Action 004: Grade 2"
    assert "1 of 4 matters arising is decided" in page.text
    assert page.value("decided_by") == "Dana Deputy"
    page = decide(browser, f"{MATTERS}/PPM-004", "deferred")
    assert page.heading == "Action 001: Bring the figures"
    page = decide(browser, f"{MATTERS}/PPM-001", "no_further_action", reason_no_further_action="Overtaken.")
    assert page.heading == "Action 003: Show attendance"
    page = decide(browser, f"{MATTERS}/PPM-003", "raise_with_chief_constable")
    assert page.heading == "All 4 matters arising are decided"
    assert "Closed – no further action, decided by Dana Deputy" in page.text


def test_a_card_tells_the_story_so_far(on_record: Record, action: Action, sign_in: SignIn) -> None:
    action.times_carried, action.times_moved = 4, 3
    on_record.desk.session.commit()
    page = sign_in(Role.COMMISSIONER).get(f"{MATTERS}/PPM-001")
    assert "Carried forward 4 times · date moved 3 times" in page.text
    assert "It is nearly done." in page.text
    assert "Public Performance Meeting, 4 October 2023" in page.text


def test_a_decision_can_be_put_right_while_the_meeting_lasts(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    decide(browser, f"{MATTERS}/PPM-001", "continue")
    assert "At this meeting: Continue, decided by the Commissioner" in browser.get(f"{MATTERS}/PPM-001").text
    decide(browser, f"{MATTERS}/PPM-001", "deferred")
    assert "Deferred, decided by the Commissioner" in browser.get(MATTERS).text


def test_a_meeting_that_is_over_shows_what_it_decided_and_takes_no_more(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    october = on_record.meeting("2023-10-04")
    start_meeting(on_record.desk, october)
    record_review(
        on_record.desk, action, Decision(Move.CONTINUE, decided_by="Dana"), meeting=october, version=None
    )
    close_meeting(on_record.desk, october)
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get(f"{MATTERS}/PPM-001")
    assert "As it stood on 4 October 2023" in page.text
    assert "What the meeting decided Continue Decided by Dana, recorded by Sam Secretary" in page.text
    assert outcomes(page) == []
    refused = browser.post(f"{MATTERS}/PPM-001", {"outcome": "continue", "decided_by": "x", "version": "9"})
    assert refused.status == 409


def test_what_was_raised_at_the_meeting_itself_does_not_arise_there(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert browser.get(f"{MATTERS}/PPM-005").status == 404
    form = {"outcome": "continue", "decided_by": "x", "version": "1"}
    assert browser.post(f"{MATTERS}/PPM-005", form).status == 404


def test_those_who_only_read_see_the_cards_without_the_form(action: Action, sign_in: SignIn) -> None:
    browser = sign_in(Role.AUDITOR)
    assert outcomes(browser.get(f"{MATTERS}/PPM-001")) == []
    assert browser.post(f"{MATTERS}/PPM-001", {"outcome": "continue"}).status == 403


def test_nothing_arising_is_said_with_what_to_do(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get(MATTERS)
    assert page.heading == "Nothing arises from earlier meetings"
    assert "What is logged at this meeting arises at the next one." in page.text

"""Disposal on the page: a rule, a proposal by one person, the decision of another."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.held_bytes import where_held
from tests.support.page import Browser
from tracker.domain.actions import Move
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.services.reviews import Decision, record_review
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
WORD = "Quillfeather"


@pytest.fixture
def old(on_record: Record, wires: Wiring) -> Action:
    """An action that was closed in September 2023; it is 2031 by now."""
    action = on_record.action(f"Ask {WORD}")
    decision = Decision(Move.NO_FURTHER_ACTION, reason="Over", decided_by="Ben Adams")
    record_review(on_record.desk, action, decision, meeting=None, version=None)
    on_record.desk.session.commit()
    wires.clock.set("2031-01-02")  # type: ignore[attr-defined]
    return action


@pytest.fixture
def ruled(sign_in: SignIn) -> Browser:
    admin = sign_in(Role.ADMINISTRATOR)
    page = admin.post("/retention/actions/rule", {"years": "7", "basis": "Our schedule", "version": ""})
    assert "Kept for 7 years" in page.text
    return admin


@pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "x"])
def test_a_version_that_is_no_number_is_no_fault(ruled: Browser, version: str) -> None:
    typed = {"years": "8", "basis": "Our schedule", "version": version}
    assert ruled.post("/retention/actions/rule", typed).status == 409
    assert ruled.post("/retention/proposals/1", {"state": "destroyed", "version": version}).status == 404


def test_years_without_an_end_are_refused_in_a_sentence(ruled: Browser) -> None:
    typed = {"years": "9" * 5000, "basis": "Our schedule", "version": "1"}
    assert ruled.post("/retention/actions/rule", typed).status == 422


def test_two_people_dispose_of_an_action_and_no_byte_of_it_is_left(
    old: Action, ruled: Browser, sign_in: SignIn, wires: Wiring
) -> None:
    secretariat = sign_in(Role.SECRETARIAT)
    page = secretariat.get("/retention/actions")
    assert page.heading == "1 thing is due"
    assert "20 September 2030" in page.text
    refused = secretariat.post("/retention/actions", {"subject": "PPM-001", "reason": " "})
    assert refused.status == 422
    page = secretariat.post("/retention/actions", {"subject": "PPM-001", "reason": "Its years are over"})
    assert page.heading == "1 proposal waits for a second person"
    assert secretariat.post("/retention/proposals/1", {"state": "destroyed", "version": "1"}).status == 403
    commissioner = sign_in(Role.COMMISSIONER)
    assert commissioner.post("/retention/proposals/1", {"state": "", "version": "1"}).status == 422
    done = commissioner.post("/retention/proposals/1", {"state": "destroyed", "version": "1"})
    assert "Disposed of on" in done.text
    assert where_held(wires, WORD) == []
    assert "Disposed of on 2 January 2031" in secretariat.get("/actions/PPM-001").text
    assert commissioner.post("/retention/proposals/1", {"state": "destroyed", "version": "1"}).status == 409
    assert "verif" in ruled.get("/history?check").text.lower() or "hold" in ruled.get("/history?check").text


def test_who_proposed_cannot_decide(old: Action, ruled: Browser) -> None:
    ruled.post("/retention/actions", {"subject": "PPM-001", "reason": "Its years are over"})
    assert "another person decides" in ruled.get("/retention").text
    assert ruled.post("/retention/proposals/1", {"state": "destroyed", "version": "1"}).status == 403


def test_what_is_kept_until_a_day_leaves_the_list(
    old: Action, ruled: Browser, sign_in: SignIn, wires: Wiring
) -> None:
    ruled.post("/retention/actions", {"subject": "PPM-001", "reason": "Its years are over"})
    commissioner = sign_in(Role.COMMISSIONER)
    kept = {"state": "kept", "version": "1", "keep_until": "1 May 2032", "decided_reason": "An inquiry"}
    assert commissioner.post("/retention/proposals/1", {**kept, "keep_until": ""}).status == 422
    page = commissioner.post("/retention/proposals/1", kept)
    assert "until 1 May 2032" in page.text
    assert commissioner.get("/retention/actions").heading == "Nothing of these is due"
    with wires.read() as session:
        assert session.exec(select(Action.title)).one() == f"Ask {WORD}"


@pytest.mark.parametrize("kept_class", ["actions", "updates", "mail", "documents", "drafts"])
def test_without_a_rule_nothing_is_due(sign_in: SignIn, kept_class: str) -> None:
    page = sign_in(Role.SECRETARIAT).get(f"/retention/{kept_class}")
    assert page.heading == "The office has no rule for these yet"
    assert not page.html.find("input", attrs={"name": "years"})


def test_a_list_is_narrowed_by_words_and_year(old: Action, ruled: Browser) -> None:
    assert ruled.get("/retention/actions?words=quillf").heading == "1 thing is due"
    assert ruled.get("/retention/actions?words=other").heading == "Nothing of these is due"
    assert ruled.get("/retention/actions?year=2022").heading == "Nothing of these is due"
    assert ruled.get("/retention/everything").status == 404

"""The exit rule of a standing action on its pages: looked at, set, ready for a decision, kept, looked back at."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.measured import Measured
from tests.support.page import Browser
from tracker.domain.actions import Kind
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
USUAL = ["12", "13", "11", "12", "14", "12", "11", "13", "12"]
RULE = {
    "measure": "101-abandonment",
    "area": "force",
    "basis": "month",
    "kind": "improvement",
    "cause": "shift",
}
HERE = "/actions/PPM-001/exit-rule"


@pytest.fixture
def measured(on_record: Record) -> Measured:
    on_record.action("Show 101 abandonment", kind=Kind.STANDING, due="standing", post=on_record.post())
    measured = Measured(on_record.desk)
    measured.months([*USUAL, "8", "8", "9", "8", "9"], first=(2022, 1))
    on_record.desk.session.commit()
    return measured


def met(measured: Measured) -> None:
    measured.reading("2023-03", "8")
    measured.reading("2023-04", "8")
    measured.desk.session.commit()


def test_looking_first_shows_how_far_it_is_and_changes_nothing(measured: Measured, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(HERE, {**RULE, "look": "1"})
    assert page.status == 200
    assert "5 of 7 months below the average; earliest possible: April 2023." in page.text
    assert page.html.select_one("#measure option[selected]")["value"] == "101-abandonment"  # type: ignore[index]
    assert "exit-heading" not in str(browser.get("/actions/PPM-001").html)


def test_a_rule_that_is_set_stands_on_the_action_with_its_chart(measured: Measured, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(HERE, RULE)
    assert page.heading == "Action 001: Show 101 abandonment"
    section = page.html.select_one(".app-exit")
    assert section is not None
    assert "7 or more months in a row on the better side of the average" in section.get_text()
    assert section.select(".app-chart svg title")
    assert "Change the exit rule" in section.get_text()
    owner = sign_in(Role.OWNER, person_id=1).get("/actions/PPM-001")
    assert "5 of 7 months below the average" in owner.text
    assert "Change the exit rule" not in owner.text


def test_a_met_rule_is_ready_for_a_decision_with_the_secretariat_and_the_commissioner(
    measured: Measured, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    browser.post(HERE, RULE)
    met(measured)
    for role in (Role.SECRETARIAT, Role.COMMISSIONER):
        page = browser.get("/") if role is Role.SECRETARIAT else sign_in(role).get("/")
        assert "Action 001 has met its exit rule and is ready for a decision." in page.text
    assert "Ready for a decision since" in sign_in(Role.AUDITOR).get("/actions/PPM-001").text


def test_what_is_kept_although_met_leaves_my_work_with_its_reason_on_the_action(
    measured: Measured, sign_in: SignIn
) -> None:
    browser = sign_in(Role.COMMISSIONER)
    browser.post(HERE, RULE)
    met(measured)
    refused = browser.post(f"{HERE}/keep", {"keep_reason": " "})
    assert (refused.status, refused.errors) == (422, ["Say why the action stays although its rule is met."])
    page = browser.post(f"{HERE}/keep", {"keep_reason": "A year is wanted."})
    assert "Kept although met, since 20 September 2023: A year is wanted." in page.text
    assert "ready for a decision" not in browser.get("/").text


def test_bad_choices_are_told_at_their_field_and_kept(measured: Measured, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    none = browser.post(HERE, {**RULE, "measure": "", "since": "1 1 2023"})
    assert (none.errors, none.value("since")) == (["Choose the measure that shows it."], "1 1 2023")
    target = browser.post(HERE, {**RULE, "kind": "target_met", "periods": "3"})
    assert target.status == 422
    assert "This measure has no target for this area." in target.errors[0]
    looked = browser.get(f"{HERE}?measure=101-abandonment&area=force&basis=month&kind=target_met&periods=x")
    assert looked.errors == ["Give the number of periods in figures, such as 3."]
    assert browser.get(f"{HERE}?measure=nothing").status == 422


def test_thirteen_quarters_are_said_to_outlast_a_term(measured: Measured, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).post(HERE, {**RULE, "basis": "quarter", "look": "1"})
    assert "That is two years away or more" in page.text


def test_an_owner_cannot_set_a_rule(measured: Measured, sign_in: SignIn) -> None:
    assert sign_in(Role.OWNER, person_id=1).post(HERE, RULE).status == 403

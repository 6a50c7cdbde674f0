"""A chase by telephone: recorded from the action and from the post, and told where the chases are told."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.store.posts import holders_on
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
CALL = {"made_on": "19 September 2023", "spoke_to": "Ann Able", "note": "She will send it on Friday."}


@pytest.fixture
def head(on_record: Record, wires: Wiring) -> Wiring:
    on_record.meeting("2023-10-04")
    on_record.action("Bring the figures", due="next meeting", post=on_record.post(), on="2023-05-17")
    on_record.action("Nobody’s yet", on="2023-05-17")
    on_record.desk.session.commit()
    return wires


def test_a_call_about_an_action_stands_in_its_story_and_in_the_papers_table(
    head: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert page.get("/actions/PPM-001/call").value("spoke_to") == "Ann Able"
    story = page.post("/actions/PPM-001/call", CALL)
    assert "Telephoned Ann Able" in story.text
    assert "She will send it on Friday." in story.text
    assert "19 September 2023, by Secretariat" in story.text
    assert "telephoned 19 Sep" in page.get("/meetings/ppm-2023-10-04").text
    assert "She will send it on Friday." in page.get("/posts/head-of-contact/call").text


def test_a_call_about_all_that_a_post_owes_stands_in_the_story_of_each_action(
    head: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert "All it owes" in page.post("/posts/head-of-contact/call", CALL).text
    assert "About all that the post owes." in page.get("/actions/PPM-001").text
    assert "Telephoned" not in page.get("/actions/PPM-002").text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("made_on", "21 September 2023"), ("made_on", ""), ("spoke_to", " "), ("note", "x" * 2_001)],
)
def test_a_call_that_makes_no_sense_is_refused_and_what_was_typed_is_kept(
    head: Wiring, sign_in: SignIn, field: str, typed: str
) -> None:
    page = sign_in(Role.SECRETARIAT)
    for address in ("/actions/PPM-001/call", "/posts/head-of-contact/call"):
        answer = page.post(address, {**CALL, field: typed})
        assert answer.status == 422
        assert answer.html.select_one(f".govuk-error-summary a[href='#{field}']")
        assert answer.value("spoke_to" if field != "spoke_to" else "made_on")
    assert "Telephoned" not in page.get("/actions/PPM-001").text


def test_what_was_said_on_the_telephone_is_for_the_office_alone(head: Wiring, sign_in: SignIn) -> None:
    sign_in(Role.SECRETARIAT).post("/actions/PPM-001/call", CALL)
    with head.read() as session:
        (held,) = holders_on(session, head.clock.moment().today).values()
    owner = sign_in(Role.OWNER, person_id=held.person_id)
    assert "Telephoned" not in owner.get("/actions/PPM-001").text
    assert owner.get("/actions/PPM-001/call").status == 403
    assert sign_in(Role.COMMISSIONER).post("/posts/head-of-contact/call", CALL).status == 403


def test_an_action_that_nobody_answers_for_cannot_be_telephoned_about(head: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert page.get("/actions/PPM-002/call").status == 404
    assert "Record a telephone call" not in page.get("/actions/PPM-002").text
    assert "Record a telephone call" in page.get("/actions/PPM-001").text

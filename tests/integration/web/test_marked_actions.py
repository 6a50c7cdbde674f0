"""An action is marked by hand: whatever honours a marking does so for it too."""

from collections.abc import Callable

import pytest

from tests.integration.web.test_action_edit import fields
from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.marking import Marking
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.models.actions import Action
from tracker.models.people import Post
from tracker.store.actions import by_reference
from tracker.store.markings import sensitive, sensitive_references
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


@pytest.fixture
def action(on_record: Record) -> Action:
    on_record.meeting("2023-10-04")
    raised = on_record.action("Move the witness", due="2023-10-31", post=on_record.post("head-of-contact"))
    on_record.action("Bring the figures")
    on_record.desk.session.commit()
    return raised


def test_an_action_is_marked_on_its_page_and_the_mark_is_taken_off_again(
    action: Action, sign_in: SignIn, wires: Wiring
) -> None:
    office = sign_in(Role.SECRETARIAT)
    assert "OFFICIAL-SENSITIVE" not in office.get("/actions/PPM-001").text
    form = {**fields(office.get("/actions/PPM-001/edit")), "marking": Marking.SENSITIVE.value}
    page = office.post("/actions/PPM-001/edit", form)
    assert "OFFICIAL-SENSITIVE" in page.text
    with wires.read() as session:
        assert sensitive(session, [1, 2]) == {1}
        assert sensitive_references(session) == {"PPM-001"}
    form = {**fields(office.get("/actions/PPM-001/edit")), "marking": Marking.OFFICIAL.value}
    assert "OFFICIAL-SENSITIVE" not in office.post("/actions/PPM-001/edit", form).text


def test_a_form_that_says_nothing_of_the_marking_leaves_it(
    action: Action, sign_in: SignIn, wires: Wiring, on_record: Record
) -> None:
    by_reference(on_record.desk.session, THE_OFFICE, "PPM-001").marking = Marking.SENSITIVE.value
    on_record.desk.session.commit()
    office = sign_in(Role.SECRETARIAT)
    form = fields(office.get("/actions/PPM-001/edit"))
    del form["marking"]
    office.post("/actions/PPM-001/edit", {**form, "title": "Move the other witness"})
    with wires.read() as session:
        assert by_reference(session, THE_OFFICE, "PPM-001").marking == Marking.SENSITIVE


def test_who_is_named_to_the_public_is_set_on_the_page_of_the_post(
    action: Action, sign_in: SignIn, wires: Wiring
) -> None:
    office = sign_in(Role.SECRETARIAT)
    form = fields(office.get("/posts/head-of-contact/edit"))
    page = office.post("/posts/head-of-contact", {**form, "elected": "yes", "named_contact": "yes"})
    assert "Named contact" in page.text
    with wires.read() as session:
        post = session.get_one(Post, 1)
        assert (post.elected, post.named_contact, post.chief_officer) == (True, True, False)

"""Withholding words from the public page of an action by itself: a form, a mark in their place, and giving them back."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tests.support.published import publish
from tracker.domain.publishing import Published
from tracker.domain.viewers import Role
from tracker.store import published as stored

SignIn = Callable[..., Browser]


@pytest.fixture
def action(on_record: Record) -> str:
    reference = on_record.action("Visit the CANARY hostel").reference
    on_record.desk.session.commit()
    return reference


def test_words_are_withheld_from_what_is_published_and_can_be_given_back(
    on_record: Record, sign_in: SignIn, action: str
) -> None:
    secretariat, session = sign_in(Role.SECRETARIAT), on_record.desk.session
    address = f"/publishing/action/{action}/withheld"
    page = secretariat.post(address, {"words": "canary hostel", "reason": "victim", "note": "A refuge."})
    assert "The words are withheld." in page.text
    session.expire_all()
    row = publish(on_record, Published.ACTION, action)
    assert row.title == "Visit the [withheld: victim or witness]"
    assert "CANARY" not in row.cut + row.search.upper() + row.title
    session.commit()
    number = page.html.select_one("form[action*='/back']")
    assert number
    secretariat.post(str(number["action"]), {})
    session.expire_all()
    public = stored.of(session, Published.ACTION, action)
    assert public
    assert "CANARY" not in public.cut, "until it is decided again"
    told = secretariat.get(f"/publishing/action/{action}").text
    assert "Would be: Visit the CANARY hostel" in told


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"words": "dragon", "reason": "victim"}, "These words do not stand on the page."),
        ({"words": " . ", "reason": "victim"}, "at least one whole word"),
        ({"words": "hostel", "reason": ""}, "Choose the reason from the list."),
    ],
)
def test_a_form_that_cannot_be_followed_keeps_what_was_typed(
    sign_in: SignIn, action: str, form: dict[str, str], sentence: str
) -> None:
    page = sign_in(Role.SECRETARIAT).post(f"/publishing/action/{action}/withheld", form)
    assert page.status == 422
    assert sentence in page.errors[0]
    assert form["words"].strip() in page.text


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL, Role.ADMINISTRATOR])
def test_only_those_who_decide_may_withhold(sign_in: SignIn, action: str, role: Role) -> None:
    form = {"words": "hostel", "reason": "victim"}
    assert sign_in(role).post(f"/publishing/action/{action}/withheld", form).status == 403

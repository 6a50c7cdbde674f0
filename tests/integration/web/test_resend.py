"""A form that arrives after the session has ended gives back what was typed, and can be sent again."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role

OURS = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"title": "Head of Estates", "organisation": "force", "address": "estates@force.example.org"}


@pytest.fixture
def secretariat(sign_in: Callable[..., Browser], on_record: Record) -> Browser:
    on_record.organisation()
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def send(browser: Browser, **headers: str) -> Page:
    """The form, with a token that is good no more."""
    data = {"csrf_token": "of a session that is over", **TYPED}
    return browser._read(browser.client.post("/posts", data=data, headers={**OURS, **headers}))


def hidden(page: Page) -> dict[str, str]:
    form = page.html.select_one("main form")
    assert form is not None
    return {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")}


def test_what_was_typed_comes_back_and_is_saved_after_signing_in(
    visitor: Browser, secretariat: Browser
) -> None:
    page = send(visitor)
    assert (page.status, page.heading) == (401, "You have been signed out")
    assert "Head of Estates" in page.text
    again = visitor._read(visitor.client.post("/posts", data=hidden(page), headers=OURS))
    assert again.status == 401, "still signed out: offered once more"
    with secretariat.client.session_transaction() as theirs, visitor.client.session_transaction() as ours:
        ours["_user_id"], ours["_fresh"] = theirs["_user_id"], True
    saved = visitor.client.post("/posts", data=hidden(again), headers=OURS)
    assert (saved.status_code, saved.location) == (303, "/posts/head-of-estates/hand-over")


def test_a_page_that_was_too_old_offers_itself_again(secretariat: Browser) -> None:
    page = send(secretariat)
    assert (page.status, page.heading) == (400, "This page was open for too long")
    saved = secretariat.client.post("/posts", data=hidden(page), headers=OURS)
    assert saved.status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example.org"},
        {"Sec-Fetch-Site": "", "Referer": "https://evil.example.org/localhost"},
        {"Sec-Fetch-Site": ""},
    ],
)
def test_what_another_site_posted_is_not_offered(secretariat: Browser, headers: dict[str, str]) -> None:
    page = send(secretariat, **headers)
    assert page.status == 400
    assert "Head of Estates" not in page.text
    assert page.html.select_one("main form") is None


def test_an_older_browser_says_where_the_form_stood_by_its_origin(secretariat: Browser) -> None:
    assert "Head of Estates" in send(secretariat, **{"Sec-Fetch-Site": "", "Origin": "http://localhost"}).text


def test_a_password_is_never_given_back(visitor: Browser) -> None:
    data = {"email": "asha@office.example.org", "password": "three odd words", "csrf_token": "old"}
    answer = visitor.client.post("/sign-in", data=data, headers=OURS)
    assert answer.status_code in {400, 401}
    assert "three odd words" not in answer.get_data(as_text=True)


def test_scripts_are_told_to_sign_in_and_keep_their_own(visitor: Browser) -> None:
    json = visitor.client.post("/posts", data=TYPED, headers={"Accept": "application/json"})
    assert (json.status_code, json.get_json()) == (401, {"error": "Sign in first, then send this again."})
    fragment = visitor.client.post("/posts", data=TYPED, headers={"HX-Request": "true"})
    assert fragment.status_code == 401
    assert "HX-Redirect" not in fragment.headers

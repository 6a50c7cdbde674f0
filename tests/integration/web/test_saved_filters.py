"""Saved filters: kept from the list, above it with their counts, opened by an address, renamed and deleted."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]


@pytest.fixture
def secretariat(on_record: Record, sign_in: SignIn) -> Browser:
    head = on_record.post("head-of-contact", holder="Ann Able")
    on_record.action("Bring the figures", due="2023-10-31", post=head)
    on_record.action("Repeat callers", due="2023-09-13", on="2023-09-01", post=head)
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def keep(browser: Browser, name: str = "Late ones", query: str = "overdue=1", **more: str) -> None:
    page = browser.post("/actions/saved", {"name": name, "filter": query, **more})
    assert page.status == 200, page.errors


def test_a_filter_is_saved_from_the_list_and_stands_above_it_with_its_count(secretariat: Browser) -> None:
    page = secretariat.get("/actions?overdue=1")
    form = secretariat.get(page.html.find("a", string="Save this filter")["href"])
    assert "Overdue" in form.text
    after = secretariat.post("/actions/saved", {"name": "Late ones", "filter": form.value("filter")})
    assert after.heading == "1 action is overdue"
    above = after.html.select_one(".app-saved-filters")
    assert above.get_text(" ", strip=True) == "Late ones (1) All saved filters"
    assert above.find("a", string="Late ones")["aria-current"] == "page"
    assert "aria-current" not in secretariat.get("/actions").html.select_one(".app-saved-filters a").attrs


def test_a_name_that_is_taken_is_said_and_what_was_typed_stays(secretariat: Browser) -> None:
    keep(secretariat)
    page = secretariat.post(
        "/actions/saved", {"name": "late ONES", "filter": "status=closed", "shared": "yes"}
    )
    assert page.status == 422
    assert page.errors == ["There is a filter called “late ONES” already. Give it another name."]
    assert page.value("name") == "late ONES"
    assert page.value("filter") == "status=closed"
    assert page.html.find(id="shared").has_attr("checked")


def test_it_is_renamed_shared_and_deleted(secretariat: Browser, sign_in: SignIn) -> None:
    keep(secretariat)
    commissioner = sign_in(Role.COMMISSIONER)
    assert commissioner.get("/actions/saved/1").status == 404
    page = secretariat.post("/actions/saved/1", {"name": "Overdue", "shared": "yes", "version": "1"})
    assert page.heading == "1 saved filter"
    assert commissioner.get("/actions/saved/1", follow_redirects=True).heading == "1 action is overdue"
    assert commissioner.post("/actions/saved/1", {"name": "Mine", "version": "2"}).status == 403
    assert secretariat.post("/actions/saved/1", {"name": "Again", "version": "1"}).status == 409
    assert secretariat.post("/actions/saved/1/delete").heading == "No filter is saved yet"


def test_a_filter_whose_post_is_gone_says_so_in_the_list_of_filters_and_when_it_is_opened(
    secretariat: Browser,
) -> None:
    keep(secretariat, query="post=head-of-nothing")
    sentence = "names a post that is not on record any more: head-of-nothing"
    assert sentence in secretariat.get("/actions/saved").text
    assert sentence in secretariat.get("/actions/saved/1", follow_redirects=True).text


def test_an_owner_keeps_none_and_is_offered_none(secretariat: Browser, sign_in: SignIn) -> None:
    keep(secretariat, shared="yes")
    owner = sign_in(Role.OWNER)
    page = owner.get("/actions?overdue=1")
    assert page.status == 200
    assert page.html.select_one(".app-saved-filters") is None
    assert owner.post("/actions/saved", {"name": "Mine", "filter": "overdue=1"}).status == 403

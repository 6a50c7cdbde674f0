"""The list of actions."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role
from tracker.models.actions import Action
from tracker.services.reviews import void_action
from tracker.store.posts import holders

SignIn = Callable[..., Browser]


@pytest.fixture
def listed(on_record: Record) -> Record:
    """One in time, one overdue, one void, and one of another owner."""
    head = on_record.post("head-of-contact", holder="Ann Able")
    on_record.action("Bring the figures", due="2023-10-31", post=head)
    on_record.action("Repeat callers", due="2023-09-13", on="2023-09-01", post=head)
    void = on_record.action("Said twice")
    void_action(on_record.desk, void, reason="It repeats the first.", version=None)
    on_record.action(
        "Show <b>attendance</b>", due="next meeting", post=on_record.post("head-of-crime", holder=None)
    )
    on_record.desk.session.commit()
    return on_record


def references(page: Page) -> list[str]:
    return [link.get_text() for link in page.html.select("tbody th a")]


def test_the_heading_answers_how_many_are_open_and_late(listed: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions")
    assert page.heading == "3 actions are open, 1 of them overdue"
    assert references(page) == ["PPM-002", "PPM-001", "PPM-004"]


def test_a_line_says_who_owns_it_when_it_is_due_and_how_it_stands(listed: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions?overdue=1")
    [line] = page.html.select("tbody tr")
    assert "Head of contact" in line.get_text()
    assert "5 working days overdue" in line.get_text(" ")
    assert "Open" in line.get_text()


def test_a_line_remembers_how_often_it_was_carried_forward_and_its_date_moved(
    listed: Record, sign_in: SignIn
) -> None:
    action = listed.desk.session.exec(select(Action).where(Action.reference == "PPM-001")).one()
    action.times_carried, action.times_moved, action.original_due_on = 4, 3, date(2021, 2, 16)
    listed.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/actions")
    assert "Carried forward 4 times · date moved 3 times · original target 16 February 2021" in page.text


def test_a_post_without_a_holder_is_said_to_be_vacant(listed: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions?post=head-of-crime")
    assert "Post vacant" in page.text
    assert "Next meeting" in page.text


def test_what_people_typed_is_never_markup(listed: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions")
    assert "Show <b>attendance</b>" in page.text


def test_a_void_number_is_struck_through(listed: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions?status=void")
    assert page.heading == "1 action is void"
    assert page.html.select_one("tbody s").get_text() == "Said twice"


def test_the_filter_stands_in_the_address_and_each_part_can_be_taken_away(
    listed: Record, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/actions?status=live&post=head-of-contact&text=callers")
    assert references(page) == ["PPM-002"]
    assert page.value("text") == "callers"
    away = {link.get_text(" "): link["href"] for link in page.html.select(".moj-filter__tag")}
    assert len(away) == 3
    without_words = next(href for words, href in away.items() if "callers" in words)
    assert references(browser.get(without_words)) == ["PPM-002", "PPM-001"]


def test_links_of_the_order_keep_the_filter(listed: Record, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/actions?post=head-of-contact")
    sorted_page = browser.get(page.html.select_one("a.app-sort")["href"])
    assert references(sorted_page) == ["PPM-001", "PPM-002"]
    assert sorted_page.html.select_one("th[aria-sort]")["aria-sort"] == "ascending"


def test_what_the_address_cannot_mean_is_passed_over(listed: Record, sign_in: SignIn) -> None:
    browser = sign_in(Role.SECRETARIAT)
    for query in (
        "status=finished",
        "sort=colour",
        "page=minus",
        "page=99999999",
        "page=%C2%B2",
        "post=%00",
        "meeting=x",
    ):
        assert browser.get(f"/actions?{query}").status == 200


def test_a_page_beyond_the_last_leads_back_to_the_first(listed: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions?status=&page=7")
    assert "There is no such page." in page.text


def test_fifty_stand_on_a_page_and_the_rest_on_the_next(listed: Record, sign_in: SignIn) -> None:
    for number in range(50):
        listed.action(f"Number {number}", due="2023-12-01")
    listed.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    first = browser.get("/actions")
    assert "Showing 1 to 50 of 53 actions" in first.text
    assert len(references(first)) == 50
    following = browser.get(first.html.select_one("a[rel=next]")["href"])
    assert len(references(following)) == 3


def test_an_empty_list_says_what_to_do(on_record: Record, sign_in: SignIn) -> None:
    on_record.series()
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/actions")
    assert (page.heading, "Go to the meetings" in page.text) == ("No actions are open", True)
    assert "see every action" in browser.get("/actions?text=nothing").text


def test_an_owner_finds_only_their_own_actions_whatever_they_ask(listed: Record, sign_in: SignIn) -> None:
    post = listed.post("head-of-contact")
    [held] = holders(listed.desk.session, [post.key])[post.key]
    listed.desk.session.commit()
    browser = sign_in(Role.OWNER, person_id=held.person_id, name="Ann Able")
    assert references(browser.get("/actions")) == ["PPM-002", "PPM-001"]
    assert references(browser.get("/actions?post=head-of-crime&status=")) == []


def test_it_is_narrowed_to_what_is_due_between_two_days_as_they_are_typed(
    listed: Record, sign_in: SignIn
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/actions?status=live&due_from=1+October+2023&due_to=31/10/2023")
    assert references(page) == ["PPM-001"]
    assert page.value("due_from") == "1 October 2023"
    assert "Due by 31 October 2023" in page.text
    assert references(browser.get("/actions?status=live&due_to=2023-09-30")) == ["PPM-002"]


def test_it_is_narrowed_to_what_nothing_was_heard_of_for_so_long(listed: Record, sign_in: SignIn) -> None:
    heard = {"PPM-001": date(2023, 9, 6), "PPM-002": date(2023, 9, 5)}
    for action in listed.desk.session.exec(select(Action)).all():
        action.last_update_on = heard.get(action.reference)
    listed.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    assert references(browser.get("/actions?status=live&quiet=14")) == ["PPM-002", "PPM-004"]
    assert "No update for 2 weeks" in browser.get("/actions?quiet=14").text


def test_the_offices_own_reference_is_found_and_a_series_narrows(listed: Record, sign_in: SignIn) -> None:
    meeting = listed.meeting("2023-11-08", series="FIRE")
    action = listed.action("Test the sirens", meeting=meeting)
    action.own_reference = "Log 17/04"
    listed.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    assert references(browser.get("/actions?text=17/04")) == ["FIRE-001"]
    assert references(browser.get("/actions?series=fire")) == ["FIRE-001"]


def test_a_filter_whose_post_or_meeting_is_gone_says_so(listed: Record, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).get("/actions?post=head-of-nothing&meeting=PPM-1999-01-01")
    assert "names a post that is not on record any more: head-of-nothing" in page.text
    assert "names a meeting that is not on record any more: PPM-1999-01-01" in page.text


def test_the_words_of_the_offices_own_log_stand_under_what_could_not_be_read(
    listed: Record, sign_in: SignIn
) -> None:
    action = listed.action("Share the survey questions")
    action.owner_words, action.due_words = "ACC (Ops)", "March 2023"
    listed.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    text = browser.get(f"/actions?text={action.reference}").text
    assert "No owner yet “ACC (Ops)”" in text
    assert "“March 2023”" in text
    page = browser.get(f"/actions/{action.reference}").text
    assert "“ACC (Ops)” in the office’s own log" in page
    assert "“March 2023” in the office’s own log" in page

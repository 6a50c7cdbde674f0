"""After a meeting: its held mails are read together, covered with a note and released, and its log is issued."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.mails import MailKind
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.services.meetings import start_meeting
from tracker.services.posts import hand_over_post

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
MAILS = f"{OCTOBER}/mails"


@pytest.fixture
def record(on_record: Record) -> Record:
    """A meeting in session that gave one action to the head of contact and two to the head of estates."""
    meeting = on_record.meeting("2023-10-04")
    start_meeting(on_record.desk, meeting)
    contact, estates = on_record.post(), on_record.post("head-of-estates", holder="Bea Best")
    on_record.action("Bring the waiting times", due="2023-11-30", post=contact, meeting=meeting)
    on_record.action("Name a site", due="2023-12-04", post=estates, meeting=meeting)
    on_record.action("Sell the other site", post=estates, meeting=meeting)
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(sign_in: SignIn, record: Record) -> Browser:
    browser = sign_in(Role.SECRETARIAT)
    browser.post(f"{OCTOBER}/close", {"next_meeting": "unknown"})
    return browser


def letters(page: Page) -> dict[str, str]:
    """The numbers of the mails that are shown, by whom they are for."""
    return {
        letter.h3.get_text(strip=True).partition(",")[0]: letter["id"].removeprefix("letter-")
        for letter in page.html.select("article.app-held")
    }


def as_read(page: Page, *names: str) -> list[str]:
    """What is sent to release the mails to these people, or all of them, as the page shows them."""
    wanted = {number for name, number in letters(page).items() if not names or name in names}
    fields = [field["value"] for field in page.html.select(".app-release input[name=mail]")]
    return [value for value in fields if value.partition("-")[0] in wanted]


def how_far(page: Page) -> dict[str, str]:
    """What each mail has come to, in the words of the page."""
    return {
        row.a.get_text(strip=True): row.strong.get_text(strip=True)
        for row in page.html.select(".app-sending__item")
    }


def mails(record: Record) -> dict[str, Mail]:
    """The mails of the meeting as they are on record now."""
    record.desk.session.rollback()
    record.desk.session.expire_all()
    found = record.desk.session.exec(select(Mail).where(Mail.kind == MailKind.ACTION_LOG)).all()
    return {mail.to_name: mail for mail in found}


def test_the_held_mails_are_shown_as_they_will_arrive_and_the_heading_says_what_is_left(
    secretariat: Browser,
) -> None:
    page = secretariat.get(MAILS)
    assert page.heading == "2 mails wait for you to read and release"
    assert list(letters(page)) == ["Ann Able", "Bea Best"]
    bea = page.html.select_one("#letter-" + letters(page)["Bea Best"])
    said = bea.get_text(" ", strip=True)
    assert "Subject 2 actions for you from the Public Performance Meeting of 4 October 2023" in said
    assert "Name a site" in said
    assert "[owner’s link]" in said
    links = {link.get_text(strip=True): link["href"] for link in bea.find_all("a")}
    assert links["Correct action 002"] == f"{OCTOBER}/corrections/actions/PPM-002"
    log = next(href for words, href in links.items() if words.startswith("Action log"))
    assert secretariat.download(log).startswith(b"%PDF")
    assert secretariat.get(links["Correct action 002"]).status == 200


def test_the_frame_of_a_mail_has_its_html_and_can_do_nothing(secretariat: Browser) -> None:
    frame = secretariat.get(MAILS).html.select_one("article iframe")
    assert frame["sandbox"] == ["allow-same-origin"]
    answer = secretariat.client.get(frame["src"])
    html = answer.get_data(as_text=True)
    assert "Bring the waiting times" in html
    assert "/update/" not in html, "its links lead nowhere"
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_note_stands_above_one_mail_or_all_and_is_taken_away_again(secretariat: Browser) -> None:
    page = secretariat.get(MAILS)
    bea = letters(page)["Bea Best"]
    page = secretariat.post(f"{MAILS}/note", {"mail": bea, "note": "Thank you,\r\nBea.", "was": ""})
    assert "The note is saved." in page.text
    assert page.html.select_one(f"#note-{bea}").get_text() == "Thank you,\nBea."
    assert "Thank you,<br>Bea." in secretariat.client.get(f"/mail/{bea}/html").get_data(as_text=True)
    assert page.html.select_one("[data-keep-clear]")["data-keep-clear"] == f"note-ppm-2023-10-04-{bea}"
    assert "One mail has a note of its own, which this replaces." in page.text
    was = page.html.select_one("#note-all").find_parent("form").find("input", attrs={"name": "was"})["value"]
    page = secretariat.post(f"{MAILS}/note", {"note": "To all of you", "was": was})
    assert {box.get_text() for box in page.html.select("textarea")} == {"To all of you"}
    page = secretariat.post(f"{MAILS}/note", {"note": "", "was": "To all of you"})
    assert {box.get_text() for box in page.html.select("textarea")} == {""}


@pytest.mark.parametrize("which", ["", "Bea Best"])
def test_a_note_that_is_too_long_changes_nothing_and_stays_in_its_box(
    secretariat: Browser, which: str
) -> None:
    numbers = letters(secretariat.get(MAILS))
    page = secretariat.post(f"{MAILS}/note", {"mail": numbers.get(which, ""), "note": "x" * 2001})
    assert page.status == 422
    assert page.errors == ["Keep the note to 2,000 characters; it has 2,001."]
    box = page.html.select_one(page.html.select_one(".govuk-error-summary a")["href"])
    assert box.get_text() == "x" * 2001
    assert box.find_parent("details").has_attr("open")
    assert {b.get_text() for b in secretariat.get(MAILS).html.select("textarea")} == {""}


def test_two_who_write_a_note_both_keep_their_words(secretariat: Browser) -> None:
    secretariat.post(f"{MAILS}/note", {"note": "From the first", "was": ""})
    page = secretariat.post(f"{MAILS}/note", {"note": "From the second", "was": ""})
    assert page.status == 409
    form = page.html.select_one("#note-all").find_parent("form")
    assert form.textarea.get_text() == "From the second"
    assert form.select_one(".app-cover__theirs").get_text() == "From the first"
    was = form.find("input", attrs={"name": "was"})["value"]
    page = secretariat.post(f"{MAILS}/note", {"note": "From both", "was": was})
    assert page.html.select_one("#note-all").get_text() == "From both"


def test_what_was_written_above_a_mail_that_has_left_meanwhile_is_said(secretariat: Browser) -> None:
    page = secretariat.get(MAILS)
    bea = letters(page)["Bea Best"]
    secretariat.post(f"{MAILS}/release", {"mail": as_read(page, "Bea Best")})
    page = secretariat.post(f"{MAILS}/note", {"mail": bea, "note": "Too late", "was": ""})
    assert page.status == 409
    assert "not held any more" in page.text


def test_those_that_are_ticked_are_released_and_the_rest_stays_held(
    secretariat: Browser, record: Record
) -> None:
    page = secretariat.get(MAILS)
    ticks = page.html.select("input[type=checkbox][form=release-ticked]")
    assert [tick["value"] for tick in ticks] == as_read(page)
    page = secretariat.post(f"{MAILS}/release", {"mail": as_read(page, "Ann Able")})
    assert "One mail is released. This page shows when it has left." in page.text
    assert page.heading == "1 mail waits for you to read and release"
    assert how_far(page) == {"Ann Able": "Waiting to be sent", "Bea Best": "Held"}
    assert mails(record)["Ann Able"].released_by == "Secretariat"


def test_all_are_released_at_once_and_a_second_press_releases_nothing(secretariat: Browser) -> None:
    page = secretariat.get(MAILS)
    both = {"mail": as_read(page)}
    page = secretariat.post(f"{MAILS}/release", both)
    assert "Two mails are released." in page.text
    assert page.heading == "The mails are on their way"
    again = secretariat.post(f"{MAILS}/release", both)
    assert "Nothing was released. Someone released or cancelled this before you." in again.text


@pytest.mark.parametrize("sent", [[], ["x"], ["1"], ["99999-1"], ["9" * 30 + "-1"], ["1-1-1"], ["-"]])
def test_what_names_no_held_mail_releases_nothing_and_says_so(secretariat: Browser, sent: list[str]) -> None:
    page = secretariat.post(f"{MAILS}/release", {"mail": sent})
    assert "Nothing was released." in page.text
    assert set(how_far(page).values()) == {"Held"}


def test_a_mail_of_something_else_is_not_released_here(secretariat: Browser, record: Record) -> None:
    other = Mail(
        kind=MailKind.REMINDER,
        state="held",
        to_name="Ann Able",
        to_address="ann@example.org",
        for_day=date(2023, 9, 20),
        message_id="other",
        queued_at=record.desk.moment.now,
    )
    record.desk.session.add(other)
    record.desk.session.commit()
    secretariat.post(f"{MAILS}/release", {"mail": [f"{other.id}-{other.version}"]})
    record.desk.session.refresh(other)
    assert other.state == "held"


def test_a_mail_that_would_say_something_else_than_was_read_is_shown_again_first(
    secretariat: Browser, record: Record
) -> None:
    estates = record.post("head-of-estates")
    hand_over_post(record.desk, post=estates, to=record.person("Cal Cole"), on=date(2023, 9, 20))
    record.desk.session.commit()
    page = secretariat.get(MAILS)
    assert "the post has come to Cal Cole" in page.text
    page = secretariat.post(f"{MAILS}/release", {"mail": as_read(page, "Bea Best")})
    assert "One mail says something else by now" in page.text
    assert how_far(page) == {"Ann Able": "Held", "Cal Cole": "Held"}
    page = secretariat.post(f"{MAILS}/release", {"mail": as_read(page, "Cal Cole")})
    assert how_far(page) == {"Ann Able": "Held", "Cal Cole": "Waiting to be sent"}


def test_a_mail_that_a_colleague_changed_after_it_was_read_is_read_again_first(secretariat: Browser) -> None:
    page = secretariat.get(MAILS)
    note = {"mail": letters(page)["Bea Best"], "note": "From a colleague", "was": ""}
    secretariat.post(f"{MAILS}/note", note)
    page = secretariat.post(f"{MAILS}/release", {"mail": as_read(page)})
    assert "One mail is released." in page.text
    assert "One mail says something else by now" in page.text
    assert how_far(page) == {"Ann Able": "Waiting to be sent", "Bea Best": "Held"}


def test_a_mail_without_an_address_says_where_one_is_given(sign_in: SignIn, record: Record) -> None:
    meeting = record.meeting("2023-10-04")
    record.action("Ask the fire service", post=record.post("fire", holder=None), meeting=meeting)
    record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(f"{OCTOBER}/close")
    fire = page.html.select_one(f"#letter-{letters(page)['Fire']}")
    assert "Open the post" in fire.get_text()
    assert browser.get(fire.select_one(".app-notice a")["href"]).status == 200
    page = browser.post(f"{MAILS}/release", {"mail": as_read(page)})
    assert "Two mails are released." in page.text
    assert how_far(page)["Fire"] == "Held"


def test_a_correction_is_in_the_held_mails_at_once(secretariat: Browser) -> None:
    form = secretariat.get(f"{OCTOBER}/corrections/actions/PPM-002")
    fields = {
        field["name"]: field.get("value", "") or field.get_text()
        for field in form.html.select("main form input[name], main form textarea[name]")
        if field.get("type") not in ("radio", "checkbox") or field.has_attr("checked")
    }
    fields |= {
        box["name"]: (box.select_one("option[selected]") or box.option).get("value", "")
        for box in form.html.select("main form select")
    }
    done = secretariat.post(
        f"{OCTOBER}/corrections/actions/PPM-002", {**fields, "title": "Name two sites", "reason": "Misheard"}
    )
    assert done.status == 200, done.errors
    page = secretariat.get(MAILS)
    assert "Name two sites" in page.text
    assert page.heading == "2 mails wait for you to read and release"


def test_the_page_of_mail_leads_to_where_they_are_read_together(secretariat: Browser) -> None:
    number = next(iter(letters(secretariat.get(MAILS)).values()))
    for address in ("/mail", f"/mail/{number}"):
        page = secretariat.get(address)
        assert page.html.find("a", href=MAILS, string="Read the mails of the meeting together")
    assert secretariat.get(f"/mail/{number}").html.select_one("iframe[data-fit]")

"""The pages that correct who came to a closed meeting, without scripts."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tests.support.sittings import close, start
from tracker.domain.attendance import NOT_EXPECTED, Attended, Marked
from tracker.domain.viewers import Role
from tracker.services.attendance import Mark, save_attendance
from tracker.services.meetings import cancel_meeting
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
HERE = f"{OCTOBER}/corrections"
ADD = f"{HERE}/attendance/0"


@pytest.fixture
def october(on_record: Record, wires: Wiring) -> None:
    """A closed meeting to which the head of contact came; the head of roads was not on the list."""
    meeting = on_record.meeting("2023-10-04")
    head = on_record.post("head-of-contact")
    on_record.post("head-of-roads", holder="Bo Best")
    start(on_record.desk, meeting)
    save_attendance(on_record.desk, meeting, [Mark(head.key, Marked(Attended.PRESENT), NOT_EXPECTED)])
    close(on_record.desk, meeting)
    on_record.desk.session.commit()
    wires.clock.set("2023-10-09")  # type: ignore[attr-defined]


@pytest.fixture
def secretary(sign_in: SignIn, october: None) -> Browser:
    return sign_in(Role.SECRETARIAT)


def address_of(browser: Browser) -> str:
    links = browser.get(HERE).html.select("a")
    return next(a["href"] for a in links if "the attendance of Head of contact" in a.get_text())


def sent(page: Page, **typed: str) -> dict[str, str]:
    """What the form holds, with what was typed into it."""
    radio = page.html.select_one("input[name=attended][checked]")
    names = ("version", "stands_in", "note", "reason")
    return {
        **{name: page.value(name) for name in names},
        "attended": radio["value"] if radio else "",
        **typed,
    }


def test_who_came_is_corrected_with_a_reason(secretary: Browser) -> None:
    one = address_of(secretary)
    form = secretary.get(one)
    assert form.heading == "What should the record say of the Head of contact?"
    assert sent(form)["attended"] == "present"
    refused = secretary.post(one, sent(form, attended="apologies", note="On leave"))
    assert (refused.status, refused.value("note")) == (422, "On leave")
    assert refused.html.find(id="reason-error")
    page = secretary.post(one, sent(form, attended="apologies", note="On leave", reason="Misread"))
    assert "The attendance is corrected." in page.text
    assert (
        "Head of contact Attendance changed from present to sent apologies. Note added: “On leave”. Reason: Misread"
    ) in page.text
    assert "Ann Able, On leave" not in page.text
    assert "Ann Able, sent apologies, On leave" in page.text


def test_someone_who_was_left_out_is_added(secretary: Browser) -> None:
    form = secretary.get(ADD)
    assert form.heading == "Who else came, or sent apologies?"
    offered = {option.get_text(): option["value"] for option in form.html.select("[name=post] option")}
    assert list(offered) == ["Choose a post", "Head of roads"]
    refused = secretary.post(ADD, sent(form, reason="Left out"))
    assert "Choose the post from the list." in refused.html.find(id="post-error").get_text()
    page = secretary.post(ADD, sent(form, post=offered["Head of roads"], reason="Left out"))
    assert "Head of roads Attendance changed from not expected to present." in page.text
    assert "Bo Best, present" in page.text


def test_two_who_correct_one_post_see_both(secretary: Browser) -> None:
    one = address_of(secretary)
    stale = secretary.get(one)
    secretary.post(one, sent(stale, attended="apologies", reason="First"))
    page = secretary.post(one, sent(stale, note="Left at 15:00", reason="Second"))
    assert page.status == 409
    assert "Secretariat saved" in page.text
    assert "Sent apologies" in page.text
    carried = {
        f["name"]: f.get("value", "") for f in page.html.select("section.app-conflict input[type=hidden]")
    }
    theirs = secretary.post(one, {**carried, "resolution": "theirs"})
    assert "Their text stands." in theirs.text
    mine = secretary.post(one, {**carried, "resolution": "mine"})
    assert "Attendance changed from sent apologies to present. Note added: “Left at 15:00”." in mine.text


def test_the_list_of_a_closed_meeting_leads_to_its_correction(secretary: Browser) -> None:
    link = secretary.get(f"{OCTOBER}/attendance").html.main.select_one("a[href*=corrections]")
    assert link["href"] == f"{HERE}#attended-heading"
    assert secretary.get(HERE).html.find(id="attended-heading")


def test_the_list_of_a_cancelled_meeting_leads_to_no_correction(on_record: Record, sign_in: SignIn) -> None:
    meeting = on_record.meeting("2023-10-04")
    cancel_meeting(on_record.desk, meeting, version=meeting.version)
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get(f"{OCTOBER}/attendance")
    assert not page.html.main.select("a[href*=corrections]")


def test_only_the_secretariat_corrects_it(sign_in: SignIn, october: None) -> None:
    browser = sign_in(Role.COMMISSIONER)
    assert browser.get(ADD).status == 403
    assert browser.post(ADD, {"reason": "x"}).status == 403


def test_a_post_that_is_not_there_is_not_found(secretary: Browser) -> None:
    assert secretary.get(f"{HERE}/attendance/999").status == 404

"""Who is expected and came, marked by the secretariat: without scripts, and by two people at once."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.attendance import NOT_EXPECTED, Attended, Marked
from tracker.domain.viewers import Role
from tracker.services.attendance import Mark, save_attendance
from tracker.services.meetings import close_meeting, start_meeting

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
ATTENDANCE = f"{OCTOBER}/attendance"


@pytest.fixture
def record(on_record: Record) -> Record:
    """A meeting at which one post owes an answer; another was on the list of the meeting before; a third is neither."""
    may = on_record.meeting("2023-05-17")
    on_record.meeting("2023-10-04")
    contact, estates = on_record.post("contact"), on_record.post("estates", holder="Bea Best")
    on_record.post("roads", holder=None)
    on_record.action("Bring the waiting times back", due="next meeting", post=contact)
    seen = [Mark(estates.key, Marked(Attended.PRESENT), NOT_EXPECTED)]
    save_attendance(on_record.desk, may, seen)
    on_record.desk.session.commit()
    return on_record


@pytest.fixture
def secretariat(sign_in: SignIn, record: Record) -> Browser:
    return sign_in(Role.SECRETARIAT)


def form_of(page: Page) -> dict[str, Any]:
    """What the form would send as it stands."""
    form = page.html.select_one("main form[action$=attendance]")
    sent: dict[str, Any] = {}
    for field in form.select("input"):
        if field.get("type") == "radio" and not field.has_attr("checked"):
            continue
        sent.setdefault(field["name"], []).append(field.get("value", ""))
    return {name: values if name in ("post", "fought") else values[0] for name, values in sent.items()}


def fields_of(page: Page, title: str) -> str:
    """The number with which the fields of a post end."""
    legend = next(tag for tag in page.html.select("legend") if title in tag.get_text())
    return str(legend.parent.select_one("[name=post]")["value"])


def marked(page: Page) -> dict[str, str]:
    """What is marked for each post of the form."""
    return {
        group.select_one(".app-attends__post").get_text(): group.select_one("input[checked]")["value"]
        for group in page.html.select("fieldset.app-attends")
    }


def test_a_first_list_is_proposed_from_the_last_one_and_from_who_owes_an_answer(secretariat: Browser) -> None:
    page = secretariat.get(ATTENDANCE)
    assert page.heading == "2 posts are proposed"
    assert marked(page) == {"Contact": "expected", "Estates": "expected"}
    assert "Bea Best" in page.text
    assert "2 posts are proposed" in secretariat.get(OCTOBER).text
    page = secretariat.post(ATTENDANCE, form_of(page))
    assert page.heading == "2 are expected"
    assert "proposed" not in page.text


def test_all_posts_are_marked_at_once(secretariat: Browser) -> None:
    page = secretariat.get(ATTENDANCE)
    contact, estates = fields_of(page, "Contact"), fields_of(page, "Estates")
    typed = {f"attended-{contact}": "present", f"name-{contact}": "Dee Dunn", f"note-{contact}": "from 15:00"}
    page = secretariat.post(ATTENDANCE, {**form_of(page), **typed, f"attended-{estates}": "apologies"})
    assert page.heading == "1 of 2 is present, 1 sent apologies"
    assert page.value(f"name-{contact}") == "Dee Dunn"
    assert page.value(f"note-{contact}") == "from 15:00"
    told = secretariat.get(OCTOBER).html.select_one("#attendance").get_text(" ", strip=True)
    assert "Present (1) Dee Dunn, Contact standing in for Ann Able; from 15:00" in told
    assert "Sent apologies (1) Bea Best, Estates" in told


def test_all_present_leaves_those_who_sent_apologies(secretariat: Browser) -> None:
    page = secretariat.get(ATTENDANCE)
    estates = fields_of(page, "Estates")
    page = secretariat.post(ATTENDANCE, {**form_of(page), f"attended-{estates}": "apologies", "do": "all"})
    assert marked(page) == {"Contact": "present", "Estates": "apologies"}


def test_a_post_is_added_and_taken_off_in_the_same_form(secretariat: Browser) -> None:
    page = secretariat.get(ATTENDANCE)
    roads = page.html.find("option", string="Roads")["value"]
    estates = fields_of(page, "Estates")
    page = secretariat.post(
        ATTENDANCE, {**form_of(page), "add": roads, f"attended-{estates}": "off", "do": "add"}
    )
    assert marked(page) == {"Contact": "expected", "Roads": "expected"}
    assert "Post vacant" in page.text


def test_who_owes_something_later_is_shown_beside_the_list(secretariat: Browser, record: Record) -> None:
    secretariat.post(ATTENDANCE, form_of(secretariat.get(ATTENDANCE)))
    record.action("Count the cameras", due="2023-09-18", post=record.post("roads"), on="2023-05-17")
    record.desk.session.commit()
    page = secretariat.get(ATTENDANCE)
    assert "Not on the list, though they owe an answer" in page.text
    assert marked(page)["Roads"] == "off"
    unchanged = secretariat.post(ATTENDANCE, form_of(page))
    assert "Nothing was changed." in unchanged.text
    page = secretariat.post(ATTENDANCE, {**form_of(page), f"attended-{fields_of(page, 'Roads')}": "expected"})
    assert page.heading == "3 are expected"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("name", "x" * 201, "Keep the name and the note to 200 characters each."),
        (
            "note",
            "standing in is Dee",
            "Give the name of who stands in by itself, and leave it out of the note.",
        ),
    ],
)
def test_what_cannot_be_kept_stays_in_the_form(
    secretariat: Browser, name: str, typed: str, sentence: str
) -> None:
    page = secretariat.get(ATTENDANCE)
    contact, estates = fields_of(page, "Contact"), fields_of(page, "Estates")
    refused = secretariat.post(
        ATTENDANCE, {**form_of(page), f"{name}-{contact}": typed, f"attended-{estates}": "present"}
    )
    assert (refused.status, refused.errors) == (422, [sentence])
    assert refused.value(f"{name}-{contact}") == typed
    assert marked(refused)["Estates"] == "present"
    assert marked(secretariat.get(ATTENDANCE)) == {"Contact": "expected", "Estates": "expected"}
    assert "2 posts are proposed" in secretariat.get(ATTENDANCE).text, "nothing was kept"


def test_where_two_people_mark_one_post_both_marks_are_shown_and_none_is_lost(secretariat: Browser) -> None:
    first = secretariat.get(ATTENDANCE)
    secretariat.post(ATTENDANCE, form_of(first))
    seen = secretariat.get(ATTENDANCE)
    contact, estates = fields_of(seen, "Contact"), fields_of(seen, "Estates")
    secretariat.post(ATTENDANCE, {**form_of(seen), f"attended-{contact}": "present"})
    mine = {f"attended-{contact}": "apologies", f"note-{contact}": "ill", f"attended-{estates}": "present"}
    page = secretariat.post(ATTENDANCE, {**form_of(seen), **mine})
    assert page.status == 409
    assert "Contact: whether they came" in page.text
    assert "You typed Sent apologies" in page.text
    assert "Secretariat saved Present" in page.text
    chosen = form_of(page)
    theirs = secretariat.post(ATTENDANCE, {**chosen, "resolution": "theirs"})
    assert marked(theirs) == {"Contact": "present", "Estates": "present"}, "what only I marked is kept"
    kept = secretariat.post(ATTENDANCE, {**chosen, "resolution": "mine"})
    assert marked(kept) == {"Contact": "apologies", "Estates": "present"}
    assert kept.value(f"note-{contact}") == "ill"


def test_what_was_written_from_both_is_kept(secretariat: Browser) -> None:
    secretariat.post(ATTENDANCE, form_of(secretariat.get(ATTENDANCE)))
    seen = secretariat.get(ATTENDANCE)
    contact = fields_of(seen, "Contact")
    secretariat.post(ATTENDANCE, {**form_of(seen), f"note-{contact}": "from 15:00"})
    page = secretariat.post(ATTENDANCE, {**form_of(seen), f"note-{contact}": "by telephone"})
    merged = {f"merged_note-{contact}": "from 15:00, by telephone", "resolution": "merge"}
    kept = secretariat.post(ATTENDANCE, {**form_of(page), **merged})
    assert kept.value(f"note-{contact}") == "from 15:00, by telephone"


def test_odd_values_are_no_fault(secretariat: Browser) -> None:
    contact = fields_of(secretariat.get(ATTENDANCE), "Contact")
    for seen in ("", "[", "[1,2,3]", '["x","",""]', "[" * 100_000):
        odd = {"post": [contact, "x", "0"], f"seen-{contact}": seen, f"attended-{contact}": "dancing"}
        assert secretariat.post(ATTENDANCE, odd).status in (200, 422), seen[:10]
    assert secretariat.post(ATTENDANCE, {"add": "999"}).status == 422


def test_after_closing_the_list_is_read_and_corrected_elsewhere(secretariat: Browser, record: Record) -> None:
    secretariat.post(ATTENDANCE, {**form_of(secretariat.get(ATTENDANCE)), "do": "all"})
    meeting = record.meeting("2023-10-04")
    record.desk.session.refresh(meeting)
    start_meeting(record.desk, meeting)
    close_meeting(record.desk, meeting)
    record.desk.session.commit()
    page = secretariat.get(ATTENDANCE)
    assert page.heading == "All 2 are present"
    assert "Ann Able, Contact" in page.text
    assert not page.html.select("main form")
    refused = secretariat.post(ATTENDANCE, {"post": "1", "attended-1": "apologies"})
    assert (refused.status, "Correct the record of the meeting" in refused.text) == (409, True)


def test_the_office_reads_the_list_and_the_panel_does_not(
    sign_in: SignIn, secretariat: Browser, record: Record
) -> None:
    secretariat.post(ATTENDANCE, form_of(secretariat.get(ATTENDANCE)))
    commissioner = sign_in(Role.COMMISSIONER)
    page = commissioner.get(ATTENDANCE)
    assert (page.heading, "Bea Best" in page.text) == ("2 are expected", True)
    assert not page.html.select("main form")
    assert commissioner.post(ATTENDANCE).status == 403
    panel = sign_in(Role.PANEL)
    assert panel.get(ATTENDANCE).status == 403
    assert "Bea Best" not in panel.get(OCTOBER).text

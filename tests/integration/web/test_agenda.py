"""The agenda, as the secretariat makes it: without scripts, and what a script asks for."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role
from tracker.models.meetings import NationalMeasure, Priority, PrioritySet
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.meetings import start_meeting

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
AGENDA = f"{OCTOBER}/agenda"


@pytest.fixture
def record(on_record: Record) -> Record:
    """A Plan with a priority, a measure, and a meeting with three headings."""
    from datetime import date

    session = on_record.desk.session
    plan = PrioritySet(title="The Plan", starts_on=date(2021, 1, 1), ends_on=date(2024, 12, 31))
    session.add(plan)
    session.flush()
    session.add(Priority(priority_set_id=plan.key, code="local", title="A local service"))
    session.add(NationalMeasure(code="drugs", title="Disrupt drugs supply"))
    meeting = on_record.meeting("2023-10-04")
    for number, title in (("1", "Matters arising"), ("3.1", "Contact"), ("3.2", "Roads")):
        add_agenda_item(on_record.desk, meeting, AgendaLine(number, title))
    session.commit()
    return on_record


@pytest.fixture
def secretariat(sign_in: SignIn, record: Record) -> Browser:
    return sign_in(Role.SECRETARIAT)


def shown(page: Page) -> list[str]:
    """The headings of the list, with what they are filed under."""
    rows = page.html.select(".app-order__item")
    return [
        " ".join(
            part.get_text(" ", strip=True)
            for part in row.select(".app-order__number, .app-order__title, .app-order__filed")
        )
        for row in rows
    ]


def row_of(page: Page, title: str) -> str:
    """The number of the row with this heading."""
    return next(
        str(li["data-id"])
        for li in page.html.select(".app-order__item")
        if title in li.select_one(".app-order__title").get_text()
    )


def test_one_line_adds_a_heading_and_the_box_is_ready_for_the_next(secretariat: Browser) -> None:
    page = secretariat.post(AGENDA, {"line": "4.3 Drugs and county lines #local #drugs"})
    assert page.heading == "4 headings are on the agenda"
    assert shown(page)[-1] == "4.3 Drugs and county lines A local service · Disrupt drugs supply"
    assert "“4.3 Drugs and county lines” is on the agenda, the last of 4." in page.text
    assert page.value("line") == ""
    assert page.html.select_one("#line").has_attr("autofocus")
    assert not secretariat.get(AGENDA).html.select_one("#line").has_attr("autofocus")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Give the heading of the agenda item."),
        ("4 ", "Give the heading of the agenda item."),
        ("3.1 Again", "There is an item 3.1 on this agenda already. Give another number."),
        ("4 Roads #raods", "There is no priority and no national measure #raods."),
        ("4 " + "x" * 201, "Keep the heading to 200 characters; it has 201."),
    ],
)
def test_a_line_that_cannot_be_taken_stays_in_the_box(secretariat: Browser, line: str, sentence: str) -> None:
    page = secretariat.post(AGENDA, {"line": line})
    assert page.status == 422
    assert page.errors[0].startswith(sentence)
    assert page.value("line") == line
    assert len(shown(page)) == 3


def test_a_script_gets_the_list_alone_with_what_was_done_and_a_refusal_as_a_sentence(
    secretariat: Browser,
) -> None:
    headers = {"HX-Request": "true", "X-CSRFToken": secretariat.token()}
    page = secretariat.post(AGENDA, {"line": "4 Drugs"}, headers=headers)
    part = page.html.select_one("#agenda-list")
    assert not page.html.find("html")
    assert part["data-said"] == "“4 Drugs” is on the agenda, the last of 4."
    refused = secretariat.post(AGENDA, {"line": "4 Drugs"}, headers=headers)
    assert (refused.status, "There is an item 4" in refused.text) == (422, True)
    assert "is on the agenda" not in secretariat.get(AGENDA).text, "it was said once already"


def test_a_heading_moves_by_a_button_which_keeps_the_keyboard(secretariat: Browser) -> None:
    roads = row_of(secretariat.get(AGENDA), "Roads")
    page = secretariat.post(f"{AGENDA}/{roads}/place", {"step": "up"})
    assert shown(page) == ["1 Matters arising", "3.2 Roads", "3.1 Contact"]
    assert "“3.2 Roads” is now the 2nd of 3." in page.text
    assert [b["id"] for b in page.html.select("[autofocus]")] == [f"up-{roads}"]
    page = secretariat.post(f"{AGENDA}/{roads}/place", {"step": "up"})
    assert "is now the first of 3" in page.text
    assert not page.html.find(id=f"up-{roads}"), "it cannot go further up"
    assert [b["id"] for b in page.html.select("[autofocus]")] == [f"down-{roads}"]


def test_a_heading_is_put_after_another_one_or_first(secretariat: Browser) -> None:
    page = secretariat.get(AGENDA)
    first, roads = row_of(page, "Matters arising"), row_of(page, "Roads")
    page = secretariat.post(f"{AGENDA}/{roads}/place", {"after": first})
    assert shown(page) == ["1 Matters arising", "3.2 Roads", "3.1 Contact"]
    page = secretariat.post(f"{AGENDA}/{roads}/place", {"after": ""})
    assert shown(page)[0] == "3.2 Roads"
    assert secretariat.post(f"{AGENDA}/{roads}/place", {"after": "999"}).status == 404
    assert secretariat.post(f"{AGENDA}/999/place", {"step": "up"}).status == 404


def test_the_headings_are_numbered_again(secretariat: Browser) -> None:
    roads = row_of(secretariat.get(AGENDA), "Roads")
    secretariat.post(f"{AGENDA}/{roads}/place", {"step": "up"})
    page = secretariat.post(f"{AGENDA}/numbers")
    assert shown(page) == ["1 Matters arising", "3.1 Roads", "3.2 Contact"]
    assert "2 headings have another number now." in page.text
    assert "in order as they are" in secretariat.post(f"{AGENDA}/numbers").text


def test_once_the_meeting_has_started_its_numbers_stay(secretariat: Browser, record: Record) -> None:
    start_meeting(record.desk, record.meeting("2023-10-04"))
    record.desk.session.commit()
    assert "Number them again" not in secretariat.get(AGENDA).text
    assert secretariat.post(f"{AGENDA}/numbers").status == 409
    assert secretariat.post(AGENDA, {"line": "9 Thanks"}).status == 200


def test_an_empty_agenda_starts_from_the_last_one_or_from_the_template(
    secretariat: Browser, record: Record
) -> None:
    for day in ("2023-12-06", "2024-01-17"):
        record.meeting(day)
    record.desk.session.commit()
    december, january = "/meetings/ppm-2023-12-06", "/meetings/ppm-2024-01-17"
    assert "template of the series (" not in secretariat.get(f"{december}/agenda").text
    page = secretariat.post(f"{AGENDA}/template")
    assert "3 headings are the template of the Public Performance Meeting now." in page.text
    secretariat.post(AGENDA, {"line": "4 Drugs"})
    page = secretariat.get(december)
    labels = [b.get_text(strip=True) for b in page.html.select("#agenda button")]
    assert labels == [
        "Start from the template of the series (3 headings)",
        "Start from the agenda of 4 October 2023",
    ]
    assert len(shown(secretariat.post(f"{december}/agenda/from-template"))) == 3
    assert len(shown(secretariat.post(f"{january}/agenda/copy"))) == 3, "that of December is the last one"
    assert secretariat.post(f"{january}/agenda/copy").status == 422
    assert "Start from" not in secretariat.get(january).text


def test_a_heading_is_corrected(secretariat: Browser) -> None:
    address = f"{AGENDA}/{row_of(secretariat.get(AGENDA), 'Roads')}"
    form = secretariat.get(address)
    assert (form.value("number"), form.value("title")) == ("3.2", "Roads")
    local = form.html.select("#priority option")[1]
    assert local.get_text() == "A local service"
    typed = {"version": form.value("version"), "number": "3.3", "title": "Road safety"}
    page = secretariat.post(address, {**typed, "priority": local["value"]})
    assert shown(page)[-1] == "3.3 Road safety A local service"
    wrong = secretariat.post(address, {"version": "2", "number": "1", "title": "Speeding"})
    assert (wrong.status, wrong.value("title")) == (422, "Speeding")
    assert wrong.errors == ["There is an item 1 on this agenda already. Give another number."]
    odd = secretariat.post(address, {"version": "2", "number": "3.3", "title": "Roads", "priority": "999"})
    assert odd.errors == ["Choose one from the list."]


def test_a_stale_correction_shows_both_texts_and_loses_neither(secretariat: Browser) -> None:
    address = f"{AGENDA}/{row_of(secretariat.get(AGENDA), 'Roads')}"
    version = secretariat.get(address).value("version")
    secretariat.post(address, {"version": version, "number": "3.2", "title": "Road safety"})
    page = secretariat.post(address, {"version": version, "number": "3.2", "title": "Speeding"})
    assert page.status == 409
    assert "You typed Speeding" in page.text
    assert "Secretariat saved Road safety" in page.text
    again = {
        "version": page.value("version"),
        "number": "3.2",
        "title": "Speeding",
        "merged_title": "Roads, both",
    }
    assert "Road safety" in shown(secretariat.post(address, {**again, "resolution": "theirs"}))[-1]
    assert "Roads, both" in shown(secretariat.post(address, {**again, "resolution": "merge"}))[-1]


def test_a_heading_is_taken_off_after_a_look_at_what_rests_on_it(
    secretariat: Browser, record: Record
) -> None:
    page = secretariat.get(AGENDA)
    contact, roads = row_of(page, "Contact"), row_of(page, "Roads")
    action = record.action("Count the cameras", meeting=record.meeting("2023-10-04"))
    action.agenda_item_id = int(roads)
    record.desk.session.commit()
    removing = secretariat.get(f"{AGENDA}/{roads}/remove")
    assert "1 action was raised under it" in removing.text
    assert removing.html.find("a", string="PPM-001")
    refused = secretariat.post(f"{AGENDA}/{roads}/remove")
    assert refused.status == 422
    assert "Choose the heading they move to, or keep it." in refused.errors[0]
    page = secretariat.post(f"{AGENDA}/{roads}/remove", {"to": contact})
    assert shown(page) == ["1 Matters arising", "3.1 Contact"]
    assert "3.1" in secretariat.get("/actions/PPM-001").text
    assert (
        "Nothing was raised or noted under it."
        in secretariat.get(f"{AGENDA}/{row_of(page, 'Matters arising')}/remove").text
    )
    assert secretariat.get(f"{AGENDA}/{roads}").status == 404


def test_the_agenda_of_a_meeting_that_was_held_is_not_changed(secretariat: Browser, record: Record) -> None:
    from tracker.services.meetings import close_meeting

    meeting = record.meeting("2023-10-04")
    start_meeting(record.desk, meeting)
    close_meeting(record.desk, meeting)
    record.desk.session.commit()
    page = secretariat.get(AGENDA)
    assert (page.status, "held already, so its agenda cannot be changed" in page.text) == (409, True)
    assert secretariat.post(AGENDA, {"line": "9 Late thoughts"}).status == 409
    assert "Change the agenda" not in secretariat.get(OCTOBER).text


def test_an_agenda_is_read_by_everyone_and_made_by_the_secretariat(sign_in: SignIn, record: Record) -> None:
    for role in (Role.COMMISSIONER, Role.PANEL, Role.OWNER):
        browser = sign_in(role)
        page = browser.get(OCTOBER)
        assert "Contact" in page.html.select_one("#agenda").get_text()
        assert "Change the agenda" not in page.text
        assert browser.get(AGENDA).status == 403
        assert browser.post(AGENDA, {"line": "9 Mine"}).status == 403

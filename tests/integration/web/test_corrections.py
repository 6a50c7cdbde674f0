"""The pages that correct the record of a closed meeting, without scripts."""

from collections.abc import Callable

import pytest

from tests.support.builders import SECRETARIAT, Record, due
from tests.support.page import Browser
from tests.support.sittings import close, desk_at, start
from tracker.domain.actions import Assurance, Closure, Move
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.models.actions import Action
from tracker.models.sitting import MeetingCorrection
from tracker.services.actions import Wanted, raise_action
from tracker.services.aftermath import issue_log
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.reviews import Decision, record_review
from tracker.store import actions, corrections
from tracker.store.meetings import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
HERE = f"{OCTOBER}/corrections"
ONE = f"{HERE}/actions/PPM-002"


@pytest.fixture
def october(on_record: Record, wires: Wiring) -> None:
    """A closed meeting that raised PPM-002 and decided on PPM-001."""
    old = on_record.action("Raised in May", due="2023-11-30")
    meeting = on_record.meeting("2023-10-04")
    item = add_agenda_item(on_record.desk, meeting, AgendaLine("3.1", "Contact"))
    start(on_record.desk, meeting)
    during = desk_at(on_record.desk, "15:00")
    head = on_record.post("head-of-contact")
    on_record.post("head-of-roads", holder="Bo Best")
    wanted = Wanted(
        title="Bring the figures", post_id=head.key, due=due("2023-10-18"), agenda_item_id=item.key
    )
    raise_action(during, meeting=meeting, wanted=wanted)
    decision = Decision(
        Move.CONTINUE, note="Discussed", decided_by="The Commissioner", assurance=Assurance.ASSURED
    )
    record_review(during, old, decision, meeting=meeting, version=None)
    close(on_record.desk, meeting)
    on_record.desk.session.commit()
    wires.clock.set("2023-10-09")  # type: ignore[attr-defined]


@pytest.fixture
def secretary(sign_in: SignIn, october: None) -> Browser:
    return sign_in(Role.SECRETARIAT)


def form_of(browser: Browser, address: str = ONE) -> dict[str, str]:
    """What the form of that page holds."""
    form = browser.get(address).html.select_one("form.app-form")
    values = {f["name"]: f.get("value", "") for f in form.select("input:not([type=radio])")}
    values |= {f["name"]: f["value"] for f in form.select("input[type=radio]") if f.has_attr("checked")}
    values |= {f["name"]: f.get_text().strip("\r\n") for f in form.select("textarea")}
    for select in form.select("select"):
        chosen = select.select_one("option[selected]")
        values[select["name"]] = chosen["value"] if chosen else ""
    return values


def now(wires: Wiring, reference: str = "PPM-002") -> Action:
    with wires.read() as session:
        return actions.by_reference(session, THE_OFFICE, reference)


def made(wires: Wiring) -> list[MeetingCorrection]:
    with wires.read() as session:
        return list(corrections.of_meeting(session, by_reference(session, "PPM-2023-10-04").key))


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_the_office_reads_what_was_corrected_and_corrects_nothing(
    sign_in: SignIn, october: None, role: Role
) -> None:
    browser = sign_in(role)
    page = browser.get(HERE)
    assert page.status == 200
    assert not page.html.main.select("a[href*=actions]")
    for address in (ONE, f"{HERE}/actions/new", f"{HERE}/decisions/PPM-001", f"{HERE}/notes/0"):
        assert browser.get(address).status == 403
        assert browser.post(address, {"reason": "x"}).status == 403


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL])
def test_others_do_not_see_the_corrections(sign_in: SignIn, october: None, role: Role) -> None:
    assert sign_in(role).get(HERE).status == 403


def test_the_page_offers_what_can_be_corrected(secretary: Browser) -> None:
    page = secretary.get(HERE)
    assert page.heading == "Correct the record of 4 October 2023"
    offered = {link["href"] for link in page.html.main.select("a")}
    assert {ONE, f"{HERE}/actions/new", f"{HERE}/decisions/PPM-001", f"{HERE}/notes/0"} <= offered
    assert "3.1 Contact" in page.text


def test_an_action_is_corrected_with_a_reason_and_the_page_says_what_changed(
    secretary: Browser, wires: Wiring
) -> None:
    values = {**form_of(secretary), "post": "head-of-roads", "due_on": "30 November 2023"}
    page = secretary.post(ONE, {**values, "reason": "Misheard in the room"})
    assert page.heading == "1 correction to the record of 4 October 2023"
    assert "Action 002 is corrected." in page.text
    assert (
        "PPM-002 Owner changed from Head of contact to Head of roads. "
        "Due changed from 18 October 2023 to 30 November 2023. Reason: Misheard in the room"
    ) in page.text
    assert "Secretariat, 9 October 2023" in page.text
    assert now(wires).due_on.isoformat() == "2023-11-30"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"reason": " "}, "reason", "Give the reason"),
        ({"title": ""}, "title", "Write what was asked."),
        ({"due_on": "xyz"}, "due_on", "is not a date"),
        ({"due_on": "3 October 2023"}, "due_on", "in the past"),
        ({"parent": "PPM-999"}, "parent", "There is no such action"),
        ({}, "", "Nothing is different from the record."),
    ],
)
def test_what_cannot_be_corrected_keeps_what_was_typed_and_changes_nothing(
    secretary: Browser, wires: Wiring, typed: dict[str, str], field: str, sentence: str
) -> None:
    sent = {**form_of(secretary), "reason": "Misheard", **typed}
    page = secretary.post(ONE, sent)
    assert page.status == 422
    assert sentence in page.errors[0]
    if field:
        assert page.html.find(id=f"{field}-error")
    assert page.value("reason") == sent["reason"].strip()
    assert page.value("title") == sent["title"]
    assert not made(wires)
    assert now(wires).title == "Bring the figures"


def test_two_who_correct_the_same_action_see_both_texts(secretary: Browser, wires: Wiring) -> None:
    stale = form_of(secretary)
    secretary.post(ONE, {**stale, "title": "Theirs", "reason": "First"})
    page = secretary.post(ONE, {**stale, "title": "Mine", "reason": "Second"})
    assert page.status == 409
    assert "You typed Mine" in page.text
    assert "saved Theirs" in page.text
    sent = {
        f["name"]: f.get("value", "") for f in page.html.select("section.app-conflict input[type=hidden]")
    }
    assert sent["reason"] == "Second"
    kept = secretary.post(ONE, {**sent, "resolution": "theirs"})
    assert (kept.status, now(wires).title) == (200, "Theirs")
    secretary.post(ONE, {**sent, "resolution": "mine"})
    assert (now(wires).title, len(made(wires))) == ("Mine", 2)


def test_what_the_meeting_never_asked_for_is_voided(secretary: Browser, wires: Wiring) -> None:
    refused = secretary.post(f"{ONE}/void", {"version": form_of(secretary)["version"], "void_reason": ""})
    assert (refused.status, refused.html.find(id="void_reason-error") is not None) == (422, True)
    assert refused.html.find("details").has_attr("open")
    stale = secretary.post(f"{ONE}/void", {"version": "99", "void_reason": "Only a remark"})
    assert stale.status == 409
    page = secretary.post(
        f"{ONE}/void", {"version": form_of(secretary)["version"], "void_reason": "Only a remark"}
    )
    assert "Action 002 is void." in page.text
    assert now(wires).closure is Closure.VOID
    assert secretary.get(ONE).status == 409


def test_an_action_that_was_missed_is_added_as_one_line(secretary: Browser, wires: Wiring) -> None:
    values = form_of(secretary, f"{HERE}/actions/new")
    line = {**values, "text": "Count the cameras @head of roads due Friday", "raised_at": "15:10"}
    refused = secretary.post(f"{HERE}/actions/new", line)
    assert (refused.status, refused.value("text")) == (422, line["text"])
    assert refused.html.find(id="reason-error")
    late = secretary.post(f"{HERE}/actions/new", {**line, "raised_at": "16:10", "reason": "On the video"})
    assert "closed at 16:00" in late.html.find(id="raised_at-error").get_text()
    done = secretary.post(f"{HERE}/actions/new", {**line, "reason": "On the video"})
    assert "Action 003 is added." in done.text
    again = secretary.post(f"{HERE}/actions/new", {**line, "reason": "On the video"})
    assert "Action 003 is added." in again.text
    added = now(wires, "PPM-003")
    assert (added.due_on.isoformat(), added.raised_at.isoformat()) == (
        "2023-10-06",
        "2023-10-04T14:10:00+00:00",
    )
    assert len(made(wires)) == 1


def test_a_line_is_understood_as_of_the_day_of_the_meeting(secretary: Browser) -> None:
    read = secretary.get(f"{HERE}/understood?text=Count+due+Friday&agenda_item=3.1")
    assert "Due 6 October 2023" in read.text
    assert "Under 3.1 Contact" in read.text


def test_the_words_of_a_decision_are_corrected(secretary: Browser, wires: Wiring) -> None:
    address = f"{HERE}/decisions/PPM-001"
    values = form_of(secretary, address)
    assert "said_reason" not in values, "the decision rests on no reason"
    page = secretary.post(address, {**values, "assurance": "further"})
    assert (page.status, page.html.find(id="reason-error") is not None) == (422, True)
    page = secretary.post(address, {**values, "assurance": "further", "reason": "Misheard"})
    assert "Assurance changed from assured to further assurance needed." in page.text
    assert now(wires, "PPM-001").assurance is Assurance.FURTHER
    stale = secretary.post(address, {**values, "note": "Mine", "reason": "Late"})
    assert (stale.status, "You typed Mine" in stale.text) == (409, True)
    assert secretary.get(f"{HERE}/decisions/PPM-002").status == 404


def test_notes_and_headings_are_corrected(secretary: Browser) -> None:
    page = secretary.get(HERE)
    notes = next(a["href"] for a in page.html.select("a") if "notes of 3.1" in a.get_text())
    heading = next(a["href"] for a in page.html.select("a") if "heading 3.1" in a.get_text())
    values = {**form_of(secretary, notes), "notes": "Waits are shorter", "reason": "Left out"}
    assert "3.1 Contact Notes added: “Waits are shorter”." in secretary.post(notes, values).text
    stale = secretary.post(notes, {**values, "notes": "Waits are longer"})
    assert (stale.status, "You typed Waits are longer" in stale.text) == (409, True)
    values = {**form_of(secretary, heading), "title": "Contact and response"}
    refused = secretary.post(heading, values)
    assert (refused.status, refused.value("title")) == (422, "Contact and response")
    done = secretary.post(heading, {**values, "reason": "As on the agenda"})
    assert "Heading changed from “Contact” to “Contact and response”." in done.text


def test_a_log_that_was_issued_must_be_issued_again_as_version_2(secretary: Browser, wires: Wiring) -> None:
    values = {**form_of(secretary), "title": "Bring all the figures"}
    first = secretary.post(ONE, {**values, "reason": "Misheard"})
    assert "issue" not in first.text.lower()
    with wires.writing(SECRETARIAT) as desk:
        meeting = by_reference(desk.session, "PPM-2023-10-04", lock=True)
        issue_log(desk, meeting, wires.stationery, approved_by="Ben Adams")
    assert "Issue it again" not in secretary.get(HERE).text
    wires.clock.set("2023-10-09", "11:00")  # type: ignore[attr-defined]
    page = secretary.post(
        ONE, {**form_of(secretary), "title": "Bring the figures", "reason": "Right at first"}
    )
    assert "issued as version 1" in page.text
    assert "Issue it again as version 2" in page.text


def test_a_meeting_that_goes_on_is_not_corrected_here(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get(HERE)
    assert page.status == 409
    assert "meeting room" in page.text

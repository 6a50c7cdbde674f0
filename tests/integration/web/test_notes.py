"""The notes of a meeting: who reads and writes them, what the page's script is answered, and how it goes without it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests.integration.conftest import StoppedClock
from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.meetings import MeetingStatus
from tracker.domain.notes import NOTES_LIMIT
from tracker.domain.viewers import Role
from tracker.models.sitting import AgendaNote
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.store.meetings import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
OCTOBER = "/meetings/ppm-2023-10-04"
NOTES = f"{OCTOBER}/notes"


@pytest.fixture
def item(on_record: Record) -> int:
    """The number of the row of item 3.1; others are around it."""
    october = on_record.meeting("2023-10-04")
    lines = [("1", "Matters arising"), ("3.1", "Contact and response"), ("", "Any other business")]
    items = [add_agenda_item(on_record.desk, october, AgendaLine(*line)) for line in lines]
    on_record.desk.session.commit()
    return items[1].key


class Writer:
    """Someone whose page saves as they type."""

    def __init__(self, browser: Browser, item: int) -> None:
        self.browser, self.item = browser, item
        page = browser.get(NOTES)
        self.viewer = page.html.select_one("[data-viewer]")["data-viewer"]
        self.token = browser.token()

    def save(self, notes: str, *, version: int = 0, decisions: str = "", **given: Any) -> Any:
        data = {"notes": notes, "decisions": decisions, "version": version, "viewer": self.viewer, **given}
        headers = {"Accept": "application/json", "X-CSRFToken": self.token}
        return self.browser.client.post(f"{NOTES}/{self.item}", data=data, headers=headers)

    def changed(self, known: str) -> Any:
        return self.browser.client.get(f"{NOTES}/changed", query_string={"known": known})


@pytest.fixture
def sam(sign_in: SignIn, item: int) -> Writer:
    return Writer(sign_in(Role.SECRETARIAT, name="Sam"), item)


@pytest.fixture
def asha(sign_in: SignIn, item: int, on_record: Record) -> Writer:
    person = on_record.person("Asha Bell")
    on_record.desk.session.commit()
    return Writer(sign_in(Role.SECRETARIAT, name="Asha Bell", person_id=person.id), item)


def kept(wires: Wiring) -> dict[int | None, str]:
    with wires.read() as session:
        return {note.agenda_item_id: note.notes for note in session.exec(select(AgendaNote)).all()}


def becomes(wires: Wiring, status: MeetingStatus) -> None:
    with wires.write() as session:
        by_reference(session, "PPM-2023-10-04").status = status
        session.commit()


def form_of(page: Any, item: int) -> dict[str, str]:
    """What the form of one item would send, as it stands."""
    form = page.html.select_one(f"form[data-note='{item}']")
    fields = {field["name"]: field.get("value", "") for field in form.select("input")}
    texts = {field["name"]: field.get_text().removeprefix("\n") for field in form.select("textarea")}
    return {**fields, **texts}


@pytest.mark.parametrize(
    ("role", "opens", "writes"),
    [
        (Role.SECRETARIAT, True, True),
        (Role.COMMISSIONER, True, False),
        (Role.AUDITOR, True, False),
        (Role.ADMINISTRATOR, True, False),
        (Role.OWNER, False, False),
        (Role.PANEL, False, False),
    ],
)
def test_the_office_reads_and_the_secretariat_writes(
    sign_in: SignIn, item: int, wires: Wiring, role: Role, opens: bool, writes: bool
) -> None:
    browser = sign_in(role)
    page = browser.get(NOTES)
    assert page.status == (200 if opens else 403)
    assert bool(page.html.select("textarea")) is writes
    answer = browser.post(f"{NOTES}/{item}", {"notes": "Calls are up", "version": "0"})
    assert answer.status == (200 if writes else 403)
    assert bool(kept(wires)) is writes
    link = browser.get(OCTOBER).html.find("a", href=NOTES)
    assert (link is not None) is opens


def test_every_item_stands_below_the_other_and_then_the_meeting(sam: Writer) -> None:
    page = sam.browser.get(NOTES)
    assert page.heading == "Notes and decisions of 4 October 2023"
    headings = [heading.get_text() for heading in page.html.select("h2.app-notes__heading")]
    assert headings == [
        "1 Matters arising",
        "3.1 Contact and response",
        "Any other business",
        "The meeting as a whole",
    ]


def test_without_scripts_each_item_is_a_form_with_a_button(sam: Writer, wires: Wiring) -> None:
    page = sam.browser.get(NOTES)
    typed = "Calls are up.\n- a table\n- a <b>date</b>"
    sent = {**form_of(page, sam.item), "notes": typed, "decisions": "Bring it back"}
    after = sam.browser.post(f"{NOTES}/{sam.item}", sent)
    assert "The notes of “3.1 Contact and response” are saved." in after.text
    assert kept(wires) == {sam.item: typed}
    assert form_of(after, sam.item)["notes"] == typed
    assert [li.get_text() for li in after.html.select(".app-note__list li")] == ["a table", "a <b>date</b>"]
    again = sam.browser.post(f"{NOTES}/{sam.item}", {**form_of(after, sam.item), "notes": "Calls are down"})
    assert again.status == 200
    assert kept(wires) == {sam.item: "Calls are down"}


def test_the_meeting_as_a_whole_is_saved_like_an_item(sam: Writer, wires: Wiring) -> None:
    sam.item = 0
    assert sam.save("Opened at two").status_code == 200
    assert kept(wires) == {None: "Opened at two"}


def test_a_save_answers_with_its_version_and_its_minute(sam: Writer) -> None:
    answer = sam.save("Calls are up")
    assert (answer.status_code, answer.json["version"], answer.json["saved"]) == (200, 1, "Saved 10:00")
    assert sam.save("Calls are up", version=0).json["version"] == 1, "an answer that was lost"
    assert sam.save("Calls are down", version=1).json["version"] == 2


def test_a_stale_save_answers_with_what_is_there_and_changes_nothing(
    sam: Writer, asha: Writer, wires: Wiring
) -> None:
    asha.save("Asha's text")
    answer = sam.save("Sam's text")
    assert answer.status_code == 409
    current = answer.json["current"]
    assert (current["notes"], current["version"], current["who"]) == ("Asha's text", 1, "Asha Bell")
    assert kept(wires) == {sam.item: "Asha's text"}


@pytest.mark.parametrize(
    ("choice", "kept_text"),
    [
        ({"resolution": "mine"}, "Sam's text"),
        ({"resolution": "theirs"}, "Asha's text"),
        ({"resolution": "merge", "merged_notes": "Both texts"}, "Both texts"),
    ],
)
def test_without_scripts_both_texts_stand_side_by_side_and_one_chooses(
    sam: Writer, asha: Writer, wires: Wiring, choice: dict[str, str], kept_text: str
) -> None:
    stale = form_of(sam.browser.get(NOTES), sam.item)
    asha.save("Asha's text", decisions="Agreed")
    page = sam.browser.post(f"{NOTES}/{sam.item}", {**stale, "notes": "Sam's text", "decisions": "Agreed"})
    assert page.status == 409
    assert "Asha Bell saved a change at 10:00" in page.text
    words = [words.get_text() for words in page.html.select(".app-conflict__words")]
    assert words == ["Sam's text", "Asha's text"], "where both are the same there is nothing to choose"
    form = page.html.select_one(".app-conflict form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input")}
    after = sam.browser.post(f"{NOTES}/{sam.item}", {**fields, **choice})
    assert after.status == 200
    assert kept(wires) == {sam.item: kept_text}
    assert form_of(after, sam.item)["decisions"] == "Agreed"


def test_a_refresh_costs_a_204_until_somebody_saved(sam: Writer, asha: Writer) -> None:
    known = f"{sam.item}:0,0:0"
    assert sam.changed(known).status_code == 204
    asha.save("Asha's text", decisions="Agreed")
    [note] = sam.changed(known).json["notes"]
    assert (note["item"], note["notes"], note["decisions"]) == (sam.item, "Asha's text", "Agreed")
    assert note["saved"] == "Saved 10:00 by Asha Bell"
    assert sam.changed(f"{sam.item}:1,0:0").status_code == 204
    assert sam.changed("0:0").status_code == 204, "an item that the page does not show"


@pytest.mark.parametrize("known", ["", "x", "1:x,2", "999999:4", ",,:,", "1" * 40 + ":1"])
def test_a_refresh_that_nobody_types_is_answered_all_the_same(sam: Writer, known: str) -> None:
    assert sam.changed(known).status_code in (200, 204)


def test_a_text_that_is_too_long_stays_in_its_field_with_a_sentence(sam: Writer, wires: Wiring) -> None:
    typed = "x" * (NOTES_LIMIT + 1)
    answer = sam.save(typed)
    assert (answer.status_code, "20,001" in answer.json["error"]) == (422, True)
    page = sam.browser.post(f"{NOTES}/{sam.item}", {"notes": typed, "decisions": "", "version": "0"})
    assert page.status == 422
    assert page.errors == [answer.json["error"]]
    assert form_of(page, sam.item)["notes"] == typed
    assert page.html.select_one(f"#notes-{sam.item}-error")
    assert not kept(wires)


def test_what_somebody_else_typed_in_this_browser_is_not_saved_under_my_name(
    sam: Writer, wires: Wiring
) -> None:
    answer = sam.save("Typed by Asha", viewer="99")
    assert answer.status_code == 403
    assert "somebody else" in answer.json["error"]
    assert sam.save("Typed by nobody", viewer="").status_code == 403
    assert not kept(wires)


def test_the_notes_of_a_closed_meeting_stand_and_what_was_typed_is_shown(sam: Writer, wires: Wiring) -> None:
    sam.save("Said in time")
    becomes(wires, MeetingStatus.HELD)
    answer = sam.save("Too late", version=1)
    assert answer.status_code == 409
    assert "only as a correction, with a reason" in answer.json["error"]
    assert "current" not in answer.json
    page = sam.browser.post(f"{NOTES}/{sam.item}", {"notes": "Too late", "decisions": "", "version": "1"})
    assert page.status == 409
    assert "Too late" in page.text
    assert "only as a correction, with a reason" in page.text
    assert kept(wires) == {sam.item: "Said in time"}
    reading = sam.browser.get(NOTES)
    assert not reading.html.select("textarea")
    assert "Said in time" in reading.text


def test_an_item_of_another_meeting_is_not_found(sam: Writer, on_record: Record) -> None:
    december = on_record.meeting("2023-12-06")
    other = add_agenda_item(on_record.desk, december, AgendaLine("1", "Matters arising"))
    on_record.desk.session.commit()
    sam.item = other.key
    assert sam.save("Calls are up").status_code == 404
    assert sam.browser.get(f"{NOTES}/{other.key}/earlier").status == 404


def test_the_words_of_another_day_and_person_say_so(sam: Writer, asha: Writer, wires: Wiring) -> None:
    asha.save("Asha's text")
    clock = wires.clock
    assert isinstance(clock, StoppedClock)
    clock.set("2023-09-21", "09:00")
    page = sam.browser.get(NOTES)
    assert "Saved 10:00 on 20 September 2023 by Asha Bell" in page.text


def test_earlier_versions_are_rebuilt_from_the_history(sam: Writer, asha: Writer, wires: Wiring) -> None:
    sam.save("Calls")
    sam.save("Calls are up", version=1)
    asha.save("Calls are down", version=2)
    page = sam.browser.get(f"{NOTES}/{sam.item}/earlier")
    assert page.heading == "3.1 Contact and response"
    assert [p.get_text() for p in page.html.select(".app-note__words")] == ["Calls are down", "Calls are up"]
    assert "2 saves, rows" in page.text
    with wires.write() as session:
        session.execute(text("UPDATE agenda_notes SET notes = 'Calls are fine'"))
        session.commit()
    assert "were changed in another way" in sam.browser.get(f"{NOTES}/{sam.item}/earlier").text


def test_the_history_shows_a_run_of_saves_as_one_with_every_row_in_it(sam: Writer, sign_in: SignIn) -> None:
    sam.save("Calls")
    sam.save("Calls are up", version=1)
    page = sign_in(Role.ADMINISTRATOR).get("/history?check=1")
    run = page.html.select_one(".app-history__row")
    assert run.h2.get_text().startswith("Notes saved, 2 times")
    rows = run.select(".app-history__changes")
    assert [" are up" in row.get_text() for row in rows] == [True, False]
    assert all("3.1 Contact and response" in row.get_text() for row in rows)
    assert "The chain holds" in page.text


def test_nothing_is_noted_at_a_meeting_that_was_never_held(sam: Writer, wires: Wiring) -> None:
    becomes(wires, MeetingStatus.CANCELLED)
    assert "cancelled" in sam.save("Calls are up").json["error"]

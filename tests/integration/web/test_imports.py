"""The four steps of taking in an existing log, as pages."""

import io
from typing import Any

import pytest
from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.imports import ImportState
from tracker.domain.viewers import Role
from tracker.jobs.importing import Importing
from tracker.jobs.passes import SCHEDULER
from tracker.models.actions import Action
from tracker.models.evidence import StoredFile
from tracker.models.imports import Import
from tracker.wiring import Wiring

LOG = (
    "Public Performance Meeting action log\r\n\r\n"
    "Action No,Minute ref,Action,Lead,Target date,Status,Progress\r\n"
    "Action 006,3.1,Bring the abandonment figures back,Ann Able,01/08/23,On-going,01/07/23 Being drawn.\r\n"
    "23/04-1,4.2,Share the survey questions,CFO/ACC (Ops),by Easter,Complete,\r\n"
    "Action 006,5.1,Quite another thing,Ann Able,,Open,\r\n"
)


@pytest.fixture
def desk_browser(on_record: Record, sign_in: Any) -> Browser:
    on_record.post()
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    browser: Browser = sign_in(Role.SECRETARIAT)
    return browser


def work(wires: Wiring) -> None:
    """What the scheduler does with it."""
    Importing(wires, lambda: wires.writing(SCHEDULER)).work()


def chosen(browser: Browser, wires: Wiring, log: str = LOG) -> None:
    file = (io.BytesIO(log.encode()), "log.csv")
    page = browser.post("/imports", {"series": "PPM", "file": file})
    assert page.status == 200
    work(wires)


def actions(wires: Wiring) -> list[str]:
    with wires.read() as session:
        return list(session.exec(select(Action.reference).order_by(Action.number)).all())


def state(wires: Wiring) -> ImportState:
    with wires.read() as session:
        return session.exec(select(Import.state).order_by(Import.id.desc())).first()


def test_the_four_steps_lead_to_actions_and_back_again(desk_browser: Browser, wires: Wiring) -> None:
    chosen(desk_browser, wires)
    understood = desk_browser.get("/imports/1/understood")
    assert understood.heading == "About 3 actions were found in 1 table"
    matches = desk_browser.get("/imports/1/matches")
    assert matches.heading == "1 owner of 2 has to be matched with a post"
    asked = desk_browser.post("/imports/1/matches", {})
    assert asked.status == 422
    assert "Choose a post for “CFO/ACC (Ops)”, or keep the words as they are." in asked.text
    assert desk_browser.post("/imports/1/matches", {"rest": "keep"}).status == 200
    work(wires)
    rows = desk_browser.get("/imports/1/rows")
    assert rows.heading == "2 actions will be added, 1 cannot be taken"
    assert "The series goes on counting at PPM-008" in rows.text
    assert actions(wires) == []
    assert desk_browser.post("/imports/1/write", {"chase_from": "27 September 2023"}).status == 200
    work(wires)
    assert actions(wires) == ["PPM-006", "PPM-007"]
    done = desk_browser.get("/imports/1")
    assert done.heading == "2 actions were added"
    refused = desk_browser.post("/imports/1/take-back", {"reason": ""})
    assert refused.status == 422
    assert desk_browser.post("/imports/1/take-back", {"reason": "The wrong year."}).status == 200
    assert actions(wires) == []
    assert desk_browser.get("/imports/1").heading == "This import was taken back"


def test_each_step_can_be_gone_back_to_and_what_was_corrected_is_remembered(
    desk_browser: Browser, wires: Wiring
) -> None:
    chosen(desk_browser, wires)
    for step in ("file", "understood", "matches", "rows"):
        assert desk_browser.get(f"/imports/1/{step}").status == 200
    assert desk_browser.post("/imports/1/understood", {"g0-B": "not_used"}).status == 200
    work(wires)
    assert (
        desk_browser.get("/imports/1/understood").text.count("Corrections that were made before are in use.")
        == 1
    )
    chosen(desk_browser, wires)
    with wires.read() as session:
        first, second = session.exec(select(Import).order_by(Import.id)).all()
    assert second.corrections == first.corrections != ""


def test_two_columns_cannot_be_the_same_thing(desk_browser: Browser, wires: Wiring) -> None:
    chosen(desk_browser, wires)
    page = desk_browser.post("/imports/1/understood", {"g0-B": "reference"})
    assert page.status == 422
    assert "Columns A and B cannot both be “Reference”." in page.text


def test_a_row_is_left_out_and_put_back(desk_browser: Browser, wires: Wiring) -> None:
    chosen(desk_browser, wires)
    desk_browser.post("/imports/1/rows", {"row": "1", "do": "out"})
    assert desk_browser.get("/imports/1/rows").heading == "2 actions will be added"
    assert desk_browser.get("/imports/1/rows?fate=left_out").text.count("Left out by") == 1
    desk_browser.post("/imports/1/rows", {"row": "1", "do": "back"})
    assert desk_browser.get("/imports/1/rows").heading == "2 actions will be added, 1 cannot be taken"


def test_numbers_of_rows_that_cannot_be_are_passed_over(desk_browser: Browser, wires: Wiring) -> None:
    chosen(desk_browser, wires)
    for typed in ("9" * 5000, "9" * 30, "²", "-1"):
        assert desk_browser.post("/imports/1/rows", {"row": typed, "do": "out"}).status == 200


def test_a_file_that_is_no_log_is_refused_in_words(desk_browser: Browser, wires: Wiring) -> None:
    page = desk_browser.post("/imports", {"series": "PPM", "file": (io.BytesIO(b"x"), "log.docx")})
    assert page.status == 422
    assert "Choose an Excel workbook (.xlsx)" in page.text
    chosen(desk_browser, wires, "hello,world\r\n")
    assert state(wires) is ImportState.FAILED
    failed = desk_browser.get("/imports/1")
    assert failed.heading == "The file could not be taken in"
    assert "No table of actions was found in this file" in failed.text


def test_reading_can_be_stopped_and_begun_again(desk_browser: Browser, wires: Wiring) -> None:
    file = (io.BytesIO(LOG.encode()), "log.csv")
    desk_browser.post("/imports", {"series": "PPM", "file": file})
    assert desk_browser.get("/imports/1").heading == "The file is being read"
    desk_browser.post("/imports/1/stop", {})
    work(wires)
    assert state(wires) is ImportState.CANCELLED
    desk_browser.post("/imports/1/again", {})
    work(wires)
    assert state(wires) is ImportState.PREPARED


def test_writing_that_is_stopped_writes_nothing(desk_browser: Browser, wires: Wiring) -> None:
    chosen(desk_browser, wires)
    desk_browser.post("/imports/1/write", {"chase_from": "27 September 2023"})
    desk_browser.post("/imports/1/stop", {})
    work(wires)
    assert (state(wires), actions(wires)) == (ImportState.PREPARED, [])
    assert "It was stopped. Nothing was written." in desk_browser.get("/imports/1/rows").text


def test_rows_that_are_out_of_date_are_looked_at_again_and_nothing_is_written(
    desk_browser: Browser, on_record: Record, wires: Wiring
) -> None:
    chosen(desk_browser, wires)
    desk_browser.post("/imports/1/write", {"chase_from": "27 September 2023"})
    with wires.writing(SCHEDULER) as desk:
        record = Record(desk)
        for _ in range(6):
            record.action("Logged meanwhile")
    work(wires)
    work(wires)
    assert state(wires) is ImportState.PREPARED
    page = desk_browser.get("/imports/1/rows")
    assert "The record changed since these rows were looked at" in page.text
    assert page.heading == "1 action will be added, 2 cannot be taken"


def test_an_owner_and_the_panel_find_no_import(desk_browser: Browser, sign_in: Any) -> None:
    for role in (Role.OWNER, Role.PANEL):
        assert sign_in(role).get("/imports").status in (403, 404)


def test_what_could_not_be_read_stands_on_the_page_of_the_action(
    desk_browser: Browser, wires: Wiring
) -> None:
    chosen(desk_browser, wires)
    desk_browser.post("/imports/1/write", {"chase_from": "27 September 2023"})
    work(wires)
    page = desk_browser.get("/actions/PPM-007")
    for words in ("From the office’s own log", "23/04-1", "CFO/ACC (Ops)", "by Easter"):
        assert words in page.text
    assert "PPM-007" in desk_browser.get("/actions?text=23/04-1&status=").text


def test_the_last_row_of_an_action_that_is_carried_on_is_taken_by_one_button(
    desk_browser: Browser, wires: Wiring
) -> None:
    again = "Action 006,3.1,Bring the abandonment figures back,Ann Able,01/09/23,Complete,\r\n"
    chosen(desk_browser, wires, LOG.rpartition("Action 006")[0] + again)
    page = desk_browser.get("/imports/1/rows")
    assert "1 action stands on several rows under one reference" in page.text
    page = desk_browser.post("/imports/1/rows", {"do": "last"})
    assert "The last row of 1 action is taken." in page.text
    assert "A later row speaks for it: row 6." in page.text
    assert "Take the last one of each" not in page.text


def test_an_import_that_was_never_written_is_deleted_with_its_file(
    desk_browser: Browser, wires: Wiring
) -> None:
    chosen(desk_browser, wires)
    assert "Delete what was read of it" in desk_browser.get("/imports/1/file").text
    page = desk_browser.post("/imports/1/forget")
    assert "is deleted. Nothing of it was on record." in page.text
    assert "No log has been imported yet." in page.text
    with wires.read() as session:
        assert session.exec(select(StoredFile.destroyed_on)).one() is not None


def test_a_file_that_another_import_has_stays(desk_browser: Browser, wires: Wiring) -> None:
    chosen(desk_browser, wires)
    chosen(desk_browser, wires)
    desk_browser.post("/imports/2/forget")
    with wires.read() as session:
        assert set(session.exec(select(StoredFile.destroyed_on)).all()) == {None}
    assert desk_browser.get("/imports/1/understood").status == 200

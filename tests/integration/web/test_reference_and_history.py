"""Priorities and measures that an administrator can change, and the history as a page."""

from collections.abc import Callable

from sqlalchemy import text

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.models.meetings import PrioritySet
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


def _plan(record: Record) -> None:
    from datetime import date

    plan = PrioritySet(title="Police and Crime Plan", starts_on=date(2021, 12, 1), ends_on=date(2024, 5, 31))
    record.desk.session.add(plan)
    record.desk.session.commit()


def test_an_administrator_adds_and_corrects_a_priority(on_record: Record, sign_in: SignIn) -> None:
    _plan(on_record)
    admin = sign_in(Role.ADMINISTRATOR)
    page = admin.post(
        "/reference", {"kind": "priority", "plan": "1", "code": "#Local", "title": "Local service"}
    )
    assert "#local" in page.text
    page = admin.post("/reference/priority/1", {"title": "A local and responsive service", "version": "1"})
    assert "A local and responsive service" in page.text


def test_a_code_that_is_taken_is_said_and_what_was_typed_stays(on_record: Record, sign_in: SignIn) -> None:
    _plan(on_record)
    admin = sign_in(Role.ADMINISTRATOR)
    form = {"kind": "priority", "plan": "1", "code": "local", "title": "Local service"}
    admin.post("/reference", form)
    page = admin.post("/reference", form | {"title": "Another one"})
    assert (page.status, page.value("title")) == (422, "Another one")
    assert page.errors == ["This Plan has a priority local already. Give another code."]


def test_a_second_save_of_a_stale_form_names_what_is_there_now(on_record: Record, sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMINISTRATOR)
    admin.post("/reference", {"kind": "measure", "code": "homicide", "title": "Reduce murder"})
    admin.post("/reference/measure/1", {"title": "Reduce homicide", "version": "1"})
    page = admin.post("/reference/measure/1", {"title": "Fewer murders", "version": "1"})
    assert (page.status, page.value("title")) == (409, "Fewer murders")
    assert "Reduce homicide" in page.errors[0]


def test_a_plan_is_added_with_its_years(sign_in: SignIn) -> None:
    admin = sign_in(Role.ADMINISTRATOR)
    form = {
        "kind": "plan",
        "plan_title": "Plan 2025 to 2029",
        "plan_starts_on": "1 April 2025",
        "plan_ends_on": "31/3/2029",
    }
    assert "Plan 2025 to 2029, 2025 to 2029" in admin.post("/reference", form).text
    page = admin.post("/reference", form | {"plan_ends_on": "31 March 2020"})
    assert (page.status, page.value("plan_ends_on")) == (422, "31 March 2020")
    assert page.errors == ["The last day is before the first day. Change one of them."]
    assert admin.post("/reference", form | {"plan_starts_on": ""}).errors[0].startswith("Give the first day")
    assert admin.post("/reference", form | {"plan_title": ""}).html.select_one("a[href='#plan_title']")


def test_the_history_names_posts_and_priorities(on_record: Record, sign_in: SignIn) -> None:
    on_record.action("Bring the figures", post=on_record.post("head-of-contact"), due="2023-10-04")
    on_record.desk.session.commit()
    page = sign_in(Role.AUDITOR).get("/actions/PPM-001/history")
    assert "Owner Head of contact" in page.text
    assert "Due on 4 October 2023" in page.text


def test_a_head_that_cannot_be_read_is_told(wires: Wiring, sign_in: SignIn) -> None:
    wires.settings.data_dir.joinpath("history-head.json").write_text("{")
    assert "cannot be read" in sign_in(Role.AUDITOR).get("/history?check=1").text


def test_only_an_administrator_changes_reference_data(sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT).post("/reference", {"kind": "measure", "code": "a", "title": "b"})
    assert page.status == 403


def test_the_history_of_an_action_shows_before_and_after(on_record: Record, sign_in: SignIn) -> None:
    from tracker.services.actions import Wanted, correct_action

    action = on_record.action("Bring the figurs")
    correct_action(on_record.desk, action, Wanted(title="Bring the figures"), version=1)
    on_record.desk.session.commit()
    page = sign_in(Role.AUDITOR).get("/actions/PPM-001/history")
    assert page.heading == "Action 001 was changed twice"
    assert ("Bring the figurs" in page.text, "Bring the figures" in page.text) == (True, True)


def test_the_history_page_says_when_a_row_was_changed(
    wires: Wiring, on_record: Record, sign_in: SignIn
) -> None:
    on_record.action()
    on_record.desk.session.commit()
    auditor = sign_in(Role.AUDITOR)
    assert "The chain holds" in auditor.get("/history?check=1").text
    with wires.write() as session:
        session.execute(text("DROP TRIGGER history_not_changed"))
        session.execute(text("UPDATE history SET actor = 'Someone else' WHERE number = 2"))
        session.commit()
    page = auditor.get("/history?check=1")
    assert "The chain does not hold. Row 2 of the history was changed" in page.text


def test_a_page_of_history_that_is_not_there_is_empty_and_no_fault(sign_in: SignIn) -> None:
    auditor = sign_in(Role.AUDITOR)
    assert auditor.get("/history?page=99&check=1").status == 200
    assert auditor.get("/history?page=nothing").status == 200

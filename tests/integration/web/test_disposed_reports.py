"""A draft of a report that was disposed of says so to the office, and is to anyone else what it was."""

from collections.abc import Callable

from sqlmodel import select

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.models.reports import ReportVersion

SignIn = Callable[..., Browser]


def test_a_draft_that_was_disposed_of_says_so_to_the_office_alone(sign_in: SignIn, on_record: Record) -> None:
    on_record.meeting("2023-10-04")
    desk = on_record.desk
    desk.session.commit()
    office = sign_in(Role.SECRETARIAT)
    assert office.post("/meetings/ppm-2023-10-04/reports", {"kind": "chairs-list"}).status == 200
    row = desk.session.exec(select(ReportVersion)).one()
    row.disposed_on = desk.moment.today
    desk.session.add(row)
    desk.session.commit()
    for browser, said in ((office, "was disposed of on"), (sign_in(Role.PANEL), "There is no such report")):
        page = browser.get(f"/reports/{row.id}")
        assert page.status == 404
        assert said in page.text

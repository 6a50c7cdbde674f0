"""Whom the mail of a post reaches, set on its page; and the days on which the office is closed."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
POST = "/posts/head-of-contact/mail"
AWAY = {"starts_on": "20 September 2023", "ends_on": "29 September 2023"}


@pytest.fixture
def head(on_record: Record, wires: Wiring) -> Wiring:
    """The head's action is owed today."""
    on_record.action("Bring the figures", due="2023-09-22", post=on_record.post(), on="2023-05-17")
    on_record.person("Dee Deputy")
    on_record.desk.session.commit()
    return wires


def number_of(page: Browser, name: str) -> str:
    choices = page.get(POST).html.select("#delegate option")
    return next(str(one["value"]) for one in choices if one.get_text() == name)


def test_while_the_holder_is_away_the_delegate_is_written_to_until_they_are_back(
    head: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert page.get(POST).heading == "Mail goes to Ann Able today"
    page.post(f"{POST}/absences", {**AWAY, "delegate": number_of(page, "Dee Deputy"), "note": "Leave"})
    assert page.get(POST).heading == "Mail goes to Dee Deputy today"
    assert "Dee Deputy" in page.get("/chasing").text
    head.clock.set("2023-09-25")  # type: ignore[attr-defined]
    number = page.get(POST).html.select_one("form[action*='absences/']")
    assert number
    page.post(str(number["action"]), {"do": "end", "version": "1"})
    assert page.get(POST).heading == "Mail goes to Ann Able today"
    assert "No absence is noted." in page.get(POST).text


def test_an_absence_is_removed_and_a_stale_form_ends_nothing(head: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    page.post(f"{POST}/absences", AWAY)
    head.clock.set("2023-09-25")  # type: ignore[attr-defined]
    assert page.post(f"{POST}/absences/1", {"do": "end", "version": "7"}).status == 409
    assert "The absence is removed." in page.post(f"{POST}/absences/1", {"do": "remove"}).text
    assert page.post(f"{POST}/absences/1", {"do": "remove"}).status == 404


def test_the_days_of_an_absence_are_changed_and_a_stale_form_changes_none(
    head: Wiring, sign_in: SignIn
) -> None:
    page = sign_in(Role.SECRETARIAT)
    page.post(f"{POST}/absences", {**AWAY, "delegate": number_of(page, "Dee Deputy"), "note": "Leave"})
    form = page.get(f"{POST}?absence=1")
    assert (form.value("starts_on"), form.value("ends_on"), form.value("note")) == (
        "20 September 2023",
        "29 September 2023",
        "Leave",
    )
    typed = {"do": "save", "version": "1", "starts_on": "2 October 2023", "ends_on": "6 October 2023"}
    refused = page.post(f"{POST}/absences/1", {**typed, "ends_on": "1 October 2023"})
    assert refused.status == 422
    assert refused.html.select_one("#absence-form")["action"] == f"{POST}/absences/1"
    assert refused.value("ends_on") == "1 October 2023"
    saved = page.post(f"{POST}/absences/1", {**typed, "note": "Course"})
    assert "Away 2 October 2023 to 6 October 2023 is saved." in saved.text
    assert saved.heading == "Mail goes to Ann Able today"
    assert "Course" in saved.text
    assert page.post(f"{POST}/absences/1", {**typed, "ends_on": "9 October 2023"}).status == 409
    assert "2 October 2023 to 6 October 2023" in page.get(POST).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"ends_on": "someday"}, "ends_on"),
        ({"ends_on": "1 September 2023"}, "ends_on"),
        ({"delegate": "999"}, "delegate"),
        ({"delegate": "new", "delegate_name": "Nora New", "delegate_email": "nora"}, "delegate_email"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused_at_its_field(
    head: Wiring, sign_in: SignIn, typed: dict[str, str], field: str
) -> None:
    answer = sign_in(Role.SECRETARIAT).post(f"{POST}/absences", {**AWAY, "note": "Leave", **typed})
    assert answer.status == 422
    assert answer.html.select_one(f".govuk-error-summary a[href='#{field}']")
    assert answer.value("note") == "Leave"
    assert "No absence is noted." in answer.text


def test_a_staff_officer_who_is_new_is_put_on_record_and_gets_copies(head: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR)
    typed = {
        "staff_officer": "new",
        "staff_officer_name": "Stef Staff",
        "version": page.get(POST).value("version"),
    }
    answer = page.post(f"{POST}/staff-officer", {**typed, "staff_officer_email": "stef@force.example.org"})
    assert "Stef Staff gets a copy of each mail." in answer.text
    mail = page.get("/chasing/mails/2023-09-20/head-of-contact/reminder")
    assert "stef@force.example.org" in mail.text
    assert page.post(f"{POST}/staff-officer", {"staff_officer": "", "version": "1"}).status == 409


def test_whoever_asks_for_it_gets_one_mail_a_week(head: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert "Ann Able gets one mail a week" in page.post(f"{POST}/weekly", {"weekly_only": "yes"}).text
    assert "Weekly list" in page.get("/chasing").text
    assert "each reminder on its day" in page.post(f"{POST}/weekly", {"weekly_only": "no"}).text


def test_nothing_goes_out_on_a_day_on_which_the_office_is_closed(head: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    assert "Friday 22 September 2023" in page.get("/chasing").text
    page.post("/closed-days", {"day": "22 September 2023", "note": "Training"})
    assert "Friday 22 September 2023" not in page.get("/chasing").text
    assert "Training" in page.get("/closed-days").text
    page.post("/closed-days/2023-09-22/open")
    assert "Friday 22 September 2023" in page.get("/chasing").text


def test_a_weekend_is_closed_anyway_and_what_was_typed_is_kept(head: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    answer = page.post("/closed-days", {"day": "23 September 2023", "note": "Fair"})
    assert answer.status == 422
    assert "a weekend or a bank holiday" in answer.errors[0]
    assert answer.value("note") == "Fair"
    assert page.post("/closed-days/never/open").status == 404


def test_an_owner_and_an_auditor_change_none_of_it(head: Wiring, sign_in: SignIn) -> None:
    for role in (Role.OWNER, Role.AUDITOR):
        page = sign_in(role)
        assert page.get(POST).status == 403
        assert page.get("/closed-days").status == 403
        assert page.post(f"{POST}/weekly", {"weekly_only": "yes"}).status == 403

"""What goes out in the next ten working days names the office's own dates and its requests to the force too."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.support.builders import SECRETARIAT, Record
from tests.support.page import Browser
from tracker.domain.commissions import CommissionWanted
from tracker.domain.statutory import ClockKind, ClockWanted
from tracker.domain.viewers import Role
from tracker.services.clock_mails import queue_clock_mails
from tracker.services.clocks import start_clock
from tracker.services.commissions import save_commission
from tracker.services.policies import policy_of, save_policy
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


def days(page: Browser) -> Mapping[str, str]:
    """What stands under each day of the plan."""
    shown = page.get("/chasing").html.select("section")
    return {part.h2.get_text(): " ".join(part.get_text(" ").split()) for part in shown if part.h2}


@pytest.fixture
def clock(on_record: Record, wires: Wiring) -> Wiring:
    """A clock whose steps of ten and five working days before the last day lie in the plan: its last day is 5 October."""
    post = on_record.post("chief-executive", holder="Cey Exec")
    panel = ClockWanted(
        ClockKind.PANEL_REPLY,
        "Reply on reserves",
        post.key,
        date.fromisoformat("2023-09-01"),
        date.fromisoformat("2023-10-05"),
        "10, 5",
    )
    start_clock(on_record.desk, panel)
    on_record.desk.session.commit()
    return wires


def test_each_day_names_the_mails_about_dates_that_the_office_owes(clock: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    shown = days(page)
    named = {on for on, text in shown.items() if "Date that the office owes" in text}
    assert named == {"Thursday 21 September 2023", "Thursday 28 September 2023"}
    assert "Chief executive" in shown["Thursday 28 September 2023"]
    assert "The office owes: Reply on reserves – due 5 October 2023" in shown["Thursday 28 September 2023"]
    assert page.get("/chasing").heading == "2 mails go out in the next ten working days"


def test_a_mail_about_a_date_that_was_made_stands_once_as_it_is(clock: Wiring, sign_in: SignIn) -> None:
    clock.clock.set("2023-09-21", "07:30")  # type: ignore[attr-defined]
    assert len(queue_clock_mails(lambda: clock.writing(SECRETARIAT), clock.stationery)) == 1
    shown = days(sign_in(Role.SECRETARIAT))["Thursday 21 September 2023"]
    assert shown.count("Reply on reserves") == 1
    assert "Waiting to be sent" in shown


def test_a_request_stands_on_the_day_from_which_it_is_to_be_sent(
    on_record: Record, wires: Wiring, sign_in: SignIn
) -> None:
    on_record.meeting("2023-11-13")
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT)
    shown = days(page)["Monday 2 October 2023"]
    assert "Commissioning request" in shown
    assert "Papers for 13 November 2023: to be sent from 2 October 2023" in shown
    assert "For you to write" in shown
    assert page.get("/chasing").heading == "Nothing goes out in the next ten working days"


def test_a_request_that_should_have_left_stands_on_the_first_day_until_it_is_sent(
    on_record: Record, wires: Wiring, sign_in: SignIn
) -> None:
    meeting, liaison = on_record.meeting("2023-10-04"), on_record.post("liaison", holder="Lee Liaison")
    wanted = CommissionWanted(liaison.key, "Please send us these.", "")
    save_commission(on_record.desk, meeting, wanted, wires.stationery, version=0, hold=True)
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT)
    assert "Held for you" in days(page)["Wednesday 20 September 2023"]
    assert (
        page.get("/chasing").heading == "1 mail goes out in the next ten working days, 1 of them held for you"
    )


def test_the_dates_that_the_office_owes_are_one_click_away_though_none_runs(
    on_record: Record, sign_in: SignIn
) -> None:
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/chasing")
    assert page.html.select_one('main a[href="/clocks"]').get_text() == "Dates that the office owes"


def test_a_series_that_asks_for_nothing_owes_no_request(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting("2023-10-04")
    policy = replace(policy_of(on_record.desk.session, on_record.series().key), commissioning_weeks=0)
    save_policy(on_record.desk, on_record.series(), policy, version=None)
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT)
    assert "Commissioning request" not in page.get("/chasing").text
    assert "The commissioning request" not in page.get("/").text
    assert "None is asked for in this series" in page.get("/meetings/ppm-2023-10-04").text

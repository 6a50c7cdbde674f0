"""My work: the heading answers, the figures lead on, and each role sees its own."""

from collections.abc import Callable

import pytest

from tests.integration.conftest import StoppedClock
from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.services.updates import Said, give_update
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


def test_the_heading_says_when_papers_are_due_and_the_figures_count_what_waits(
    on_record: Record, sign_in: SignIn
) -> None:
    on_record.meeting("2023-10-04")
    on_record.action("Late one", due="2023-09-13", on="2023-05-17")
    on_record.action("For the papers", due="next meeting", on="2023-05-17")
    done = on_record.action("Done, they say", due="2023-12-01")
    give_update(
        on_record.desk,
        done,
        Said("All of it is done.", recommends_closure=True),
        by_name="Ann Able",
        via="account",
    )
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/")
    assert page.heading == "Papers for 4 October are due in 5 working days"
    assert [figure.get_text() for figure in page.html.select(".app-figure__number")] == ["1", "1", "1"]
    assert "5 working days late" in page.text


def test_a_long_list_shows_its_first_and_says_how_many_there_are(on_record: Record, sign_in: SignIn) -> None:
    for number in range(1, 15):
        on_record.action(f"Late number {number}", due=f"2023-09-{number:02d}", on="2023-05-17")
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/")
    assert page.html.select(".app-figure__number")[0].get_text() == "14"
    assert ("Late number 12" in page.text, "Late number 13" in page.text) == (True, False)


def test_an_update_that_came_is_not_still_to_come(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting("2023-10-04")
    action = on_record.action("For the papers", due="next meeting", on="2023-05-17")
    give_update(on_record.desk, action, Said("Nearly there."), by_name="Ann Able", via="account")
    on_record.desk.session.commit()
    assert "Every update for the papers is in." in sign_in(Role.SECRETARIAT).get("/").text


def test_an_owner_sees_what_their_posts_owe_and_nothing_of_others(on_record: Record, sign_in: SignIn) -> None:
    mine, other = on_record.post(), on_record.post("head-of-estates", holder="Eve Else")
    on_record.action("Mine to answer", due="standing", post=mine)
    on_record.action("Somebody else's", post=other)
    on_record.desk.session.commit()
    page = sign_in(Role.OWNER, person_id=1).get("/")
    assert page.heading == "You answer for 1 open action"
    assert ("Mine to answer" in page.text, "every meeting" in page.text) == (True, True)
    assert "Somebody else" not in page.text


def test_the_panel_is_sent_to_what_was_issued(on_record: Record, sign_in: SignIn) -> None:
    on_record.meeting("2023-10-04")
    on_record.action("Not theirs to read")
    on_record.desk.session.commit()
    page = sign_in(Role.PANEL).get("/")
    assert page.heading == "The next meeting is on 4 October"
    assert "Not theirs to read" not in page.text


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SECRETARIAT, Role.COMMISSIONER, Role.AUDITOR])
def test_an_empty_record_says_that_nothing_waits(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get("/").heading == "Nothing is waiting"


def test_papers_that_are_late_are_said_in_working_days(
    on_record: Record, sign_in: SignIn, wires: Wiring
) -> None:
    on_record.meeting("2023-10-04")
    on_record.action("For the papers", due="next meeting", on="2023-05-17")
    on_record.desk.session.commit()
    clock = wires.clock
    assert isinstance(clock, StoppedClock)
    clock.set("2023-09-29")
    assert sign_in(Role.SECRETARIAT).get("/").heading == "Papers for 4 October were due 2 working days ago"


def test_held_mail_is_said_to_the_secretariat_alone(
    on_record: Record, sign_in: SignIn, wires: Wiring
) -> None:
    chief = on_record.post("chief-constable", chief_officer=True)
    on_record.action("For the chief", due="2023-09-13", on="2023-05-17", post=chief)
    on_record.desk.session.commit()
    from tracker.domain.viewers import Actor
    from tracker.services.reminders import queue_reminders

    queue_reminders(lambda: wires.writing(Actor("Scheduler", frozenset(), "scheduler")), wires.stationery)
    assert "1 mail is waiting for you to read and release." in sign_in(Role.SECRETARIAT).get("/").text
    assert "read and release" not in sign_in(Role.COMMISSIONER).get("/").text


def test_a_vacant_post_that_owns_something_is_work_for_the_secretariat_alone(
    on_record: Record, sign_in: SignIn
) -> None:
    vacant = on_record.post("head-of-estates", holder=None)
    on_record.action("Name a site", post=vacant)
    on_record.action("Show the plan", post=vacant)
    on_record.action("Of another", post=on_record.post())
    on_record.post("empty", holder=None)
    on_record.desk.session.commit()
    sentence = "Nobody holds the post of Head of estates, which owns 2 open actions."
    page = sign_in(Role.SECRETARIAT).get("/")
    assert sentence in page.text
    assert page.html.select_one('a[href="/posts/head-of-estates"]')
    assert "post of Empty" not in page.text
    assert "post of Head of contact" not in page.text
    assert sentence not in sign_in(Role.COMMISSIONER).get("/").text

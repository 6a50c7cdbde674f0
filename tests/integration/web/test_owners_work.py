"""My work of an owner: everything that their posts owe, one click from an answer, and what was answered."""

from collections.abc import Callable

import pytest

from tests.integration.mails.conftest import stationery
from tests.support.builders import OWNER, Record, acting_as
from tests.support.page import Browser, Page
from tracker.domain.actions import Rating
from tracker.domain.viewers import Role, Viewer
from tracker.models.actions import Action, Update
from tracker.models.people import Person
from tracker.services.readings import accept, ask_again
from tracker.services.updates import Said, give_update
from tracker.store.actions import by_reference
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


@pytest.fixture
def ann(on_record: Record, sign_in: SignIn) -> Browser:
    """Ann Able, head of contact, with an action of each kind."""
    post = on_record.post()
    for title, due in (
        ("Late", "2023-09-01"),
        ("To come", "2023-10-02"),
        ("Standing", "standing"),
        ("Undated", ""),
        ("Said", "2023-10-20"),
        ("Asked", "2023-10-20"),
        ("Done", "2023-09-01"),
    ):
        on_record.action(title, due=due, post=post, on="2023-05-17")
    on_record.action(
        "Another's", due="2023-09-01", post=on_record.post("estates", holder="Bea Best"), on="2023-05-17"
    )
    on_record.desk.session.commit()
    return sign_in(Role.OWNER, person_id=1, name="Ann Able")


def say(record: Record, reference: str, text: str, **more: object) -> Update:
    desk = acting_as(record.desk, OWNER)
    viewer = Viewer("Sam", frozenset({Role.SECRETARIAT}))
    action: Action = by_reference(record.desk.session, viewer, reference)
    said = Said(text, Rating.AMBER, **more)  # type: ignore[arg-type]
    update = give_update(desk, action, said, by_name="Ann Able", via="link")
    record.desk.session.flush()
    return update


def groups(page: Page) -> dict[str, list[str]]:
    """The references under each heading."""
    return {
        section.h2.get_text(strip=True): [a.get_text() for a in section.select("tbody th a")]
        for section in page.html.select("section.app-section")
        if section.select("tbody")
    }


def test_the_list_says_what_is_wanted_first_and_what_is_answered_last(
    on_record: Record, ann: Browser
) -> None:
    say(on_record, "PPM-005", "In hand.")
    ask_again(on_record.desk, say(on_record, "PPM-006", "So.").key, "Which hubs?", stationery())
    accept(on_record.desk, say(on_record, "PPM-007", "Done.", recommends_closure=True).key)
    on_record.desk.session.commit()
    page = ann.get("/")
    assert page.heading == "1 update is overdue"
    assert groups(page) == {
        "Asked again": ["PPM-006"],
        "Overdue": ["PPM-001"],
        "Due": ["PPM-002"],
        "At every meeting": ["PPM-003"],
        "Without a date": ["PPM-004"],
        "Answered, nothing to do for now": ["PPM-007", "PPM-005"],
        "What was answered": ["PPM-007", "PPM-006", "PPM-005"],
    }
    assert "Asked again: Which hubs?" in page.text
    assert "Another's" not in page.text


def test_an_answer_is_one_click_away_and_leads_back(ann: Browser) -> None:
    link = ann.get("/").html.select_one("section a[href*='PPM-001/update']")
    assert link is not None
    form = ann.get(str(link["href"]))
    typed = {
        "client_id": form.value("client_id"),
        "from": form.value("from"),
        "text": "It came.",
        "choice": "update",
    }
    sent = ann.post("/actions/PPM-001/update", typed, follow=False)
    assert (sent.status, sent.response.location) == (303, "/")
    assert "It came." in ann.get("/").text


def test_the_history_says_what_the_secretariat_made_of_each_answer(on_record: Record, ann: Browser) -> None:
    accept(on_record.desk, say(on_record, "PPM-001", "First.").key)
    say(on_record, "PPM-002", "Second.")
    on_record.desk.session.commit()
    rows = [
        row.get_text(" ", strip=True) for row in ann.get("/").html.select("#given-heading ~ table tbody tr")
    ]
    assert ["Second." in rows[0], "Not read yet" in rows[0]] == [True, True]
    assert ["First." in rows[1], "Accepted" in rows[1]] == [True, True]


def test_an_owner_who_owes_nothing_is_told_so(on_record: Record, sign_in: SignIn) -> None:
    on_record.post()
    on_record.desk.session.commit()
    page = sign_in(Role.OWNER, person_id=1).get("/")
    assert page.heading == "Nothing is waiting for you"
    assert "You have no open actions." in page.text


def test_an_owner_asks_for_one_mail_a_week_and_for_single_reminders_again(
    ann: Browser, wires: Wiring
) -> None:
    page = ann.get("/")
    assert "You get each reminder on its day." in page.text
    address = str(page.html.select_one("#weekly-heading ~ form")["action"])  # type: ignore[index]
    assert "You get one mail a week" in ann.post(address, {"weekly_only": "yes"}).text
    with wires.read() as session:
        assert session.get_one(Person, 1).weekly_only
    assert "You get each reminder on its day." in ann.post(address, {"weekly_only": "no"}).text
    assert ann.post("/posts/estates/mail/mine", {"weekly_only": "yes"}).status == 404

"""The answers of owners as the secretariat reads them, without scripts."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from tests.support.builders import OWNER, Record, acting_as
from tests.support.page import Browser, Page
from tracker.domain.actions import Rating
from tracker.domain.mails import MailKind, MailState
from tracker.domain.reading import Reading
from tracker.domain.viewers import Role
from tracker.models.actions import Action, Update
from tracker.models.mail import Mail
from tracker.services.updates import Said, give_update
from tracker.web import answers_page
from tracker.wiring import Wiring

QUESTION = "Which hubs does it cover?"
SignIn = Callable[..., Browser]


@pytest.fixture
def action(on_record: Record) -> Action:
    return on_record.action(
        "Bring it back",
        asked="Bring 101 abandonment back.",
        due="2023-09-27",
        post=on_record.post(),
        on="2023-05-17",
    )


def give(record: Record, action: Action, text: str, **more: object) -> int:
    """An answer by the link; the number of it."""
    desk = acting_as(record.desk, OWNER)
    said = Said(text, Rating.AMBER, **more)  # type: ignore[arg-type]
    update = give_update(desk, action, said, by_name="Ann Able", via="link")
    record.desk.session.commit()
    return update.key


def headings(page: Page) -> list[str]:
    return [article["id"] for article in page.html.select("article")]


def reading(wires: Wiring, update_id: int) -> tuple[Reading, str]:
    with wires.read() as session:
        update = session.get_one(Update, update_id)
        return update.reading, update.read_by


def mails(wires: Wiring) -> list[Mail]:
    with wires.read() as session:
        query = select(Mail).where(Mail.kind == MailKind.ASKED_AGAIN).order_by(col(Mail.id))
        return list(session.exec(query).all())


def test_an_answer_shows_what_was_asked_and_said_by_whom_and_which_way(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    first = give(on_record, action, "It is in hand.", recommends_closure=True)
    second = give(on_record, action, "<b>More</b> of it.")
    page = sign_in(Role.SECRETARIAT).get("/answers")
    assert page.heading == "Two answers wait to be read"
    assert headings(page) == [f"answer-{second}", f"answer-{first}"]
    for words in (
        "Bring 101 abandonment back.",
        "It is in hand.",
        "<b>More</b> of it.",
        "Closure recommended",
        "Amber, at risk",
        "Ann Able, by the link, 20 September 2023",
    ):
        assert words in page.text


def test_my_work_counts_the_answers_that_have_come_in(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    give(on_record, action, "It is in hand.")
    assert "One answer has come in. Read it" in sign_in(Role.SECRETARIAT).get("/").text


def test_accepting_leads_to_the_next_answer_and_can_be_undone(
    on_record: Record, action: Action, sign_in: SignIn, wires: Wiring
) -> None:
    older, newer = give(on_record, action, "First."), give(on_record, action, "Second.")
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/answers")
    following = page.html.select_one(f"#answer-{newer} form[action$=accept] [name=next]")["value"]  # type: ignore[index]
    assert following == str(older)
    sent = browser.post(f"/answers/{newer}/accept", {"next": following}, follow=False)
    assert (sent.status, sent.response.location) == (303, f"/answers?done={newer}#answer-{older}")
    assert reading(wires, newer) == (Reading.ACCEPTED, "Secretariat")
    page = browser.get(f"/answers?done={newer}")
    assert "Action 001: accepted." in page.text
    assert headings(page) == [f"answer-{older}"]
    browser.post(f"/answers/{newer}/undo")
    assert reading(wires, newer) == (Reading.NEW, "")


def test_asking_again_writes_to_the_holder_and_undoing_cancels_it(
    on_record: Record, action: Action, sign_in: SignIn, wires: Wiring
) -> None:
    answer = give(on_record, action, "It is in hand.")
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(f"/answers/{answer}/again", {"words": QUESTION})
    assert page.heading == "Every answer is read"
    [mail] = mails(wires)
    assert (mail.to_address, mail.state) == ("ann.able@force.example.org", MailState.QUEUED)
    browser.post(f"/answers/{answer}/undo")
    assert mails(wires)[0].state is MailState.CANCELLED


def test_a_question_that_cannot_be_sent_is_kept_with_what_is_wrong(
    on_record: Record, action: Action, sign_in: SignIn, wires: Wiring
) -> None:
    answer = give(on_record, action, "It is in hand.")
    browser = sign_in(Role.SECRETARIAT)
    page = browser.post(f"/answers/{answer}/again", {"words": "x" * 2001})
    assert (page.status, page.errors) == (422, ["Keep it to 2,000 characters; it has 2,001."])
    assert page.value("words") == "x" * 2001
    assert page.html.select_one(f"#answer-{answer} details[open]")
    assert (reading(wires, answer)[0], mails(wires)) == (Reading.NEW, [])


def test_a_question_about_an_answer_that_a_colleague_read_first_is_shown_to_be_copied(
    on_record: Record, action: Action, sign_in: SignIn, wires: Wiring
) -> None:
    answer = give(on_record, action, "It is in hand.")
    browser = sign_in(Role.SECRETARIAT)
    browser.post(f"/answers/{answer}/meeting")
    page = browser.post(f"/answers/{answer}/again", {"words": QUESTION})
    assert page.status == 409
    assert page.errors == [
        "Secretariat proposed this answer for the meeting before you. Undo that first, if it should be otherwise."
    ]
    assert QUESTION in page.text
    assert mails(wires) == []


def test_an_answer_that_came_another_way_is_recorded_by_the_number_of_its_action(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    for typed in ("1", "ppm 1", "Action 001", "PPM-001"):
        found = browser.get("/answers/record", query_string={"action": typed})
        assert found.response.location == "/actions/PPM-001/update?from=answers"
    page = browser.get("/answers/record", query_string={"action": "PPM-999"})
    assert (page.status, page.value("action")) == (422, "PPM-999")


def test_what_is_proposed_is_marked_in_the_matters_arising_and_on_its_card(
    on_record: Record, action: Action, sign_in: SignIn
) -> None:
    on_record.meeting("2023-10-04")
    answer = give(on_record, action, "It is in hand.")
    browser = sign_in(Role.SECRETARIAT)
    arising = "/meetings/ppm-2023-10-04/matters-arising"
    for address in (arising, f"{arising}/PPM-001"):
        assert "Proposed for the meeting" not in browser.get(address).text
    browser.post(f"/answers/{answer}/meeting")
    for address in (arising, f"{arising}/PPM-001"):
        assert "Proposed for the meeting" in browser.get(address).text


@pytest.mark.parametrize(
    "role", [Role.OWNER, Role.COMMISSIONER, Role.PANEL, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_the_answers_are_for_the_secretariat_alone(
    on_record: Record, action: Action, sign_in: SignIn, wires: Wiring, role: Role
) -> None:
    answer = give(on_record, action, "It is in hand.")
    browser = sign_in(role)
    assert browser.get("/answers").status == 403
    for verb in ("accept", "meeting", "again", "undo"):
        assert browser.post(f"/answers/{answer}/{verb}", {"words": QUESTION}).status == 403
    assert reading(wires, answer)[0] is Reading.NEW


def test_an_answer_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    assert sign_in(Role.SECRETARIAT).post("/answers/99/accept").status == 404


def test_what_waits_is_read_page_by_page_and_who_reads_stays_on_the_page(
    on_record: Record, action: Action, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_page, "MOST_NEW", 2)
    numbers = [give(on_record, action, f"Answer {number}.") for number in range(5)]
    browser = sign_in(Role.SECRETARIAT)
    page = browser.get("/answers")
    assert page.heading == "Five answers wait to be read"
    assert headings(page) == [f"answer-{numbers[4]}", f"answer-{numbers[3]}"]
    second = browser.get("/answers?page=2")
    assert headings(second) == [f"answer-{numbers[2]}", f"answer-{numbers[1]}"]
    assert "Showing 3 to 4 of 5 answers" in second.text
    sent = browser.post(f"/answers/{numbers[2]}/accept", {"page": second.value("page")}, follow=False)
    assert sent.response.location == f"/answers?done={numbers[2]}&page=2"
    last = headings(browser.get("/answers?page=99"))
    assert last == [f"answer-{numbers[1]}", f"answer-{numbers[0]}"], "one past the last is the last"


def test_what_was_read_is_turned_back_to_page_by_page(
    on_record: Record, action: Action, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_page, "MOST_READ", 1)
    older, newer = give(on_record, action, "First."), give(on_record, action, "Second.")
    browser = sign_in(Role.SECRETARIAT)
    for number in (older, newer):
        browser.post(f"/answers/{number}/accept")
    first, second = (
        browser.get(f"/answers?read={page}").html.select("#read-heading ~ table tbody tr") for page in (1, 2)
    )
    assert ["Second." in row.get_text() for row in first] == [True]
    assert ["First." in row.get_text() for row in second] == [True]
    done = browser.get(f"/answers?done={older}")
    assert "Action 001: accepted." in done.text, "what was just read is told though it stands on a later page"


def test_mail_that_came_in_is_one_click_away_and_counted(sign_in: SignIn, on_record: Record) -> None:
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT).get("/answers")
    assert page.html.select_one('main a[href="/mail/incoming"]').get_text() == "Mail that came in"  # type: ignore[union-attr]

"""The pages of mail that came in."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from tests.integration.incoming.conftest import ANN, message, report
from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.mails import MailKind, MailState
from tracker.domain.viewers import Role
from tracker.models.actions import Action, Update
from tracker.models.chasing import BadAddress, IncomingMail
from tracker.models.evidence import Evidence, StoredFile
from tracker.models.mail import Mail, Reminder
from tracker.services.incoming import take_in
from tracker.store.bad_addresses import RETURNED
from tracker.wiring import Wiring

PDF = ("application/pdf", b"%PDF-1.7 figures")


@pytest.fixture
def mail(on_record: Record) -> Mail:
    """A reminder about two actions, sent to Ann Able."""
    session, post, today = on_record.desk.session, on_record.post(), on_record.desk.moment.today
    row = Mail(
        kind=MailKind.REMINDER,
        state=MailState.SENT,
        post_id=post.key,
        to_name="Ann Able",
        to_address=ANN,
        subject="2 updates for 4 October",
        for_day=today,
        message_id="11111111",
        queued_at=on_record.desk.moment.now,
    )
    session.add(row)
    session.flush()
    for title in ("Bring the figures", "Name a site"):
        action = on_record.action(title, due="2023-10-04", post=post)
        reminder = Reminder(
            action_id=action.key,
            post_id=post.key,
            step="due",
            due_on=date(2023, 10, 4),
            owed_on=today,
            mail_id=row.key,
        )
        session.add(reminder)
    session.commit()
    return row


@pytest.fixture
def arrive(on_record: Record, wires: Wiring, mail: Mail) -> Callable[..., int]:
    """`arrive("Done.")`: takes in an answer to the mail, and gives its number."""

    def arrives(text: str = "Done, see page 8.", raw: bytes = b"", **options: object) -> int:
        come = raw or message(text, **{"to": wires.replies.of(mail.key), **options})
        row = take_in(on_record.desk, come, wires.letterbox)
        assert row
        on_record.desk.session.commit()
        return row.key

    return arrives


@pytest.fixture
def clerk(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in(Role.SECRETARIAT)


def test_an_answer_waits_on_my_work_and_in_the_list(clerk: Browser, arrive: Callable[..., int]) -> None:
    number = arrive()
    assert "1 mail that came in waits for you" in clerk.get("/").text
    page = clerk.get("/mail/incoming")
    assert page.heading == "1 mail waits for you to read"
    assert page.html.select_one(f'a[href="/mail/incoming/{number}"]')


def test_an_answer_is_accepted_with_its_file(
    clerk: Browser, arrive: Callable[..., int], on_record: Record
) -> None:
    number = arrive(files={"Figures.pdf": PDF, "run.exe": ("application/octet-stream", b"MZ")})
    page = clerk.get(f"/mail/incoming/{number}").text
    assert "Done, see page 8." in page
    assert "to the address that only our mail names" in page
    assert "run.exe: Send a PDF" in page
    answer = clerk.post(
        f"/mail/incoming/{number}/accept",
        {
            "action": "PPM-002",
            "text": "Done, see page 8.",
            "rating": "green",
            "file": "1",
            "version": "1",
            "choice": "close",
        },
    )
    assert answer.status == 200
    session = on_record.desk.session
    update = session.exec(select(Update)).one()
    assert (update.via, update.by_name, update.recommends_closure) == ("mail", "Ann Able", True)
    assert session.get_one(Action, update.action_id).title == "Name a site"
    assert session.exec(select(Evidence.label)).all() == ["Figures.pdf"]
    assert "Update of" in clerk.get(f"/mail/incoming/{number}").text


def test_without_an_action_or_a_text_nothing_is_taken_and_all_stays_in_the_form(
    clerk: Browser, arrive: Callable[..., int], on_record: Record
) -> None:
    number = arrive()
    answer = clerk.post(f"/mail/incoming/{number}/accept", {"text": "My own words", "version": "1"})
    assert answer.status == 422
    assert "Choose the action" in answer.text
    assert answer.value("text") == "My own words"
    answer = clerk.post(
        f"/mail/incoming/{number}/accept", {"other": "PPM-999", "text": "My own words", "version": "1"}
    )
    assert answer.status == 422
    assert "There is no action “PPM-999”" in answer.text
    answer = clerk.post(f"/mail/incoming/{number}/accept", {"action": "PPM-001", "text": " ", "version": "1"})
    assert answer.status == 422
    assert not on_record.desk.session.exec(select(Update)).all()


def test_a_mail_that_answers_for_two_actions_comes_back(clerk: Browser, arrive: Callable[..., int]) -> None:
    number = arrive()
    said = {"action": "PPM-001", "text": "Done.", "version": "1", "stays_open": "1"}
    answer = clerk.post(f"/mail/incoming/{number}/accept", said, follow=False)
    assert answer.response.location == f"/mail/incoming/{number}"
    answer = clerk.post(f"/mail/incoming/{number}/accept", said)
    assert answer.status == 409
    assert "Someone worked on this mail meanwhile" in answer.text


def test_a_mail_is_set_aside_with_a_reason_and_taken_up_again(
    clerk: Browser, arrive: Callable[..., int]
) -> None:
    number = arrive("Thank you!")
    assert clerk.post(f"/mail/incoming/{number}/set-aside", {"reason": "", "version": "1"}).status == 422
    clerk.post(f"/mail/incoming/{number}/set-aside", {"reason": "Thanks alone", "version": "1"})
    assert "Thanks alone" in clerk.get("/mail/incoming").text
    clerk.post(f"/mail/incoming/{number}/take-up", {})
    assert "Accept as an update" in clerk.get(f"/mail/incoming/{number}").text


def test_the_page_says_where_the_sender_is_not_whom_we_wrote_to(
    clerk: Browser, arrive: Callable[..., int], wires: Wiring
) -> None:
    forged = arrive(sender="Ann Able <ann@forged.example>")
    assert f"We wrote to {ANN}, and this says that it is from ann@forged.example" in (
        clerk.get(f"/mail/incoming/{forged}").text
    )
    threaded = arrive(
        to=wires.contact, References=f"<11111111@{wires.contact.partition('@')[2]}>", message_id="two@b"
    )
    assert "only its headers say" in clerk.get(f"/mail/incoming/{threaded}").text


def test_to_a_mail_that_belongs_to_none_of_ours_the_open_actions_of_its_sender_are_offered(
    clerk: Browser, arrive: Callable[..., int]
) -> None:
    known = arrive(to="actions@elsewhere.example", sender=ANN.upper())
    page = clerk.get(f"/mail/incoming/{known}")
    assert "It belongs to no mail of ours" in page.text
    assert [radio["value"] for radio in page.html.select('input[name="action"]')] == ["PPM-001", "PPM-002"]
    stranger = arrive(to="actions@elsewhere.example", sender="jo@public.example", message_id="two@b")
    assert not clerk.get(f"/mail/incoming/{stranger}").html.select('input[name="action"]')


def test_nothing_of_a_mail_is_markup(clerk: Browser, arrive: Callable[..., int]) -> None:
    number = arrive("<script>alert(1)</script>", sender='"<b>Ann</b>" <a@b.example>')
    page = clerk.get(f"/mail/incoming/{number}")
    assert "alert(1)" in page.text
    assert not page.html.find("script", string=lambda text: "alert(1)" in (text or ""))
    assert not page.html.find("b", string="Ann")


def test_the_whole_mail_and_its_files_are_handed_out_as_attachments(
    clerk: Browser, arrive: Callable[..., int]
) -> None:
    number = arrive(files={"Figures.pdf": PDF})
    for path in ("whole", "files/1"):
        with clerk.client.get(f"/mail/incoming/{number}/{path}") as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert clerk.get(f"/mail/incoming/{number}/files/99").status == 404


def test_an_address_that_failed_is_work_until_somebody_has_looked(
    clerk: Browser, arrive: Callable[..., int], wires: Wiring, mail: Mail, on_record: Record
) -> None:
    arrive(raw=report(original=f"Reply-To: {wires.replies.of(mail.key)}\n"))
    assert "1 address failed and is not written to" in clerk.get("/").text
    page = clerk.get("/mail/failed-addresses").text
    assert ANN in page
    assert "There is no such mailbox." in page
    assert clerk.post("/mail/failed-addresses/1/write-again").status == 200
    assert on_record.desk.session.exec(select(BadAddress.cleared_by)).all() == ["Secretariat"]
    assert "No address has failed" in clerk.get("/mail/failed-addresses").text


def test_what_waited_for_an_address_is_released_in_one_click_when_somebody_has_looked(
    clerk: Browser, arrive: Callable[..., int], wires: Wiring, mail: Mail, on_record: Record
) -> None:
    arrive(raw=report(original=f"Reply-To: {wires.replies.of(mail.key)}\n"))
    session = on_record.desk.session
    held = session.get_one(Mail, mail.key)
    held.state, held.held_because, held.sent_at = MailState.HELD, RETURNED, None
    session.commit()
    assert clerk.get("/mail/failed-addresses").html.select("input[name=mail]") == []
    page = clerk.post("/mail/failed-addresses/1/write-again")
    assert "What waited for it stands below." in page.text
    read = [str(field["value"]) for field in page.html.select("input[name=mail]")]
    assert read == [f"{mail.key}-{held.version}"]
    assert "1 mail is released" in clerk.post("/mail/release", {"mail": read}).text
    assert clerk.get("/mail/failed-addresses").html.select("input[name=mail]") == []


def test_a_page_opens_whatever_a_message_does_to_the_parser(
    clerk: Browser, arrive: Callable[..., int], wires: Wiring, on_record: Record
) -> None:
    number = arrive()
    row = on_record.desk.session.get_one(IncomingMail, number)
    on_record.desk.session.get_one(StoredFile, row.file_id).sha256 = wires.files.keep(
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 3000
    )
    on_record.desk.session.commit()
    assert clerk.get(f"/mail/incoming/{number}").status == 200


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL, Role.COMMISSIONER])
def test_mail_that_came_in_is_for_the_secretariat_alone(sign_in: Callable[..., Browser], role: Role) -> None:
    browser = sign_in(role)
    for path in ("/mail/incoming", "/mail/incoming/1", "/mail/incoming/1/whole", "/mail/failed-addresses"):
        assert browser.get(path).status == 403

"""Mail by GOV.UK Notify: taken, refused, unclear, looked up before a second try, and followed to its end."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tests.integration.notify_fake import KEY, SECRET, TEMPLATE, FakeNotify, notify
from tests.integration.smtp.conftest import a_letter
from tracker.adapters.notify import FOUND, NotifyMailer, plain
from tracker.domain.errors import DeliveryFailed
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailState
from tracker.models.chasing import BadAddress, LedgerRow
from tracker.models.mail import Mail
from tracker.ports import Attachment
from tracker.services.following import follow_mails


@pytest.fixture
def fake() -> Iterator[FakeNotify]:
    with notify() as running:
        yield running


@pytest.fixture
def mailer(fake: FakeNotify) -> Iterator[NotifyMailer]:
    made = NotifyMailer(KEY, TEMPLATE, url=fake.url, timeout=5)
    yield made
    made.rest()


def refused(mailer: NotifyMailer) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        mailer.send(a_letter())
    assert SECRET not in str(caught.value)
    return caught.value


def test_a_mail_goes_as_plain_text_with_our_message_id_as_its_reference(
    fake: FakeNotify, mailer: NotifyMailer
) -> None:
    receipt = mailer.send(a_letter())
    (taken,) = fake.taken
    assert (taken["email_address"], taken["template_id"]) == ("ann.able@force.example.org", TEMPLATE)
    assert taken["reference"] == "<one@office.example.org>"
    assert taken["personalisation"] == {
        "subject": "3 updates for 4 October – papers due Wednesday 27 September",
        "body": "OFFICIAL\n\nDear Ann\n",
    }
    assert (receipt.code, receipt.carrier_id) == ("201", taken["id"])


def test_nothing_that_was_typed_is_taken_for_a_heading_a_list_or_a_link() -> None:
    typed = "# Not a heading\n* nor a list\n[nor this](https://x.example)\n- our own line"
    words = plain(typed)
    assert words.replace("\u200b", "") == typed
    assert "](" not in words
    assert not [line for line in words.splitlines() if line.startswith(("#", "*"))]


def test_each_copy_is_a_mail_of_its_own(fake: FakeNotify, mailer: NotifyMailer) -> None:
    letter = a_letter(copies=("staff@force.example.org",))
    assert mailer.send(letter).said == ""
    assert [one["email_address"] for one in fake.taken] == [letter.to_address, "staff@force.example.org"]


def test_a_copy_that_is_refused_is_named(
    fake: FakeNotify, mailer: NotifyMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fake.take

    def take(wanted: dict[str, str]) -> tuple[int, dict[str, object]]:
        if wanted["reference"].endswith("copy"):
            fake.refusals = [(400, "ValidationError", "email_address Not a valid email address")]
        return whole(wanted)

    monkeypatch.setattr(fake, "take", take)
    said = mailer.send(a_letter(copies=("staff@force",))).said
    assert said == "No copy went to staff@force: email_address Not a valid email address."
    assert len(fake.taken) == 1


def test_the_ledger_says_which_files_did_not_go_with_the_mail(mailer: NotifyMailer) -> None:
    letter = a_letter(attachments=(Attachment("due-dates.ics", "text/calendar", b"x"),))
    assert mailer.send(letter).said == "Without due-dates.ics."


@pytest.mark.parametrize(
    ("code", "error", "words", "permanent", "lost"),
    [
        (400, "ValidationError", "email_address Not a valid email address", True, False),
        (400, "BadRequestError", "Template not found", False, False),
        (403, "AuthError", "Invalid token: API key not found", False, False),
        (429, "TooManyRequestsError", "Exceeded send limits (50) for today", False, False),
        (500, "Exception", "Internal server error", False, True),
    ],
)
def test_a_refusal_says_whether_it_is_for_good(
    fake: FakeNotify,
    mailer: NotifyMailer,
    code: int,
    error: str,
    words: str,
    permanent: bool,
    lost: bool,
) -> None:
    fake.refusals = [(code, error, words)]
    failed = refused(mailer)
    assert (failed.permanent, failed.lost, failed.code, failed.said) == (permanent, lost, str(code), words)


def test_what_may_have_left_is_looked_up_and_not_sent_a_second_time(
    fake: FakeNotify, mailer: NotifyMailer
) -> None:
    fake.hang_up = True
    assert refused(mailer).lost
    fake.hang_up = False
    receipt = mailer.send(a_letter(may_have_left=True))
    assert (receipt.said, receipt.carrier_id) == (FOUND, fake.taken[0]["id"])
    assert len(fake.taken) == 1


def test_what_did_not_arrive_is_sent_when_it_is_tried_again(fake: FakeNotify, mailer: NotifyMailer) -> None:
    fake.refusals = [(500, "Exception", "Internal server error")]
    assert refused(mailer).lost
    mailer.send(a_letter(may_have_left=True))
    assert len(fake.taken) == 1


def test_the_key_stands_in_no_log(
    fake: FakeNotify, mailer: NotifyMailer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.refusals = [(403, "AuthError", "Invalid token")]
    refused(mailer)
    mailer.send(a_letter())
    assert SECRET not in caplog.text
    assert SECRET not in repr(mailer)


@pytest.fixture
def sent(office: Office, mailer: NotifyMailer) -> Office:
    with office.building() as record:
        record.action("Bring the figures", due="2023-09-22", post=record.post(), on="2023-05-17")
    office.on("2023-09-22").queue()
    office.post_office = replace(office.post_office, mailer=mailer)
    assert office.send()[0].state is MailState.SENT
    return office


def ledger(office: Office) -> list[LedgerRow]:
    with office.database.read() as session:
        return list(session.exec(select(LedgerRow).order_by(col(LedgerRow.id))).all())


def test_a_mail_is_followed_until_it_is_delivered_and_no_longer(
    sent: Office, fake: FakeNotify, mailer: NotifyMailer
) -> None:
    assert follow_mails(sent.writing, mailer) == 0
    fake.becomes("delivered")
    assert follow_mails(sent.writing, mailer) == 1
    assert ledger(sent)[-1].entry is Entry.DELIVERED
    asked = fake.asked
    assert follow_mails(sent.writing, mailer) == 0
    assert fake.asked == asked


def test_a_mail_whose_address_does_not_exist_bounces_and_shuts_the_address(
    sent: Office, fake: FakeNotify, mailer: NotifyMailer
) -> None:
    fake.becomes("permanent-failure")
    follow_mails(sent.writing, mailer)
    assert (ledger(sent)[-1].entry, ledger(sent)[-1].code) == (Entry.BOUNCED, "5.1.1")
    with sent.database.read() as session:
        (shut,) = session.exec(select(BadAddress)).all()
        assert shut.address == session.exec(select(Mail.to_address)).one()


def test_a_full_mailbox_bounces_and_shuts_nothing(
    sent: Office, fake: FakeNotify, mailer: NotifyMailer
) -> None:
    fake.becomes("temporary-failure")
    follow_mails(sent.writing, mailer)
    assert ledger(sent)[-1].entry is Entry.BOUNCED
    with sent.database.read() as session:
        assert session.exec(select(BadAddress)).all() == []


def test_what_notify_has_forgotten_is_asked_about_for_a_week_and_then_left(
    sent: Office, fake: FakeNotify, mailer: NotifyMailer
) -> None:
    fake.taken.clear()
    assert follow_mails(sent.writing, mailer) == 0
    asked = fake.asked
    assert follow_mails(sent.on("2023-10-02").writing, mailer) == 0
    assert fake.asked == asked

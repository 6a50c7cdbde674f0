"""The action log goes with its mails: made once, kept, as it stands when it leaves, and never in the way. On both databases."""

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tests.integration.mails.test_action_log import closed, meeting_of
from tests.support.builders import Record, moment
from tracker.domain.errors import DeliveryFailed, Unavailable
from tracker.domain.mails import MailState
from tracker.models.mail import Mail
from tracker.models.reports import ReportFile
from tracker.services.aftermath import issue_log, refresh_aftermath, release_log_mails
from tracker.services.meetings import start_meeting
from tracker.store.mails import by_id

NAME = "Action log, Public Performance Meeting, 4 October 2023.pdf"


@pytest.fixture
def held(office: Office) -> Office:
    """Two held mails with the log of the meeting of 4 October."""
    office.now = moment("2023-10-04", "14:30")
    with office.building() as record:
        october = record.meeting("2023-10-04")
        start_meeting(record.desk, october)
        record.action("Bring the figures", post=record.post(), meeting=october)
        estates = record.post("head-of-estates", holder="Bea Best")
        record.action("Name a site", post=estates, meeting=october)
    return closed(office)


def release(office: Office, *mail_ids: int) -> None:
    with office.writing() as desk:
        meeting = meeting_of(Record(desk))
        read = {one: by_id(desk.session, one).version for one in mail_ids or (1, 2)}
        done = release_log_mails(desk, meeting, read, office.stationery)
        assert not done.changed


def states(office: Office) -> list[tuple[MailState, str]]:
    with office.database.read() as session:
        return [(m.state, m.last_error) for m in session.exec(select(Mail).order_by(col(Mail.id))).all()]


def test_the_log_goes_with_each_mail_and_is_made_and_kept_once(held: Office) -> None:
    assert held.press.made == [], "nothing is made inside the transaction that closes"
    release(held)
    held.send()
    one, other = held.server.letters
    (file,) = one.attachments
    assert (file.name, file.media_type, file.content) == (NAME, "application/pdf", b"%PDF-1.7 paper number 1")
    assert list(other.attachments) == [file]
    assert len(held.press.made) == 1
    with held.database.read() as session:
        assert len(session.exec(select(ReportFile)).all()) == 1


def test_one_that_is_kept_is_not_made_again(held: Office) -> None:
    release(held, 1)
    held.send()
    release(held, 2)
    held.send()
    assert len(held.press.made) == 1
    assert held.server.letters[0].attachments[0].content == held.server.letters[1].attachments[0].content


def test_a_file_that_the_disk_lost_is_made_again(held: Office) -> None:
    release(held, 1)
    held.send()
    for path in held.folder.glob("files/*/*"):
        path.unlink()
    release(held, 2)
    held.send()
    assert held.server.letters[1].attachments[0].content == b"%PDF-1.7 paper number 2"


@pytest.mark.parametrize("refusal", [Unavailable("Making the PDF took too long."), RuntimeError("a font")])
def test_a_log_that_cannot_be_made_blocks_neither_closing_nor_releasing_and_is_tried_again(
    held: Office, refusal: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    held.press.refusal = refusal
    release(held)
    held.send()
    assert held.server.letters == []
    (state, why), (_, same) = states(held)
    assert (state, why) == (MailState.QUEUED, same)
    assert why.startswith("The file that goes with it could not be made")
    assert len(held.press.made) == 1, "what could not be made is not tried for each mail of the round"
    assert bool(caplog.records) is isinstance(refusal, RuntimeError)
    held.press.refusal = None
    assert held.send() == [], "not before its time"
    held.later(minutes=1).send()
    assert [state for state, _ in states(held)] == [MailState.SENT, MailState.SENT]


def test_other_mail_leaves_while_a_log_cannot_be_made(held: Office) -> None:
    with held.building() as record:
        finance = record.post("head-of-finance", holder="Fay Fine")
        record.action("Close the books", due="2023-10-05", post=finance, on="2023-09-01")
    held.queue()
    held.press.refusal = Unavailable("The PDF could not be made.")
    release(held)
    held.send()
    assert [letter.to_name for letter in held.server.letters] == ["Fay Fine"]


def test_a_crash_after_sending_sends_it_once_more_with_the_same_id_and_the_same_file(held: Office) -> None:
    release(held, 1)
    held.server.crash = True
    with pytest.raises(KeyboardInterrupt):
        held.send()
    held.server.crash = False
    held.later(minutes=11).send()
    one, again = held.server.letters
    assert (one.message_id, one.attachments) == (again.message_id, again.attachments)


def test_what_was_not_released_yet_carries_the_log_as_it_was_issued(held: Office) -> None:
    release(held, 1)
    held.send()
    with held.writing() as desk:
        issue_log(desk, meeting_of(Record(desk)), held.stationery, approved_by="Ben Adams")
    release(held, 2)
    held.send()
    draft, issued = (letter.body_text for letter in held.server.letters)
    assert "It is a\ndraft until" in draft
    assert "version 1, issued on 4 October 2023" in " ".join(issued.split())
    assert [held.press.made[0]["report"]["state"], held.press.made[1]["report"]["state"]] == [
        "draft",
        "issued",
    ]  # type: ignore[index]


def test_a_log_that_was_cut_anew_after_it_was_kept_is_made_anew_and_the_second_version_says_so(
    held: Office,
) -> None:
    release(held, 1)
    held.send()
    with held.writing() as desk:
        refresh_aftermath(desk, meeting_of(Record(desk)), held.stationery)
        issue_log(desk, meeting_of(Record(desk)), held.stationery, approved_by="Ben Adams")
        refresh_aftermath(desk, meeting_of(Record(desk)), held.stationery)
    release(held, 2)
    held.send()
    (file,) = held.server.letters[1].attachments
    assert file.content != held.server.letters[0].attachments[0].content
    assert file.name == NAME.replace(".pdf", ", version 2.pdf")


def test_a_server_that_refuses_keeps_the_reason_of_the_server(held: Office) -> None:
    held.server.refusal = DeliveryFailed("550 No such mailbox", permanent=True)
    release(held, 1)
    held.send()
    assert states(held)[0] == (MailState.FAILED, "550 No such mailbox")

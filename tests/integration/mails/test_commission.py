"""A commissioning request leaves by mail once it is released, and not to whoever does not hold the post any more. On both databases."""

from datetime import date

from tests.integration.mails.conftest import Office
from tracker.domain.commissions import CommissionWanted
from tracker.domain.mails import MailState
from tracker.services.commissions import save_commission, stage
from tracker.services.mails import release_mails
from tracker.services.posts import hand_over_post
from tracker.store import commissions as stored
from tracker.store import mails, meetings, posts


def held(office: Office) -> int:
    """A request that waits; the number of its mail."""
    with office.building() as record:
        liaison = record.post("liaison-officer", holder="Lee Liaison")
        wanted = CommissionWanted(liaison.key, "Dear all.", "Burglary by hub")
        meeting = record.meeting("2023-10-04")
        row = save_commission(record.desk, meeting, wanted, office.stationery, version=0, hold=True)
        return row.mail_id or 0


def release(office: Office, mail_id: int) -> None:
    with office.writing() as desk:
        release_mails(desk, [mail_id], link_days=30)


def test_it_leaves_once_it_is_released_and_not_before(office: Office) -> None:
    mail_id = held(office)
    assert office.send() == []
    release(office, mail_id)
    assert [(sent.state, sent.to) for sent in office.send()] == [
        (MailState.SENT, "lee.liaison@force.example.org")
    ]
    assert "1. Burglary by hub" in office.server.letters[0].body_text
    with office.writing() as desk:
        assert stage(desk.session, meetings.by_reference(desk.session, "PPM-2023-10-04")) == "sent"


def test_it_does_not_go_to_the_holder_before(office: Office) -> None:
    mail_id = held(office)
    release(office, mail_id)
    with office.building() as record:
        post = posts.by_code(record.desk.session, "liaison-officer")
        hand_over_post(record.desk, post=post, to=record.person("Noor New"), on=date(2023, 9, 20))
    assert [sent.state for sent in office.send()] == [MailState.CANCELLED]
    with office.writing() as desk:
        mail = mails.by_id(desk.session, mail_id)
        assert mail.last_error.endswith("Put the request in the queue again.")
        meeting = meetings.by_reference(desk.session, "PPM-2023-10-04")
        assert stored.of_meeting(desk.session, meeting.key)
        assert stage(desk.session, meeting) == "being_written"

"""An address that mail came back from is written to again only when someone has looked; and where a mail asks to be answered."""

from dataclasses import replace
from datetime import date

from sqlmodel import select

from tests.integration.mails.conftest import Office
from tracker.domain.errors import DeliveryFailed
from tracker.domain.mails import MailState
from tracker.domain.reply_tokens import ReplyAddresses
from tracker.models.chasing import BadAddress
from tracker.models.mail import Mail
from tracker.services.addressees import Addressees
from tracker.services.bad_addresses import write_to_again
from tracker.services.mails import release_mails
from tracker.store.bad_addresses import waited

ANN = "ann.able@force.example.org"
OURS = ReplyAddresses("actions@office.example.org", b"a key for answers")


def _wanted(office: Office) -> None:
    with office.building() as record:
        record.action("Bring the figures", due="2023-10-04", post=record.post())


def _fails(office: Office, address: str = ANN) -> None:
    with office.writing() as desk:
        desk.session.add(BadAddress(address=address, since=desk.moment.now, why="5.1.1 no such mailbox"))


def _mails(office: Office) -> list[Mail]:
    with office.database.read() as session:
        return list(session.exec(select(Mail).order_by(Mail.id)).all())


def _queued(office: Office) -> None:
    _wanted(office)
    office.on("2023-09-20").queue()
    with office.writing() as desk:
        for mail in desk.session.exec(select(Mail)).all():
            mail.state, mail.held_because = MailState.QUEUED, ""


def test_a_mail_that_waits_is_held_when_its_address_fails(office: Office) -> None:
    _queued(office)
    _fails(office)
    office.send()
    assert not office.server.letters
    (mail,) = _mails(office)
    assert mail.state is MailState.HELD
    assert "came back" in mail.held_because


def test_it_leaves_once_someone_has_looked_and_released_it(office: Office) -> None:
    _queued(office)
    _fails(office)
    office.send()
    with office.writing() as desk:
        write_to_again(desk, desk.session.exec(select(BadAddress)).one().key)
        release_mails(desk, [1], link_days=30)
    office.send()
    assert [letter.to_address for letter in office.server.letters] == [ANN]


def test_releasing_without_having_looked_writes_to_the_address_of_the_post(office: Office) -> None:
    _queued(office)
    _fails(office)
    office.send()
    with office.writing() as desk:
        released, stuck = release_mails(desk, [1], link_days=30)
        assert ([mail.to_address for mail in released], stuck) == (["head-of-contact@force.example.org"], [])


def test_where_every_address_failed_nothing_is_released_and_the_mail_keeps_its_address(
    office: Office,
) -> None:
    _queued(office)
    _fails(office)
    _fails(office, "head-of-contact@force.example.org")
    office.send()
    with office.writing() as desk:
        released, stuck = release_mails(desk, [1], link_days=30)
        assert (released, [mail.to_address for mail in stuck]) == ([], [ANN])


def test_who_is_written_to_passes_over_an_address_that_failed(office: Office) -> None:
    _wanted(office)
    _fails(office)
    with office.writing() as desk:
        assert (
            Addressees(desk.session, desk.moment.today).of(1).address == "head-of-contact@force.example.org"
        )


def test_a_mail_asks_to_be_answered_at_an_address_of_its_own_where_a_mailbox_is_read(office: Office) -> None:
    _queued(office)
    office.post_office = replace(office.post_office, replies=OURS)
    office.send()
    (letter,) = office.server.letters
    assert OURS.mail_of(letter.headers["Reply-To"]) == _mails(office)[0].id


def test_without_a_mailbox_it_is_answered_where_it_came_from(office: Office) -> None:
    _queued(office)
    office.send()
    assert "Reply-To" not in office.server.letters[0].headers


def test_a_copy_is_left_out_whose_address_failed(office: Office) -> None:
    _queued(office)
    with office.writing() as desk:
        desk.session.exec(select(Mail)).one().copies = "staff@force.example.org\nOther@force.example.org"
    _fails(office, "other@force.example.org")
    office.send()
    assert office.server.letters[0].copies == ("staff@force.example.org",)


NO_SUCH = DeliveryFailed(
    "The mail server would not take the address: 550 5.1.1 No such mailbox",
    permanent=True,
    code="550",
    said="5.1.1 No such mailbox",
    no_such_address=True,
)


def test_an_address_that_is_refused_at_hand_over_is_shut_as_by_a_report(office: Office) -> None:
    _queued(office)
    office.server.refusal = NO_SUCH
    office.send()
    with office.database.read() as session:
        (bad,) = session.exec(select(BadAddress)).all()
        assert (bad.address, bad.mail_id, bad.cleared_at) == (ANN, 1, None)
        assert bad.why == f"5.1.1 {ANN}: 5.1.1 No such mailbox"
        assert Addressees(session, date(2023, 9, 20)).of(1).address == "head-of-contact@force.example.org"
    (mail,) = _mails(office)
    assert mail.state is MailState.FAILED


def test_a_refusal_of_us_or_of_the_text_shuts_no_address(office: Office) -> None:
    _queued(office)
    office.server.refusal = DeliveryFailed("The server: 554 Relay access denied", permanent=True, code="554")
    office.send()
    with office.database.read() as session:
        assert session.exec(select(BadAddress)).all() == []


def test_what_waited_for_an_address_is_found_by_it(office: Office) -> None:
    _queued(office)
    _fails(office)
    office.send()
    with office.database.read() as session:
        assert [mail.key for mail in waited(session, [ANN.upper()])] == [1]
        assert waited(session, ["other@force.example.org"]) == waited(session, []) == []

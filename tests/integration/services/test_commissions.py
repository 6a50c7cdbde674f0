"""The commissioning request: written from the record, held, written anew until it is released, its answer noted. On both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from tests.integration.mails.conftest import stationery
from tests.support.builders import Record
from tracker.domain.actions import Kind
from tracker.domain.commissions import CommissionWanted, Stage
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.mails import MailKind, MailState
from tracker.models.chasing import Commission
from tracker.models.mail import Mail
from tracker.models.meetings import Meeting
from tracker.services.commissions import draft, note_answer, save_commission, stage, subject_of
from tracker.services.mails import cancel_mail, release_mails
from tracker.services.meetings import cancel_meeting
from tracker.store import commissions as stored
from tracker.store import history

Save = Callable[..., Commission]


@pytest.fixture
def october(record: Record) -> Meeting:
    return record.meeting("2023-10-04")


@pytest.fixture
def save(record: Record, october: Meeting) -> Save:
    """Keeps the request as the page would: to the liaison officer, with these lines."""
    liaison = record.post("liaison-officer", holder="Lee Liaison")

    def keep(
        requests: str = "", *, hold: bool = False, version: int | None = None, **given: object
    ) -> Commission:
        wanted = CommissionWanted(liaison.key, str(given.get("opening", "Please.")), requests)
        return save_commission(record.desk, october, wanted, stationery(), version=version, hold=hold)

    return keep


def mail_of(record: Record, row: Commission) -> Mail:
    found = stored.mail_of(record.desk.session, row)
    assert found
    return found


def test_the_request_carries_all_that_the_office_wants(record: Record, october: Meeting, save: Save) -> None:
    head = record.post()
    record.action("Grade 2 attendance", due="standing: Until it improves", post=head, kind=Kind.STANDING)
    record.action("101 abandonment", due="next meeting", post=head, asked="Why they go up, and what is done")
    record.action("Not before Christmas", due="2023-12-20", post=head)
    record.action("Vehicle crime", post=head)
    mail = mail_of(record, save("- Burglary by hub\n\n  Use of   force ", hold=True))
    assert mail.subject == "Papers for 4 October 2023: what we would like to see, by Wednesday 27 September"
    text = " ".join(mail.body_text.split())
    assert "Grade 2 attendance At every meeting: until it improves. Owner: Head of contact." in text
    assert "101 abandonment Asked: Why they go up, and what is done" in text
    assert "1. Burglary by hub 2. Use of force" in text
    assert "Papers are due by Wednesday 27 September 2023" in text
    assert "Not before Christmas" not in text
    assert "Vehicle crime" not in text
    assert "<li" in mail.body_html


def test_what_a_post_of_the_office_owes_is_not_asked_of_the_force(
    record: Record, october: Meeting, save: Save
) -> None:
    from tracker.models.people import OrganisationKind
    from tracker.services import posts

    office = posts.create_organisation(
        record.desk, code="office", name="The office", kind=OrganisationKind.OFFICE
    )
    ours = record.post("chief-executive", holder="Cey Exec")
    ours.organisation_id = office.key
    record.action("Publish the plan", due="next meeting", post=ours)
    record.action("Without an owner", due="next meeting")
    text = mail_of(record, save(hold=True)).body_text
    assert "Publish the plan" not in text
    assert "Without an owner" in text


def test_the_draft_begins_with_the_usual_words_to_the_liaison_officer_of_the_series(
    record: Record, october: Meeting, save: Save
) -> None:
    first = draft(record.desk.session, october)
    assert first.post_id is None
    assert "Public Performance Meeting is on 4 October 2023" in first.opening
    row = save()
    later = record.meeting("2023-12-06")
    assert draft(record.desk.session, later).post_id == row.post_id
    assert record.series().liaison_post_id == row.post_id


def test_it_is_one_held_mail_and_written_anew_until_it_is_released(
    record: Record, october: Meeting, save: Save
) -> None:
    session = record.desk.session
    assert stage(session, october) is Stage.TO_WRITE
    row = save("Burglary")
    assert stage(session, october) is Stage.BEING_WRITTEN
    save("Burglary", hold=True, version=row.version)
    save("Robbery", version=row.version)
    mails = session.exec(select(Mail).where(Mail.kind == MailKind.COMMISSION)).all()
    assert [(mail.state, mail.to_address) for mail in mails] == [
        (MailState.HELD, "lee.liaison@force.example.org")
    ]
    assert "Robbery" in mails[0].body_text
    assert "Burglary" not in mails[0].body_text
    assert stage(session, october) is Stage.HELD
    release_mails(record.desk, [mails[0].key], link_days=30)
    with pytest.raises(InvalidMove, match="was released"):
        save("Arson", version=row.version)
    assert stage(session, october) is Stage.RELEASED


def test_one_that_was_cancelled_can_be_put_in_the_queue_again(
    record: Record, october: Meeting, save: Save
) -> None:
    row = save("Burglary", hold=True)
    first = row.mail_id
    cancel_mail(record.desk, first or 0)
    save("Burglary", hold=True, version=row.version)
    assert row.mail_id != first
    assert mail_of(record, row).state is MailState.HELD


def test_the_answer_is_noted_once_it_was_sent(record: Record, october: Meeting, save: Save) -> None:
    row = save("Burglary", hold=True)
    with pytest.raises(InvalidMove, match="not sent yet"):
        note_answer(record.desk, october, date(2023, 9, 20), "", version=row.version)
    mail = mail_of(record, row)
    mail.state, mail.sent_at = MailState.SENT, datetime(2023, 9, 18, 9, tzinfo=UTC)
    record.desk.session.flush()
    for day, sentence in ((date(2023, 9, 21), "still to come"), (date(2023, 9, 17), "18 September 2023")):
        with pytest.raises(BadInput, match=sentence):
            note_answer(record.desk, october, day, "", version=row.version)
    note_answer(record.desk, october, date(2023, 9, 19), " Two papers will be late. ", version=row.version)
    assert (row.answered_on, row.answer_note) == (date(2023, 9, 19), "Two papers will be late.")
    assert stage(record.desk.session, october) is Stage.ANSWERED
    events = [entry.event for entry, _ in history.of_subject(record.desk.session, subject_of(october))]
    assert events == ["commission.answered", "commission.written"]


def test_nobody_writes_over_what_another_saved_first(record: Record, october: Meeting, save: Save) -> None:
    row = save("Burglary")
    for version in (0, row.version - 1):
        with pytest.raises(Conflict) as caught:
            save("Robbery", version=version)
        assert caught.value.current["requests"] == "Burglary"
    assert row.requests == "Burglary"


def test_what_makes_no_sense_is_told_at_its_field(record: Record, october: Meeting, save: Save) -> None:
    wanted = {
        "post": CommissionWanted(None, "", "Burglary"),
        "requests": CommissionWanted(None, "", "x" * 501),
        "opening": CommissionWanted(None, "x" * 4001, ""),
    }
    for field, one in wanted.items():
        with pytest.raises(BadInput) as caught:
            save_commission(record.desk, october, one, stationery(), version=None, hold=True)
        assert caught.value.field == field
    assert stored.of_meeting(record.desk.session, october.key) is None


def test_a_vacant_liaison_post_holds_the_mail_and_says_why(record: Record, october: Meeting) -> None:
    empty = record.post("vacant-post", holder=None)
    row = save_commission(
        record.desk, october, CommissionWanted(empty.key, "", "Burglary"), stationery(), version=0, hold=True
    )
    mail = mail_of(record, row)
    assert mail.to_address == ""
    assert "Vacant post" in mail.held_because


def test_a_meeting_that_is_cancelled_needs_no_request(record: Record, october: Meeting, save: Save) -> None:
    cancel_meeting(record.desk, october, version=None)
    with pytest.raises(InvalidMove, match="not to come"):
        save("Burglary")

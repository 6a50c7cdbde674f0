"""A meeting that is moved or cancelled owes each owner of what moved one mail, and takes back what it makes wrong."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tests.integration.mails.test_expected import as_file
from tests.support.builders import LONDON, moment
from tracker.domain.errors import BadInput, Conflict, DeliveryFailed
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail, Reminder
from tracker.models.meetings import Meeting
from tracker.services.closing import end_meeting
from tracker.services.meetings import Sitting, start_meeting
from tracker.services.moving import becomes_wrong, call_off_meeting, move_meeting, who_is_told
from tracker.services.reviews import void_action

Compare = Callable[[str, str], None]


def sitting(day: str) -> Sitting:
    on = date.fromisoformat(day)
    return Sitting(on, datetime(on.year, on.month, on.day, 14, 30, tzinfo=LONDON).astimezone(UTC), "Oak Room")


def move(office: Office, to: str, *, of: str = "PPM-2023-10-04", why: str = "") -> None:
    with office.writing() as desk:
        meeting = desk.session.exec(select(Meeting).where(Meeting.reference == of)).one()
        move_meeting(desk, meeting, sitting(to), version=None, stationery=office.stationery, why=why)


def cancel(office: Office, *, why: str = "") -> None:
    with office.writing() as desk:
        meeting = desk.session.exec(select(Meeting).where(Meeting.reference == "PPM-2023-10-04")).one()
        call_off_meeting(desk, meeting, version=None, stationery=office.stationery, why=why)


def mails_of(office: Office) -> Sequence[Mail]:
    with office.database.read() as session:
        query = select(Mail).where(Mail.kind == MailKind.MEETING_MOVED).order_by(col(Mail.id))
        return session.exec(query).all()


@pytest.fixture
def planned(office: Office) -> Office:
    """Two actions of one head and one of another are due at the meeting of 4 October; a third head has a date of its own."""
    with office.building() as record:
        record.meeting("2023-10-04")
        head, estates = record.post(), record.post("head-of-estates", holder="Bea Best")
        finance = record.post("head-of-finance", holder="Fay Fine")
        record.action("Bring the figures", due="next meeting", post=head)
        record.action("Show the <plan>", due="next meeting", post=head)
        record.action("Cost the repairs", due="next meeting", post=estates)
        record.action("Nobody’s yet", due="next meeting")
        record.action("Close the books", due="2023-10-20", post=finance)
    return office


def test_each_owner_of_what_moved_gets_one_mail_and_no_one_else(planned: Office) -> None:
    move(planned, "2023-10-18")
    planned.send()
    letters = planned.server.letters
    assert [letter.to_name for letter in letters] == ["Ann Able", "Bea Best"]
    assert letters[0].subject == (
        "Meeting of 4 October moved to 18 October – papers due Wednesday 11 October 2023"
    )


def test_the_words_of_the_mail(planned: Office, expected: Compare) -> None:
    move(planned, "2023-10-18", why="The hall is\nneeded for a count.")
    planned.send()
    expected("meeting_moved.txt", as_file(planned.server.letters[0]))
    assert "Show the &lt;plan&gt;" in planned.server.letters[0].body_html


def test_the_words_of_the_mail_about_a_meeting_that_is_cancelled(planned: Office, expected: Compare) -> None:
    with planned.building() as record:
        record.meeting("2023-12-06")
    cancel(planned, why="The force asked for it.")
    planned.send()
    expected("meeting_cancelled.txt", as_file(planned.server.letters[1]))


def test_without_another_meeting_what_was_due_waits_for_one_and_the_mail_says_so(planned: Office) -> None:
    cancel(planned)
    planned.send()
    assert planned.server.letters[0].subject == (
        "Meeting of 4 October 2023 cancelled – your actions are due at the next one"
    )
    text = " ".join(planned.server.letters[0].body_text.split())
    assert "due at the next meeting, once that has a date" in text


def test_a_new_papers_deadline_alone_is_told_too(planned: Office) -> None:
    with planned.writing() as desk:
        meeting = desk.session.exec(select(Meeting).where(Meeting.reference == "PPM-2023-10-04")).one()
        earlier = replace(sitting("2023-10-04"), papers_due=date(2023, 9, 25))
        move_meeting(desk, meeting, earlier, version=None, stationery=planned.stationery)
    assert (
        mails_of(planned)[0].subject == "Meeting of 4 October 2023 – papers due Monday 25 September 2023 now"
    )


def test_a_new_place_moves_nothing_and_is_not_told(planned: Office) -> None:
    with planned.writing() as desk:
        meeting = desk.session.exec(select(Meeting).where(Meeting.reference == "PPM-2023-10-04")).one()
        elsewhere = replace(sitting("2023-10-04"), venue="Elm Room")
        assert move_meeting(desk, meeting, elsewhere, version=None, stationery=planned.stationery) == []
    assert mails_of(planned) == []


def test_moved_twice_before_it_left_it_is_written_anew_and_tells_of_the_whole_way(planned: Office) -> None:
    move(planned, "2023-10-18")
    before = mails_of(planned)
    move(planned, "2023-11-01", of="PPM-2023-10-18", why="Once more.")
    after = mails_of(planned)
    assert [mail.key for mail in after] == [mail.key for mail in before]
    assert after[0].subject == (
        "Meeting of 4 October moved to 1 November – papers due Wednesday 25 October 2023"
    )
    text = " ".join(after[0].body_text.split())
    assert "Was due 27 September 2023. Now: Papers due Wednesday 25 October 2023" in text
    assert "18 October" not in text
    planned.send()
    assert len(planned.server.letters) == 2


def test_moved_and_then_cancelled_before_it_left_it_says_that_it_is_cancelled(planned: Office) -> None:
    move(planned, "2023-10-18")
    with planned.writing() as desk:
        meeting = desk.session.exec(select(Meeting).where(Meeting.reference == "PPM-2023-10-18")).one()
        call_off_meeting(desk, meeting, version=None, stationery=planned.stationery)
    assert [mail.subject[:36] for mail in mails_of(planned)] == ["Meeting of 4 October 2023 cancelled "] * 2


def test_moved_back_before_it_left_nothing_is_owed(planned: Office) -> None:
    move(planned, "2023-10-18")
    move(planned, "2023-10-04", of="PPM-2023-10-18")
    assert {mail.state for mail in mails_of(planned)} == {MailState.CANCELLED}
    assert planned.send() == []
    with planned.database.read() as session:
        assert session.exec(select(Reminder)).all() == []
    move(planned, "2023-10-25")
    assert len(planned.send()) == 2, "and moved again it is owed again"


def test_moved_back_after_it_left_that_is_told_in_a_second_mail(planned: Office) -> None:
    move(planned, "2023-10-18")
    planned.send()
    move(planned, "2023-10-04", of="PPM-2023-10-18")
    planned.send()
    assert [letter.subject[:40] for letter in planned.server.letters[2:]] == [
        "Meeting of 18 October moved to 4 October"
    ] * 2


def test_one_that_waits_after_a_refusal_is_written_anew_as_another_message(planned: Office) -> None:
    planned.server.refusal = DeliveryFailed("It cannot be reached.")
    move(planned, "2023-10-18")
    planned.send()
    before = mails_of(planned)[0]
    move(planned, "2023-11-01", of="PPM-2023-10-18")
    after = mails_of(planned)[0]
    assert (after.key, after.state) == (before.key, MailState.QUEUED)
    assert after.message_id != before.message_id


def test_a_chief_officers_mail_is_held_and_one_to_nobody_with_its_reason(office: Office) -> None:
    with office.building() as record:
        record.meeting("2023-10-04")
        chief = record.post("chief-constable", holder="Cara Chief", chief_officer=True)
        vacant = record.post("head-of-estates", holder=None, escalates_to=chief)
        record.action("Bring the figures", due="next meeting", post=chief)
        record.action("Cost the repairs", due="next meeting", post=vacant)
    move(office, "2023-10-18")
    reasons = {mail.to_name: (mail.state, mail.held_because) for mail in mails_of(office)}
    assert reasons == {
        "Cara Chief": (MailState.HELD, "Chief constable is a chief officer."),
        "Head of estates": (
            MailState.HELD,
            "Head of estates is vacant, so there is nobody to write to. Give the post a holder, then release it.",
        ),
    }


def test_who_will_be_told_is_known_before_anything_moves(planned: Office) -> None:
    with planned.database.read() as session:
        actions = session.exec(select(Action).where(col(Action.due_meeting_id).is_not(None))).all()
        told = who_is_told(session, planned.now, [a.post_id for a in actions if a.post_id])
    assert [(one.to.name, one.held_because) for one in told] == [("Ann Able", ""), ("Bea Best", "")]


def test_a_reminder_that_is_still_held_and_gives_the_old_day_is_taken_back_and_owed_again(
    office: Office,
) -> None:
    with office.building() as record:
        record.meeting("2023-10-04")
        chief = record.post("chief-constable", holder="Cara Chief", chief_officer=True)
        action = record.action("Bring the figures", due="next meeting", post=chief, on="2023-05-17")
    office.on("2023-09-22").queue()
    with office.database.read() as session:
        (wrong,) = becomes_wrong(session, office.now, [action.key])
        assert (wrong.kind, wrong.state) == (MailKind.REMINDER, MailState.HELD)
    move(office, "2023-10-18")
    with office.database.read() as session:
        assert becomes_wrong(session, office.now, [action.key]) == []
        taken_back = session.get_one(Mail, wrong.key)
    assert taken_back.state is MailState.CANCELLED
    assert taken_back.last_error == (
        "Not sent: the meeting is on 18 October 2023 now, so the dates in this mail are wrong."
    )
    office.on("2023-10-06").queue()
    with office.database.read() as session:
        fresh = session.exec(
            select(Mail).where(Mail.kind == MailKind.REMINDER, Mail.state == MailState.HELD)
        ).one()
    assert "Wednesday 11 October 2023" in fresh.body_text


def test_the_held_mails_of_the_meeting_before_give_the_new_day(office: Office) -> None:
    office.now = moment("2023-10-04", "14:30")
    with office.building() as record:
        october = record.meeting("2023-10-04")
        record.meeting("2023-12-06")
        start_meeting(record.desk, october)
        record.action("Bring the figures", due="next meeting", post=record.post(), meeting=october)
        end_meeting(record.desk, october, office.stationery)
    move(office, "2023-12-13", of="PPM-2023-12-06")
    with office.database.read() as session:
        log = session.exec(select(Mail).where(Mail.kind == MailKind.ACTION_LOG)).one()
    assert (log.state, "for the meeting of 13 December" in log.body_text) == (MailState.HELD, True)


def test_a_reason_is_kept_and_one_that_is_too_long_is_not_taken(planned: Office) -> None:
    with pytest.raises(BadInput) as refused:
        move(planned, "2023-10-18", why="x" * 501)
    assert refused.value.field == "why"
    move(planned, "2023-10-18", why=" The hall  is needed. ")
    with planned.database.read() as session:
        assert session.exec(
            select(Meeting.change_note).where(Meeting.reference == "PPM-2023-10-18")
        ).one() == ("The hall is needed.")


def test_a_stale_form_moves_nothing_and_writes_to_nobody(planned: Office) -> None:
    with planned.writing() as desk:
        meeting = desk.session.exec(select(Meeting).where(Meeting.reference == "PPM-2023-10-04")).one()
        with pytest.raises(Conflict):
            move_meeting(desk, meeting, sitting("2023-10-18"), version=99, stationery=planned.stationery)
    assert mails_of(planned) == []


def test_an_action_that_was_closed_meanwhile_is_left_out(planned: Office) -> None:
    move(planned, "2023-10-18")
    with planned.writing() as desk:
        action = desk.session.exec(select(Action).where(Action.title == "Cost the repairs")).one()
        void_action(desk, action, reason="Logged in error.", version=None)
    move(planned, "2023-11-01", of="PPM-2023-10-18")
    assert [mail.state for mail in mails_of(planned)] == [MailState.QUEUED, MailState.CANCELLED]

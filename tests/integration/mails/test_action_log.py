"""The mail to each owner after a meeting: who gets one, what it says, and that it is written anew. On both databases."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

import pytest
from sqlmodel import col, select

from tests.integration.mails.conftest import Office
from tests.integration.mails.test_expected import as_file
from tests.support.builders import Record, moment
from tracker.domain.due import RULE_TO_COME, Due, DueKind
from tracker.domain.errors import DeliveryFailed
from tracker.domain.mails import MailKind, MailState
from tracker.models.actions import Action
from tracker.models.mail import Mail, UpdateLink
from tracker.models.meetings import Meeting
from tracker.models.people import Person
from tracker.models.reports import ReportVersion
from tracker.models.sitting import MeetingCorrection
from tracker.services.actions import Wanted, correct_action
from tracker.services.aftermath import refresh_aftermath
from tracker.services.agenda import AgendaLine, add_agenda_item
from tracker.services.closing import end_meeting
from tracker.services.mails import cancel_mail, release_mails
from tracker.services.meeting_letters import due_of
from tracker.services.meetings import start_meeting
from tracker.services.posts import hand_over_post
from tracker.services.reviews import void_action

Compare = Callable[[str, str], None]
OCTOBER = "PPM-2023-10-04"


def closed(office: Office) -> Office:
    office.now = moment("2023-10-04", "17:00")
    with office.writing() as desk:
        end_meeting(desk, meeting_of(Record(desk)), office.stationery)
    return office


def meeting_of(record: Record) -> Meeting:
    return record.desk.session.exec(select(Meeting).where(Meeting.reference == OCTOBER)).one()


def mails_of(office: Office) -> Sequence[Mail]:
    with office.database.read() as session:
        query = select(Mail).where(Mail.kind == MailKind.ACTION_LOG).order_by(col(Mail.id))
        return session.exec(query).all()


def correct(office: Office, reference: str, *, at: str = "09:00", **changes: object) -> None:
    """A correction of the closed meeting, on the day after it, with what it leaves behind."""
    office.now = moment("2023-10-05", at)
    with office.writing() as desk:
        action = desk.session.exec(select(Action).where(Action.reference == reference)).one()
        kept = {"title": action.title, "asked": action.asked, "post_id": action.post_id}
        wanted = Wanted(**cast("dict[str, str]", {**kept, **changes}), due=due_of(action))
        correct_action(desk, action, wanted, version=None)
        meeting = meeting_of(Record(desk))
        desk.session.add(
            MeetingCorrection(
                meeting_id=meeting.key,
                made_at=desk.moment.now,
                made_by=desk.by.name,
                subject=reference,
                what="Reworded.",
                reason="As agreed with the force.",
            )
        )
        refresh_aftermath(desk, meeting, office.stationery)


@pytest.fixture
def held(office: Office) -> Office:
    """A meeting that gave one head two actions, another one, and nothing to a third; it is closed on 4 October at 17:00."""
    office.now = moment("2023-10-04", "14:30")
    with office.building() as record:
        october = record.meeting("2023-10-04")
        record.meeting("2023-12-06")
        start_meeting(record.desk, october)
        item = add_agenda_item(record.desk, october, AgendaLine("3.1", "Contact and response"))
        record.desk.session.flush()
        head, estates = record.post(), record.post("head-of-estates", holder="Bea Best")
        record.post("head-of-finance", holder="Fay Fine")
        first = record.action(
            "Bring 101 abandonment back with the time that people wait",
            asked="Bring 101 abandonment back to the next meeting,\nwith the time that people wait <before> they give up.",
            due="next meeting",
            post=head,
            meeting=october,
        )
        first.agenda_item_id = item.key
        record.action("Say when the tenth hub opens", due="2023-11-30", post=head, meeting=october)
        record.action("Name a site for the station", post=estates, meeting=october)
        record.action("Somebody should look at this", meeting=october)
        record.action("An older one", due="next meeting", post=record.post("head-of-finance"))
    return closed(office)


def test_each_post_that_was_given_something_gets_one_held_mail_with_all_of_it(held: Office) -> None:
    first, second = mails_of(held)
    assert (first.to_address, second.to_address) == (
        "ann.able@force.example.org",
        "bea.best@force.example.org",
    )
    assert {mail.state for mail in (first, second)} == {MailState.HELD}
    assert first.subject == "2 actions for you from the Public Performance Meeting of 4 October 2023"
    assert "Name a site" not in first.body_text
    assert "An older one" not in first.body_text + second.body_text
    assert held.send() == [], "they wait to be read"


def test_the_words_of_the_mail(held: Office, expected: Compare) -> None:
    with held.writing() as desk:
        note = "Thank you for the day.\n\nWe need the first one\nsooner than the rest."
        for mail in desk.session.exec(select(Mail)).all():
            mail.covering_note = note
        refresh_aftermath(desk, meeting_of(Record(desk)), held.stationery)
        release_mails(desk, [1], link_days=30)
    held.send()
    expected("action_log.txt", as_file(held.server.letters[0]))


def test_the_html_says_the_same_and_escapes_what_people_typed(held: Office) -> None:
    html = mails_of(held)[0].body_html
    assert "wait &lt;before&gt; they give up" in html
    assert re.findall(r'href="(\[\[link:\d+]])"', html) == re.findall(
        r"\[\[link:\d+]]", mails_of(held)[0].body_text
    )


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(DueKind.NONE), "No date was agreed yet."),
        (Due(DueKind.NEXT_MEETING), "Due at the next meeting, which has no date yet."),
        (
            Due(DueKind.STANDING, exit_rule="101 abandonment improves."),
            "until this is shown: 101 abandonment improves.",
        ),
        (Due(DueKind.STANDING, exit_rule=RULE_TO_COME), "for it to end is still to be written."),
    ],
)
def test_each_kind_of_due_is_said_in_words(office: Office, due: Due, words: str) -> None:
    office.now = moment("2023-10-04", "14:30")
    with office.building() as record:
        october = record.meeting("2023-10-04")
        start_meeting(record.desk, october)
        action = record.action("Bring it", post=record.post(), meeting=october)
        action.due_kind, action.exit_rule = due.kind, due.exit_rule
    (mail,) = mails_of(closed(office))
    assert words in " ".join(mail.body_text.split())


def test_nobody_is_written_to_about_what_was_logged_in_error(held: Office) -> None:
    with held.writing() as desk:
        action = desk.session.exec(select(Action).where(Action.title == "Name a site for the station")).one()
        void_action(desk, action, reason="It repeats another.", version=None)
        refresh_aftermath(desk, meeting_of(Record(desk)), held.stationery)
    gone = mails_of(held)[1]
    assert (gone.state, gone.last_error[:9]) == (MailState.CANCELLED, "Not sent:")
    with held.database.read() as session:
        assert session.exec(select(UpdateLink).where(UpdateLink.mail_id == gone.id)).all() == []


def test_a_vacant_post_and_one_without_an_address_have_their_mail_held_with_the_reason(
    office: Office,
) -> None:
    office.now = moment("2023-10-04", "14:30")
    with office.building() as record:
        october = record.meeting("2023-10-04")
        start_meeting(record.desk, october)
        director = record.post("director-of-contact", holder="Dee Director")
        vacant = record.post("head-of-estates", holder=None, escalates_to=director)
        silent = record.post("head-of-contact")
        silent.address = ""
        record.desk.session.exec(select(Person).where(Person.name == "Ann Able")).one().email = ""
        record.action("Cost the repairs", post=vacant, meeting=october)
        record.action("Bring the figures", post=silent, meeting=october)
    closed(office)
    reasons = {mail.to_name: mail.held_because for mail in mails_of(office)}
    assert reasons == {
        "Head of estates": "Head of estates is vacant, so there is nobody to write to. Give the post a holder, then release it.",
        "Ann Able": "There is no e-mail address for Head of contact. Give the post a holder with an address, then release it.",
    }
    with office.writing() as desk:
        released, stuck = release_mails(desk, [mail.key for mail in mails_of(office)], link_days=30)
    assert (len(released), len(stuck)) == (0, 2), "and not to the post above"


def test_a_new_wording_is_in_the_held_mail_and_the_log_is_cut_anew_under_its_number(held: Office) -> None:
    before = mails_of(held)[0]
    correct(held, "PPM-002", title="Say when the tenth hub opens, and where")
    after = mails_of(held)[0]
    assert "and where" in after.body_text
    assert (after.key, after.message_id) == (before.key, before.message_id)
    assert re.findall(r"\[\[link:\d+]]", after.body_text) == re.findall(
        r"\[\[link:\d+]]", before.body_text
    ), "its links stay"
    with held.database.read() as session:
        (version,) = session.exec(select(ReportVersion)).all()
    assert (version.number, version.id) == (1, after.report_version_id)


def test_an_owner_who_is_named_only_now_gets_a_mail_and_who_has_nothing_any_more_loses_it(
    held: Office,
) -> None:
    with held.building() as record:
        finance = record.post("head-of-finance").key
    correct(held, "PPM-003", post_id=finance)
    first, second, third = mails_of(held)
    assert (first.state, second.state, third.state) == (MailState.HELD, MailState.CANCELLED, MailState.HELD)
    assert (third.to_name, "Name a site" in third.body_text) == ("Fay Fine", True)


def test_covering_notes_stay_when_a_mail_is_written_anew(held: Office) -> None:
    with held.writing() as desk:
        desk.session.get_one(Mail, 1).covering_note = "Thank you for the day."
    correct(held, "PPM-001", title="Bring 101 abandonment back")
    assert "Thank you for the day." in mails_of(held)[0].body_text
    assert "Thank you for the day." in mails_of(held)[0].body_html


def test_what_was_sent_is_not_sent_again_unless_it_was_corrected_since(held: Office) -> None:
    with held.writing() as desk:
        release_mails(desk, [1], link_days=30)
    held.send()
    correct(held, "PPM-003", title="Name two sites")
    assert [mail.state for mail in mails_of(held)] == [MailState.SENT, MailState.HELD]
    correct(held, "PPM-002", at="10:00", title="Say when the tenth hub opens, and where")
    again = mails_of(held)[2]
    assert again.subject == (
        "Corrected: 1 action for you from the Public Performance Meeting of 4 October 2023"
    )
    assert "Bring 101" not in again.body_text, "that one stands as it was sent"
    assert again.state is MailState.HELD
    correct(held, "PPM-003", at="11:00", title="Name three sites")
    assert len(mails_of(held)) == 3, "a correction of another action makes no more mails"


def test_a_mail_that_was_cancelled_is_not_made_again(held: Office) -> None:
    with held.writing() as desk:
        cancel_mail(desk, 2)
    correct(held, "PPM-001", title="Bring 101 abandonment back")
    assert [mail.state for mail in mails_of(held)] == [MailState.HELD, MailState.CANCELLED]


def test_a_mail_that_waits_after_a_refusal_is_corrected_too_and_is_another_message_then(held: Office) -> None:
    with held.writing() as desk:
        release_mails(desk, [1], link_days=30)
    held.server.refusal = DeliveryFailed("It cannot be reached.")
    held.send()
    before = mails_of(held)[0]
    correct(held, "PPM-002", title="Say when the tenth hub opens, and where")
    after = mails_of(held)[0]
    assert (after.state, "and where" in after.body_text) == (MailState.QUEUED, True)
    assert after.message_id != before.message_id


def test_a_mail_that_is_being_sent_just_now_is_left_alone_and_the_new_wording_is_another_mail(
    held: Office,
) -> None:
    with held.writing() as desk:
        release_mails(desk, [1], link_days=30)
    held.now = moment("2023-10-05", "08:59")
    held.server.crash = True
    with pytest.raises(KeyboardInterrupt):
        held.send()
    correct(held, "PPM-002", title="Say when the tenth hub opens, and where")
    being_sent, _, another = mails_of(held)
    assert "and where" not in being_sent.body_text
    assert "and where" in another.body_text


def test_a_meeting_that_was_put_on_record_long_after_it_was_held_writes_to_nobody(held: Office) -> None:
    with held.writing() as desk:
        meeting = meeting_of(Record(desk))
        meeting.closed_at = None
        for mail in desk.session.exec(select(Mail)).all():
            cancel_mail(desk, mail.key)
    correct(held, "PPM-003", title="Name two sites")
    assert {mail.state for mail in mails_of(held)} == {MailState.CANCELLED}


def test_a_new_holder_is_written_to_when_the_mail_is_written_anew(held: Office) -> None:
    held.now = moment("2023-10-05", "09:00")
    with held.building() as record:
        hand_over_post(record.desk, post=record.post(), to=record.person("Ben Busy"), on=date(2023, 10, 5))
        refresh_aftermath(record.desk, meeting_of(record), held.stationery)
    mail = mails_of(held)[0]
    assert (mail.to_name, mail.to_address) == ("Ben Busy", "ben.busy@force.example.org")
    assert mail.body_text.splitlines()[2] == "Dear Ben Busy"

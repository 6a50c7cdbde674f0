"""What is queued on a day, to whom, and that it is made once. On both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.support.builders import COMMISSIONER, acting_as
from tracker.domain.actions import Kind, Move
from tracker.domain.mails import MailKind, MailState
from tracker.models.mail import Mail, Reminder
from tracker.services.chasing import plan
from tracker.services.posts import end_holding, hand_over_post
from tracker.services.reminders import queue_mail
from tracker.services.reviews import Decision, record_review
from tracker.store import posts
from tracker.store.reminders import of_action


def mails(office: Office) -> Sequence[Mail]:
    with office.database.read() as session:
        return session.exec(select(Mail).order_by(Mail.id)).all()  # type: ignore[arg-type]


def reminders(office: Office) -> Sequence[Reminder]:
    with office.database.read() as session:
        return session.exec(select(Reminder)).all()


def test_a_post_gets_one_mail_with_all_its_actions_the_overdue_first(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        record.action("Coming", due="2023-10-06", post=head, on="2023-05-17")
        record.action("Due", due="2023-09-22", post=head, on="2023-05-17")
        record.action("Overdue", due="2023-09-15", post=head, on="2023-05-17")
        record.action(
            "Of another", due="2023-09-22", post=record.post("estates", holder="Bea Best"), on="2023-05-17"
        )
    first, second = sorted(office.chase("2023-09-22"), key=lambda letter: letter.to_name)
    assert (first.to_name, first.to_address) == ("Ann Able", "ann.able@force.example.org")
    places = [first.body_text.index(title) for title in ("Overdue", "Due", "Coming")]
    assert places == sorted(places)
    assert "Of another" not in first.body_text
    assert second.to_name == "Bea Best"


def test_a_repeated_pass_makes_nothing_more(office: Office) -> None:
    with office.building() as record:
        record.action(due="2023-09-27", post=record.post(), on="2023-05-17")
    assert len(office.chase("2023-09-22")) == 1
    assert office.chase("2023-09-22") == []
    assert office.chase("2023-09-25") == []
    assert len(office.chase("2023-09-27")) == 1
    assert [(row.step, row.owed_on) for row in reminders(office)] == [
        ("before-3", date(2023, 9, 22)),
        ("on-day", date(2023, 9, 27)),
    ]


def test_nothing_goes_out_on_a_day_that_is_not_worked(office: Office) -> None:
    with office.building() as record:
        record.action(due="2023-08-28", post=record.post(), on="2023-05-17")
    assert office.chase("2023-08-26") == []
    assert office.chase("2023-08-28") == []
    assert len(office.chase("2023-08-29")) == 1


def test_a_missed_day_is_caught_up_once(office: Office) -> None:
    with office.building() as record:
        record.action(due="2023-09-27", post=record.post(), on="2023-05-17")
    assert len(office.chase("2023-09-26")) == 1
    assert [row.step for row in reminders(office)] == ["before-3"]


def test_a_moved_due_date_starts_afresh(office: Office) -> None:
    with office.building() as record:
        action = record.action(due="2023-09-27", post=record.post(), on="2023-05-17")
    assert len(office.chase("2023-09-27")) == 1
    office.on("2023-09-28")
    with office.building() as record:
        decision = Decision(
            Move.REVISED_DATE, reason="The figures come later.", revised_to=date(2023, 10, 12)
        )
        row = record.desk.session.get_one(type(action), action.id)
        record_review(acting_as(record.desk, COMMISSIONER), row, decision, meeting=None, version=None)
    assert len(office.chase("2023-10-09")) == 1
    assert [(row.step, row.due_on.day) for row in reminders(office)] == [("on-day", 27), ("before-3", 12)]


def test_what_has_no_date_what_stands_and_what_is_recommended_or_closed_is_not_chased(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        record.action("Undated", post=head, on="2023-05-17")
        record.action("Standing", due="standing: until it improves", kind=Kind.STANDING, post=head)
        record.action("Nobody’s", due="2023-09-22", on="2023-05-17")
        recommended = record.action("Done", due="2023-09-22", post=head, on="2023-05-17")
        recommended.status = "recommended"  # type: ignore[assignment]
        closed = record.action("Closed", due="2023-09-22", post=head, on="2023-05-17")
        closed.status, closed.closure = "closed", "complete"  # type: ignore[assignment]
    assert office.on("2023-09-22").queue() == []


def test_mail_to_a_chief_officer_is_held_with_the_reason(office: Office) -> None:
    with office.building() as record:
        chief = record.post("chief-constable", holder="Cara Chief", chief_officer=True)
        record.action(due="2023-09-22", post=chief, on="2023-05-17")
    assert office.chase("2023-09-22") == []
    (mail,) = mails(office)
    assert mail.state is MailState.HELD
    assert mail.held_because == "Chief constable is a chief officer."


def test_the_post_above_is_told_of_what_is_long_overdue_and_that_mail_is_held(office: Office) -> None:
    with office.building() as record:
        above = record.post("director", holder="Dee Director")
        record.action(due="2023-09-01", post=record.post(escalates_to=above), on="2023-05-17")
    (letter,) = office.chase("2023-09-22")
    assert letter.to_name == "Ann Able"
    held = mails(office)[0]
    assert (held.to_name, held.kind, held.state) == ("Dee Director", MailKind.ESCALATION, MailState.HELD)
    assert held.held_because == "It tells the post above that Head of contact is long overdue."
    with office.database.read() as session:
        told = of_action(session, 1)
    assert {reminder.step for reminder, _ in told} == {"overdue-15", "above-overdue-15"}


def test_a_vacant_post_is_chased_at_the_nearest_post_above_that_is_held(office: Office) -> None:
    with office.building() as record:
        director = record.post("director", holder="Dee Director")
        between = record.post("deputy", holder=None, escalates_to=director)
        vacant = record.post("head-of-estates", holder=None, escalates_to=between)
        record.action(due="2023-09-22", post=vacant, on="2023-05-17")
    assert office.chase("2023-09-22") == []
    (mail,) = mails(office)
    assert mail.to_address == "dee.director@force.example.org"
    assert mail.held_because == "Head of estates is vacant, so it goes to the post above."


def test_where_there_is_nobody_at_all_the_mail_waits_for_the_secretariat(office: Office) -> None:
    with office.building() as record:
        record.action(due="2023-09-22", post=record.post("head-of-estates", holder=None), on="2023-05-17")
    assert office.chase("2023-09-22") == []
    (mail,) = mails(office)
    assert (mail.state, mail.to_address) == (MailState.HELD, "")
    assert "There is no e-mail address for Head of estates." in mail.held_because


def test_the_mail_goes_to_whoever_holds_the_post_on_the_day_at_the_posts_address_if_they_have_none(
    office: Office,
) -> None:
    with office.building() as record:
        head = record.post()
        record.action(due="2023-09-27", post=head, on="2023-05-17")
        ben = record.person("Ben Busy")
        ben.email = ""
        hand_over_post(record.desk, post=head, to=ben, on=date(2023, 9, 21))
    (letter,) = office.chase("2023-09-22")
    assert (letter.to_name, letter.to_address) == ("Ben Busy", "head-of-contact@force.example.org")


def test_an_action_logged_after_the_days_mail_waits_for_the_next_day(office: Office) -> None:
    with office.building() as record:
        record.action("First", due="2023-09-22", post=record.post(), on="2023-05-17")
    assert len(office.chase("2023-09-22")) == 1
    with office.building() as record:
        record.action("Second", due="2023-09-22", post=record.post(), on="2023-09-22")
    assert office.chase("2023-09-22") == []
    (letter,) = office.chase("2023-09-25")
    assert "Second" in letter.body_text
    assert "First" not in letter.body_text


def test_two_passes_at_once_make_each_reminder_once(office: Office) -> None:
    with office.building() as record:
        for number in range(6):
            post = record.post(f"post-{number}", holder=f"Holder {number}")
            record.action(f"Action {number}", due="2023-09-22", post=post, on="2023-05-17")
    office.on("2023-09-22")
    together, made, wrong = Barrier(3), [], []

    def run() -> None:
        together.wait()
        try:
            made.extend(office.queue())
        except Exception as error:
            wrong.append(error)

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(made) == len(mails(office)) == len(reminders(office)) == 6


def test_a_pass_that_was_overtaken_writes_no_second_mail_to_a_post_that_day(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        record.action("First", due="2023-09-22", post=head, on="2023-05-17")
        record.action("Second", due="2023-09-22", post=head, on="2023-05-17")
    with office.on("2023-09-22").writing() as desk:
        (planned,) = plan(desk.session, desk.moment.today, desk.calendar.is_working_day)
    with office.writing() as desk:
        assert queue_mail(desk, replace(planned, items=planned.items[:1]), office.stationery)
    with office.writing() as desk:
        assert queue_mail(desk, planned, office.stationery) is None
    assert len(mails(office)) == 1


def test_the_vacancy_of_a_day_counts_not_that_of_today(office: Office) -> None:
    with office.building() as record:
        head = record.post(escalates_to=record.post("director", holder="Dee Director"))
        record.action(due="2023-09-27", post=head, on="2023-05-17")
        held = posts.holdings(record.desk.session, head.key, acting=False)[0]
        end_holding(record.desk, post=head, holder=held, ends_on=date(2023, 9, 25))
    assert office.chase("2023-09-22")[0].to_name == "Ann Able"
    assert office.chase("2023-09-27") == []
    assert mails(office)[-1].to_name == "Dee Director"

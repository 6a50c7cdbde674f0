"""What a policy, an absence, a handover or a wish for one mail a week make of the day's mails. On both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import select

from tests.integration.mails.conftest import Office
from tests.support.builders import Record
from tracker.domain.mails import MailKind, MailState
from tracker.domain.policy import DEFAULT, Policy, PolicyStep
from tracker.models.mail import Mail, Reminder
from tracker.models.people import Post
from tracker.services.absences import Away, ask_weekly_only, note_absence, set_staff_officer
from tracker.services.chasing import plan_ahead
from tracker.services.mails import cancel_mail, release_mails
from tracker.services.policies import save_policy
from tracker.services.posts import hand_over_post
from tracker.services.reminders import queue_mail
from tracker.store import posts

OPEN_HANDED = replace(DEFAULT, hold_first=False)


def mails(office: Office) -> Sequence[Mail]:
    with office.database.read() as session:
        return session.exec(select(Mail).order_by(Mail.id)).all()  # type: ignore[arg-type]


def steps(office: Office) -> list[str]:
    with office.database.read() as session:
        return [row.step for row in session.exec(select(Reminder).order_by(Reminder.id))]  # type: ignore[arg-type]


def set_policy(record: Record, series: str = "PPM", **rules: object) -> None:
    policy: Policy = replace(OPEN_HANDED, **rules)  # type: ignore[arg-type]
    save_policy(record.desk, record.series(series), policy, version=None)


def ask_weekly(record: Record, post: Post) -> None:
    (held,) = posts.holders(record.desk.session, [post.key])[post.key]
    person = next(one for one in posts.persons(record.desk.session) if one.id == held.person_id)
    ask_weekly_only(record.desk, person, wanted=True)


def test_the_first_mails_of_a_new_series_are_held_until_one_was_released(office: Office) -> None:
    with office.building() as record:
        set_policy(record, hold_first=True)
        record.action(due="2023-09-22", post=record.post(), on="2023-05-17")
        estates = record.post("estates", holder="Bea Best")
        record.action(due="2023-09-25", post=estates, on="2023-09-22")
    assert office.chase("2023-09-22") == []
    (first,) = mails(office)
    assert (first.state, first.held_because) == (MailState.HELD, "It is among the first mails about PPM.")
    with office.writing() as desk:
        release_mails(desk, [first.key], link_days=30)
    assert len(office.chase("2023-09-25")) == 2


def test_each_series_is_chased_by_its_own_policy_and_a_post_gets_one_mail_of_both(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        set_policy(record, "JAC", steps=(PolicyStep(-5),), copy_to=("clerk@office.example.org",))
        record.action("Of the one", due="2023-09-27", post=head, on="2023-05-17")
        other = record.meeting("2023-06-01", series="JAC")
        record.action("Of the other", due="2023-09-29", post=head, meeting=other, on="2023-06-01")
    (letter,) = office.chase("2023-09-22")
    assert "Of the one" in letter.body_text
    assert "Of the other" in letter.body_text
    assert set(steps(office)) == {"before-3", "before-5"}
    assert mails(office)[0].copies == "clerk@office.example.org"
    assert office.chase("2023-09-26") == [], "JAC has no step three days before"


def test_a_step_that_the_policy_holds_waits_for_the_secretariat(office: Office) -> None:
    with office.building() as record:
        set_policy(record, steps=(PolicyStep(-3, held=True), PolicyStep(0)))
        record.action(due="2023-09-27", post=record.post(), on="2023-05-17")
    assert office.chase("2023-09-22") == []
    assert mails(office)[0].held_because == "The policy holds reminders at this step."
    assert len(office.chase("2023-09-27")) == 1


def test_the_post_above_that_is_told_too_once_the_policy_says_so(office: Office) -> None:
    with office.building() as record:
        top = record.post("chief", holder="Cara Chief")
        above = record.post("director", holder="Dee Director", escalates_to=top)
        set_policy(record, escalate_after=5, escalate_again_after=10)
        record.action(due="2023-09-08", post=record.post(escalates_to=above), on="2023-05-17")
    office.chase("2023-09-15")
    office.chase("2023-09-22")
    told = [(mail.for_day.day, mail.to_name) for mail in mails(office) if mail.kind is MailKind.ESCALATION]
    assert told == [(15, "Dee Director"), (22, "Cara Chief"), (22, "Dee Director")]


def test_a_post_gets_no_more_mails_in_a_week_than_the_policy_allows(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        set_policy(record, most_a_week=2)
        for day in ("2023-09-18", "2023-09-19", "2023-09-20", "2023-09-21"):
            record.action(f"Due {day}", due=day, post=head, on="2023-09-18")
    sent = {day: len(office.chase(f"2023-09-{day}")) for day in range(18, 26)}
    assert [day for day, count in sent.items() if count] == [18, 19, 25]
    last = mails(office)[-1]
    assert "Due 2023-09-20" in last.body_text
    assert "Due 2023-09-21" in last.body_text


def test_who_asked_for_one_mail_a_week_gets_it_on_its_day_with_all_that_is_open(office: Office) -> None:
    with office.building() as record:
        head = record.post(escalates_to=record.post("director", holder="Dee Director"))
        ask_weekly(record, head)
        record.action("Long overdue", due="2023-08-23", post=head, on="2023-05-17")
        record.action("Due on Thursday", due="2023-09-28", post=head, on="2023-05-17")
    sent = {day: office.chase(f"2023-09-{day}") for day in (25, 26, 27, 28, 29)}
    assert [day for day, letters in sent.items() if letters] == [25]
    assert sent[25][0].subject.startswith("Your week: ")
    assert "Long overdue" in sent[25][0].body_text
    assert "Due on Thursday" in sent[25][0].body_text
    above = [(mail.kind, mail.for_day.day) for mail in mails(office) if mail.to_name == "Dee Director"]
    assert above == [(MailKind.ESCALATION, 25), (MailKind.ESCALATION, 28)], "escalations come all the same"
    assert len(office.chase("2023-10-02")) == 1


def test_a_weekly_mail_that_is_cancelled_is_not_made_again_in_its_week(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        ask_weekly(record, head)
        record.action(due="2023-09-15", post=head, on="2023-05-17")
    (made,) = office.on("2023-09-25").queue()
    with office.writing() as desk:
        cancel_mail(desk, made.mail_id)
    assert [office.on(f"2023-09-{day}").queue() for day in (26, 27, 28, 29)] == [[], [], [], []]
    assert len(office.on("2023-10-02").queue()) == 1


def test_the_delegate_gets_the_mail_and_the_staff_officer_a_copy(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        set_staff_officer(record.desk, head, record.person("Sid Staff"), version=None)
        note_absence(
            record.desk, head, Away(date(2023, 9, 20), date(2023, 9, 22), record.person("Dan Deputy").id)
        )
        record.action(due="2023-09-27", post=head, on="2023-05-17")
    (letter,) = office.chase("2023-09-22")
    assert letter.to_address == "dan.deputy@force.example.org"
    assert mails(office)[0].copies == "sid.staff@force.example.org"
    (letter,) = office.chase("2023-09-27")
    assert letter.to_name == "Ann Able"


def test_a_policy_may_keep_the_staff_officer_out(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        set_staff_officer(record.desk, head, record.person("Sid Staff"), version=None)
        set_policy(record, copy_staff_officer=False)
        record.action(due="2023-09-22", post=head, on="2023-05-17")
    office.chase("2023-09-22")
    assert mails(office)[0].copies == ""


def test_a_new_holder_is_sent_all_that_they_own_once_and_no_reminder_beside_it(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        record.action("Overdue", due="2023-09-15", post=head, on="2023-05-17")
        record.action("Due far away", due="2023-12-15", post=head, on="2023-05-17")
        record.action("Undated", post=head, on="2023-05-17")
        hand_over_post(record.desk, post=head, to=record.person("Ben Busy"), on=date(2023, 9, 21))
    assert [letter.to_name for letter in office.chase("2023-09-20")] == ["Ann Able"]
    (letter,) = office.chase("2023-09-22")
    assert (letter.to_name, letter.subject) == ("Ben Busy", "What you now own as Head of contact: 3 actions")
    places = [letter.body_text.index(title) for title in ("Overdue", "Due far away", "Undated")]
    assert places == sorted(places)
    assert "No date is set: please propose one." in letter.body_text
    assert office.chase("2023-09-25") == []
    assert len(office.chase("2023-09-29")) == 1


def test_a_policy_may_hold_what_a_new_holder_is_sent(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        set_policy(record, hold_handovers=True)
        record.action("Undated", post=head, on="2023-05-17")
        hand_over_post(record.desk, post=head, to=record.person("Ben Busy"), on=date(2023, 9, 21))
    assert office.chase("2023-09-22") == []
    assert mails(office)[0].held_because == "The policy holds what a new holder is sent."


def test_what_was_raised_since_the_last_mail_is_told_in_the_next_one_last(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        record.action("Due", due="2023-09-22", post=head, on="2023-05-17")
    assert len(office.chase("2023-09-19")) == 1
    with office.building() as record:
        new = record.meeting("2023-09-20")
        record.action("Raised now", due="2023-12-15", post=record.post(), meeting=new, on="2023-09-20")
    assert office.chase("2023-09-21") == [], "it makes no mail by itself"
    (letter,) = office.chase("2023-09-22")
    assert letter.subject == "1 update due Friday 22 September"
    assert letter.body_text.index("Raised now") > letter.body_text.index("Due")
    assert steps(office)[1:] == ["on-day", "new"]
    (letter,) = office.chase("2023-09-29")
    assert "Raised now" not in letter.body_text


def test_an_escalation_that_is_released_at_a_weekend_leaves_on_monday(office: Office) -> None:
    with office.building() as record:
        above = record.post("director", holder="Dee Director")
        record.action(due="2023-09-01", post=record.post(escalates_to=above), on="2023-05-17")
    assert [letter.to_name for letter in office.chase("2023-09-22")] == ["Ann Able"]
    (held,) = [mail for mail in mails(office) if mail.state is MailState.HELD]
    with office.on("2023-09-23").writing() as desk:
        release_mails(desk, [held.key], link_days=30)
    (put_off,) = office.send()
    assert put_off.error == "An escalation leaves on a working day: this one on Monday 25 September 2023."
    assert [one.error for one in office.send(at_once=True)] == [put_off.error]
    (sent,) = office.on("2023-09-25").send()
    assert (sent.state, office.server.letters[-1].to_name) == (MailState.SENT, "Dee Director")


def test_a_mail_that_is_made_ahead_takes_no_room_from_the_weeks_before(office: Office) -> None:
    with office.building() as record:
        head = record.post()
        set_policy(record, most_a_week=1)
        record.action("This week", due="2023-09-22", post=head, on="2023-05-17")
        record.action("Later", due="2023-10-09", post=head, on="2023-05-17")
    with office.on("2023-09-19").writing() as desk:
        ahead = plan_ahead(desk.session, desk.moment.today, desk.calendar.is_working_day)
        day, (planned,) = next((day, mails) for day, mails in ahead if mails and day > date(2023, 9, 24))
        then = replace(desk, moment=replace(desk.moment, today=day))
        assert queue_mail(then, planned, office.stationery)
    assert len(office.queue()) == 1

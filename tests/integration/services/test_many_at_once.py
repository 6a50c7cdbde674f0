"""One change to many actions: its preview, what is left alone and why, and that it is made as it was read or not at all."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from tests.integration.mails.conftest import stationery
from tests.support.builders import Record
from tracker.domain.due import Due, DueKind
from tracker.domain.errors import BadInput, Conflict
from tracker.domain.mails import MailKind, MailState
from tracker.domain.many_at_once import CLOSED, NO_OWNER, OTHER_SERIES, STANDING, What
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action, DueChange, Review
from tracker.models.mail import Mail, UpdateLink
from tracker.models.people import Post
from tracker.models.record import HistoryRow
from tracker.services.desk import Desk
from tracker.services.many_at_once import Done, Preview, change_many, preview_many
from tracker.services.many_plan import Asking, Choice
from tracker.services.reviews import void_action
from tracker.services.updates import Said, give_update
from tracker.store.action_list import Filters

LIVE = Choice(filters=Filters(status="live"))
EVERY = Choice(filters=Filters())
AGREED = {"agreed": True, "decided_by": "Commissioner", "reason": "The data come later."}
LATER = Due(DueKind.DATE, on=date(2023, 11, 30))


def look(desk: Desk, asking: Asking, choice: Choice = EVERY) -> Preview:
    desk.session.flush()
    return preview_many(desk.session, THE_OFFICE, choice, asking, desk.moment, stationery())


def change(desk: Desk, asking: Asking, choice: Choice = EVERY) -> Done:
    read = look(desk, asking, choice).read
    return change_many(desk, THE_OFFICE, choice, asking, read=read, stationery=stationery())


def rows(desk: Desk) -> list[HistoryRow]:
    desk.session.flush()
    return list(desk.session.exec(select(HistoryRow).order_by(col(HistoryRow.number))).all())


def numbered(desk: Desk, reference: str) -> Action:
    return desk.session.exec(select(Action).where(Action.reference == reference)).one()


@pytest.fixture
def head(record: Record) -> Post:
    """Two heads; three open actions, two of the first; one that is closed, one without an owner, one standing."""
    record.meeting("2023-10-04")
    head, crime = record.post(), record.post("head-of-crime", holder="Bea Best")
    record.action("Bring the figures", due="2023-10-20", post=head)
    record.action("Show the plan", due="2023-10-25", post=head)
    record.action("Count the cars", due="2023-11-30", post=crime)
    void_action(record.desk, record.action("Said twice", post=head), reason="Logged in error.", version=None)
    record.action("Nobody’s yet")
    record.action("Attendance", due="standing: until it improves", post=crime)
    record.desk.session.flush()
    return head


def crime(desk: Desk) -> Post:
    return desk.session.exec(select(Post).where(Post.code == "head-of-crime")).one()


def test_the_preview_says_action_by_action_what_changes_and_why_others_do_not(desk: Desk, head: Post) -> None:
    seen = look(desk, Asking(What.OWNER, post=head))
    assert [(one.action.reference, one.before, one.after) for one in seen.changes.lines] == [
        ("PPM-003", "Head of crime", "Head of contact"),
        ("PPM-005", "no owner", "Head of contact"),
        ("PPM-006", "Head of crime", "Head of contact"),
    ]
    assert [(one.reference, one.why) for one in seen.changes.left] == [
        ("PPM-001", "It is with Head of contact already."),
        ("PPM-002", "It is with Head of contact already."),
        ("PPM-004", CLOSED),
    ]
    assert [(one.to.name, one.told.side, len(one.told.lines)) for one in seen.mails] == [
        ("Ann Able", "gained", 3),
        ("Bea Best", "lost", 2),
    ]


def test_a_preview_writes_nothing(desk: Desk, head: Post) -> None:
    before = len(rows(desk))
    look(desk, Asking(What.OWNER, post=head))
    assert len(rows(desk)) == before
    assert desk.session.exec(select(Mail)).all() == []


def test_a_change_of_owner_is_one_entry_for_each_action_one_mail_for_each_owner_and_revokes_links(
    desk: Desk, head: Post
) -> None:
    change(desk, Asking(What.ASK), Choice(references=("PPM-003",)))
    before = len(rows(desk))
    done = change(desk, Asking(What.OWNER, post=head, reason="They moved."), Choice(references=("PPM-003",)))
    after = rows(desk)[before:]
    assert [(row.event, row.subject.split()[0]) for row in after] == [
        ("action.corrected", "PPM-003"),
        ("mail.queued", "mail"),
        ("mail.queued", "mail"),
    ]
    assert done.changed == 1
    assert [(mail.kind, mail.to_name, mail.state) for mail in done.mails] == [
        (MailKind.CHANGED, "Ann Able", MailState.QUEUED),
        (MailKind.CHANGED, "Bea Best", MailState.QUEUED),
    ]
    assert numbered(desk, "PPM-003").post_id == head.id
    links = desk.session.exec(select(UpdateLink).order_by(col(UpdateLink.id))).all()
    assert [(link.post_id == head.id, link.revoked_at is None) for link in links] == [
        (False, False),
        (True, True),
    ]


def test_a_date_that_was_agreed_is_a_decision_and_slippage(desk: Desk, head: Post) -> None:
    change(desk, Asking(What.DUE, due=LATER, **AGREED))
    moved = numbered(desk, "PPM-001")
    assert (moved.due_on, moved.times_moved, moved.original_due_on) == (LATER.on, 1, date(2023, 10, 20))
    review = desk.session.exec(select(Review).where(Review.action_id == moved.key)).one()
    assert (review.revised_to, review.decided_by, review.reason) == (
        LATER.on,
        "Commissioner",
        "The data come later.",
    )
    assert '"due_on":"2023-10-20"' in review.known, "what was known before it moved"
    assert [row.subject for row in rows(desk) if row.event == "action.revised_date"] == [
        "PPM-001",
        "PPM-002",
        "PPM-005",
    ]


def test_a_date_that_was_wrong_is_corrected_and_no_slippage(desk: Desk, head: Post) -> None:
    change(desk, Asking(What.DUE, due=LATER, reason="Typed wrongly."))
    moved = numbered(desk, "PPM-001")
    assert (moved.due_on, moved.times_moved, moved.original_due_on) == (LATER.on, 0, LATER.on)
    kept = desk.session.exec(select(DueChange).where(DueChange.action_id == moved.key)).one()
    assert (kept.cause, kept.reason) == ("corrected", "Typed wrongly.")


def test_of_dates_what_is_standing_closed_or_so_already_is_left_alone(desk: Desk, head: Post) -> None:
    left = {one.reference: one.why for one in look(desk, Asking(What.DUE, due=LATER, **AGREED)).changes.left}
    assert left == {"PPM-003": "It is due then already.", "PPM-004": CLOSED, "PPM-006": STANDING}


@pytest.mark.parametrize(
    ("asking", "field"),
    [
        (Asking(What.OWNER), "post"),
        (Asking(What.PRIORITY), "priority"),
        (Asking(What.DUE, reason="So."), "due"),
        (Asking(What.DUE, due=Due(DueKind.DATE, on=date(2023, 9, 19)), reason="So."), "due"),
        (Asking(What.DUE, due=Due(DueKind.STANDING, exit_rule="x"), reason="So."), "due"),
        (Asking(What.DUE, due=LATER), "reason"),
        (Asking(What.DUE, due=LATER, reason="So.", agreed=True), "decided_by"),
        (Asking(What.MEETING, reason="So."), "meeting"),
        (Asking(What.ASK, reason="x" * 10_001), "reason"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_with_its_field(
    desk: Desk, head: Post, asking: Asking, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        look(desk, asking)
    assert refused.value.field == field


def test_added_to_a_meeting_they_are_due_for_its_papers_and_those_of_another_series_are_not(
    desk: Desk, record: Record, head: Post
) -> None:
    meeting = record.meeting("2023-11-08")
    record.action("Test the sirens", post=head, meeting=record.meeting("2023-11-09", series="FIRE"))
    seen = look(desk, Asking(What.MEETING, meeting=meeting, **AGREED))
    assert {one.reference: one.why for one in seen.changes.left}["FIRE-001"] == OTHER_SERIES
    assert seen.changes.lines[0].after == "1 November 2023, for the meeting of 8 November 2023"
    change(desk, Asking(What.MEETING, meeting=meeting, **AGREED), Choice(references=("PPM-001", "PPM-005")))
    moved = numbered(desk, "PPM-001")
    assert (moved.due_kind, moved.due_meeting_id, moved.due_on) == (
        "meeting",
        meeting.key,
        meeting.papers_due,
    )
    assert numbered(desk, "PPM-005").times_moved == 0, "a first date is its target and moves nothing"


def test_next_meeting_is_settled_for_each_series(desk: Desk, record: Record, head: Post) -> None:
    record.action("Test the sirens", post=head, meeting=record.meeting("2023-11-09", series="FIRE"))
    record.meeting("2023-12-06", series="FIRE")
    seen = look(desk, Asking(What.DUE, due=Due(DueKind.NEXT_MEETING), **AGREED))
    after = {one.action.reference: one.after for one in seen.changes.lines}
    assert "4 October 2023" in after["PPM-001"]
    assert "6 December 2023" in after["FIRE-001"]


def test_a_priority_is_that_of_the_plan_of_the_actions_day(desk: Desk, record: Record, head: Post) -> None:
    from tracker.services.reference import Entry, add_priority, create_plan

    old = create_plan(desk, title="Old Plan", starts_on=date(2017, 4, 1), ends_on=date(2021, 5, 12))
    new = create_plan(desk, title="New Plan", starts_on=date(2021, 5, 13), ends_on=date(2025, 5, 12))
    desk.session.flush()
    for plan in (old, new):
        add_priority(desk, plan, Entry("local", f"Local policing ({plan.title})"))
    desk.session.flush()
    numbered(desk, "PPM-001").raised_on = date(2019, 2, 20)
    numbered(desk, "PPM-002").raised_on = date(2016, 2, 20)
    seen = look(desk, Asking(What.PRIORITY, priority="local"))
    after = {one.action.reference: one.after for one in seen.changes.lines}
    assert (after["PPM-001"], after["PPM-003"]) == ("Local policing (Old Plan)", "Local policing (New Plan)")
    assert "PPM-002" not in after, "no Plan of its day"
    assert seen.mails == (), "a priority concerns nobody who is written to"
    change(desk, Asking(What.PRIORITY, priority="local"))
    assert look(desk, Asking(What.PRIORITY, priority="none")).changes.lines[0].after == "no priority"


def test_an_update_is_asked_for_once_a_day_of_each_owner_in_one_mail(desk: Desk, head: Post) -> None:
    done = change(desk, Asking(What.ASK, reason="The Panel asks."))
    assert [(mail.kind, mail.to_name) for mail in done.mails] == [
        (MailKind.UPDATE_ASKED, "Ann Able"),
        (MailKind.UPDATE_ASKED, "Bea Best"),
    ]
    again = look(desk, Asking(What.ASK))
    assert again.changes.lines == ()
    why = {one.reference: one.why for one in again.changes.left}
    assert (why["PPM-001"], why["PPM-005"]) == ("Its owner was asked for an update today.", NO_OWNER)


def test_a_chief_officers_mail_is_held_and_nobody_is_told_of_a_vacant_post_what_went_away(
    desk: Desk, record: Record, head: Post
) -> None:
    chief = record.post("chief-constable", holder="Cara Chief", chief_officer=True)
    record.action("Answer the letter", due="2023-10-20", post=record.post("head-of-estates", holder=None))
    seen = look(desk, Asking(What.OWNER, post=chief), Choice(references=("PPM-007",)))
    assert [(one.to.name, one.held_because) for one in seen.mails] == [
        ("Cara Chief", "Chief constable is a chief officer.")
    ]
    done = change(desk, Asking(What.OWNER, post=chief), Choice(references=("PPM-007",)))
    assert (done.held, done.mails[0].state) == (1, MailState.HELD)


def edit_title(session: Session) -> None:
    action = session.exec(select(Action).where(Action.reference == "PPM-001")).one()
    action.title, action.version = "Bring them", action.version + 1


def close_one(session: Session) -> None:
    action = session.exec(select(Action).where(Action.reference == "PPM-002")).one()
    action.status, action.closure = "closed", "complete"


@pytest.mark.parametrize("meanwhile", [edit_title, close_one])
def test_what_somebody_else_did_after_the_preview_keeps_all_of_it_from_being_written(
    desk: Desk, head: Post, meanwhile: object
) -> None:
    asking = Asking(What.DUE, due=LATER, **AGREED)
    read = look(desk, asking).read
    meanwhile(desk.session)  # type: ignore[operator]
    before = len(rows(desk))
    with pytest.raises(Conflict):
        change_many(desk, THE_OFFICE, EVERY, asking, read=read, stationery=stationery())
    assert len(rows(desk)) == before
    assert desk.session.exec(select(DueChange)).all() == []


def test_a_filter_that_matches_others_by_now_is_noticed(desk: Desk, record: Record, head: Post) -> None:
    read = look(desk, Asking(What.ASK), LIVE).read
    record.action("One more", due="2023-11-01", post=head)
    desk.session.flush()
    with pytest.raises(Conflict):
        change_many(desk, THE_OFFICE, LIVE, Asking(What.ASK), read=read, stationery=stationery())


def test_an_answer_that_came_in_changes_what_the_mail_would_say(desk: Desk, head: Post) -> None:
    read = look(desk, Asking(What.ASK)).read
    give_update(desk, numbered(desk, "PPM-001"), Said("It is on its way."), by_name="Ann Able", via="account")
    desk.session.flush()
    with pytest.raises(Conflict):
        change_many(desk, THE_OFFICE, EVERY, Asking(What.ASK), read=read, stationery=stationery())


def test_a_reference_that_there_is_not_is_left_alone_and_none_at_all_is_refused(
    desk: Desk, head: Post
) -> None:
    seen = look(desk, Asking(What.ASK), Choice(references=("ppm-001", "PPM-999")))
    assert [one.action.reference for one in seen.changes.lines] == ["PPM-001"]
    assert [one.reference for one in seen.changes.left] == ["PPM-999"]
    with pytest.raises(BadInput):
        look(desk, Asking(What.ASK), Choice())

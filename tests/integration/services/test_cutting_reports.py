"""Reports are cut from the record: which number they get, what they freeze, what changed since."""

from datetime import date

import pytest

from tests.support.builders import Record, acting_as
from tests.support.cutting import as_read, cut, frozen, held_meeting, issue, log_of
from tracker.domain.actions import Assurance, Move, Rating
from tracker.domain.attendance import Attended
from tracker.domain.errors import InvalidMove
from tracker.domain.report_kinds import ACTION_LOG, ACTION_STATUS, CHAIRS_LIST, KINDS, MINUTES
from tracker.domain.report_matters import ChairsList
from tracker.domain.report_sitting import ActionLog, Minutes, SittingReport
from tracker.domain.viewers import THE_OFFICE
from tracker.models.meetings import AgendaItem, Attendance, Meeting
from tracker.models.sitting import AgendaNote, MeetingCorrection
from tracker.services import report_composers as composers
from tracker.services.desk import Desk
from tracker.services.meetings import close_meeting, start_meeting
from tracker.services.reviews import Decision, record_review, void_action
from tracker.services.updates import Said, give_update
from tracker.store.actions import by_reference


@pytest.fixture
def held(record: Record) -> Meeting:
    """A meeting that is over, see `held_meeting`."""
    return held_meeting(record)


def test_every_kind_has_someone_who_fills_it_in() -> None:
    about = (getattr(composers, name) for name in vars(composers) if name.startswith("ABOUT_"))
    assert {kind for kinds in about for kind in kinds} == KINDS.keys()


@pytest.mark.parametrize("kind", [ACTION_LOG, MINUTES])
def test_a_draft_is_cut_anew_under_its_number_and_an_issued_one_gets_the_next(
    kind: str, desk: Desk, held: Meeting
) -> None:
    first = cut(desk, kind, held)
    again = cut(desk, kind, held)
    assert (again.key, again.number) == (first.key, 1)
    issue(desk, again)
    after = cut(desk, kind, held)
    assert (after.number, after.key != first.key) == (2, True)
    assert cut(desk, kind, held).key == after.key


@pytest.mark.parametrize("kind", [ACTION_STATUS, CHAIRS_LIST])
def test_of_the_other_kinds_each_build_is_a_version(kind: str, desk: Desk, held: Meeting) -> None:
    assert [cut(desk, kind, held).number for _ in range(3)] == [1, 2, 3]


def test_the_log_holds_what_was_asked_decided_and_carried_forward(
    desk: Desk, record: Record, held: Meeting
) -> None:
    log = log_of(desk, held)
    assert [(one.title, one.owner) for one in log.raised] == [
        ("Bring the abandonment figures", "Head of contact")
    ]
    (decision,) = log.decisions
    assert (decision.title, decision.outcome, decision.reason) == (
        "Survey the victims",
        Move.COMPLETE,
        "Shown in the pack",
    )
    assert (decision.decided_by, decision.assurance) == ("Ben Adams", Assurance.ASSURED)
    assert [(one.title, one.due_words) for one in log.carried] == [("Publish the review", "30 November 2023")]
    assert not log.in_session


def test_what_was_decided_later_does_not_change_what_a_meeting_carried_forward(
    desk: Desk, record: Record, held: Meeting
) -> None:
    action = by_reference(desk.session, THE_OFFICE, log_of(desk, held).carried[0].reference)
    record_review(
        desk,
        action,
        Decision(Move.NO_FURTHER_ACTION, reason="Over", decided_by="Ben Adams"),
        meeting=None,
        version=None,
    )
    desk.session.flush()
    assert [one.title for one in log_of(desk, held).carried] == ["Publish the review"]


def test_a_number_logged_in_error_is_in_the_log_with_its_reason(
    desk: Desk, record: Record, held: Meeting
) -> None:
    action = record.action("Logged twice", meeting=record.meeting("2023-10-04"))
    void_action(desk, action, reason="It repeats Action 003", version=None)
    start_meeting(desk, record.meeting("2023-10-04"))
    log = log_of(desk, record.meeting("2023-10-04"))
    assert [(one.counts, one.closed_words) for one in log.raised] == [(False, "It repeats Action 003")]
    assert log.decisions == ()


def test_a_log_can_be_cut_while_its_meeting_is_in_session_and_not_before(desk: Desk, record: Record) -> None:
    meeting = record.meeting()
    with pytest.raises(InvalidMove, match="Start the meeting first"):
        cut(desk, ACTION_LOG, meeting)
    start_meeting(desk, meeting)
    version = cut(desk, ACTION_LOG, meeting)
    log = frozen(desk, version)
    assert isinstance(log, ActionLog)
    assert (log.in_session, log.hours_words) == (True, "since 10:00")
    with pytest.raises(InvalidMove, match="still in session"):
        issue(desk, version)


def test_the_due_date_is_the_one_that_the_meeting_agreed(desk: Desk, record: Record, held: Meeting) -> None:
    action = record.action("Write the strategy", due="2023-11-30", meeting=record.meeting("2023-10-04"))
    start_meeting(desk, record.meeting("2023-10-04"))
    close_meeting(desk, record.meeting("2023-10-04"))
    decision = Decision(Move.REVISED_DATE, reason="Ill", revised_to=date(2024, 1, 31), decided_by="Ben Adams")
    record_review(desk, action, decision, meeting=None, version=None)
    desk.session.flush()
    (raised,) = log_of(desk, record.meeting("2023-10-04")).raised
    assert (raised.due_words, raised.moved_words) == ("30 November 2023", "Now: 31 January 2024")


def test_who_was_there_and_what_comes_next_is_in_the_log(desk: Desk, record: Record, held: Meeting) -> None:
    record.meeting("2023-12-06")
    for code, attended in (("head-of-contact", Attended.PRESENT), ("head-of-victims", Attended.APOLOGIES)):
        post = record.post(code)
        desk.session.add(
            Attendance(meeting_id=held.key, post_id=post.key, name="Ann Able", attended=attended)
        )
    desk.session.flush()
    log = log_of(desk, held)
    assert [(one.post, one.attended) for one in log.attendance] == [
        ("Head of contact", Attended.PRESENT),
        ("Head of victims", Attended.APOLOGIES),
    ]
    assert log.next_meeting_words == "Wednesday 6 December 2023 at 14:30"


def test_the_minutes_hold_the_notes_of_each_item(desk: Desk, held: Meeting) -> None:
    item = AgendaItem(meeting_id=held.key, number="3.1", title="Contact and response")
    desk.session.add(item)
    desk.session.flush()
    for item_id, notes in ((None, "The chair opened."), (item.key, "Figures were shown.")):
        desk.session.add(
            AgendaNote(
                meeting_id=held.key,
                agenda_item_id=item_id,
                notes=notes,
                decisions="",
                saved_at=desk.moment.now,
                saved_by="Sam Secretary",
            )
        )
    desk.session.flush()
    minutes = frozen(desk, cut(desk, MINUTES, held))
    assert isinstance(minutes, Minutes)
    assert [(one.number, one.notes) for one in minutes.items] == [
        ("", "The chair opened."),
        ("3.1", "Figures were shown."),
    ]


def test_version_two_says_what_changed_and_why(desk: Desk, record: Record, held: Meeting) -> None:
    first = cut(desk, ACTION_LOG, held)
    issue(desk, first)
    later = acting_as(desk, desk.by, "2023-09-21")
    action = record.action("Bring the figures", meeting=record.meeting("2023-10-04"))
    assert action.reference == "PPM-004"
    wrong = by_reference(desk.session, THE_OFFICE, "PPM-003")
    wrong.post_id = record.post("head-of-victims").key
    for subject, reason in (("PPM-003", "misheard"), ("3.1 Contact", "a slip")):
        desk.session.add(
            MeetingCorrection(
                meeting_id=held.key,
                made_at=later.moment.now,
                made_by="Sam Secretary",
                subject=subject,
                what="Corrected.",
                reason=reason,
            )
        )
    desk.session.flush()
    second = cut(later, ACTION_LOG, held)
    log = as_read(desk, second)
    assert isinstance(log, SittingReport)
    assert log.changed_since == "version 1, issued on 20 September 2023"
    told = {change.subject: (change.sentences, change.reasons) for change in log.changes}
    assert told["Action 003"] == (
        ("Owner changed from “Head of contact” to “Head of victims”.",),
        ("Reason: misheard. Sam Secretary, 21 September 2023.",),
    )
    assert told["3.1 Contact"] == ((), ("Corrected. Reason: a slip. Sam Secretary, 21 September 2023.",))
    assert log.raised[0].owner == "Head of victims"
    first_log = as_read(desk, first)
    assert isinstance(first_log, ActionLog)
    assert (first_log.raised[0].owner, first_log.changed_since) == ("Head of contact", "")


def test_a_version_that_is_cut_again_after_nothing_changed_says_that(desk: Desk, held: Meeting) -> None:
    issue(desk, cut(desk, ACTION_LOG, held))
    log = as_read(desk, cut(desk, ACTION_LOG, held))
    assert (log.changed_since != "", log.changes) == (True, ())


def test_the_chairs_list_is_in_the_order_of_the_round_with_the_last_word_of_each_owner(
    desk: Desk, record: Record
) -> None:
    meeting = record.meeting()
    record.action("Late", due="2023-11-30", on="2023-05-17")
    late = record.action("Overdue", due="2023-09-29", on="2023-05-17", post=record.post())
    record.action("Due here", due="next meeting", on="2023-05-17")
    desk.session.flush()
    said = Said(body="The work goes on.", rating=Rating.AMBER, more_time_until=date(2023, 12, 1))
    give_update(desk, late, said, by_name="Ann Able", via="account")
    desk.session.flush()
    then = acting_as(desk, desk.by, "2023-10-03")
    report = frozen(then, cut(then, CHAIRS_LIST, meeting))
    assert isinstance(report, ChairsList)
    assert [(one.title, one.due_words) for one in report.matters] == [
        ("Due here", "This meeting"),
        ("Overdue", "29 September 2023"),
        ("Late", "30 November 2023"),
    ]
    assert report.matters[1].overdue_working_days == 2
    assert report.matters[1].more_time_words == "1 December 2023"
    assert report.matters[1].last_update
    assert report.matters[1].last_update.text == "The work goes on."

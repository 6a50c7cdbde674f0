"""An existing log is taken in: each row's fate, what is written, and that the series goes on counting after it."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from tests.support.builders import Record
from tests.support.imports import MATCHER, an_import, taken_in
from tracker.domain.actions import Closure, Kind, Rating, Status
from tracker.domain.due import DueCause, DueKind
from tracker.domain.import_rows import LogDue, LogRow, LogStatus, LogUpdate
from tracker.domain.imports import Fate, ImportState
from tracker.models.actions import Action, DueChange, Update
from tracker.models.imports import Import, ImportRow
from tracker.models.record import HistoryRow
from tracker.services.desk import Desk
from tracker.services.imports import leave_out, preview


def fates(session: Session, one: Import) -> list[tuple[Fate, str]]:
    query = select(ImportRow).where(ImportRow.import_id == one.key).order_by(ImportRow.position)
    return [(row.fate, row.why) for row in session.exec(query)]


def action(session: Session, reference: str) -> Action:
    return session.exec(select(Action).where(Action.reference == reference)).one()


OPEN = LogRow(
    3,
    "Bring the abandonment figures",
    sheet="Open",
    reference="Action 006",
    owner="Ann Able",
    due=date(2023, 11, 7),
    due_text="07/11/23",
    due_kind=LogDue.DATE,
    original_due=date(2023, 10, 3),
    status_text="On-going",
    raised_on=date(2023, 5, 17),
    updates=(LogUpdate("Figures are being drawn.", date(2023, 8, 1), rating="amber"), LogUpdate("In hand.")),
)


def test_a_reference_is_kept_and_the_series_goes_on_counting_after_the_highest(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    series, post = record.series(), record.post()
    rows = [OPEN, LogRow(4, "Something else", reference="23/04-1"), LogRow(5, "A third", reference="PPM-041")]
    one = taken_in(desk, series, rows, tmp_path)
    assert one.state is ImportState.DONE
    first = action(desk.session, "PPM-006")
    assert (first.own_reference, first.post_id, first.due_on) == ("Action 006", post.key, date(2023, 11, 7))
    assert (first.original_due_on, first.times_moved) == (date(2023, 10, 3), 1)
    assert first.last_rating is Rating.AMBER
    assert action(desk.session, "PPM-042").own_reference == "23/04-1"
    assert action(desk.session, "PPM-041").own_reference == ""
    assert series.next_number == 43


def test_what_was_said_is_kept_and_a_day_that_is_not_known_is_not_invented(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    series = record.series()
    taken_in(desk, series, [OPEN], tmp_path)
    said = desk.session.exec(select(Update).order_by(Update.id)).all()
    assert [(one.body, one.given_words, one.via) for one in said] == [
        ("Figures are being drawn.", "", "import"),
        ("In hand.", "Day not known", "import"),
    ]
    assert action(desk.session, "PPM-006").last_update_on == date(2023, 8, 1)
    change = desk.session.exec(select(DueChange)).one()
    assert (change.cause, change.before_on, change.after_on) == (
        DueCause.AGREED,
        date(2023, 10, 3),
        date(2023, 11, 7),
    )


@pytest.mark.parametrize(
    ("status", "closure"),
    [
        (LogStatus.COMPLETE, Closure.COMPLETE),
        (LogStatus.CLOSED, None),
        (LogStatus.WITHDRAWN, Closure.NO_FURTHER_ACTION),
    ],
)
def test_a_closed_action_is_closed_and_no_decision_is_invented(
    desk: Desk, record: Record, tmp_path: Path, status: LogStatus, closure: Closure | None
) -> None:
    rows = [LogRow(2, "Done long ago", reference="1", status=status, status_text="Closed")]
    taken_in(desk, record.series(), rows, tmp_path)
    one = action(desk.session, "PPM-001")
    assert (one.status, one.closure, one.closed_on) == (Status.CLOSED, closure, None)


def test_what_cannot_be_read_stays_beside_the_empty_field(desk: Desk, record: Record, tmp_path: Path) -> None:
    row = LogRow(
        2,
        "Look into it",
        reference="7",
        owner="CFO/ACC (Ops)",
        due_text="by Easter",
        due_kind=LogDue.UNREAD,
        priority="Silver",
        meeting="PPB June",
        unread=(("Minute ref", "4.2b"),),
    )
    taken_in(desk, record.series(), [row], tmp_path)
    one = action(desk.session, "PPM-007")
    assert (one.post_id, one.owner_words, one.due_on, one.due_words) == (
        None,
        "CFO/ACC (Ops)",
        None,
        "by Easter",
    )
    assert (one.origin, one.raised_meeting_id) == ("PPB June", None)
    assert json.loads(one.unread) == [["Minute ref", "4.2b"], ["Priority", "Silver"]]


def test_next_meeting_is_the_one_to_come_and_standing_has_an_exit_rule_to_be_written(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    meeting = record.meeting("2023-10-04")
    rows = [
        LogRow(2, "Bring it back", reference="1", due_text="Next meeting", due_kind=LogDue.NEXT_MEETING),
        LogRow(3, "Grade 2", reference="2", due_text="All meetings", due_kind=LogDue.STANDING),
    ]
    taken_in(desk, record.series(), rows, tmp_path)
    one, two = action(desk.session, "PPM-001"), action(desk.session, "PPM-002")
    assert (one.due_kind, one.due_meeting_id, one.due_on) == (
        DueKind.MEETING,
        meeting.key,
        meeting.papers_due,
    )
    assert (two.kind, two.due_kind, two.due_words) == (Kind.STANDING, DueKind.STANDING, "All meetings")
    assert two.exit_rule


def test_a_meeting_on_record_is_found_by_its_day(desk: Desk, record: Record, tmp_path: Path) -> None:
    meeting = record.meeting("2023-05-17")
    rows = [
        LogRow(2, "One", reference="1", meeting="PPM 17/05/2023"),
        LogRow(3, "Two", reference="2", raised_on=date(2023, 5, 17)),
    ]
    taken_in(desk, record.series(), rows, tmp_path)
    assert action(desk.session, "PPM-001").raised_meeting_id == meeting.key
    assert action(desk.session, "PPM-002").raised_meeting_id == meeting.key


def test_the_same_file_again_changes_nothing(desk: Desk, record: Record, tmp_path: Path) -> None:
    record.post()
    record.meeting("2023-10-04")
    rows = [
        OPEN,
        LogRow(
            4, "Something else", reference="23/04-1", due_text="Next meeting", due_kind=LogDue.NEXT_MEETING
        ),
        LogRow(5, "No number at all", raised_on=date(2023, 6, 1)),
        LogRow(6, "Closed one", reference="9", status=LogStatus.COMPLETE, closed_on=date(2023, 7, 1)),
        LogRow(7, "Undated", reference="10", due_text="TBC", due_kind=LogDue.UNREAD, owner="Nobody we know"),
        LogRow(8, "Always", reference="11", due_text="Ongoing", due_kind=LogDue.STANDING),
    ]
    taken_in(desk, record.series(), rows, tmp_path)
    again = an_import(desk, record.series(), rows, tmp_path)
    assert fates(desk.session, again) == [(Fate.SAME, "")] * len(rows)


def test_a_later_file_changes_what_it_says_anew_and_the_preview_says_what(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    record.post()
    taken_in(desk, record.series(), [OPEN], tmp_path)
    later = LogRow(
        9,
        OPEN.title,
        reference="6",
        due=date(2023, 11, 7),
        due_kind=LogDue.DATE,
        status=LogStatus.COMPLETE,
        closed_on=date(2023, 9, 1),
        updates=(*OPEN.updates, LogUpdate("Delivered.", date(2023, 8, 30))),
    )
    one = an_import(desk, record.series(), [later], tmp_path)
    ((fate, why),) = fates(desk.session, one)
    assert fate is Fate.CHANGED
    assert why == "Status: open → closed – complete; 1 more update."


def test_a_reference_that_is_there_with_other_words_is_said_and_never_overwritten(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    taken_in(desk, record.series(), [OPEN], tmp_path)
    one = an_import(desk, record.series(), [LogRow(2, "Quite another thing", reference="006")], tmp_path)
    ((fate, why),) = fates(desk.session, one)
    assert fate is Fate.UNREADABLE
    assert "PPM-006 is on record already and says “Bring the abandonment figures”" in why


def test_a_reference_that_stands_twice_in_the_file_is_said_until_one_is_left_out(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    rows = [
        LogRow(2, "One", reference="6"),
        LogRow(3, "Another", reference="Action 6"),
        LogRow(4, "One", reference="6"),
    ]
    one = an_import(desk, record.series(), rows, tmp_path)
    assert [fate for fate, _ in fates(desk.session, one)] == [Fate.NEW, Fate.UNREADABLE, Fate.SAME]
    first = desk.session.exec(select(ImportRow).where(ImportRow.position == 1)).one()
    leave_out(desk, one, [first.key], out=True, matcher=MATCHER)
    assert [fate for fate, _ in fates(desk.session, one)] == [Fate.LEFT_OUT, Fate.NEW, Fate.UNREADABLE]
    leave_out(desk, one, [first.key], out=False, matcher=MATCHER)
    assert [fate for fate, _ in fates(desk.session, one)] == [Fate.NEW, Fate.UNREADABLE, Fate.SAME]


def test_nothing_of_the_record_changes_before_the_last_step(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    series = record.series()
    one = an_import(desk, series, [OPEN, LogRow(4, "")], tmp_path)
    assert desk.session.exec(select(Action)).all() == []
    assert series.next_number == 1
    told = preview(desk, one)
    assert (told.writes, told.counts[Fate.UNREADABLE], told.counting.goes_on_at) == (1, 1, 7)


def test_each_action_and_the_import_itself_have_their_entry_in_the_history(
    desk: Desk, record: Record, tmp_path: Path
) -> None:
    one = taken_in(desk, record.series(), [OPEN], tmp_path)
    events = desk.session.exec(select(HistoryRow.subject, HistoryRow.event).order_by(HistoryRow.number)).all()
    assert events[-2:] == [("PPM-006", "action.imported"), (f"import-{one.key}", "import.written")]

"""A version is approved by a named person before it is issued, and never changes after. On both databases."""

from datetime import date

import pytest

from tests.support.builders import COMMISSIONER, Record, acting_as
from tests.support.cutting import as_read, cut, held_meeting, issue
from tracker.domain.audiences import Audience
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.report_kinds import ACTION_LOG, ACTION_STATUS, CHAIRS_LIST, MINUTES
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.meetings import Meeting
from tracker.models.reports import RecordSnapshot
from tracker.models.sitting import MeetingCorrection
from tracker.services.approving import approve_report, unapprove
from tracker.services.desk import Desk
from tracker.services.reports import cut_for, issue_report
from tracker.store import history, report_versions
from tracker.store import reports as stored
from tracker.store.actions import by_reference

PANEL = Viewer("Pat Panel", frozenset({Role.PANEL}))


@pytest.fixture
def held(record: Record) -> Meeting:
    """A meeting that is over, see `held_meeting`."""
    return held_meeting(record)


def test_the_secretariat_writes_down_who_approved_a_version_and_the_commissioner_approves_by_name(
    desk: Desk, held: Meeting
) -> None:
    version = cut(desk, ACTION_STATUS, held)
    with pytest.raises(BadInput, match="Say who approved it") as refused:
        approve_report(desk, version)
    assert refused.value.field == "approved_by"
    approve_report(desk, version, approved_by="  Ben   Adams ")
    assert (version.state, version.approved_by) == (VersionState.APPROVED, "Ben Adams")
    assert as_read(desk, version).approved_words == "Approved by Ben Adams on 20 September 2023"
    other = cut(desk, ACTION_STATUS, held)
    approve_report(acting_as(desk, COMMISSIONER), other)
    assert other.approved_by == COMMISSIONER.name
    (row, _) = history.of_subject(desk.session, held.reference)[0]
    assert row.event == "report.approved"


def test_nothing_is_issued_that_nobody_approved_or_twice(desk: Desk, held: Meeting) -> None:
    version = cut(desk, ACTION_STATUS, held)
    with pytest.raises(InvalidMove, match="Nobody has approved"):
        issue_report(desk, version)
    issue(desk, version)
    assert (version.state, version.issued_by) == (VersionState.ISSUED, desk.by.name)
    for again in (issue_report, unapprove):
        with pytest.raises(InvalidMove, match="is issued"):
            again(desk, version)
    with pytest.raises(InvalidMove, match="issued already"):
        approve_report(desk, version, approved_by="Ben Adams")


def test_a_working_paper_is_neither_approved_nor_issued(desk: Desk, record: Record) -> None:
    version = cut(desk, CHAIRS_LIST, record.meeting())
    with pytest.raises(InvalidMove, match="working paper"):
        approve_report(desk, version, approved_by="Ben Adams")


def test_only_what_was_read_is_approved(desk: Desk, held: Meeting) -> None:
    version = cut(desk, ACTION_LOG, held)
    seen = version.version
    cut(desk, ACTION_LOG, held)
    with pytest.raises(Conflict, match="Read it again"):
        approve_report(desk, version, approved_by="Ben Adams", seen=seen)
    approve_report(desk, version, approved_by="Ben Adams", seen=version.version)


def test_a_draft_that_was_read_before_the_one_before_it_was_issued_is_read_again(
    desk: Desk, held: Meeting
) -> None:
    before, version = cut(desk, ACTION_STATUS, held), cut(desk, ACTION_STATUS, held)
    seen, read = version.version, as_read(desk, version)
    issue(desk, before)
    assert as_read(desk, version) != read, "it says what changed since"
    with pytest.raises(Conflict, match="Read it again"):
        approve_report(desk, version, approved_by="Ben Adams", seen=seen)


def test_approval_falls_away_when_what_was_approved_is_cut_anew(desk: Desk, held: Meeting) -> None:
    version = cut(desk, ACTION_LOG, held)
    approve_report(desk, version, approved_by="Ben Adams")
    again = cut(desk, ACTION_LOG, held)
    assert again.key == version.key
    assert (again.state, again.approved_by, again.approved_at) == (VersionState.DRAFT, "", None)
    events = [row.event for row, _ in history.of_subject(desk.session, held.reference)]
    assert "report.unapproved" in events


def test_a_record_is_followed_by_a_correction_that_says_what_was_wrong(desk: Desk, held: Meeting) -> None:
    issue(desk, cut(desk, MINUTES, held))
    second = cut(desk, MINUTES, held)
    with pytest.raises(BadInput, match="what was wrong in version 1") as refused:
        approve_report(desk, second, approved_by="Ben Adams")
    assert refused.value.field == "correction"
    issue(desk, second, correction="The place was wrong.")
    assert as_read(desk, second).correction == "The place was wrong."


def test_what_only_shows_a_later_moment_needs_no_such_words(desk: Desk, held: Meeting) -> None:
    issue(desk, cut(desk, ACTION_STATUS, held))
    second = cut(desk, ACTION_STATUS, held)
    issue(desk, second)
    assert second.correction == ""


def test_a_version_that_was_overtaken_is_not_issued_after_the_later_one(desk: Desk, held: Meeting) -> None:
    first, second = cut(desk, ACTION_STATUS, held), cut(desk, ACTION_STATUS, held)
    issue(desk, second)
    with pytest.raises(InvalidMove, match="later version is issued"):
        issue(desk, first)


def test_a_version_for_another_audience_is_cut_from_the_same_snapshot(desk: Desk, held: Meeting) -> None:
    meeting = cut(desk, ACTION_LOG, held)
    public = cut_for(desk, meeting, Audience.PUBLIC)
    assert (public.snapshot_id, public.number, public.audience) == (meeting.snapshot_id, 1, Audience.PUBLIC)
    again = cut_for(desk, meeting, Audience.PUBLIC)
    assert (again.key, again.number) == (public.key, 1), "there is one draft of a record for each audience"
    both = report_versions.of_snapshot(desk.session, THE_OFFICE, meeting.snapshot_id)
    assert [one.key for one in both] == [meeting.key, public.key]
    with pytest.raises(BadInput, match="is made"):
        cut_for(desk, meeting, Audience.OWNER)


def test_a_snapshot_stays_while_any_version_is_cut_from_it(desk: Desk, held: Meeting) -> None:
    meeting = cut(desk, ACTION_LOG, held)
    first = meeting.snapshot_id
    public = cut_for(desk, meeting, Audience.PUBLIC)
    again = cut(desk, ACTION_LOG, held)
    assert again.snapshot_id != first
    assert desk.session.get(RecordSnapshot, public.snapshot_id) is not None


def test_the_reasons_of_corrections_are_for_the_meeting_alone(
    desk: Desk, record: Record, held: Meeting
) -> None:
    first = cut(desk, ACTION_LOG, held)
    issue(desk, first)
    issue(desk, cut_for(desk, first, Audience.PUBLIC))
    later = acting_as(desk, desk.by, "2023-09-21")
    by_reference(desk.session, THE_OFFICE, "PPM-003").post_id = record.post("head-of-victims").key
    desk.session.add(
        MeetingCorrection(
            meeting_id=held.key,
            made_at=later.moment.now,
            made_by="Sam Secretary",
            subject="PPM-003",
            what="Owner corrected.",
            reason="The Chief Constable objected",
        )
    )
    desk.session.flush()
    second = cut(later, ACTION_LOG, held)
    public = cut_for(later, second, Audience.PUBLIC)
    for version, tells in ((second, True), (public, False)):
        read = as_read(later, version)
        (change,) = [one for one in read.changes if one.subject == "Action 003"]
        assert change.sentences == ("Owner changed from “Head of contact” to “Head of victims”.",)
        assert bool(change.reasons) is tells
        assert ("objected" in repr(read)) is tells


def test_for_an_audience_only_what_it_got_before_counts_as_before(desk: Desk, held: Meeting) -> None:
    issue(desk, cut(desk, ACTION_STATUS, held))
    second = cut(desk, ACTION_STATUS, held)
    assert as_read(desk, second).changed_since == "version 1, issued on 20 September 2023"
    assert as_read(desk, cut_for(desk, second, Audience.PANEL)).changed_since == ""


def test_an_action_status_report_says_what_changed_in_it(desk: Desk, record: Record, held: Meeting) -> None:
    issue(desk, cut(desk, ACTION_STATUS, held))
    action = by_reference(desk.session, THE_OFFICE, "PPM-002")
    action.due_on = date(2023, 12, 15)
    record.action("Show the costs", meeting=record.meeting("2023-10-04"))
    desk.session.flush()
    changed = {one.subject: one.sentences for one in as_read(desk, cut(desk, ACTION_STATUS, held)).changes}
    assert changed["Action 004"] == ("Added.",)
    assert any("15 December 2023" in sentence for sentence in changed["Action 002"])
    assert "Action 001" not in changed


def test_who_may_read_which_version(desk: Desk, record: Record, held: Meeting) -> None:
    meeting = cut(desk, ACTION_LOG, held)
    public = cut_for(desk, meeting, Audience.PUBLIC)
    theirs = cut_for(desk, meeting, Audience.PANEL)
    theirs.audience, theirs.post_id = Audience.OWNER, record.post("head-of-contact").key
    desk.session.flush()
    holder = Viewer("Ann", frozenset({Role.OWNER}), post_ids=frozenset({theirs.post_id}))
    other = Viewer("Val", frozenset({Role.OWNER}), post_ids=frozenset({record.post("head-of-victims").key}))

    def read(viewer: Viewer) -> set[int]:
        return {version.key for version, _ in stored.listed(desk.session, viewer)}

    assert read(PANEL) == read(holder) == read(other) == set()
    for version in (meeting, public, theirs):
        version.state = VersionState.ISSUED
    desk.session.flush()
    assert read(PANEL) == {meeting.key, public.key}
    assert read(holder) == {theirs.key}
    assert read(other) == set()
    assert read(THE_OFFICE) == {meeting.key, public.key, theirs.key}

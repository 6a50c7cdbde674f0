"""Words are withheld from a version, given back, and withheld again from the next one."""

import pytest

from tests.support.builders import Record
from tests.support.cutting import as_read, cut, frozen, held_meeting, issue
from tracker.domain.audiences import Audience
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.marking import Marking
from tracker.domain.report_kinds import ACTION_LOG, ACTION_STATUS
from tracker.domain.report_sitting import ActionLog
from tracker.domain.reports import ActionStatusReport
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import THE_OFFICE
from tracker.models.meetings import Meeting
from tracker.models.reports import ReportVersion
from tracker.services.approving import approve_report
from tracker.services.desk import Desk
from tracker.services.redactions import keep_name, left_behind, take_back, withhold_words
from tracker.services.reports import cut_for
from tracker.services.updates import Said, give_update
from tracker.store import redactions as stored
from tracker.store.actions import by_reference


@pytest.fixture
def held(record: Record) -> Meeting:
    return held_meeting(record)


def a_log(desk: Desk, held: Meeting, audience: Audience = Audience.PANEL) -> ReportVersion:
    return cut_for(desk, cut(desk, ACTION_LOG, held), audience)


def raised_in(desk: Desk, version: ReportVersion) -> list[str]:
    log = as_read(desk, version)
    assert isinstance(log, ActionLog)
    return [one.title for one in log.raised]


def path_of(desk: Desk, version: ReportVersion) -> str:
    log = frozen(desk, version)
    assert isinstance(log, ActionLog)
    return f"raised/{log.raised[0].reference}/title"


def test_words_of_a_draft_are_withheld_with_a_reason_and_counted(desk: Desk, held: Meeting) -> None:
    version = a_log(desk, held)
    row = withhold_words(
        desk, version, path=path_of(desk, version), words="abandonment", reason="foi-31", note="Until May"
    )
    assert (row.made_by, row.reason_words, row.removed_at) == ("Sam Secretary", "Until May", None)
    assert raised_in(desk, version) == ["Bring the [withheld: section 31] figures"]
    assert [(one.reason, one.times) for one in as_read(desk, version).withheld] == [("section 31", 1)]


def test_an_approval_falls_away_and_the_frozen_record_stays(desk: Desk, held: Meeting) -> None:
    version = a_log(desk, held)
    before = frozen(desk, version)
    approve_report(desk, version, approved_by="Ben Adams")
    withhold_words(desk, version, path=path_of(desk, version), reason="foi-31")
    assert version.state is VersionState.DRAFT
    assert frozen(desk, version) == before


def test_what_was_withheld_is_given_back_and_kept_with_who_and_when(desk: Desk, held: Meeting) -> None:
    version = a_log(desk, held)
    row = withhold_words(desk, version, path=path_of(desk, version), reason="foi-31")
    take_back(desk, version, row.key)
    assert raised_in(desk, version) == ["Bring the abandonment figures"]
    assert (row.removed_by, row.removed_at) == ("Sam Secretary", desk.moment.now)
    assert [one.key for one in stored.all_of(desk.session, version.key)] == [row.key]


def test_an_issued_version_withholds_what_it_did(desk: Desk, held: Meeting) -> None:
    version = a_log(desk, held)
    row = withhold_words(desk, version, path=path_of(desk, version), reason="foi-31")
    issue(desk, version)
    with pytest.raises(InvalidMove, match="issued"):
        withhold_words(desk, version, path=path_of(desk, version), words="figures", reason="foi-31")
    with pytest.raises(InvalidMove, match="issued"):
        take_back(desk, version, row.key)


def test_words_that_are_not_there_change_nothing(desk: Desk, held: Meeting) -> None:
    version = a_log(desk, held)
    with pytest.raises(BadInput, match="do not stand in the text"):
        withhold_words(desk, version, path=path_of(desk, version), words="nowhere", reason="foi-31")
    assert not stored.all_of(desk.session, version.key)


def test_the_next_version_withholds_the_same_where_it_is_still_there(desk: Desk, held: Meeting) -> None:
    first = a_log(desk, held)
    withhold_words(desk, first, path=path_of(desk, first), words="abandonment", reason="foi-31", note="Why")
    withhold_words(desk, first, path="contact", words="office", reason="foi-40", everywhere=False)
    issue(desk, first)
    reference = frozen(desk, first).raised[0].reference  # type: ignore[attr-defined]
    by_reference(desk.session, THE_OFFICE, reference).title = "Bring the figures on abandonment"
    second = a_log(desk, held)
    assert second.number == 2
    assert [(one.words, one.reason_words) for one in stored.live(desk.session, second.key)] == [
        ("abandonment", "Why"),
        ("office", ""),
    ]
    assert raised_in(desk, second) == ["Bring the figures on [withheld: section 31]"]
    issue(desk, second, correction="The title was wrong")
    by_reference(desk.session, THE_OFFICE, reference).title = "Bring the figures"
    third = a_log(desk, held)
    assert [one.words for one in stored.live(desk.session, third.key)] == ["office"]
    assert [one.words for one in left_behind(desk.session, third)] == ["abandonment"]


def test_what_changed_does_not_tell_what_is_withheld_now(desk: Desk, held: Meeting) -> None:
    first = a_log(desk, held)
    issue(desk, first)
    reference = frozen(desk, first).raised[0].reference  # type: ignore[attr-defined]
    by_reference(desk.session, THE_OFFICE, reference).title = "Bring the secret figures"
    second = a_log(desk, held)
    withhold_words(desk, second, path=path_of(desk, second), words="secret", reason="foi-31")
    report = as_read(desk, second)
    assert "secret" not in repr(report)
    assert any("withheld here" in sentence for change in report.changes for sentence in change.sentences)


def test_the_public_reads_posts_and_a_name_can_be_kept(desk: Desk, record: Record, held: Meeting) -> None:
    record.post("head-of-estates", holder="Bo Baker")
    action = by_reference(desk.session, THE_OFFICE, "PPM-002")
    give_update(
        desk,
        action,
        Said(body="Bo Baker has seen it. PC 1234 Baker too."),
        by_name="Bo Baker",
        via="telephone",
    )
    version = cut_for(desk, cut(desk, ACTION_STATUS, held), Audience.PUBLIC)

    def said() -> str:
        report = as_read(desk, version)
        assert isinstance(report, ActionStatusReport)
        update = next(one for one in report.actions if one.reference == "PPM-002").last_update
        return update.text if update else ""

    assert said().startswith("Head of estates has seen it. Head of estates too.")
    row = keep_name(desk, version, name="Bo Baker")
    assert said().startswith("Bo Baker has seen it.")
    take_back(desk, version, row.key)
    assert "Baker" not in said()


def test_what_is_official_sensitive_is_left_out_for_the_public_and_marked_for_the_panel(
    desk: Desk, record: Record, held: Meeting
) -> None:
    by_reference(desk.session, THE_OFFICE, "PPM-002").marking = Marking.SENSITIVE
    desk.session.flush()
    whole = cut(desk, ACTION_STATUS, held)
    panel, public = cut_for(desk, whole, Audience.PANEL), cut_for(desk, whole, Audience.PUBLIC)
    assert (whole.marking, panel.marking, public.marking) == (
        Marking.SENSITIVE,
        Marking.SENSITIVE,
        Marking.OFFICIAL,
    )
    report = as_read(desk, public)
    assert isinstance(report, ActionStatusReport)
    assert "PPM-002" not in {one.reference for one in report.actions}
    assert report.left_out == 1

"""Inspection reports on record: their clock, what they found, the comments that are owed, and closure by the inspectorate."""

from datetime import date

import pytest

from tests.integration.mails.conftest import stationery
from tests.support.builders import Record, acting_as
from tests.support.inspected import FOUND, TITLE, found_in, inspected
from tracker.domain.due import DueKind
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.inspections import FindingKind, FindingState, InspectionStepKind
from tracker.domain.mails import MailState
from tracker.domain.panel_asks import SeriesKind
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action
from tracker.models.meetings import MeetingSeries
from tracker.services.inspection_comments import (
    Invitation,
    invite_force,
    note_force_comments,
    note_published,
    note_sent,
)
from tracker.services.inspection_findings import (
    Answered,
    FindingWanted,
    StepWanted,
    add_findings,
    answer_finding,
    move_finding,
)
from tracker.services.inspections import InspectionWanted, correct_report
from tracker.services.meetings import Sitting, schedule_meeting
from tracker.store import history
from tracker.store import inspections as stored

K = InspectionStepKind


def test_a_report_starts_the_clock_of_fifty_six_days_the_first_counted(record: Record) -> None:
    report = inspected(record)
    clock = stored.clock_of(record.desk.session, report)
    assert clock is not None
    assert (clock.starts_on, clock.last_on) == (date(2023, 9, 6), date(2023, 10, 31))
    assert clock.title == f"Comments on “{TITLE}”"
    assert report.code == "2023-custody-services-in-the-area"


def test_the_series_of_inspections_is_made_once_when_it_is_first_needed(record: Record) -> None:
    record.series()
    assert stored.series(record.desk.session) is None
    first, second = inspected(record), inspected(record, title="Another report")
    series = record.desk.session.get_one(MeetingSeries, first.series_id)
    assert (series.code, series.kind, second.series_id) == ("INS", SeriesKind.INSPECTION, series.key)


def test_where_meetings_are_called_so_already_the_series_has_another_code(record: Record) -> None:
    record.series("INS", "Internal scrutiny")
    series = record.desk.session.get_one(MeetingSeries, inspected(record).series_id)
    assert series.code == "INSP"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"body": ""}, "body"),
        ({"published_on": None}, "published_on"),
        ({"published_on": date(2023, 9, 21)}, "published_on"),
        ({"post_id": None}, "post"),
        ({"url": "ftp://x"}, "url"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused_for_its_field(
    record: Record, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        inspected(record, **changed)
    assert refused.value.field == field


def test_the_same_report_is_not_added_twice(record: Record) -> None:
    inspected(record)
    with pytest.raises(BadInput, match="on record already"):
        inspected(record)


def test_another_day_of_publication_moves_the_clock(record: Record) -> None:
    report = inspected(record)
    post = record.post("chief-executive")
    wanted = InspectionWanted(TITLE, date(2023, 9, 1), post.key)
    correct_report(record.desk, report, wanted, version=1)
    clock = stored.clock_of(record.desk.session, report)
    assert clock is not None
    assert clock.last_on == date(2023, 10, 26)
    with pytest.raises(Conflict):
        correct_report(record.desk, report, wanted, version=1)


def test_each_finding_becomes_an_action_whose_words_are_ours_beside_those_of_the_report(
    record: Record,
) -> None:
    report = inspected(record)
    concern, first, second, area = found_in(record, report)
    action = record.desk.session.get_one(Action, first.action_id)
    assert action.reference == "INS-002"
    assert action.title == "The force should check each cell"
    assert first.wording == "By 31 March 2024, the force should check each cell."
    assert (action.due_kind, action.due_on) == (DueKind.DATE, date(2024, 3, 31))
    assert action.origin == f"Raised by HMICFRS: Recommendation 1 of “{TITLE}”, published on 6 September 2023"
    assert (first.parent_id, second.parent_id, area.parent_id) == (concern.key, concern.key, None)
    vague = record.desk.session.get_one(Action, second.action_id)
    assert (vague.due_on, vague.due_words, second.due_words) == (
        None,
        "Within three months",
        "Within three months",
    )


def test_what_is_on_record_already_is_refused_and_says_where(record: Record) -> None:
    report = inspected(record)
    found_in(record, report)
    again = FindingWanted(
        FindingKind.AREA_FOR_IMPROVEMENT, "The force should record the time of each  visit.", "Once more"
    )
    with pytest.raises(BadInput, match="INS-004") as refused:
        add_findings(record.desk, report, [again])
    assert refused.value.field == "wording-0"


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (FindingWanted(FindingKind.RECOMMENDATION, "", "Title"), "wording-0"),
        (FindingWanted(FindingKind.RECOMMENDATION, "Words of it", " "), "title-0"),
        (FindingWanted(FindingKind.RECOMMENDATION, "Words of it", "Title", post="nobody"), "post-0"),
        (FindingWanted(FindingKind.RECOMMENDATION, "Words of it", "Title", under=0), "under-0"),
    ],
)
def test_a_finding_that_makes_no_sense_is_refused_for_its_field(
    record: Record, wanted: FindingWanted, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        add_findings(record.desk, inspected(record), [wanted])
    assert refused.value.field == field


def test_submitted_for_closure_and_closed_are_two_things_and_the_action_is_a_third(record: Record) -> None:
    report = inspected(record)
    (concern, *_) = found_in(record, report)
    action = record.desk.session.get_one(Action, concern.action_id)
    step = StepWanted(date(2023, 9, 18), "Cey Exec", "The evidence is with them.")
    move_finding(record.desk, concern, K.SUBMITTED, step, version=1)
    assert (concern.state, concern.submitted_on, concern.submitted_by) == (
        FindingState.SUBMITTED,
        date(2023, 9, 18),
        "Cey Exec",
    )
    later = acting_as(record.desk, record.desk.by, "2023-11-02")
    with pytest.raises(BadInput, match="Say why"):
        move_finding(later, concern, K.SENT_BACK, StepWanted(date(2023, 11, 1)), version=2)
    move_finding(
        later, concern, K.SENT_BACK, StepWanted(date(2023, 11, 1), "HMICFRS", "Too early."), version=2
    )
    assert (concern.state, concern.submitted_on) == (FindingState.OPEN, None)
    with pytest.raises(InvalidMove, match="open, so it cannot be sent back"):
        move_finding(later, concern, K.SENT_BACK, StepWanted(date(2023, 11, 1), "", "x"), version=3)
    move_finding(later, concern, K.CLOSED, StepWanted(date(2023, 11, 2), "HMICFRS"), version=3)
    assert concern.state is FindingState.CLOSED
    assert action.status == "open"
    kept = [one for one in stored.steps(record.desk.session, report.key) if one.finding_id == concern.key]
    assert [(one.what, one.done_by, one.note) for one in kept] == [
        (K.SUBMITTED, "Cey Exec", "The evidence is with them."),
        (K.SENT_BACK, "HMICFRS", "Too early."),
        (K.CLOSED, "HMICFRS", ""),
    ]
    events = [row.event for row, _ in history.of_subject(record.desk.session, action.reference)]
    assert {"finding.submitted", "finding.sent_back", "finding.closed"} <= set(events)


@pytest.mark.parametrize("day", [None, date(2023, 9, 5), date(2023, 9, 21)])
def test_a_step_is_on_a_day_since_the_report_and_not_to_come(record: Record, day: date | None) -> None:
    (concern, *_) = found_in(record, inspected(record))
    with pytest.raises(BadInput) as refused:
        move_finding(record.desk, concern, K.SUBMITTED, StepWanted(day), version=1)
    assert refused.value.field == "on"


def test_what_is_done_about_a_finding_is_said_and_a_stale_form_is_refused(record: Record) -> None:
    (concern, *_) = found_in(record, inspected(record))
    answer_finding(record.desk, concern, Answered("New cells were built.", ""), version=1)
    assert concern.action_taken == "New cells were built."
    with pytest.raises(Conflict):
        answer_finding(record.desk, concern, Answered("Else", ""), version=1)
    assert concern.wording == FOUND.splitlines()[0].partition(": ")[2]


def test_the_chief_constable_is_asked_by_a_mail_that_is_held_and_asked_anew_by_another(
    record: Record,
) -> None:
    report = inspected(record)
    chief = record.post("chief-constable", holder="Chris Chief", chief_officer=True)
    wanted = Invitation(chief.code, date(2023, 10, 11), "Please be brief.")
    mail = invite_force(record.desk, report, wanted, stationery(), version=1)
    assert (mail.state, mail.post_id) == (MailState.HELD, chief.key)
    assert TITLE in mail.subject
    for words in ("Wednesday 11 October 2023", "Please be brief.", "Tuesday 31 October 2023"):
        assert words in " ".join(mail.body_text.split())
    assert (report.invited_on, report.invited_mail_id) == (date(2023, 9, 20), mail.key)
    other = invite_force(record.desk, report, wanted, stationery(), version=2)
    assert (mail.state, other.state) == (MailState.CANCELLED, MailState.HELD)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Invitation("", date(2023, 10, 11)), "post"),
        (Invitation("chief-constable", None), "answer_by"),
        (Invitation("chief-constable", date(2023, 9, 19)), "answer_by"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(record: Record, wanted: Invitation, field: str) -> None:
    report = inspected(record)
    record.post("chief-constable", chief_officer=True)
    with pytest.raises(BadInput) as refused:
        invite_force(record.desk, report, wanted, stationery(), version=1)
    assert refused.value.field == field


def test_comments_are_published_and_sent_each_on_its_day_and_the_clock_is_met(record: Record) -> None:
    report, desk = inspected(record), record.desk
    came = StepWanted(date(2023, 9, 12), "Chris Chief")
    note_force_comments(desk, report, "We accept each of them.", came, version=1)
    with pytest.raises(BadInput) as refused:
        note_published(desk, report, "", StepWanted(date(2023, 9, 19)), version=2)
    assert refused.value.field == "url"
    with pytest.raises(InvalidMove, match="Note the publication first"):
        note_sent(desk, report, K.SENT_TO_INSPECTORATE, StepWanted(date(2023, 9, 19)), version=2)
    note_published(desk, report, "https://office.example/custody", StepWanted(date(2023, 9, 19)), version=2)
    clock = stored.clock_of(desk.session, report)
    assert clock is not None
    assert clock.met_on == date(2023, 9, 19)
    note_sent(desk, report, K.SENT_TO_INSPECTORATE, StepWanted(date(2023, 9, 19), "Sam"), version=3)
    note_sent(desk, report, K.SENT_TO_HOME_SECRETARY, StepWanted(date(2023, 9, 20), "Sam"), version=4)
    assert (report.sent_to_inspectorate_on, report.sent_to_home_secretary_on) == (
        date(2023, 9, 19),
        date(2023, 9, 20),
    )
    assert [one.what for one in stored.steps(desk.session, report.key)] == [
        K.FORCE_COMMENTED,
        K.PUBLISHED,
        K.SENT_TO_INSPECTORATE,
        K.SENT_TO_HOME_SECRETARY,
    ]


def test_what_was_logged_in_error_is_no_finding_any_more(record: Record) -> None:
    from tracker.services.reviews import void_action

    report = inspected(record)
    (concern, *_) = found_in(record, report)
    action = record.desk.session.get_one(Action, concern.action_id)
    void_action(record.desk, action, reason="Pasted twice.", version=action.version)
    assert len(stored.findings(record.desk.session, THE_OFFICE, report.key)) == 3
    assert sum(one.count for one in stored.tallies(record.desk.session)[report.key]) == 3


def test_what_inspections_ask_for_has_no_meetings(record: Record) -> None:
    series = record.desk.session.get_one(MeetingSeries, inspected(record).series_id)
    with pytest.raises(BadInput, match="has no meetings"):
        schedule_meeting(record.desk, series=series, sitting=Sitting(date(2023, 10, 4)))

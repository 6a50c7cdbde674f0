"""The exit rule of a standing action: set, met by readings, kept, lost, and frozen with each review. On both databases."""

from datetime import date

import pytest

from tests.support.builders import Record
from tests.support.measured import Measured
from tracker.domain.actions import Kind, Move, Status
from tracker.domain.control_chart_rules import Rule
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.exit_rules import Exit, ExitKind
from tracker.domain.frozen import known_of_text
from tracker.domain.measures import AgainstKind, Basis
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action
from tracker.models.measures import ExitRule
from tracker.services.exit_rules import (
    ExitWanted,
    drop_exit_rule,
    judge_all,
    keep_although_met,
    set_exit_rule,
)
from tracker.services.measures_beside import AgainstWanted, set_beside
from tracker.services.reading_tables import Common, enter, foresee
from tracker.services.readings_of_measures import remove_reading
from tracker.services.reviews import Decision, record_review
from tracker.store import exit_rules, history

USUAL = ["12", "13", "11", "12", "14", "12", "11", "13", "12"]
BETTER = ["8", "8", "9", "8", "9", "8", "8"]
SHIFT = Exit(ExitKind.IMPROVEMENT, Basis.MONTH, cause=Rule.SHIFT)


@pytest.fixture
def measured(record: Record) -> Measured:
    return Measured(record.desk)


@pytest.fixture
def standing(record: Record) -> Action:
    return record.action("Show 101 abandonment at every meeting", kind=Kind.STANDING, due="standing")


def set_rule(measured: Measured, action: Action, rule: Exit = SHIFT) -> ExitRule:
    wanted = ExitWanted(measured.measure, measured.force, rule)
    return set_exit_rule(measured.desk, action, wanted, version=None)


def events(measured: Measured, action: Action) -> list[str]:
    rows = history.of_subject(measured.desk.session, action.reference)
    return [row.event for row, _ in reversed(rows) if row.event.startswith("exit_rule")]


def ready(measured: Measured) -> list[str]:
    return [action.reference for _, action in exit_rules.ready(measured.desk.session, THE_OFFICE)]


def test_readings_that_meet_the_rule_make_the_action_ready_and_close_nothing(
    measured: Measured, standing: Action
) -> None:
    row = set_rule(measured, standing)
    measured.months([*USUAL, *BETTER[:-1]], first=(2022, 1))
    assert (row.ready_on, ready(measured)) == (None, [])
    measured.reading("2023-04", "8")
    assert row.ready_on == measured.desk.moment.today
    assert ready(measured) == [standing.reference]
    assert standing.status is Status.OPEN
    assert events(measured, standing) == ["exit_rule.set", "exit_rule.met"]


def test_a_rule_that_is_met_as_it_is_set_is_ready_at_once(measured: Measured, standing: Action) -> None:
    measured.months([*USUAL, *BETTER], first=(2022, 1))
    assert set_rule(measured, standing).ready_on == measured.desk.moment.today


def test_an_action_that_is_kept_although_met_is_ready_again_only_when_it_was_lost_and_met_anew(
    measured: Measured, standing: Action
) -> None:
    row = set_rule(measured, standing)
    measured.months([*USUAL, *BETTER], first=(2022, 1))
    keep_although_met(
        measured.desk, standing, reason="Seven months are not enough here.", version=row.version
    )
    assert ready(measured) == []
    worse = measured.reading("2023-05", "13")
    assert (row.ready_on, row.kept_on) == (None, None)
    remove_reading(measured.desk, measured.measure, worse, reason="Typed by mistake", version=None)
    assert ready(measured) == [standing.reference]


def test_only_what_is_met_can_be_kept_and_only_with_a_reason(measured: Measured, standing: Action) -> None:
    set_rule(measured, standing)
    with pytest.raises(InvalidMove):
        keep_although_met(measured.desk, standing, reason="No", version=None)
    measured.months([*USUAL, *BETTER], first=(2022, 1))
    with pytest.raises(BadInput):
        keep_although_met(measured.desk, standing, reason="  ", version=None)


def test_a_closed_action_whose_signal_is_lost_is_flagged_until_it_is_seen_again(
    measured: Measured, standing: Action
) -> None:
    row = set_rule(measured, standing)
    measured.months([*USUAL, *BETTER], first=(2022, 1))
    decision = Decision(Move.COMPLETE, reason="Seven months", decided_by="The Commissioner")
    record_review(measured.desk, standing, decision, meeting=None, version=None)
    session = measured.desk.session
    assert exit_rules.lost(session, THE_OFFICE) == []
    worse = measured.reading("2023-05", "13")
    assert [action.reference for _, action in exit_rules.lost(session, THE_OFFICE)] == [standing.reference]
    assert (row.lost_on, row.ready_on) == (measured.desk.moment.today, measured.desk.moment.today)
    remove_reading(measured.desk, measured.measure, worse, reason="Typed by mistake", version=None)
    assert exit_rules.lost(session, THE_OFFICE) == []
    assert events(measured, standing)[-2:] == ["exit_rule.lost", "exit_rule.found_again"]


def test_closing_before_the_rule_is_met_needs_a_reason_and_says_how_far_it_is(
    measured: Measured, standing: Action
) -> None:
    set_rule(measured, standing)
    measured.months([*USUAL, *BETTER[:5]], first=(2022, 1))
    early = Decision(Move.COMPLETE, reason="", decided_by="The Commissioner")
    with pytest.raises(BadInput, match="5 of 7 months below the average; earliest possible: April 2023"):
        record_review(measured.desk, standing, early, meeting=None, version=None)
    told = Decision(Move.COMPLETE, reason="The measure ends with the year.", decided_by="The Commissioner")
    record_review(measured.desk, standing, told, meeting=None, version=None)
    assert standing.status is Status.CLOSED


def test_a_review_freezes_the_chart_as_it_stood(measured: Measured, standing: Action) -> None:
    set_rule(measured, standing)
    measured.months([*USUAL, *BETTER[:5]], first=(2022, 1))
    kept = record_review(
        measured.desk,
        standing,
        Decision(Move.CONTINUE, decided_by="The Commissioner"),
        meeting=None,
        version=None,
    )
    measured.reading("2023-03", "30")
    known = known_of_text(kept.known).exit
    assert known is not None
    assert (len(known.points), known.points[-1].at, known.met) == (14, date(2023, 2, 1), False)
    assert known.progress == "5 of 7 months below the average; earliest possible: April 2023"


def test_a_target_met_so_many_months_running_is_held_against_the_measures_own_target(
    measured: Measured, standing: Action
) -> None:
    rule = Exit(ExitKind.TARGET_MET, Basis.MONTH, periods=2)
    with pytest.raises(BadInput) as refused:
        set_rule(measured, standing, rule)
    assert refused.value.field == "kind"
    set_beside(measured.desk, measured.measure, AgainstWanted(kind=AgainstKind.TARGET, value=9.0))
    row = set_rule(measured, standing, rule)
    measured.months(["9", "8.5"], first=(2023, 4))
    assert row.ready_on is not None
    seen = exit_rules.seen(measured.desk.session, row, measured.desk.moment.today)
    assert seen.words == "101 abandonment rate, The force: target of 9% met for 2 months running"


def test_only_an_open_standing_item_gets_a_rule(record: Record, measured: Measured) -> None:
    with pytest.raises(InvalidMove):
        set_rule(measured, record.action("Bring the figures"))


def test_a_stale_form_changes_no_rule_and_dropping_one_needs_a_reason(
    measured: Measured, standing: Action
) -> None:
    row = set_rule(measured, standing)
    seen = row.version
    set_exit_rule(measured.desk, standing, ExitWanted(measured.measure, None, SHIFT), version=seen)
    with pytest.raises(Conflict):
        set_exit_rule(measured.desk, standing, ExitWanted(measured.measure, None, SHIFT), version=seen)
    with pytest.raises(BadInput):
        drop_exit_rule(measured.desk, standing, reason="", version=None)
    drop_exit_rule(measured.desk, standing, reason="Wrong measure", version=None)
    measured.desk.session.flush()
    assert exit_rules.of_action(measured.desk.session, standing.key) is None
    assert events(measured, standing) == ["exit_rule.set", "exit_rule.set", "exit_rule.dropped"]


def test_the_daily_look_goes_through_every_rule(measured: Measured, standing: Action) -> None:
    set_rule(measured, standing)
    assert judge_all(measured.desk) == 1


def test_a_table_of_readings_is_judged_as_a_whole(measured: Measured, standing: Action) -> None:
    set_rule(measured, standing)
    measured.months(USUAL, first=(2022, 1))
    months = [
        "October 2022",
        "November 2022",
        "December 2022",
        *(f"{m} 2023" for m in ("January", "February", "March", "April", "May")),
    ]
    lines = [f"{month}\t{value}%" for month, value in zip(months, [*BETTER, "13"], strict=True)]
    text = "\n".join(["Period\tValue", *lines])
    enter(
        measured.desk,
        measured.measure,
        foresee(measured.desk, measured.measure, text, Common(area_id=measured.force.key)),
    )
    assert events(measured, standing) == ["exit_rule.set"]

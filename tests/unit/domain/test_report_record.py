"""The frozen record of a report: the same report, the same text, and back."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.report_sample import report
from tracker.domain.errors import Unavailable
from tracker.domain.report_record import from_record, record_text, to_record
from tracker.domain.reports import (
    ActionStatusReport,
    NumberGap,
    ReportAction,
    ReportEvidence,
    ReportPriority,
    ReportReview,
    ReportUpdate,
)

words = st.text(max_size=40)
days = st.dates(date(2018, 1, 1), date(2030, 1, 1))
actions = st.builds(
    ReportAction,
    reference=words,
    number_words=words,
    title=words,
    due_on=st.none() | days,
    overdue_working_days=st.none() | st.integers(0, 500),
    last_update=st.none() | st.builds(ReportUpdate, on=days, by=words, text=words),
    last_review=st.none() | st.builds(ReportReview, on_words=words, outcome_words=words),
    evidence=st.lists(st.builds(ReportEvidence, label=words), max_size=2).map(tuple),
    children=st.lists(words, max_size=2).map(tuple),
)
reports = st.builds(
    ActionStatusReport,
    meeting_on=days,
    as_at=days,
    priorities=st.lists(st.builds(ReportPriority, code=words, title=words), max_size=2).map(tuple),
    actions=st.lists(actions, max_size=3).map(tuple),
    number_gaps=st.lists(st.builds(NumberGap, number_words=words, explanation=words), max_size=2).map(tuple),
)


def test_the_sample_comes_back_from_its_record() -> None:
    assert from_record(json.loads(record_text(report()))) == report()


@given(reports)
def test_any_report_comes_back_from_its_record(whole: ActionStatusReport) -> None:
    assert from_record(json.loads(record_text(whole))) == whole


def test_the_same_report_gives_the_same_text() -> None:
    assert record_text(report()) == record_text(report())


def test_the_text_does_not_depend_on_the_order_of_its_keys() -> None:
    turned = json.loads(record_text(report()), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert record_text(from_record(turned)) == record_text(report())


def test_a_field_that_is_new_takes_its_default_in_an_older_record() -> None:
    record = to_record(report())
    del record["report"]["transparency"]
    assert from_record(record).transparency == ""


@pytest.mark.parametrize("changes", [{"format": 2}, {"format": None}])
def test_a_record_of_another_version_is_refused_with_what_to_do(changes: dict[str, object]) -> None:
    with pytest.raises(Unavailable, match="Update the product"):
        from_record({**to_record(report()), **changes})


def test_a_record_of_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(Unavailable, match="no report of the kind “poem”"):
        from_record({**to_record(report()), "kind": "poem"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("as_at", "soon"),
        ("version", "two"),
        ("state", "burnt"),
        ("actions", [{"colour": "red"}]),
        ("unheard_of", 1),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_with_what_to_do(field: str, value: object) -> None:
    record = to_record(report())
    record["report"][field] = value
    with pytest.raises(Unavailable, match="Build the report again"):
        from_record(record)

"""Every kind of report: its record, its words, its forms, and the stages of a meeting at which it can be built."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import frozen_charts  # noqa: F401 - says what a chart can be
from tests.support.sitting_sample import action_log, chairs_list, minutes
from tracker.domain.errors import BadInput, InvalidMove, Unavailable
from tracker.domain.frozen import KnownExit, KnownPoint
from tracker.domain.meetings import MeetingStatus
from tracker.domain.report_checks import check_form, check_issue, check_narrowed, check_stage, narrowed
from tracker.domain.report_kinds import (
    ACTION_LOG,
    ACTION_STATUS,
    CHAIRS_LIST,
    ENDINGS,
    KINDS,
    MINUTES,
    Form,
    form_in,
    kind_named,
)
from tracker.domain.report_record import from_record, record_text, to_record

every_kind = pytest.mark.parametrize("name", KINDS)
FIGURES = st.floats(-1e6, 1e6)
st.register_type_strategy(
    KnownExit,
    st.builds(
        KnownExit,
        target=st.none() | FIGURES,
        points=st.lists(
            st.builds(KnownPoint, value=FIGURES), max_size=4, unique_by=lambda point: point.at
        ).map(tuple),
        fix_after=st.none() | st.integers(12, 24),
    ),
)
"""A chart that was frozen was a chart: its days differ, its figures are numbers, and its limits are fixed after enough of them."""


@every_kind
@settings(
    max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(data=st.data())
def test_any_report_of_any_kind_comes_back_from_its_record_and_can_be_told(
    name: str, data: st.DataObject
) -> None:
    kind = KINDS[name]
    report = data.draw(st.from_type(kind.record))
    again = from_record(json.loads(record_text(report)))
    assert again == report
    assert kind.paper(again) == kind.paper(report)


@every_kind
def test_each_kind_is_known_by_the_type_that_it_freezes(name: str) -> None:
    assert sum(kind.record is KINDS[name].record for kind in KINDS.values()) == 1


@pytest.mark.parametrize("report", [action_log(), minutes(), chairs_list()])
def test_a_record_says_its_kind(report: object) -> None:
    kind = next(kind for kind in KINDS.values() if kind.record is type(report))
    assert to_record(report)["kind"] == kind.name  # type: ignore[arg-type]


def test_a_kind_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unavailable, match="“action-log”"):
        kind_named("poem")


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        (ACTION_STATUS, {"scheduled", "in_session", "held", "issued"}),
        (CHAIRS_LIST, {"scheduled", "in_session", "held", "issued"}),
        (ACTION_LOG, {"in_session", "held", "issued"}),
        (MINUTES, {"in_session", "held", "issued"}),
    ],
)
def test_a_kind_is_built_when_its_meeting_has_come_that_far(name: str, stages: set[str]) -> None:
    kind = KINDS[name]
    for status in MeetingStatus:
        if status.value in stages:
            check_stage(kind, status)
            continue
        with pytest.raises(InvalidMove, match="cannot be built"):
            check_stage(kind, status)


@every_kind
def test_what_is_offered_can_be_built(name: str) -> None:
    assert KINDS[name].offered <= KINDS[name].stages


def test_the_record_of_a_meeting_in_session_is_not_issued() -> None:
    for name in (ACTION_LOG, MINUTES):
        with pytest.raises(InvalidMove, match="still in session"):
            check_issue(KINDS[name], MeetingStatus.IN_SESSION)
        check_issue(KINDS[name], MeetingStatus.HELD)
    check_issue(KINDS[ACTION_STATUS], MeetingStatus.IN_SESSION)


def test_a_working_paper_is_never_issued() -> None:
    for status in MeetingStatus:
        with pytest.raises(InvalidMove, match="working paper of the day"):
            check_issue(KINDS[CHAIRS_LIST], status)


@every_kind
def test_every_kind_has_the_forms_of_a_paper(name: str) -> None:
    assert {Form.PDF, Form.WORD} <= set(KINDS[name].forms)
    assert check_form(KINDS[name], "docx") is Form.WORD
    with pytest.raises(BadInput, match=f"“{KINDS[name].title}” can be made as PDF"):
        check_form(KINDS[name], "odt")


@pytest.mark.parametrize("form", Form)
def test_a_form_is_known_by_what_the_name_of_its_file_ends_in(form: Form) -> None:
    assert form_in(f"action-log-ppm-2023-10-04-v2{ENDINGS[form]}") is form
    assert form_in(f"ACTION-LOG{ENDINGS[form].upper()}") is form


def test_a_file_that_no_form_has_is_of_none() -> None:
    assert form_in("action-log.odt") is None


def test_only_the_log_has_a_cut_for_one_owner() -> None:
    log = narrowed(KINDS[ACTION_LOG], action_log(), "head-of-contact", "Head of Contact")
    assert log != action_log()
    with pytest.raises(BadInput, match="Leave the post out"):
        check_narrowed(KINDS[MINUTES])

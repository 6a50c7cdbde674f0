"""The update to the Panel: its parts, its numbers, and what it says where something is not on record."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.written_papers import part, words
from tests.support.written_sample import ACTIONS, CALLS, panel_update
from tracker.domain.measures import Basis
from tracker.domain.paper import Numbered, Part, Picture, Table
from tracker.domain.readings import Held
from tracker.domain.report_panel_actions import came_of
from tracker.domain.report_panel_paper import panel_paper
from tracker.domain.report_told import told_reading
from tracker.domain.reports import ReportAction, ReportUpdate
from tracker.domain.written_reports import missing

DAY = date(2023, 10, 10)


def held(number: int, starts: date, ends: date, **facts: bool) -> Held:
    return Held(number, Basis.MONTH, starts, ends, "a period", 1.0, **facts)


def test_written_and_derived_paragraphs_are_numbered_alike() -> None:
    section = part(panel_paper(panel_update()), "4.1. A local and responsive service")
    clauses = [block for block in section.blocks if isinstance(block, Numbered)]
    assert [one.number for one in clauses] == ["4.1.1", "4.1.2", "4.1.3", "4.1.4"]
    assert [words((one,)).partition("\n")[0] for one in clauses] == [
        "Teams are local.",
        "They answer sooner.",
        "These are the latest readings on record under this priority, and what each is set beside.",
        "One action is open, and it is overdue.",
    ]
    assert "• one" in words((clauses[0],))
    assert [type(block) for block in clauses[2].blocks[1:]] == [Table, Picture]


def test_an_action_stands_with_what_its_owner_said_and_when_it_is_due() -> None:
    told = words((part(panel_paper(panel_update()), "4.1. A local and responsive service"),))
    assert "12 September 2023: In hand. To follow.\nDue: 13 September 2023.\nOverdue\nAmber" in told


def test_a_long_answer_is_told_as_far_as_it_stands_in_a_line_of_the_table() -> None:
    long = ReportUpdate(date(2023, 9, 12), "Head of Contact", "word " * 200)
    told = words(panel_paper(panel_update(actions=(replace(ACTIONS[0], last_update=long),))).parts)
    assert f"12 September 2023: {'word ' * 56}…" in told


def test_an_action_of_which_nothing_was_said_says_so() -> None:
    told = words((part(panel_paper(panel_update()), "4.2. Support victims and witnesses"),))
    assert "No progress has been reported yet.\nNo date yet." in told


def test_what_is_under_no_priority_is_told_after_them() -> None:
    told = words((part(panel_paper(panel_update()), "4.3. Across the priorities"),))
    assert "No action is open. One action was closed since the meeting of 17 May 2023." in told
    assert "The number was reached." in told


def test_where_nothing_is_on_record_it_is_said_and_the_paper_is_whole_all_the_same() -> None:
    bare = panel_update(
        panel="", panel_meeting="", plan="", measures=(), actions=(), elected=(), contacts=(), papers=()
    )
    paper = panel_paper(bare)
    addressed = words((paper.parts[0],))
    assert "Its next meeting is not scheduled yet." in addressed
    assert "governance@office.example" in addressed
    assert paper.subtitle == f"Report of {bare.office_name}"
    assert "Across the priorities" not in words(paper.parts)
    assert "Background papers" not in [one.title for one in paper.parts]


def test_a_needed_text_that_is_missing_is_said_where_it_belongs() -> None:
    empty = panel_update(
        texts=tuple(replace(one, writing=type(one.writing)()) for one in panel_update().texts)
    )
    assert missing(empty) == (
        "Purpose",
        "Recommendation",
        "Background",
        "A local and responsive service",
        "Support victims and witnesses",
    )
    (purpose,) = panel_paper(empty).parts[1].blocks
    assert words((purpose,)) == "[Not written yet: Purpose]"
    assert "Not written yet: Background papers" not in words(panel_paper(empty).parts)


def test_a_report_that_nobody_writes_lacks_nothing() -> None:
    from tests.support.sitting_sample import action_log

    assert missing(action_log()) == ()


@given(st.lists(st.sampled_from(ACTIONS), max_size=6))
def test_the_sentence_on_the_actions_counts_each_of_them_once(actions: list[ReportAction]) -> None:
    said = came_of(actions, "")
    live = sum(one.is_open for one in actions)
    assert said.startswith("No action is open." if not live else "One action is open" if live == 1 else "")
    assert ("closed" in said.replace("for closure", "")) == (live < len(actions))


def test_a_measure_with_a_question_says_that_it_is_queried() -> None:
    told = words((part(panel_paper(panel_update()), "4.1. A local and responsive service"),))
    assert "Up 4.1 percentage points on 2019/20, from 8.6% to 12.7%." in told
    assert "Queried with the force" in told
    plain = panel_update(measures=(replace(CALLS, question="", chart=None),))
    assert "Queried" not in words(panel_paper(plain).parts)


@pytest.mark.parametrize(
    ("readings", "number"),
    [
        ([held(1, date(2023, 7, 1), date(2023, 7, 31)), held(2, date(2023, 8, 1), date(2023, 8, 31))], 2),
        ([held(1, date(2023, 8, 1), date(2023, 8, 31)), held(2, date(2023, 10, 1), date(2023, 10, 31))], 1),
        ([held(1, date(2023, 8, 1), date(2023, 8, 31)), held(2, date(2022, 9, 1), date(2023, 8, 31))], 2),
        (
            [
                held(1, date(2023, 3, 1), date(2023, 3, 31)),
                held(2, date(2023, 8, 1), date(2023, 8, 31), invented=True),
            ],
            1,
        ),
        ([held(1, date(2022, 8, 1), date(2022, 8, 31))], None),
        ([held(1, date(2023, 8, 1), date(2023, 8, 31), removed=True)], None),
    ],
    ids=["the last", "not after the day", "the longest", "a real one", "not older than a year", "in force"],
)
def test_the_reading_that_says_where_things_stood(readings: list[Held], number: int | None) -> None:
    found = told_reading(readings, DAY)
    assert (found.number if found else None) == number


def test_the_parts_are_those_of_the_paper() -> None:
    progress = part(panel_paper(panel_update()), "4. Progress to date")
    assert all(isinstance(block, Part) for block in progress.blocks)

"""The chair's list: each matter arising with what the chair is asked."""

from datetime import date

import pytest

from tests.support.sitting_sample import MATTERS, chairs_list, matter
from tracker.domain.actions import Rating, Status
from tracker.domain.paper import Prose, Table
from tracker.domain.report_chairs_list import (
    LONGEST_UPDATE,
    MOST_ROWS,
    Asked,
    asked_of_chair,
    chairs_list_paper,
    question,
)
from tracker.domain.report_matters import MatterArising
from tracker.domain.reports import ReportUpdate


def table(*matters: MatterArising) -> Table:
    (part,) = chairs_list_paper(chairs_list(matters=matters)).parts
    assert isinstance(part.blocks[0], Table)
    return part.blocks[0]


def test_its_title_and_its_first_sentence_say_what_the_meeting_has_to_decide() -> None:
    paper = chairs_list_paper(chairs_list())
    assert paper.title == "Six matters arise; one is overdue, one can be closed"
    assert paper.lead == (
        "The meeting is asked to agree to close 1, give 1 more time, hear why 1 is late, set a date for 1 "
        "and judge the progress of 1."
    )


def test_a_list_with_nothing_on_it_or_nothing_left_says_so() -> None:
    assert chairs_list_paper(chairs_list(matters=())).title == "Nothing arises from earlier meetings"
    done = chairs_list_paper(chairs_list(matters=(matter(1, decided_words="continue"),)))
    assert (done.title, done.lead) == ("All matters arising are decided", "")


@pytest.mark.parametrize(
    ("one", "asked"),
    list(
        zip(
            MATTERS,
            (Asked.CONTINUE, Asked.WHY_LATE, Asked.CLOSE, Asked.PROGRESS, Asked.DATE, Asked.MORE_TIME),
            strict=True,
        )
    ),
)
def test_each_matter_asks_one_thing_of_the_chair(one: MatterArising, asked: Asked) -> None:
    assert asked_of_chair(one) is asked


def test_a_request_for_more_time_says_until_when() -> None:
    assert question(MATTERS[-1]) == "Give more time, until 31 January 2024?"


def test_a_recommendation_comes_before_lateness() -> None:
    assert asked_of_chair(matter(1, status=Status.RECOMMENDED, overdue_working_days=9)) is Asked.CLOSE


def test_a_row_has_number_what_was_asked_owner_due_slippage_update_and_rating_in_words() -> None:
    update = ReportUpdate(date(2023, 9, 12), "Ann Able", "The work\n goes on", Rating.AMBER)
    (row,) = table(matter(19, "Panels", overdue_working_days=14, memory="a · b", last_update=update)).rows
    number, asked, due, said, decision = row
    assert number.strong == "019"
    assert (asked.strong, asked.texts) == ("Panels", ("Head of Contact",))
    assert (due.tags[0].words, due.texts, due.quiet) == (
        "14 working days late",
        ("30 November 2023",),
        ("A, b",),
    )
    assert (said.tags[0].letter, said.tags[0].words) == ("A", "Amber, at risk")
    assert said.texts == ("12 September 2023: The work goes on.",)
    assert (decision.strong, decision.texts) == ("Why is it late, and what date now?", ())


def test_a_day_that_is_not_known_is_told_as_it_is_known() -> None:
    assert table(MATTERS[-1]).rows[0][3].texts == ("February 2020: Late.",)


def test_a_long_update_is_cut_at_a_word() -> None:
    update = ReportUpdate(date(2023, 9, 12), "Ann Able", "word " * 100)
    said = table(matter(1, last_update=update)).rows[0][3].texts[0]
    assert len(said) < LONGEST_UPDATE + 25
    assert said.endswith("word…")


def test_what_is_decided_already_leaves_nothing_to_decide() -> None:
    decision = table(matter(1, decided_words="revised date agreed: 30 November 2023")).rows[0][4]
    assert (decision.tags[0].words, decision.texts) == (
        "Decided",
        ("Revised date agreed: 30 November 2023",),
    )


def test_of_a_very_long_list_the_rest_is_counted() -> None:
    (part,) = chairs_list_paper(chairs_list(matters=tuple(matter(n) for n in range(MOST_ROWS + 1)))).parts
    assert part.blocks[1] == Prose(("1 more matter: see the action status report.",))


def test_it_is_a_working_paper_and_says_nothing_of_drafts() -> None:
    assert chairs_list_paper(chairs_list()).foot == "Chair’s list, version 1, 5 October 2023"

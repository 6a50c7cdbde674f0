"""The Commissioner's response: comments by priority and item, the statement on the national measures, what was asked."""

from dataclasses import replace

from tests.support.written_papers import part, words
from tests.support.written_sample import BODIES, KNIVES, response
from tracker.domain.paper import Part, Table
from tracker.domain.report_response import CommissionersResponse
from tracker.domain.report_response_paper import response_paper
from tracker.domain.written_reports import missing

STATEMENT = "Statement on the National Crime and Policing Measures"


def statement(report: CommissionersResponse) -> Part:
    return part(response_paper(report), STATEMENT)


def without(slot: str) -> CommissionersResponse:
    """The response with nothing written in a slot."""
    texts = response().texts
    return response(
        texts=tuple(replace(one, writing=type(one.writing)()) if one.slot == slot else one for one in texts)
    )


def test_it_follows_the_priorities_and_the_agenda() -> None:
    paper = response_paper(response())
    assert [one.title for one in paper.parts] == [
        "Introduction",
        "A local and responsive service",
        "Other matters",
        STATEMENT,
        "Actions raised at the meeting",
        "Next meeting",
        "Closing",
    ]
    assert paper.subtitle == (
        "Public Performance Meeting of 4 October 2023, the fifth of Commissioner Ben Adams, with the statement on the National "
        "Crime and Policing Measures"
    )


def test_under_an_item_stand_the_comment_and_the_actions_that_it_raised() -> None:
    told = words((part(response_paper(response()), "3.1 Contact and response"),))
    assert told.startswith("Demand is growing.\nAction 044\n101 calls: how long people wait.")
    assert "Head of Contact. Due: Meeting of 6 December 2023, papers by 29 November 2023." in told


def test_a_measure_on_which_the_commissioner_comments_has_its_comment_beside_it() -> None:
    told = part(response_paper(response()), "Where the measures stand")
    assert isinstance(told.blocks[0], Table)
    assert (
        words((part(response_paper(response()), "101 abandonment rate"),))
        == BODIES["measure:101-abandonment"]
    )


def test_the_statement_has_a_row_for_each_and_never_invents_a_reading() -> None:
    table = next(block for block in statement(response()).blocks if isinstance(block, Table))
    homicide, violence = table.rows
    assert [cell.texts or (cell.strong,) for cell in homicide] == [
        ("Reduce murder and other homicide",),
        ("–",),
        ("No reading on record for the year before the meeting.",),
        ("The reason is given below.",),
    ]
    assert (violence[2].strong, violence[3].texts) == (
        "19%",
        ("The reading is itself the change since the baseline.",),
    )


def test_the_reason_for_no_reading_is_needed_and_a_comment_on_a_reading_is_not() -> None:
    assert missing(response()) == ()
    assert missing(without("statement:homicide")) == (
        "Reduce murder and other homicide: the reason for no reading",
    )
    told = words((statement(without("statement:homicide")),))
    assert "[Not written yet: Reduce murder and other homicide: the reason for no reading]" in told
    assert "Reduce serious violence" not in [
        block.title for block in statement(response()).blocks if isinstance(block, Part)
    ]


def test_without_its_reading_a_measure_needs_the_reason_too() -> None:
    bare = response(measures=(replace(KNIVES, figure="", number=0),))
    table = next(block for block in statement(bare).blocks if isinstance(block, Table))
    assert [row[3].texts for row in table.rows] == [("The reason is given below.",)] * 2


def test_the_list_has_every_action_that_counts_and_names_those_that_do_not() -> None:
    raised = part(response_paper(response()), "Actions raised at the meeting")
    (table,) = [block for block in raised.blocks if isinstance(block, Table)]
    assert [row[0].strong for row in table.rows] == ["Action 044", "Action 045", "Action 047"]
    assert raised.count_words == "3 actions"
    assert "Action 046 was withdrawn or merged with another, and not counted." in words((raised,))


def test_a_meeting_that_raised_nothing_and_has_none_after_it_says_so() -> None:
    paper = response_paper(response(raised=(), next_meeting_words=""))
    assert words((part(paper, "Actions raised at the meeting"),)) == "The meeting raised no action."
    assert words((part(paper, "Next meeting"),)) == "The next meeting is not scheduled yet."


def test_a_measure_under_no_priority_of_the_plan_in_force_is_told_among_other_matters() -> None:
    earlier = response(priorities=(), texts=())
    told = words((part(response_paper(earlier), "Other matters"),))
    assert "101 abandonment rate" in told
    assert "Knife crime, change on the baseline" in told


def test_without_national_measures_there_is_no_statement() -> None:
    assert STATEMENT not in [one.title for one in response_paper(response(national=())).parts]

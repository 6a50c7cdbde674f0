"""Due dates in the words of the meeting room, and typed ones read back."""

from datetime import date

import pytest

from tracker.domain.due import RULE_TO_COME, Due, DueKind
from tracker.domain.errors import BadInput
from tracker.domain.typed_due import as_due, due_words, read_due, typed_words

TODAY = date(2023, 9, 20)
DECEMBER = date(2023, 12, 6)


def test_a_due_date_is_said_as_a_list_says_it() -> None:
    assert due_words(DueKind.DATE, date(2023, 11, 30)) == "due 30 November 2023"
    assert due_words(DueKind.NEXT_MEETING, None) == "due next meeting"
    assert due_words(DueKind.NONE, None) == ""
    assert due_words(DueKind.STANDING, None, exit_rule="until Grade 2 improves") == (
        "every meeting until Grade 2 improves"
    )
    assert due_words(DueKind.STANDING, None, exit_rule=RULE_TO_COME) == (
        "standing item, exit rule still to be written"
    )


def test_the_meeting_after_this_one_is_the_next_and_any_other_is_named() -> None:
    on = date(2023, 11, 29)
    assert due_words(DueKind.MEETING, on, meeting_on=DECEMBER, next_on=DECEMBER) == "due next meeting"
    assert due_words(DueKind.MEETING, on, meeting_on=DECEMBER) == "due at the meeting of 6 December 2023"


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("next meeting", Due(DueKind.NEXT_MEETING)),
        ("due next meeting", Due(DueKind.NEXT_MEETING)),
        ("30 November 2023", Due(DueKind.DATE, on=date(2023, 11, 30))),
        ("4/10/23", Due(DueKind.DATE, on=date(2023, 10, 4))),
        ("Friday", Due(DueKind.DATE, on=date(2023, 9, 22))),
        ("every meeting until it rises", Due(DueKind.STANDING, exit_rule="it rises")),
        ("standing", Due(DueKind.STANDING, exit_rule=RULE_TO_COME)),
        ("  ", Due(DueKind.NONE)),
    ],
)
def test_a_due_date_is_read_as_people_type_it(typed: str, due: Due) -> None:
    assert as_due(read_due(typed, TODAY)) == due


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 June", "31 June"),
        ("1 September 2023", "in the past"),
        ("whenever they like", "is not a date"),
        ("30 November 2023 or so", "is not a date"),
        ("x" * 600, "Keep this to 500 characters"),
    ],
)
def test_what_is_no_due_date_is_told(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        read_due(typed, TODAY)
    assert refused.value.field == "due"


@pytest.mark.parametrize("rule", ["Grade 2 improves", RULE_TO_COME, "until it does"])
def test_the_words_of_a_standing_item_are_read_back_as_the_same_one(rule: str) -> None:
    words = typed_words(DueKind.STANDING, None, exit_rule=rule)
    assert typed_words(DueKind.STANDING, None, exit_rule=as_due(read_due(words, TODAY)).exit_rule) == words

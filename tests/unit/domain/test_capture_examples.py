"""The cheat sheet, its page in the documentation and the parser say the same."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.lines import CODES, POSTS, as_row, heard
from tracker.domain.capture import Captured
from tracker.domain.capture_examples import GROUPS, Example
from tracker.domain.capture_sheet import ASKED, OwnWords, in_own_words, sheet

PAGE = Path(__file__).parents[3] / "docs" / "capture.md"
OWN = OwnWords(date(2024, 1, 31), "dcc", "Head of Estates", "Becky Riggs", "3.1", ("local",))
EXAMPLES = [example for group in GROUPS for example in group.examples]
UNDERSTOOD = {
    "@{code}": {"owner": "dcc"},
    "@{title}": {"owner": "head-of-estates"},
    "@{surname}": {"owner": "acc-public-protection"},
    "due next meeting": {"due": "next meeting"},
    "due {day}": {"due": "31 January 2024"},
    "due {day_short}": {"due": "31 January 2024"},
    "due {day_figures}": {"due": "31 January 2024"},
    "due {day_iso}": {"due": "31 January 2024"},
    "due {day_named}": {"due": "31 January 2024"},
    "due the 14th": {"due": "14 October 2023"},
    "due today": {"due": "20 September 2023"},
    "due tomorrow": {"due": "21 September 2023"},
    "due Friday": {"due": "22 September 2023"},
    "due next Friday": {"due": "29 September 2023"},
    "due Friday week": {"due": "29 September 2023"},
    "due in 6 weeks": {"due": "1 November 2023"},
    "due in 10 days": {"due": "30 September 2023"},
    "due in 2 months": {"due": "20 November 2023"},
    "due in a fortnight": {"due": "4 October 2023"},
    "due in 10 working days": {"due": "4 October 2023"},
    "due end of June": {"due": "30 June 2024"},
    "due end of the month": {"due": "30 September 2023"},
    "due end of next month": {"due": "31 October 2023"},
    "due end of the year": {"due": "31 December 2023"},
    "due end of the week": {"due": "22 September 2023"},
    "due end of next week": {"due": "29 September 2023"},
    "every meeting until attendance improves": {"due": "every meeting until attendance improves"},
    "standing": {"due": "standing"},
    "for {item}": {"item": "3.1"},
    "#{priority}": {"priority": "local"},
}
"""What each example means on Wednesday 20 September 2023, by its first way."""


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.ways[0] for example in EXAMPLES])
def test_each_way_of_an_example_is_understood_as_it_says(example: Example) -> None:
    [ways] = in_own_words(example, OWN)
    assert len(ways) == len(example.ways)
    for typed in ways:
        assert as_row(heard(f"{ASKED} {typed}")) == {"title": ASKED, **UNDERSTOOD[example.ways[0]]}, typed


def test_what_each_example_must_mean_is_written_down() -> None:
    assert [example.ways[0] for example in EXAMPLES] == list(UNDERSTOOD)


def test_the_page_in_the_documentation_has_each_example_and_no_other() -> None:
    sections = PAGE.read_text(encoding="utf-8").split("\n## ")
    for group in GROUPS:
        [section] = [section for section in sections if section.startswith(group.heading)]
        written = [line for line in section.splitlines() if line.startswith("| `")]
        assert written == [_row(example) for example in group.examples]


def test_the_sheet_shows_what_the_parser_understands_of_a_meetings_own_words() -> None:
    shown = {row.typed: row.read for _heading, rows in sheet(OWN, heard) for row in rows}
    assert shown["@dcc"].owner == next(post for post in POSTS if post.code == "dcc")
    due = shown["due 31 Jan"].due
    assert due
    assert due.on == date(2024, 1, 31)
    assert shown["for 3.1"].agenda_item == "3.1"
    assert "due in a fortnight" not in shown, "there is little room beside the box"


def test_each_priority_stands_on_the_sheet() -> None:
    [*_others, (heading, rows)] = sheet(OwnWords(OWN.day, priorities=CODES), heard)
    assert heading == "Under which priority"
    assert [row.read.priority for row in rows] == list(CODES)


def test_words_that_a_meeting_has_not_got_are_left_out() -> None:
    headings = [heading for heading, _rows in sheet(OwnWords(OWN.day), heard)]
    assert headings == ["When", "Every meeting"]


def test_nothing_stands_on_the_sheet_that_is_not_understood() -> None:
    own = OwnWords(OWN.day, code="nobody", title="Assistant Chief Constable", holder="Nobody At All")
    assert "Who" not in dict(sheet(own, heard))


def test_where_the_surname_fits_two_posts_the_whole_name_is_shown() -> None:
    def read(typed: str) -> Captured:
        return Captured(typed) if typed.endswith("@riggs") else heard(typed)

    [(_heading, rows), *_others] = sheet(OwnWords(OWN.day, holder="Becky Riggs"), read)
    assert [row.typed for row in rows] == ["@becky riggs"]


def _row(example: Example) -> str:
    [ways] = in_own_words(example, OWN)
    return f"| {', '.join(f'`{way}`' for way in ways)} | {example.means} |"

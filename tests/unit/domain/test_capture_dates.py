"""Due dates as people type them on Wednesday 20 September 2023."""

from datetime import date

import pytest

from tests.support.typed import kinds_of_problem, typed
from tracker.domain.due import DueKind


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("due 4 Oct", date(2023, 10, 4)),
        ("due 4 October", date(2023, 10, 4)),
        ("Due 4 october 2023", date(2023, 10, 4)),
        ("DUE 4TH OCT", date(2023, 10, 4)),
        ("due 4th of October", date(2023, 10, 4)),
        ("due the 4th of October 2023", date(2023, 10, 4)),
        ("due 4oct", date(2023, 10, 4)),
        ("due 4-Oct-2023", date(2023, 10, 4)),
        ("due 4 Oct 23", date(2023, 10, 4)),
        ("due 4 Oct ’23", date(2023, 10, 4)),
        ("due 4 Oct, 2023", date(2023, 10, 4)),
        ("due 4/10/23", date(2023, 10, 4)),
        ("due 04/10/2023", date(2023, 10, 4)),
        ("due 4.10.23", date(2023, 10, 4)),
        ("due 4-10-2023", date(2023, 10, 4)),
        ("due 2023-10-04", date(2023, 10, 4)),
        ("due 4/10", date(2023, 10, 4)),
        ("due 3/4/24", date(2024, 4, 3)),
        ("due by 30 November 2023", date(2023, 11, 30)),
        ("due on 30 Nov", date(2023, 11, 30)),
        ("due: 30 Nov", date(2023, 11, 30)),
        ("due Wed 4 October", date(2023, 10, 4)),
        ("due Wednesday, 4 October 2023", date(2023, 10, 4)),
        ("due weds 4/10/23", date(2023, 10, 4)),
        ("due 20 September", date(2023, 9, 20)),
        ("due 19 September", date(2024, 9, 19)),
        ("due 4 Feb", date(2024, 2, 4)),
        ("due 29 Feb", date(2024, 2, 29)),
        ("due 27th", date(2023, 9, 27)),
        ("due the 14th", date(2023, 10, 14)),
        ("due 31st", date(2023, 10, 31)),
        ("due today", date(2023, 9, 20)),
        ("due tomorrow", date(2023, 9, 21)),
        ("due Friday", date(2023, 9, 22)),
        ("due fri", date(2023, 9, 22)),
        ("due by Thurs", date(2023, 9, 21)),
        ("due this Friday", date(2023, 9, 22)),
        ("due Wednesday", date(2023, 9, 27)),
        ("due Monday", date(2023, 9, 25)),
        ("due next Friday", date(2023, 9, 29)),
        ("due next Monday", date(2023, 9, 25)),
        ("due Friday week", date(2023, 9, 29)),
        ("due in 6 weeks", date(2023, 11, 1)),
        ("due in six weeks", date(2023, 11, 1)),
        ("due in 6 weeks’ time", date(2023, 11, 1)),
        ("due in 6 wks", date(2023, 11, 1)),
        ("due within 10 days", date(2023, 9, 30)),
        ("due in a fortnight", date(2023, 10, 4)),
        ("due in 2 months", date(2023, 11, 20)),
        ("due in a year", date(2024, 9, 20)),
        ("due end of June", date(2024, 6, 30)),
        ("due by the end of September", date(2023, 9, 30)),
        ("due end October", date(2023, 10, 31)),
        ("due end of Feb 2024", date(2024, 2, 29)),
        ("due end of the month", date(2023, 9, 30)),
        ("due end of month", date(2023, 9, 30)),
        ("due end of next month", date(2023, 10, 31)),
        ("due end of the week", date(2023, 9, 22)),
        ("due by end of next week", date(2023, 9, 29)),
        ("due end of the year", date(2023, 12, 31)),
    ],
)
def test_a_date_is_understood_british_way_round_and_leaves_the_title(words: str, on: date) -> None:
    for line in (f"Vehicle crime trends {words}", f"{words}, Vehicle crime trends"):
        read = typed(line)
        assert read.due is not None
        assert (read.due.kind, read.due.on, read.due.words) == (DueKind.DATE, on, words)
        assert (read.title, read.problems) == ("Vehicle crime trends", ())


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ("due 31 June", "no_such_date", "no “31 June” in the calendar"),
        ("due 31/6/24", "no_such_date", "no “31/6/24”"),
        ("due 4/13/23", "no_such_date", "no “4/13/23”"),
        ("due 2023-13-04", "no_such_date", "no “2023-13-04”"),
        ("due 0 October", "no_such_date", "no “0 October”"),
        ("due 32nd", "no_such_date", "no “32nd”"),
        ("due 29 February 2023", "no_such_date", "no “29 February 2023”"),
        ("due 4/10/202", "no_such_date", "no “4/10/202”"),
        (
            "due 19 September 2023",
            "past_date",
            "“19 September 2023” is in the past. Type a date from today on",
        ),
        ("due 4/10/22", "past_date", "“4/10/22” is in the past"),
        ("due 4 October 2123", "no_such_date", "more than 20 years ahead. Check the year"),
        ("due in 99999 days", "no_such_date", "more than 20 years ahead"),
        ("due in 99999 months", "no_such_date", "no “in 99999 months”"),
        ("due Thursday 4 October", "no_such_date", "4 October 2023 is a Wednesday"),
        ("due October 23", "no_such_date", "can be read in two ways. Type the day first"),
        ("due Fri 5", "no_such_date", "5 October 2023 is a Thursday"),
        ("due 4/31/24", "no_such_date", "The day comes before the month"),
        ("due in 10 working days", "no_such_date", "Type the date itself"),
        ("due frı", "no_such_date", "no “frı”"),
    ],
)
def test_a_date_that_cannot_be_taken_is_a_sentence_and_keeps_its_words(
    words: str, kind: str, says: str
) -> None:
    read = typed(f"Vehicle crime trends {words}")
    assert kinds_of_problem(read) == [kind]
    assert says in read.problems[0].sentence
    assert read.problems[0].words == words
    assert read.due is None
    assert read.title == f"Vehicle crime trends {words}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        *((f"due {words}", words) for words in (
            "May", "in October 2023", "early November", "mid-November", "mid Nov", "late Sept", "Oct 2024", "Oct/Nov",
            "next week", "this month", "next year", "early next week", "start of October", "weekend", "year end",
            "spring", "summer 2024", "the new year", "Christmas", "Q3", "q3 23/24", "quarter 3", "end of Q2",
            "asap", "ASAP", "as soon as possible", "urgently", "soon", "now", "ongoing", "tbc", "TBC", "TBD",
            "in a few weeks", "in a couple of weeks", "in 2-3 weeks", "in 6 to 8 weeks", "in a month or so",
            "Thursday or Friday", "4 or 5 October", "4/5 Oct", "4 Oct or 11 Oct", "w/c 9 Oct", "week ending 6/10",
            "before Christmas", "before 4 Oct", "after 4 October", "the meeting after next",
            "next meeting but one", "this meeting", "the October meeting",
        )),
        ("due within 28 days of publication", "within 28 days of"),
        ("due 10 working days before the meeting", "10 working days before"),
    ],
)  # fmt: skip
def test_words_about_time_that_name_no_day_are_said_and_never_guessed(words: str, said: str) -> None:
    read = typed(f"Vehicle crime trends {words}")
    assert (read.due, read.problems, read.title) == (None, (), f"Vehicle crime trends {words}")
    assert [note.kind for note in read.notes] == ["vague_date"]
    assert read.notes[0].sentence.startswith(
        f"“{said.removeprefix('the ')}” does not say which day. Type one"
    )


@pytest.mark.parametrize(
    "words",
    ["due next Panel meeting", "due next PPM", "due next meeting or Friday", "due 041023", "due 4-10"],
)
def test_what_looks_like_a_date_and_is_none_is_said(words: str) -> None:
    read = typed(f"Vehicle crime trends {words}")
    assert (read.due, read.problems, read.title) == (None, (), f"Vehicle crime trends {words}")
    assert [note.kind for note in read.notes] == ["vague_date"]
    assert "is not understood as a date" in read.notes[0].sentence


@pytest.mark.parametrize(
    "line",
    [
        "Share the due diligence report",
        "Show calls due to weather",
        "Say when it is due back from the printers",
        "Say what is due in court in May",
        "Give 24/7 cover its due 24/7 share",
        "Plans due may change",
        "Find overdue 4 October files",
        "Say why residue Friday was late",
        "Report by Friday",
        "Set out end of life care, due end of life",
        "Attend the next meeting",
        "Invite Sun readers due Friday-night closures",
        "due",
    ],
)
def test_words_that_are_no_date_stay_in_the_title_without_a_problem(line: str) -> None:
    read = typed(line)
    assert (read.title, read.due, read.problems) == (line, None, ())


@pytest.mark.parametrize(
    ("today", "words", "on"),
    [
        (date(2023, 9, 22), "due Friday", date(2023, 9, 29)),
        (date(2023, 9, 24), "due next Friday", date(2023, 9, 29)),
        (date(2023, 9, 23), "due end of the week", date(2023, 9, 29)),
        (date(2024, 1, 31), "due in a month", date(2024, 2, 29)),
        (date(2023, 12, 31), "due tomorrow", date(2024, 1, 1)),
        (date(2023, 12, 20), "due end of next month", date(2024, 1, 31)),
        (date(2025, 3, 1), "due 29 Feb", date(2028, 2, 29)),
        (date(2097, 3, 1), "due 29 Feb", date(2104, 2, 29)),
        (date(2024, 2, 10), "due 31st", date(2024, 3, 31)),
    ],
)
def test_what_today_is_decides_relative_dates(today: date, words: str, on: date) -> None:
    read = typed(f"Vehicle crime trends {words}", today=today)
    assert read.due is not None
    assert read.due.on == on


@pytest.mark.parametrize("today", [date.max, date.min])
def test_the_ends_of_the_calendar_are_no_traceback(today: date) -> None:
    for words in (
        "Friday",
        "in 2 weeks",
        "31 December",
        "29 Feb",
        "end of next month",
        "next Friday",
        "the 31st",
    ):
        typed(f"Vehicle crime trends due {words}", today=today)

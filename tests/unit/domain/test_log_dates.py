"""Days as logs write them: each accepted way reads back to the same day, and no text ever gives another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.import_rows import LogDue
from tracker.domain.log_dates import EARLIEST, EXCEL_NOUGHT, LATEST, TO_1904, read_cell_day, read_day
from tracker.domain.log_due import read_due
from tracker.domain.log_sheets import Cell, CellKind
from tracker.domain.wording import date_words, weekday_date

DAYS = st.dates(date(EARLIEST, 1, 1), date(LATEST, 12, 31))
ENDS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month(day: date) -> str:
    return SHORT[day.month - 1]


WAYS = {
    "31/03/2023": lambda day: f"{day:%d/%m/%Y}",
    "31/03/23": lambda day: f"{day:%d/%m/%y}",
    "31.3.2023": lambda day: f"{day.day}.{day.month}.{day.year}",
    "17.7.12": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "31-03-2023": lambda day: f"{day:%d-%m-%Y}",
    "31 March 2023": date_words,
    "31st March 2023": lambda day: f"{day.day}{ENDS.get(day.day, 'th')} {date_words(day).split(' ', 1)[1]}",
    "31st of March, 2023": lambda day: f"{day.day}{ENDS.get(day.day, 'th')} of {_month(day)}, {day.year}",
    "Fri 31 Mar 2023": lambda day: f"{weekday_date(day)[:3]} {day.day} {_month(day)} {day.year}",
    "Friday 31 March 2023": weekday_date,
    "31-Mar-23": lambda day: f"{day.day}-{_month(day)}-{day:%y}",
    "March 31, 2023": lambda day: f"{_month(day)} {day.day}, {day.year}",
    "2023-03-31": date.isoformat,
    "2023-03-31 00:00:00": lambda day: f"{day.isoformat()} 00:00:00",
    "2023-03-31T09:30:00Z": lambda day: f"{day.isoformat()}T09:30:00Z",
    "31/03/2023 14:30": lambda day: f"{day:%d/%m/%Y} 14:30",
    "by 31/03/23": lambda day: f"by {day:%d/%m/%y}",
    "45016": lambda day: str((day - EXCEL_NOUGHT).days),
}


def _day(text: str) -> date | None:
    return read_cell_day(Cell(0, text)).on


@pytest.mark.parametrize("way", WAYS)
@given(day=DAYS)
def test_every_way_of_writing_a_day_reads_back(way: str, day: date) -> None:
    assert _day(WAYS[way](day)) == day


@given(day=DAYS)
def test_a_number_of_a_workbook_that_counts_from_1904_is_the_same_day(day: date) -> None:
    number = (day - EXCEL_NOUGHT).days - TO_1904
    cell = Cell(0, str(number), CellKind.NUMBER, number=float(number))
    assert read_cell_day(cell, from_1904=True).on == day


@given(text=st.text("0123456789/.- ", min_size=4, max_size=12))
def test_no_figures_ever_give_a_day_that_they_do_not_name(text: str) -> None:
    on = read_day(text).on
    if on is None:
        return
    figures = [int(part) for part in text.replace("/", " ").replace(".", " ").replace("-", " ").split()]
    if len(figures) == 1:
        assert f"{on:%Y%m%d}" == text.strip(" .")
    elif figures[0] > 31:
        assert figures == [on.year, on.month, on.day]
    else:
        assert figures[:2] == [on.day, on.month]
        assert figures[2] in (on.year, on.year % 100)


@given(day=DAYS, month=st.integers(13, 31))
def test_the_day_never_changes_places_with_the_month(day: date, month: int) -> None:
    assert _day(f"{day.day:02d}/{month}/{day.year}") is None
    assert _day(f"{day.day:02d}/{month}/{day:%y}") is None


@given(day=DAYS, between=st.integers(1, 6))
def test_a_weekday_that_does_not_fit_leaves_no_day(day: date, between: int) -> None:
    other = weekday_date(day + timedelta(days=between)).split()[0]
    assert _day(f"{other} {date_words(day)}") is None


@given(first=DAYS, second=DAYS, sign=st.sampled_from((" ", "\n", ", ", " & ", " then ", " – ", "; ")))
def test_two_days_in_one_cell_are_no_day(first: date, second: date, sign: str) -> None:
    read = read_due(Cell(0, f"{first:%d/%m/%y}{sign}{second:%d/%m/%Y}"), "Due")
    assert (read.kind, read.on) == (LogDue.UNREAD, None)
    assert "more than one date" in read.problem


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("14 Aug", "has no year"),
        ("14/9", "has no year"),
        ("Fri 14 Aug", "has no year"),
        ("March 2023", "has no day"),
        ("Mar-23", "has no day"),
        ("03/2023", "has no day"),
        ("03/31/2023", "the day comes before the month"),
        ("31/02/23", "is not in the calendar"),
        ("29 February 2023", "is not in the calendar"),
        ("w/c 31/03/23", "other words"),
        ("31/03/23 (tbc)", "other words"),
        ("after 31/03/23", "other words"),
        ("end of Q2", "cannot be read as a date"),
        ("Ongoing", "cannot be read as a date"),
        ("ASAP", "cannot be read as a date"),
        ("1/2/3", "cannot be read as a date"),
        ("31 March 1823", "cannot be read as a date"),
    ],
)
def test_what_leaves_a_doubt_is_no_day_and_says_why(text: str, why: str) -> None:
    read = read_due(Cell(0, text), "Target date")
    assert (read.kind, read.on, read.text) == (LogDue.UNREAD, None, text)
    assert read.problem.startswith(f"Target date: “{text}”")
    assert why in read.problem


def test_a_likely_year_is_named_and_never_filled_in() -> None:
    read = read_due(Cell(0, "14 Aug"), "Due", raised_on=date(2023, 9, 1))
    assert read.on is None
    assert "If 14 August 2024 is meant" in read.problem


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Next meeting", LogDue.NEXT_MEETING),
        ("for next PPM", LogDue.NEXT_MEETING),
        ("By the next performance meeting.", LogDue.NEXT_MEETING),
        ("every meeting", LogDue.STANDING),
        ("Standing item", LogDue.STANDING),
        ("TBC", LogDue.NONE),
        ("t.b.c.", LogDue.UNREAD),
        ("n/a", LogDue.NONE),
        ("–", LogDue.NONE),
        ("To be confirmed", LogDue.NONE),
        ("next meeting but one", LogDue.UNREAD),
    ],
)
def test_words_for_a_due_date(text: str, kind: LogDue) -> None:
    read = read_due(Cell(0, text), "Due")
    assert (read.kind, read.on, read.text) == (kind, None, text)
    assert bool(read.problem) == (kind is LogDue.UNREAD)

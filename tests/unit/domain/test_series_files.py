"""Files of figures as people save them from a spreadsheet, and the sentences for what cannot be taken."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.durations import Colon
from tracker.domain.errors import BadInput
from tracker.domain.measures import Unit
from tracker.domain.series_files import read_series, read_value
from tracker.domain.series_periods import read_series_period


def values(text, encoding="utf-8"):
    return [line.value for line in read_series(text.encode(encoding)).lines]


def refused(text):
    with pytest.raises(BadInput) as error:
        read_series(text.encode())
    return str(error.value)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2023-04-01", date(2023, 4, 1)),
        ("2023-04-01 00:00:00", date(2023, 4, 1)),
        ("2023-04-01T00:00:00", date(2023, 4, 1)),
        ("01/04/2023", date(2023, 4, 1)),
        ("1/4/23", date(2023, 4, 1)),
        ("01.04.2023", date(2023, 4, 1)),
        ("1 April 2023", date(2023, 4, 1)),
        ("1-Apr-23", date(2023, 4, 1)),
        ("1st Apr 2023", date(2023, 4, 1)),
        ("2023-04", date(2023, 4, 1)),
        ("04/2023", date(2023, 4, 1)),
        ("202304", date(2023, 4, 1)),
        ("Apr 2023", date(2023, 4, 1)),
        ("APRIL  2023", date(2023, 4, 1)),
        ("Apr-23", date(2023, 4, 1)),
        ("Sept 2023", date(2023, 9, 1)),
        ("2023 April", date(2023, 4, 1)),
        ("2023 Q1", date(2023, 1, 1)),
        ("Q4 2023", date(2023, 10, 1)),
        ("2023-Q2", date(2023, 4, 1)),
        ("Q1 2022/23", date(2022, 4, 1)),
        ("2022/23 Q4", date(2023, 1, 1)),
        ("Q1 22/23", date(2022, 4, 1)),
        ("2022/23", date(2022, 4, 1)),
        ("2022", date(2022, 1, 1)),
        ("2023-W14", date(2023, 4, 3)),
        ("April to June 2023", date(2023, 4, 1)),
    ],
)
def test_a_period_is_read_as_people_write_it(typed, first):
    assert read_series_period(typed).starts_on == first


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/02/2023", "is not a day of the calendar"),
        ("04/13/2023", "is not a day of the calendar"),
        ("2023-W60", "is not a week of the calendar"),
        ("2023-13", "is not a period that can be read"),
        ("spring", "is not a period that can be read"),
        ("0000 Q1", "is not a period that can be read"),
        ("12 months to March 2023", "is a rolling period"),
    ],
)
def test_what_is_no_period_gets_a_sentence(typed, said):
    with pytest.raises(BadInput, match=said):
        read_series_period(typed)


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("8.6", "8.6", Unit.COUNT),
        (" 8.6 % ", "8.6", Unit.PERCENT),
        ("1,234", "1234", Unit.COUNT),
        ("1,234,567.8", "1234567.8", Unit.COUNT),
        ("-17%", "-17", Unit.PERCENT),
        ("−17", "-17", Unit.COUNT),
        ("–17", "-17", Unit.COUNT),
        ("8.6 per cent", "8.6", Unit.PERCENT),
        ("+3", "3", Unit.COUNT),
        (".5", "0.5", Unit.COUNT),
        ("1.2E+03", "1200", Unit.COUNT),
        ("19 min 45 s", "1185", Unit.DURATION),
        ("00:19:45", "1185", Unit.DURATION),
        ("3:29", "209", Unit.DURATION),
    ],
)
def test_a_value_is_read_as_people_write_it(typed, value, unit):
    assert read_value(typed) == (Decimal(value), unit)


def test_two_numbers_with_a_colon_are_hours_where_the_reader_is_told_so():
    assert read_value("3:29", colon=Colon.HOURS)[0] == 12_540


@pytest.mark.parametrize(
    "typed", ["abc", "nan", "inf", "1,23", "12,34,567", "8,6", "1e999", "--5", "%", "5 parsecs"]
)
def test_what_is_no_value_gets_a_sentence(typed):
    with pytest.raises(BadInput, match="is not a number or a length of time"):
        read_value(typed)


def test_lines_are_sorted_by_their_periods_whatever_the_order_of_the_file():
    assert values("period,value\nMar 2023,3\n2023-01,1\n01/02/2023,2\n") == [1, 2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_of_many_programs_are_read(encoding, ending, separator):
    rows = [["note", " VALUE", "Period "], ["café", "8.6%", "2023-01"], [], ["", "8.7%", "2023-02", ""]]
    text = ending.join(separator.join(row) for row in rows)
    assert values(text, encoding) == [Decimal("8.6"), Decimal("8.7")]


def test_quoted_numbers_keep_their_commas():
    assert values('period,value\n2023-01,"1,234"\n') == [1234]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("period,value\n", "holds no figures"),
        ("period,value\n,\n\n", "holds no figures"),
        ("2023-01,5\n", "“period” is missing"),
        ("period,number\n2023-01,5\n", "“value” is missing"),
        ("period,value,value\n2023-01,5,6\n", "“value” stands there twice"),
        ("period,value\n2023-01,5\n\n2023-02,\n", "Line 4: there is no value for 2023-02"),
        ("period,value\n2023-01\n", "Line 2: there is no value for 2023-01"),
        ("period,value\n,5\n", "Line 2: the period is missing"),
        ("period,value\n2023-01,n/a\n", "Line 2: “n/a” is not a number"),
        ("period,value\n2023-01,1,234\n", "Line 2: there are 3 cells"),
        ("period,value\nnever,5\n", "Line 2: “never” is not a period"),
        (
            "period,value\n2023-02,5\nFeb 2023,6\n",
            "Line 3: the period Feb 2023 is the same as 2023-02 on line 2",
        ),
        ("period,value\n2023-02,5\n2022/23,6\n", "Line 3: the period 2022/23 overlaps 2023-02 on line 2"),
        ("period,value\n2023-01,3:29\n2023-02,5\n", "Line 3: this is a plain number"),
        ("period,value\n2023-01,5\0\n", "not a text file"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_line(text, said):
    assert said in refused(text)


def test_a_spreadsheet_is_no_csv_and_a_huge_file_no_series():
    with pytest.raises(BadInput, match="Save the sheet as CSV"):
        read_series(b"PK\x03\x04\x00\x00\x81\x8d")
    with pytest.raises(BadInput, match="larger than 5 MB"):
        read_series(b"period,value\n" + b"2023-01,5\n" * 600_000)


@pytest.mark.parametrize(
    ("rows", "unit", "noun", "places"),
    [
        ("2023-01,8.65%\n2023-02,8%", Unit.PERCENT, "month", 2),
        ("01/01/2023,8\n01/02/2023,9", Unit.COUNT, "month", 0),
        ("02/01/2023,8\n09/01/2023,9", Unit.COUNT, "period", 0),
        ("Q1 2022/23,3:29\nQ2 2022/23,3:30", Unit.DURATION, "quarter", 0),
        ("2021/22,5\n2022/23,5", Unit.COUNT, "year", 0),
        ("2023-01,5\nQ1 2023/24,5", Unit.COUNT, "period", 0),
    ],
)
def test_a_series_knows_its_unit_and_what_its_lines_stand_for(rows, unit, noun, places):
    series = read_series(f"period,value\n{rows}\n".encode())
    assert (series.unit, series.noun, series.places) == (unit, noun, places)

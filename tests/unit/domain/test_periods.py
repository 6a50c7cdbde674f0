"""Periods as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.measures import Basis
from tracker.domain.periods import basis_of, last_of_month, month_words, months_in, months_later, read_period

CASES = [
    ("April 2023", "2023-04-01", "2023-04-30", Basis.MONTH),
    ("Apr-23", "2023-04-01", "2023-04-30", Basis.MONTH),
    ("Sept 2023", "2023-09-01", "2023-09-30", Basis.MONTH),
    ("2023-04", "2023-04-01", "2023-04-30", Basis.MONTH),
    ("04/2023", "2023-04-01", "2023-04-30", Basis.MONTH),
    ("February 2024", "2024-02-01", "2024-02-29", Basis.MONTH),
    ("Q1 2023/24", "2023-04-01", "2023-06-30", Basis.QUARTER),
    ("Q4 2022/2023", "2023-01-01", "2023-03-31", Basis.QUARTER),
    ("2022/23 Q3", "2022-10-01", "2022-12-31", Basis.QUARTER),
    ("Quarter 2 of 2022-23", "2022-07-01", "2022-09-30", Basis.QUARTER),
    ("the quarter to June 2023", "2023-04-01", "2023-06-30", Basis.QUARTER),
    ("3 months to March 2023", "2023-01-01", "2023-03-31", Basis.QUARTER),
    ("3 months to May 2023", "2023-03-01", "2023-05-31", Basis.ROLLING),
    ("1 April to 30 June 2023", "2023-04-01", "2023-06-30", Basis.QUARTER),
    ("April to June 2023", "2023-04-01", "2023-06-30", Basis.QUARTER),
    ("2022/23", "2022-04-01", "2023-03-31", Basis.FINANCIAL_YEAR),
    ("2019-20", "2019-04-01", "2020-03-31", Basis.FINANCIAL_YEAR),
    ("1999/00", "1999-04-01", "2000-03-31", Basis.FINANCIAL_YEAR),
    ("April 2022 to March 2023", "2022-04-01", "2023-03-31", Basis.FINANCIAL_YEAR),
    ("2020", "2020-01-01", "2020-12-31", Basis.YEAR),
    ("1st January 2019 to 31st December 2019", "2019-01-01", "2019-12-31", Basis.YEAR),
    ("12 months to March 2023", "2022-04-01", "2023-03-31", Basis.ROLLING),
    ("12 months to the end of December 2018", "2018-01-01", "2018-12-31", Basis.ROLLING),
    ("year to 30 September 2019", "2018-10-01", "2019-09-30", Basis.ROLLING),
    ("13 months to January 2021", "2020-01-01", "2021-01-31", Basis.ROLLING),
    ("16 March to 31 December 2020", "2020-03-16", "2020-12-31", Basis.OTHER),
    ("1 December 2017 to 30 November 2018", "2017-12-01", "2018-11-30", Basis.OTHER),
    ("1 to 30 April 2023", "2023-04-01", "2023-04-30", Basis.MONTH),
    ("31/12/2020 - 31/01/2021", "2020-12-31", "2021-01-31", Basis.OTHER),
]


@pytest.mark.parametrize(("words", "first", "last", "basis"), CASES)
def test_a_period_is_read_as_it_is_written(words: str, first: str, last: str, basis: Basis) -> None:
    period = read_period(words)
    assert (period.starts_on.isoformat(), period.ends_on.isoformat(), period.basis) == (first, last, basis)
    assert period.words == words


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "Apirl 2023",
        "2022/24",
        "2023-13",
        "13/2023",
        "Q5 2023/24",
        "30 June to 1 April 2023",
        "31 February to 1 March 2023",
        "0 months to March 2023",
        "12 months to 15 March 2023",
        "June 0023",
        "a" * 200,
    ],
)
def test_what_is_no_period_is_refused_with_forms_to_follow(words: str) -> None:
    with pytest.raises(BadInput, match="“April 2023”") as refused:
        read_period(words)
    assert refused.value.field == "period"


def test_the_last_13_months_want_an_end() -> None:
    with pytest.raises(BadInput, match="“13 months to January 2021”"):
        read_period("the last 13 months")
    period = read_period("the last 13 months", until=date(2021, 1, 31))
    assert (period.starts_on, period.ends_on, period.basis) == (
        date(2020, 1, 1),
        date(2021, 1, 31),
        Basis.ROLLING,
    )


@given(st.dates(date(1950, 1, 1), date(2100, 11, 30)))
def test_every_month_is_read_back_from_its_own_words(day: date) -> None:
    first = day.replace(day=1)
    period = read_period(month_words(day))
    assert (period.starts_on, period.ends_on) == (first, last_of_month(first))
    assert months_in(period.starts_on, period.ends_on) == 1


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(1, 99))
def test_rolling_months_are_as_many_as_they_say(day: date, count: int) -> None:
    period = read_period(f"{count} months to {month_words(day)}") if count > 1 else None
    if period and period.starts_on.year >= 1950:
        assert months_in(period.starts_on, period.ends_on) == count
        assert months_later(period.starts_on, count) == period.ends_on + timedelta(days=1)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 800))
def test_only_whole_months_and_quarters_are_called_so(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    basis = basis_of(first, last)
    assert (basis is Basis.MONTH) == (months_in(first, last) == 1)
    assert (basis is Basis.QUARTER) == (months_in(first, last) == 3 and first.month in (1, 4, 7, 10))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        period = read_period(text)
    except BadInput:
        return
    assert period.starts_on <= period.ends_on

"""Dates that are counted from today or close a span: “in 6 weeks”, “in 10 working days”, “end of June”, “eom”."""

import re
from datetime import date, timedelta

from tracker.domain.capture_calendar import monday_of
from tracker.domain.capture_day import (
    YEAR,
    Form,
    Now,
    Unreadable,
    form,
    last_of,
    same_day_in_months,
    which_day,
    year_of,
)
from tracker.domain.capture_words import END, MONTH, NUMBER, NUMBERS, month_of
from tracker.domain.errors import BadInput
from tracker.domain.workdays import working_day_after

_FINANCIAL_YEAR_ENDS = 3
"""March: the public sector's year runs from April."""

_DAYS_IN = {"d": 1, "w": 7, "f": 14}
_MONTHS_IN = {"m": 1, "y": 12}


def _count(match: re.Match[str]) -> int:
    word = match["count"].casefold()
    return NUMBERS.get(word) or int(word)


def _from_now(match: re.Match[str], now: Now) -> date | Unreadable:
    if match.groupdict().get("other"):
        return which_day(match[0])
    unit = match["unit"][0].casefold()
    if unit in _MONTHS_IN:
        return same_day_in_months(now.today, _count(match) * _MONTHS_IN[unit])
    return now.today + timedelta(days=_count(match) * _DAYS_IN[unit])


def _working_days(match: re.Match[str], now: Now) -> date | Unreadable:
    if match["other"]:
        return which_day(match[0])
    if now.is_working_day is None:
        return Unreadable(
            f"“{match[0]}” is counted in working days. Type the date itself, such as “due 4 October”."
        )
    try:
        return working_day_after(now.today, _count(match), now.is_working_day)
    except BadInput as error:
        return Unreadable(str(error))


def _end_of_month(match: re.Match[str], now: Now) -> date:
    month = month_of(match["month"])
    if month is None:
        raise ValueError("letters that only look like a month")
    year = year_of(match["year"]) if match["year"] else now.today.year + (month < now.today.month)
    return last_of(year, month)


def _end_of_span(match: re.Match[str], now: Now) -> date:
    """The last day of the day, week, month, quarter or year that holds today, or of the one after it."""
    span, later, today = match["span"][0].casefold(), bool(match.groupdict().get("next")), now.today
    if span == "d":
        return today
    if span == "w":
        friday = monday_of(today) + timedelta(days=4)
        return friday + timedelta(days=7 if later or friday < today else 0)
    if span == "y":
        return last_of(today.year + later, 12)
    # Quarters of the financial year end in the same months as those of the calendar.
    ahead, length = (-today.month % 3, 3) if span == "q" else (0, 1)
    last = same_day_in_months(today.replace(day=1), ahead + length * later)
    return last_of(last.year, last.month)


def _end_of_financial_year(match: re.Match[str], now: Now) -> date:
    later = bool(match.groupdict().get("next"))
    return last_of(now.today.year + (now.today.month > _FINANCIAL_YEAR_ENDS) + later, _FINANCIAL_YEAR_ENDS)


def _end_of_named_year(match: re.Match[str], now: Now) -> date | None:
    """“end of 2024” is a calendar year, “end of 2023/24” a financial one."""
    first, second = year_of(match["first"]), match.groupdict().get("second")
    if second is None:
        return last_of(first, 12)
    return last_of(first + 1, _FINANCIAL_YEAR_ENDS) if year_of(second) % 100 == (first + 1) % 100 else None


_UNIT = r"(?P<unit>days?|d|weeks?|wks?|w|fortnights?|months?|mths?|mnths?|years?|yrs?)(?![^\W\d_])"
_COUNT = rf"(?P<count>{NUMBER})"
_TIME = r"(?:['’]?s?\s+time\b|['’](?!\w))?"
_FROM_TODAY = r"(?:\s+(?:from\s+)?(?:now|today)\b)"
_FROM_ELSEWHERE = r"(?P<other>\s+(?:of|from|after|before|prior|following|since|ahead|either|ago)\b)?"
_IN = r"(?:in|within|inside)\s+(?:the\s+next\s+)?"
_WORKING = r"(?:working|work|business|wkg)\s*days?|w/?ds?"
_THE = r"(?:the\s+|this\s+|current\s+|(?P<next>next\s+))*"
_SPAN = r"(?P<span>day|week|wk|month|mth|quarter|qtr|year|yr)\b"
_LAST = r"(?:end|last\s+day)"
_FINANCIAL = r"(?:(?:financial|fiscal)\s+year|fy)"
_YEARS = r"(?P<first>20\d\d|\d\d)\s?[/-]\s?(?P<second>20\d\d|\d\d)"

FORMS: list[Form] = [
    form(
        rf"(?:{_IN})?{_COUNT}\s*(?:{_WORKING})(?![^\W\d_]){_TIME}(?:{_FROM_TODAY}|{_FROM_ELSEWHERE})",
        _working_days,
    ),
    form(rf"{_IN}{_COUNT}\s*{_UNIT}{_TIME}(?:{_FROM_TODAY}|{_FROM_ELSEWHERE})(?!\s+or\b)", _from_now),
    form(rf"{_COUNT}\s*{_UNIT}(?:['’]?s?\s+time\b|{_FROM_TODAY}|{END})", _from_now),
    form(rf"{_LAST}[\s-]*(?:of\s+)?(?P<month>{MONTH})(?:\.?,?\s*{YEAR})?", _end_of_month),
    form(rf"(?P<month>{MONTH})\s+(?:month[\s-]*)?end\b(?:\.?,?\s*{YEAR})?", _end_of_month),
    form(rf"{_LAST}\s+of\s+(?:the\s+)?(?:{_FINANCIAL}\s*)?{_YEARS}{END}", _end_of_named_year),
    form(rf"{_LAST}\s+(?:of\s+)?(?P<first>20\d\d){END}", _end_of_named_year),
    form(rf"{_LAST}\s+(?:of\s+)?{_THE}{_FINANCIAL}\b", _end_of_financial_year),
    form(rf"{_FINANCIAL}[\s-]+end\b", _end_of_financial_year),
    form(rf"{_LAST}[\s-]*(?:of\s+)?{_THE}(?:calendar\s+|working\s+)?{_SPAN}(?!['’-])", _end_of_span),
    form(r"(?:this\s+|(?P<next>next\s+))?(?P<span>month|quarter)[\s-]+end\b", _end_of_span),
    form(r"eo(?P<span>[dwmqy])\b", _end_of_span),
    form(rf"(?:cop|cob|(?:close|end)\s+of\s+(?:play|business)){END}", lambda match, now: now.today),
]

"""A reading set beside an earlier one, a target or an average, in numbers and in the words of the reports.

Percentages differ by percentage points, durations are longer or shorter, counts and rates go up or down by a number and a percent.
Where the definition changed in between, the comparison carries a note, and `sentence` never leaves it out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.figures import number_of
from tracker.domain.measure_values import exact, size_words, value_words
from tracker.domain.measures import AgainstKind, Basis, Better, Unit
from tracker.domain.periods import month_words, months_in, months_later
from tracker.domain.readings import Held
from tracker.domain.wording import count_words, date_words

BASELINES = ("2018/19", "2019/20")
"""The years that the papers name as baselines: of the Beating Crime Plan, and before the pandemic."""

BESIDE_WORDS = {
    AgainstKind.TARGET: "the target",
    AgainstKind.NATIONAL: "the national average",
    AgainstKind.MOST_SIMILAR: "the average of the most similar forces",
}


@dataclass(frozen=True)
class Break:
    """From that day on the measure is counted in another way."""

    from_on: date
    words: str


@dataclass(frozen=True)
class Comparison:
    """`difference` is now less then, in the measure's unit; `percent` is None from zero and between percentages.

    `words` begin in lower case and have no full stop. `better` is None where neither way is better, or nothing changed.
    """

    label: str
    difference: Decimal
    percent: Decimal | None
    words: str
    better: bool | None
    note: str = ""

    @property
    def sentence(self) -> str:
        start = self.words[0].upper() + self.words[1:]
        return f"{start}. {self.note}" if self.note else f"{start}."


def compare(now: float, then: float, *, unit: Unit, better: Better, label: str, note: str = "") -> Comparison:
    """Two readings: "up 4.1 percentage points on 2019/20, from 8.6% to 12.7%". `label` names the earlier period."""
    difference = exact(now) - exact(then)
    percent = _percent(difference, exact(then), unit)
    values = f"from {value_words(then, unit)} to {value_words(now, unit)}"
    if not difference:
        words = f"the same as in {label}, at {value_words(now, unit)}"
    elif unit is Unit.DURATION:
        size = size_words(difference, unit) + _in_brackets(percent)
        words = f"{size} {'longer' if difference > 0 else 'shorter'} than in {label}, {values}"
    else:
        size = size_words(difference, unit) + _in_brackets(percent)
        words = f"{'up' if difference > 0 else 'down'} {size} on {label}, {values}"
    return Comparison(label, difference, percent, words, _improved(difference, better), note)


def beside(value: float, other: float, *, unit: Unit, better: Better, kind: AgainstKind) -> Comparison:
    """A reading and a target or an average: "7.7 percentage points above the target of 5%". The two being equal meets a target."""
    label = BESIDE_WORDS[kind]
    difference = exact(value) - exact(other)
    percent = _percent(difference, exact(other), unit)
    if not difference:
        words = f"the same as {label} of {value_words(other, unit)}"
    else:
        above, below = ("longer than", "shorter than") if unit is Unit.DURATION else ("above", "below")
        words = f"{size_words(difference, unit)} {above if difference > 0 else below} {label} of {value_words(other, unit)}"
    is_better = _improved(difference, better)
    if kind is AgainstKind.TARGET and not difference and better is not Better.NEITHER:
        is_better = True
    return Comparison(label, difference, percent, words, is_better)


def met_words(comparison: Comparison) -> str:
    """Whether a target is met; "" where neither way is better."""
    if comparison.better is None:
        return ""
    return "Target met" if comparison.better else "Target not met"


def rank_words(rank: int, of: int | None) -> str:
    """6th of 43"""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending} of {of}" if of else f"{rank}{ending}"


def comparisons(
    reading: Held,
    readings: Sequence[Held],
    *,
    unit: Unit,
    better: Better,
    breaks: Iterable[Break] = (),
) -> list[Comparison]:
    """What the reports set a reading beside: the period before, a year before, each baseline. `readings` are those in force of its area."""
    changes = list(breaks)
    found = []
    for label, other in earlier(reading, readings, unit):
        found.append(
            compare(
                reading.value,
                other.value,
                unit=unit,
                better=better,
                label=label,
                note=break_note(other, reading, changes),
            )
        )
    return found


def earlier(reading: Held, readings: Sequence[Held], unit: Unit) -> list[tuple[str, Held]]:
    """The earlier readings to set beside this one, each once and with the name of its period. Invented ones only beside invented ones."""
    others = [one for one in readings if one.number != reading.number and one.invented is reading.invented]
    length = months_in(reading.starts_on, reading.ends_on)
    found: list[tuple[str, Held]] = []

    def add(label: str, starts_on: date, ends_on: date) -> None:
        for one in others:
            if (one.starts_on, one.ends_on) == (starts_on, ends_on):
                if all(one.number != other.number for _, other in found):
                    found.append((label or one.period, one))
                return

    if length:
        label = "" if length < 12 else f"the previous {count_words(length, 'month')}"
        add(label, months_later(reading.starts_on, -length), reading.starts_on - timedelta(days=1))
        if length < 12:
            add("", *_year_before(reading))
    for name in BASELINES:
        year = int(name[:4])
        # A count of a month is no part of a comparison with a count of a year; a rate or an average is.
        if unit is not Unit.COUNT or length == 12:
            start, end = date(year, 4, 1), date(year + 1, 3, 31)
            if end < reading.starts_on:
                add(name, start, end)
    return found


def break_note(then: Held, now: Held, breaks: Iterable[Break]) -> str:
    """What must be said where the two are not counted alike; "" where they are."""
    between = [one for one in breaks if then.starts_on < one.from_on <= now.ends_on]
    return " ".join(
        f"The definition changed on {date_words(one.from_on)} ({one.words.rstrip('.')}), so the two are not counted alike."
        for one in between
    )


def basis_words(basis: Basis, starts_on: date, ends_on: date) -> str:
    """What a period is, beside a reading: "rolling 12 months", "month", "quarter"."""
    length = months_in(starts_on, ends_on)
    if basis is Basis.ROLLING and length:
        return f"rolling {count_words(length, 'month')}"
    if basis is Basis.OTHER:
        return count_words(length, "month") if length else "other dates"
    return basis.value.replace("_", " ")


def period_words(starts_on: date, ends_on: date) -> str:
    """Days that no words came with: "April 2023", "April 2022 to March 2023", "16 March 2020 to 31 December 2020"."""
    length = months_in(starts_on, ends_on)
    if length == 1:
        return month_words(starts_on)
    if length:
        return f"{month_words(starts_on)} to {month_words(ends_on)}"
    return f"{date_words(starts_on)} to {date_words(ends_on)}"


def _year_before(reading: Held) -> tuple[date, date]:
    return months_later(reading.starts_on, -12), months_later(reading.ends_on, -11) - timedelta(days=1)


def _percent(difference: Decimal, then: Decimal, unit: Unit) -> Decimal | None:
    if unit is Unit.PERCENT or not then:
        return None
    return (difference * 100 / abs(then)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _in_brackets(percent: Decimal | None) -> str:
    return "" if percent is None else f" ({number_of(abs(percent))}%)"


def _improved(difference: Decimal, better: Better) -> bool | None:
    if not difference or better is Better.NEITHER:
        return None
    return (difference > 0) is (better is Better.HIGHER)

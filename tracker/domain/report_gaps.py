"""The numbers that no action carries, told in as few lines as their explanations allow: every gap is explained."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.reports import NumberGap
from tracker.domain.wording import join_words

ACTION_NUMBER = re.compile(r"Action (\d+)")


@dataclass(frozen=True)
class Gap:
    """Numbers with one explanation: "001 to 005 and 013"."""

    numbers: str
    explanation: str


def grouped(gaps: Sequence[NumberGap]) -> tuple[Gap, ...]:
    """The gaps by explanation, in the order in which each is first given; numbers in a row become "001 to 005"."""
    by_explanation: dict[str, list[str]] = {}
    for gap in gaps:
        by_explanation.setdefault(gap.explanation, []).append(gap.number_words)
    return tuple(Gap(join_words(_runs(words)), explanation) for explanation, words in by_explanation.items())


def _runs(words: Iterable[str]) -> list[str]:
    runs: list[list[str]] = []
    for word in words:
        found = ACTION_NUMBER.fullmatch(word)
        number = found.group(1) if found else word
        if runs and found and runs[-1][-1].isdecimal() and int(runs[-1][-1]) + 1 == int(number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [told for run in runs for told in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else run)]

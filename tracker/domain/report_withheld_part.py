"""The last part of a paper: what is withheld from this version, how often, and for which reasons."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tracker.domain.paper import Fact, Facts, Paper, Part, Prose
from tracker.domain.report_words import capital
from tracker.domain.reports import Report
from tracker.domain.wording import count_words

TITLE = "What is withheld from this version"


def telling(paper: Callable[[Any], Paper]) -> Callable[[Any], Paper]:
    """`paper`, with what is withheld told at its end. A paper from which nothing is withheld says nothing of it."""

    def told(report: Any) -> Paper:
        made = paper(report)
        return replace(made, parts=(*made.parts, *withheld_parts(report)))

    return told


def withheld_parts(report: Report) -> tuple[Part, ...]:
    said = []
    if report.withheld:
        times = sum(one.times for one in report.withheld)
        places = "in one place" if times == 1 else f"in {times} places"
        said.append(f"Words are withheld {places}, each marked where it stands.")
    if report.left_out:
        was = "is" if report.left_out == 1 else "are"
        many = count_words(report.left_out, "action", starts=True)
        said.append(f"{many} {was} not shown here because of the protective marking.")
    facts = tuple(
        Fact(capital(one.reason), texts=(f"{capital(one.about)}: {_times(one.times)}.",))
        for one in report.withheld
    )
    if not said:
        return ()
    blocks = (Prose(tuple(said)), *((Facts(facts),) if facts else ()))
    return (Part(TITLE, blocks, key="withheld"),)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"

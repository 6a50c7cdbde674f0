"""What an exit rule says and how far it is, in plain English: "5 of 7 months below the average; earliest possible: November 2023"."""

from datetime import date

from tracker.domain.control_chart_rules import RUN, Rule
from tracker.domain.control_charts import ENOUGH, Improvement
from tracker.domain.exit_rules import PERIOD, Exit, ExitKind, Standing
from tracker.domain.measures import Basis
from tracker.domain.periods import month_words, months_later
from tracker.domain.wording import count_words, plural_of

CAUSES = {
    Rule.SHIFT: f"{RUN} or more {{}} in a row on the better side of the average",
    Rule.TREND: f"{RUN} or more {{}} in a row, each better than the one before",
    Rule.TWO_IN_THREE: "two of three {} close to the limit on the better side",
    Rule.OUTSIDE: "a {one} beyond the limit on the better side",
}
"""Each special cause as it is chosen and read, for `str.format` with the plural and the singular of the period."""

KINDS = {
    ExitKind.IMPROVEMENT: "Improvement beyond usual variation",
    ExitKind.TARGET_MET: "Target met for so many periods running",
    ExitKind.WITHIN_REACH: "Target within reach: met unless something changes",
}


def cause_words(cause: Rule | None, basis: Basis) -> str:
    """ "7 or more months in a row on the better side of the average"; "any signal of the control chart" for None."""
    one = PERIOD[basis]
    return CAUSES[cause].format(plural_of(one), one=one) if cause else "any signal of the control chart"


def rule_words(rule: Exit, measure: str, area: str, target: str = "") -> str:
    """The whole rule: "101 abandonment rate, force: target of 5% met for 3 months running". `target` is "" where it has none."""
    of = f"{measure}, {area}" if area else measure
    if rule.kind is ExitKind.IMPROVEMENT:
        what = f"improvement, by {cause_words(rule.cause, rule.basis)}"
    elif rule.kind is ExitKind.TARGET_MET:
        what = f"target{_of(target)} met for {count_words(rule.periods or 1, PERIOD[rule.basis])} running"
    else:
        what = f"target{_of(target)} within reach, so that it is met unless something changes"
    return f"{of}: {what}"


def progress_words(rule: Exit, standing: Standing, improvement: Improvement, target: str = "") -> str:
    """How far it is, and the earliest period that can meet it."""
    if standing.at is None:
        told = "There are no figures yet"
    elif not standing.enough:
        told = f"{_so_far(rule, standing, improvement, target)}; {ENOUGH} {_periods(rule)} are needed before a signal is believed"
    else:
        told = _so_far(rule, standing, improvement, target)
    if standing.met:
        return f"Met in {period_words(standing.at, rule.basis)}: {told}" if standing.at else told
    if standing.earliest is None:
        return told
    return f"{told}; earliest possible: {period_words(standing.earliest, rule.basis)}"


def period_words(first: date, basis: Basis) -> str:
    """ "November 2023"; for a quarter "October to December 2023"."""
    if basis is not Basis.QUARTER:
        return month_words(first)
    return f"{first:%B} to {month_words(months_later(first, 2))}"


def _so_far(rule: Exit, standing: Standing, improvement: Improvement, target: str) -> str:
    better = "above" if improvement is Improvement.INCREASE else "below"
    count = f"{standing.done} of {standing.needed}"
    periods = _periods(rule)
    if rule.kind is ExitKind.WITHIN_REACH:
        return (
            "the limits lie wholly on the better side of the target"
            if standing.met
            else "the limits still reach past the target"
        )
    if rule.kind is ExitKind.TARGET_MET:
        bound = "or more" if improvement is Improvement.INCREASE else "or less"
        return (
            f"{count} {periods} running at {target} {bound}"
            if target
            else f"{count} {periods} running on target"
        )
    if rule.cause is Rule.TREND:
        return f"{count} {periods} {'rising' if better == 'above' else 'falling'} in a row"
    if rule.cause is Rule.TWO_IN_THREE:
        return f"{count} {periods} close to the {'upper' if better == 'above' else 'lower'} limit"
    if rule.cause is Rule.OUTSIDE:
        beyond = f"{better} the {'upper' if better == 'above' else 'lower'} limit"
        return f"the latest {PERIOD[rule.basis]} is {'' if standing.met else 'not '}{beyond}"
    return f"{count} {periods} {better} the average"


def _periods(rule: Exit) -> str:
    return plural_of(PERIOD[rule.basis])


def _of(target: str) -> str:
    return f" of {target}" if target else ""

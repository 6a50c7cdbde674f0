"""`flask measures`: control charts of figures in a file."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from tracker.cli.errors import as_json, plainly, say_json
from tracker.domain.chart_words import ASSURANCE, RULE, VARIATION, says
from tracker.domain.control_charts import Chart, Improvement, Point, evaluate, to_four_places
from tracker.domain.durations import Colon
from tracker.domain.errors import BadInput
from tracker.domain.figures import figure_words
from tracker.domain.measures import Unit
from tracker.domain.series_files import Series, read_series, read_value
from tracker.domain.series_periods import read_series_period

group = AppGroup("measures", help="Control charts of figures.")


@group.command(
    "evaluate",
    help="Judges the figures of FILE, a CSV file with the columns period and value, as a control chart.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--improvement",
    type=click.Choice([one.value for one in Improvement]),
    required=True,
    help="Which way is better.",
)
@click.option("--target", default=None, help="The target, such as 5, 5% or 15 min.")
@click.option(
    "--fix-after", type=int, default=None, help="Rest the limits on the first N figures (12 or more)."
)
@click.option(
    "--rebase", "rebases", multiple=True, help="The first period of new limits. May be given several times."
)
@click.option("--no-screening", is_flag=True, help="Let very large steps widen the limits.")
@click.option(
    "--colon",
    type=click.Choice([one.value for one in Colon]),
    default=Colon.MINUTES.value,
    help="What 3:29 means: minutes and seconds (minutes), or hours and minutes (hours).",
)
@as_json
@plainly
def evaluate_file(
    file: Path,
    improvement: str,
    target: str | None,
    fix_after: int | None,
    rebases: tuple[str, ...],
    no_screening: bool,
    colon: str,
    as_json: bool,
) -> None:
    aim, of_target = (None, None) if target is None else _target(target, Colon(colon))
    series = read_series(_content(file), colon=Colon(colon))
    if of_target and (of_target is Unit.DURATION) != (series.unit is Unit.DURATION):
        raise BadInput("--target: write it as the file writes its values: a number, or a length of time.")
    chart = evaluate(
        [Point(line.period.starts_on, line.value) for line in series.lines],
        improvement=Improvement(improvement),
        target=aim,
        rebases=[_rebase(series, typed) for typed in rebases],
        fix_after=fix_after,
        screening=not no_screening,
    )
    if as_json:
        say_json(_as_json(series, chart))
        return
    for row in _table(series, chart):
        click.echo(row)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(f"“{file}” cannot be read: {error.strerror}.") from error


def _target(typed: str, colon: Colon) -> tuple[Decimal, Unit]:
    try:
        return read_value(typed, colon=colon)
    except BadInput as error:
        raise click.BadParameter(str(error), param_hint="--target") from error


def _rebase(series: Series, typed: str) -> date:
    """The first day of the period that is named. Raises `BadInput` where the file has no such period."""
    for line in series.lines:
        if line.period.words.casefold() == " ".join(typed.casefold().split()):
            return line.period.starts_on
    try:
        day = read_series_period(typed).starts_on
    except BadInput as error:
        raise BadInput(f"--rebase: {error}", field="rebase") from error
    if day not in {line.period.starts_on for line in series.lines}:
        raise BadInput(
            f"--rebase: the file has no period “{typed}”. Give one of its periods.", field="rebase"
        )
    return day


def _as_json(series: Series, chart: Chart) -> dict[str, Any]:
    """What the contract names, and besides: the group of each point, all rules that it meets, and what the chart says."""
    points = [
        {
            "period": line.period.words,
            "value": float(line.value),
            "mean": to_four_places(point.limits.mean),
            "lower": None if point.limits.lower is None else to_four_places(point.limits.lower),
            "upper": None if point.limits.upper is None else to_four_places(point.limits.upper),
            "rule": point.rule,
            "type": point.type,
            "rules": point.rules,
            "group": point.group + 1,
        }
        for line, point in zip(series.lines, chart.points, strict=True)
    ]
    return {
        "points": points,
        "variation": chart.variation,
        "assurance": chart.assurance,
        "trial_limits": chart.trial_limits,
        "says": says(chart, series.unit, period=series.noun),
    }


def _table(series: Series, chart: Chart) -> Iterator[str]:
    """A line for each point, a line before each new group, and what the chart says."""
    unit, places = series.unit, series.places
    heads = ("Period", "Value", "Average", "Lower limit", "Upper limit", "What it is")
    rows = [heads]
    for line, point in zip(series.lines, chart.points, strict=True):
        limits = (point.limits.mean, point.limits.lower, point.limits.upper)
        figures = [
            "–" if one is None else figure_words(one, unit, places=places + 2, short=True) for one in limits
        ]
        kind = (
            VARIATION[point.type]
            if not point.rules
            else f"{VARIATION[point.type]}: {RULE[point.rule].lower()}"
        )
        value = figure_words(line.value, unit, places=places, short=True)
        rows.append((line.period.words, value, figures[0], figures[1], figures[2], kind))
    widths = [max(len(row[at]) for row in rows) for at in range(5)]
    opens = {group.points[0].at for group in chart.groups[1:]}
    for number, row in enumerate(rows):
        if number and chart.points[number - 1].at in opens:
            yield "new limits"
        cells = [row[0].ljust(widths[0]), *(row[at].rjust(widths[at]) for at in range(1, 5)), row[5]]
        yield "  ".join(cells).rstrip()
    yield ""
    yield f"Variation: {VARIATION[chart.variation]}"
    yield f"Assurance: {ASSURANCE[chart.assurance] or 'none'}"
    yield f"Limits: {'trial limits, fewer than 13 figures' if chart.trial_limits else '13 figures or more'}"
    yield says(chart, unit, period=series.noun)

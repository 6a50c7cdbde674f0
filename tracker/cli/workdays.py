"""`flask workdays`: counts in working days of England."""

from datetime import date

import click
from flask.cli import AppGroup

from tracker.cli.errors import Day, parts, plainly
from tracker.domain.workdays import working_day_before

group = AppGroup("workdays", help="Counts in working days of England.")


@group.command(help="Prints the date N working days before DATE, such as “before 2023-10-04 5”.")
@click.argument("day", metavar="DATE", type=Day())
@click.argument("n", metavar="N", type=int)
@plainly
def before(day: date, n: int) -> None:
    click.echo(working_day_before(day, n, parts().calendar.is_working_day).isoformat())

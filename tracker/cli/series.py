"""`flask series`: puts a meeting series on record, and lists them."""

import click
from flask.cli import AppGroup

from tracker.cli.errors import BY_COMMAND, as_json, parts, plainly, say_json
from tracker.domain.panel_asks import SeriesKind
from tracker.domain.references import action_reference
from tracker.services.series import create_series
from tracker.store import meetings as stored

group = AppGroup("series", help="The meeting series, each of which numbers its own actions.")


@group.command(help="Puts a series on record, such as “PPM 'Public Performance Meeting'”.")
@click.argument("code")
@click.argument("title")
@click.option(
    "--first-number",
    type=int,
    default=1,
    show_default=True,
    help="The number of its first action, for an office that has numbered before.",
)
@click.option(
    "--kind",
    type=click.Choice([SeriesKind.PERFORMANCE.value, SeriesKind.PANEL.value]),
    default=SeriesKind.PERFORMANCE.value,
    show_default=True,
    help="Whether it is a meeting of the office with the force, or the Panel’s.",
)
@click.option(
    "--papers-working-days",
    type=int,
    default=None,
    help="How many working days before a meeting its papers are due; without it 5, for the Panel 6 (five clear days).",
)
@plainly
def create(code: str, title: str, first_number: int, kind: str, papers_working_days: int | None) -> None:
    with parts().writing(BY_COMMAND) as desk:
        series = create_series(
            desk,
            code=code,
            title=title,
            first_number=first_number,
            papers_working_days=papers_working_days,
            kind=SeriesKind(kind),
        )
        first = action_reference(series.code, series.next_number)
    click.echo(f"The series {series.code} is on record. Its first action will be {first}.")


@group.command("list", help="Every series, with the number of its next action.")
@as_json
@plainly
def list_series(as_json: bool) -> None:
    with parts().read() as session:
        rows = [
            {
                "code": one.code,
                "title": one.title,
                "next_number": one.next_number,
                "papers_working_days": one.papers_working_days,
                "kind": one.kind,
            }
            for one in stored.series_listed(session)
        ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        click.echo(f"{row['code']}  {row['title']}")

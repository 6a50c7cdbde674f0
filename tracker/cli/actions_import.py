"""`flask actions import`: an existing log, from XLSX or CSV."""

from pathlib import Path
from typing import Any

import click

from tracker.cli.actions import group
from tracker.cli.errors import as_json, parts, plainly, say_json
from tracker.domain.canonical import plain
from tracker.domain.errors import BadInput
from tracker.domain.import_rows import LogRow
from tracker.domain.log_reading import rows, understand
from tracker.domain.references import check_series

NULL_WHEN_EMPTY = ("original_due", "raised_on", "closed_on", "meeting")


@group.command("import", help="Reads an existing log of actions: an Excel workbook (.xlsx) or a CSV file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--series", required=True, help="The series that the actions belong to, such as PPM.")
@click.option("--dry-run", is_flag=True, help="Only say what was read. Nothing is written.")
@as_json
@plainly
def import_log(file: Path, series: str, dry_run: bool, as_json: bool) -> None:
    check_series(series)
    if not dry_run:
        raise BadInput("Give --dry-run to see what would be read.")
    with file.open("rb") as content, parts().logs.open(content, file.name) as book:
        understood = understand(book)
        found = list(rows(book, understood))
    if as_json:
        say_json([row_as_json(row) for row in found])
        return
    for row in found:
        say_row(row)
    for note in understood.notes:
        click.echo(note, err=True)
    problems = sum(bool(row.problems) for row in found)
    click.echo(
        f"{len(found):,} actions were read, {problems:,} of them with something that could not be. Nothing was written."
    )


def row_as_json(row: LogRow) -> dict[str, Any]:
    """What the contract names first, then all else that was read."""
    said = plain(row)
    first = (
        "row",
        "sheet",
        "reference",
        "title",
        "owner",
        "due",
        "due_text",
        "status",
        "meeting",
        "problems",
    )
    answer = {name: said[name] for name in first} | {
        name: value for name, value in said.items() if name not in first
    }
    return {name: None if name in NULL_WHEN_EMPTY and not value else value for name, value in answer.items()}


def say_row(row: LogRow) -> None:
    """One action on a line, and what could not be read beneath it."""
    due = row.due or row.due_text or "–"
    click.echo(f"{row.row:>5}  {row.reference:12}  {row.status.value:9}  {due!s:12}  {row.title[:80]}")
    for problem in row.problems:
        click.echo(f"       {problem}")

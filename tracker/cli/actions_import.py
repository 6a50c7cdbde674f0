"""`flask actions import`: an existing log, from XLSX or CSV."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from tracker.cli.actions import group
from tracker.cli.errors import BY_COMMAND, as_json, parts, plainly, say_json
from tracker.domain.canonical import plain
from tracker.domain.errors import BadInput
from tracker.domain.import_rows import LogRow
from tracker.domain.imports import Fate
from tracker.domain.log_reading import rows, understand
from tracker.domain.references import check_series
from tracker.services.documents import Upload
from tracker.services.import_at_once import Became, became, take_in
from tracker.services.import_preparing import Bench
from tracker.store.meetings import series_listed

FATE_WORDS = {
    Fate.NEW: "added",
    Fate.SAME: "there already",
    Fate.CHANGED: "changed",
    Fate.UNREADABLE: "could not be taken",
    Fate.LEFT_OUT: "left out",
}
NULL_WHEN_EMPTY = ("original_due", "raised_on", "closed_on", "meeting")


@group.command("import", help="Reads an existing log of actions: an Excel workbook (.xlsx) or a CSV file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--series", required=True, help="The series that the actions belong to, such as PPM.")
@click.option("--dry-run", is_flag=True, help="Only say what was read. Nothing is written.")
@as_json
@plainly
def import_log(file: Path, series: str, dry_run: bool, as_json: bool) -> None:
    code = check_series(series)
    if not dry_run:
        _take_in(file, code, as_json)
        return
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


def _take_in(file: Path, code: str, as_json: bool) -> None:
    """Writes what is new or changed, in one transaction, and says what became of each row."""
    wires = parts()
    bench = Bench(wires.logs, wires.files, wires.matcher, "command")
    upload = Upload(file.name, file.read_bytes(), wires.settings.upload_limit_bytes)
    with wires.writing(BY_COMMAND) as desk:
        series = next((one for one in series_listed(desk.session) if one.code == code), None)
        if series is None:
            raise BadInput(f"There is no series {code}. Give one of those on record.", field="series")
        one = take_in(desk, bench, wires.progress_notes, series, upload)
        said = list(became(desk, one))
        number, counts = one.key, Counter(row.fate for row in said)
    wires.progress_notes.forget(f"import-{number}")
    if as_json:
        say_json([_became_as_json(row) for row in said])
        return
    for row in said:
        click.echo(f"{row.action or '–':12}  {row.fate:10}  {row.read.reference:12}  {row.read.title[:80]}")
        if row.why:
            click.echo(f"              {row.why}")
    told = ", ".join(f"{counts[fate.value]:,} {FATE_WORDS[fate]}" for fate in Fate if counts[fate.value])
    click.echo(f"Import {number}: {told or 'no rows'}.")


def _became_as_json(row: Became) -> dict[str, Any]:
    """The same as a dry run says of the row, and what became of it."""
    return {**row_as_json(row.read), "action": row.action or None, "fate": row.fate, "why": row.why}


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

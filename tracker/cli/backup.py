"""`flask backup`: everything into one file, and back."""

from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.errors import as_json, parts, plainly, say_json
from tracker.domain.backups import Manifest, size_words
from tracker.domain.wording import count_words

group = AppGroup("backup", help="The whole record with its files, as one file.")
FILE = click.Path(dir_okay=False, path_type=Path)


@group.command(
    "create",
    help="Writes a backup of everything to FILE while people work. It holds the secret key: guard it as you guard the server.",
)
@click.argument("file", type=FILE)
@as_json
@plainly
def create(file: Path, as_json: bool) -> None:
    from tracker.jobs.backing_up import keep_note, make_backup

    wires, target = parts(), file.absolute()
    manifest = make_backup(wires, target)
    keep_note(wires, target, manifest)
    said = {**_said(manifest, target), "missing": list(manifest.missing)}
    if as_json:
        say_json(said)
    else:
        click.echo(f"{file} holds {_in_words(manifest)} in {size_words(target.stat().st_size)}.")
    if manifest.missing:
        lost = count_words(len(manifest.missing), "file was", "files were")
        click.echo(f"{lost} missing or damaged before. Run “flask documents verify”.", err=True)


@group.command("check", help="Reads a backup from beginning to end and compares every part with its digest.")
@click.argument("file", type=FILE)
@as_json
@plainly
def check(file: Path, as_json: bool) -> None:
    from tracker.services.packing import check as look

    with parts().backup_archives.reading(file) as backup:
        manifest = look(backup)
    if as_json:
        say_json({**_said(manifest, file), "missing": list(manifest.missing)})
    else:
        click.echo(f"{file} is whole: {_in_words(manifest)}.")


@group.command(
    "restore",
    help="Puts a backup back, with the server stopped. It is checked first; what does not hold changes nothing.",
)
@click.argument("file", type=FILE)
@click.option(
    "--replace", is_flag=True, help="Put it in the place of a record that is there. That record is then gone."
)
@as_json
@plainly
def restore(file: Path, replace: bool, as_json: bool) -> None:
    from tracker.cli.backup_restore import Restoring

    restoring = Restoring(parts(), file, replace)
    if as_json:
        say_json(restoring.restore())
        return
    told = restoring.restore()
    click.echo(f"{file} is back: {_in_words(restoring.manifest)}.")
    click.echo(f"The history verifies: {count_words(told['history'], 'row')}, digest {told['digest']}.")
    click.echo(f"{count_words(told['files'], 'file')} on record, each what it was.")
    click.echo(told["search"])
    if told["missing"]:
        lost = count_words(told["missing"], "file was", "files were")
        click.echo(f"{lost} missing or damaged before the backup was made.", err=True)


def _said(manifest: Manifest, file: Path) -> dict[str, object]:
    return {
        "file": str(file),
        "made_at": manifest.made_at,
        "migration": manifest.migration,
        "database": manifest.database,
        "demonstration": manifest.demonstration,
        "history": manifest.history,
        "rows": manifest.rows,
        "files": manifest.files,
        "bytes": file.stat().st_size,
    }


def _in_words(manifest: Manifest) -> str:
    return f"{count_words(manifest.rows, 'row')} and {count_words(manifest.files, 'file')}"

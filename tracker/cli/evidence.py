"""`flask evidence`: the files that actions rest on, with those of documents."""

from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.errors import BY_COMMAND, as_json, parts, plainly, say_json
from tracker.cli.whole_files import written_whole
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import count_words
from tracker.services.exports import note_export
from tracker.store.exports_files import archived_files

group = AppGroup("evidence", help="The files that actions rest on.")


@group.command(
    "export",
    help="Writes every file of the evidence and of the documents to one ZIP, with a list and SHA256SUMS, which sha256sum -c checks.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@as_json
@plainly
def export_evidence(output: Path, as_json: bool) -> None:
    wires = parts()
    with wires.database.read_as_one() as session:
        held = list(archived_files(session, THE_OFFICE))
    with written_whole(output) as file:
        for piece in wires.evidence_archive(held):
            file.write(piece)
        with wires.writing(BY_COMMAND) as desk:
            note_export(desk, "zip", files=len(held))
    size = output.stat().st_size
    if as_json:
        say_json({"file": str(output), "files": len(held), "bytes": size})
        return
    click.echo(
        f"{count_words(len(held), 'file')} of the evidence and the documents are in {output} ({size:,} bytes)."
    )
    click.echo("Its list.csv says of each whether it is there, missing or destroyed.")

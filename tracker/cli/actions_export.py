"""`flask actions export`: everything on record, in the shape that import reads."""

from pathlib import Path

import click

from tracker.cli.actions import group
from tracker.cli.errors import BY_COMMAND, as_json, parts, plainly, say_json
from tracker.cli.whole_files import written_whole
from tracker.domain.log_export_document import ExportForm
from tracker.domain.wording import count_words
from tracker.services import exports as service

FORMS = [form.value for form in ExportForm]


@group.command("export", help="Writes everything on record to FILE, in the shape that import reads.")
@click.option(
    "--format", "form", type=click.Choice(FORMS), help="The form; else what the file's name ends in."
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
def export_actions(form: str | None, output: Path, as_json: bool) -> None:
    wires = parts()
    wanted = _form(form, output)
    with written_whole(output) as file:
        with wires.database.read_as_one() as session:
            told = service.outgoing(
                session,
                office=wires.settings.office_name,
                made_by=BY_COMMAND.name,
                moment=wires.clock.moment(),
            )
            wires.export_makers[wanted].write(told, file)
        with wires.writing(BY_COMMAND) as desk:
            service.note_export(desk, wanted.value, actions=told.actions, sensitive=told.sensitive)
    size = output.stat().st_size
    if as_json:
        counts = {"actions": told.actions, "official_sensitive": told.sensitive, "bytes": size}
        say_json({"file": str(output), "format": wanted.value, **counts})
    else:
        hang = "it, is" if told.actions == 1 else "them, are"
        click.echo(
            f"{count_words(told.actions, 'action')}, and all that hangs on {hang} in {output} ({size:,} bytes)."
        )
    if told.warning:
        click.echo(told.warning, err=True)


def _form(given: str | None, output: Path) -> ExportForm:
    """The form that was asked for, else the one that the name says. Raises a `ClickException` where neither does."""
    word = given or output.suffix.removeprefix(".").lower()
    if word not in FORMS:
        raise click.ClickException(
            f"“{output.name}” does not say in which form. End it in .xlsx, .csv or .json, or give --format. Nothing was written."
        )
    return ExportForm(word)

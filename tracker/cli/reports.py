"""`flask reports`: what there is, and builds one to a file."""

from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.errors import BY_COMMAND, as_json, parts, plainly, say_json
from tracker.domain.report_record import KIND
from tracker.domain.viewers import THE_OFFICE
from tracker.services import reports as service
from tracker.store import meetings
from tracker.store import reports as stored

group = AppGroup("reports", help="Reports as papers.")


@group.command("list", help="The reports that were built, the latest first.")
@as_json
@plainly
def list_reports(as_json: bool) -> None:
    with parts().read() as session:
        rows = [
            {
                "id": version.id,
                "kind": version.kind,
                "meeting": meeting.reference if meeting else None,
                "version": version.number,
                "state": version.state,
                "author": version.author,
                "made_at": version.made_at.isoformat(),
            }
            for version, meeting in stored.listed(session, THE_OFFICE)
        ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        click.echo(
            f"{row['meeting']}  {row['kind']}  version {row['version']}  {row['state']}  by {row['author']}"
        )


@group.command(help="Builds a report and writes it to a file. The one kind there is now is action-status.")
@click.argument("kind", type=click.Choice([KIND]))
@click.option("--meeting", required=True, help="The meeting, such as PPM-2023-10-04.")
@click.option(
    "--format", "form", type=click.Choice(["pdf"]), default="pdf", show_default=True, help="The form."
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@plainly
def build(kind: str, meeting: str, form: str, output: Path) -> None:
    here = parts()
    if not output.parent.is_dir():
        raise click.ClickException(f"There is no folder {output.parent}. Nothing was built.")
    with here.writing(BY_COMMAND) as desk:
        sitting = meetings.by_reference(desk.session, meeting)
        settings = here.settings
        version = service.freeze_report(
            desk, sitting, office_name=settings.office_name, contact=str(settings.mail_from)
        )
        number = version.key
    with here.read() as session:
        version, snapshot = stored.version(session, THE_OFFICE, number)
    content = service.make_pdf(here.report_renderer, here.pdf, snapshot, version.state)
    with here.writing(BY_COMMAND) as desk:
        kept, _ = stored.version(desk.session, THE_OFFICE, number)
        service.keep_pdf(desk, here.files, kept, content, name=output.name)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} could not be written: {error.strerror}.") from error
    click.echo(
        f"Version {version.number} of {KIND} for {sitting.reference} is in {output} ({len(content):,} bytes)."
    )

"""`flask reports`: what there is, and builds one to a file."""

from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.errors import BY_COMMAND, as_json, parts, plainly, say_json
from tracker.domain.audiences import AUDIENCE_WORDS, Audience
from tracker.domain.report_checks import check_form, check_narrowed
from tracker.domain.report_kinds import KINDS, Form, ReportKind, SubjectKind, form_in
from tracker.domain.viewers import THE_OFFICE
from tracker.services import report_files
from tracker.services import reports as service
from tracker.services.report_cuts import cut_of
from tracker.services.report_subjects import of_kind, subject
from tracker.store import posts
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
                "about": version.about,
                "audience": version.audience,
                "version": version.number,
                "state": version.state,
                "approved_by": version.approved_by,
                "author": version.author,
                "made_at": version.made_at.isoformat(),
            }
            for version, meeting in stored.listed(session, THE_OFFICE)
        ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        about, words = str(row["about"]).partition(":")[2], AUDIENCE_WORDS[row["audience"]]
        click.echo(
            f"{about}  {row['kind']}  version {row['version']} {words}  {row['state']}  by {row['author']}"
        )


@group.command(help=f"Builds a report and writes it to a file. The kinds are {', '.join(KINDS)}.")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--meeting", default="", help="The meeting that it is about, such as PPM-2023-10-04.")
@click.option("--action", default="", help="The action that it is about, such as PPM-006.")
@click.option(
    "--post", default="", help="The code of a post: that it is about, or the cut for this owner alone."
)
@click.option(
    "--inspection", default="all", help="The inspection report that it is about; without it, all of them."
)
@click.option("--disclosure", default="", help="The request that it is about, such as FOI-001.")
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    help="For whom; else the first that the kind is made for.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Form]),
    help="The form; else what the file's name ends in.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@plainly
def build(
    kind: str,
    meeting: str,
    action: str,
    post: str,
    disclosure: str,
    inspection: str,
    audience: str | None,
    form: str | None,
    output: Path,
) -> None:
    here, row = parts(), KINDS[kind]
    if not output.parent.is_dir():
        raise click.ClickException(f"There is no folder {output.parent}. Nothing was built.")
    wanted = check_form(row, form or form_in(output.name) or Form.PDF)
    given = _about(
        row, meeting=meeting, action=action, post=post, disclosure=disclosure, inspection=inspection
    )
    narrow = bool(post) and row.subject is not SubjectKind.POST
    with here.writing(BY_COMMAND) as desk:
        about = of_kind(desk.session, row.subject, given)
        name = subject(about).name
        if narrow:
            check_narrowed(row)
            posts.by_code(desk.session, post)
        office, contact = here.settings.office_name, here.contact
        for_whom = Audience(audience) if audience else row.audiences[0]
        version = service.cut_report(
            desk, kind, about, office_name=office, contact=contact, audience=for_whom
        )
        number = version.key
    with here.read() as session:
        version, snapshot = stored.version(session, THE_OFFICE, number)
        owner = posts.by_code(session, post) if narrow else None
        cut = cut_of(session, version)
        session.expunge_all()
    content = report_files.make_file(here.report_press, snapshot, cut, wanted, post=owner)
    if owner is None:
        with here.writing(BY_COMMAND) as desk:
            kept_as = report_files.file_name(version, wanted)
            report_files.keep_file(desk, here.files, version, content, form=wanted, name=kept_as)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} could not be written: {error.strerror}.") from error
    click.echo(f"Version {version.number} of {kind} for {name} is in {output} ({len(content):,} bytes).")


def _about(row: ReportKind, **names: str) -> str:
    """The name of what the report is about, as its kind wants it. Raises a `ClickException` where that was not given."""
    named = names[row.subject]
    if not named:
        raise click.ClickException(
            f"“{row.title}” is about one {row.subject}. Name it with --{row.subject}. Nothing was built."
        )
    return named

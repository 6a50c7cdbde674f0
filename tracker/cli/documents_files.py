"""`flask documents add` and `verify`: files into the library, and whether all are as they came."""

import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.documents import group
from tracker.cli.errors import BY_COMMAND, Day, as_json, parts, plainly, say_json
from tracker.domain.documents import OVER, ReadState
from tracker.domain.errors import TrackerError
from tracker.domain.marking import Marking
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import count_words
from tracker.services.documents import Added, Paper, Upload, add_document, add_version
from tracker.services.reading_documents import Library, Progress, read_version
from tracker.services.verifying_files import verify_files
from tracker.store import documents as stored
from tracker.store import meetings

if TYPE_CHECKING:
    from tracker.models.documents import DocumentVersion

LOOK_SECONDS = 0.5
"""How often it looks how far the scheduler is, where that was quicker to begin."""


@group.command(
    "add",
    help="Keeps files as documents, and reads them at once. A file that is on record already is named and not kept twice.",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--title", default="", help="Its title; else it is made from the name of the file. For one file alone."
)
@click.option(
    "--code", default="", help="A short code for its address, such as pack-2023-05. For one file alone."
)
@click.option(
    "--version-of", default="", help="The code of a document that this one file is a new version of."
)
@click.option("--publisher", default="", help="Who published it.")
@click.option("--meeting", default="", help="The meeting that it is for, such as PPM-2023-10-04.")
@click.option(
    "--date", "published_on", type=Day(), default=None, help="The day of publication, such as 2023-09-27."
)
@click.option("--printed", default="", help="What the paper calls its version, such as 1.2.")
@click.option("--owner", default="", help="Its owner, as printed.")
@click.option("--authors", default="", help="Its authors, as printed.")
@click.option(
    "--marking",
    type=click.Choice([one.value for one in Marking]),
    default=Marking.OFFICIAL.value,
    show_default=True,
    help="Its protective marking.",
)
@click.option("--transparency", default="", help="Its transparency, as printed.")
@click.option("--authorised-by", default="", help="Who authorised it, as printed.")
@click.option("--note", default="", help="What someone should know who reads it.")
@as_json
@plainly
def add(
    files: tuple[Path, ...],
    title: str,
    code: str,
    version_of: str,
    meeting: str,
    published_on: date | None,
    as_json: bool,
    **said: str,
) -> None:
    if len(files) > 1 and (title or code or version_of):
        raise click.UsageError("--title, --code and --version-of are for one file. Add the files one by one.")
    rows = []
    for file in files:
        try:
            paper = _paper(title, meeting, published_on, said)
            row = _row(file, _read(_kept(file, paper, code, version_of), quiet=as_json))
        except TrackerError as error:
            row = {"file": str(file), "state": "not added", "said": str(error)}
        rows.append(row)
        if not as_json:
            _say(row)
    if as_json:
        say_json(rows)
    if any(row["state"] != ReadState.READ for row in rows):
        sys.exit(1)


@group.command(
    "verify",
    help="Checks every stored file, and every picture of a page, against its digest. Exit status 1 when one is missing or changed.",
)
@as_json
@plainly
def verify(as_json: bool) -> None:
    checked, problems = 0, []
    with parts().read() as session:
        for one in verify_files(session, parts().files):
            checked += 1
            if one.what:
                problems.append({"name": one.name, "sha256": one.sha256, "what": one.what})
    if as_json:
        say_json({"checked": checked, "problems": problems})
    else:
        for problem in problems:
            click.echo(f"{problem['what']:8} {problem['name']} ({problem['sha256']})", err=True)
        wrong = (
            f"{len(problems):,} missing or changed. Restore them from a backup"
            if problems
            else "all as they came"
        )
        click.echo(f"{checked:,} files checked, {wrong}.")
    if problems:
        sys.exit(1)


def _paper(title: str, meeting: str, published_on: date | None, said: dict[str, str]) -> Paper:
    with parts().read() as session:
        meeting_id = meetings.by_reference(session, meeting).key if meeting else None
    return Paper(title=title, meeting_id=meeting_id, published_on=published_on, **said)


def _kept(file: Path, paper: Paper, code: str, version_of: str) -> Added:
    here = parts()
    upload = Upload(file.name, file.read_bytes(), here.settings.upload_limit_bytes)
    with here.writing(BY_COMMAND) as desk:
        if not version_of:
            return add_document(desk, here.files, paper, upload, code=code)
        document = stored.by_code(desk.session, THE_OFFICE, version_of, lock=True)
        return add_version(desk, here.files, document, upload, printed=paper.printed)


def _read(added: Added, *, quiet: bool) -> "tuple[Added, DocumentVersion]":
    """Reads it here; where the scheduler was quicker, waits for that."""
    here = parts()
    library = Library(here.reader, here.files, here.near_words, f"command {os.getpid()}")
    shows = sys.stderr.isatty() and not quiet
    for progress in read_version(lambda: here.writing(BY_COMMAND), library, added.version.key):
        if shows:
            _show(progress)
    if shows:
        click.echo(err=True)
    while True:
        with here.read() as session:
            version = stored.version_numbered(session, added.version.key)
        if version.state in OVER:
            return added, version
        time.sleep(LOOK_SECONDS)


def _show(progress: Progress) -> None:
    total = f" of {progress.pages_total:,}" if progress.pages_total else ""
    click.echo(f"\r{progress.code}: {progress.pages_read:,}{total} read", nl=False, err=True)


def _row(file: Path, read: "tuple[Added, DocumentVersion]") -> dict[str, object]:
    added, version = read
    return {
        "file": str(file),
        "code": added.document.code,
        "title": added.document.title,
        "version": version.number,
        "known": added.known,
        "state": version.state,
        "pages": version.pages_read if version.paged else None,
        "parts": None if version.paged else version.pages_read,
        "said": version.said,
    }


def _say(row: dict[str, object]) -> None:
    if row["state"] == "not added":
        click.echo(f"{row['file']}: not added. {row['said']}", err=True)
        return
    pages, parts_read = row["pages"], row["parts"]
    count = (
        count_words(int(str(parts_read)), "part") if pages is None else count_words(int(str(pages)), "page")
    )
    known = ", on record already" if row["known"] else ""
    read = f"read, {count}" if row["state"] == ReadState.READ else str(row["state"])
    click.echo(
        f"{row['file']}: {row['code']}, version {row['version']}{known}: {read}. {row['said']}".rstrip()
    )

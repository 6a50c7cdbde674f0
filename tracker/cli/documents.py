"""`flask documents`: documents from the command line."""

from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.errors import as_json, parts, plainly, say_json
from tracker.domain.document_reading import ReadPage
from tracker.domain.errors import BadInput
from tracker.domain.promises import PagePromise, find_in_pages

group = AppGroup("documents", help="The documents on record, and what stands in a file.")

READ_AS_IT_IS = ".txt"
READ = (READ_AS_IT_IS, ".pdf", ".docx", ".xlsx", ".csv")


@group.command(
    "suggest",
    help="Lists the commitments found in a file, in its order. Nothing is stored and nothing is logged.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
@plainly
def suggest(file: Path, as_json: bool) -> None:
    pages = _pages(file)
    found = find_in_pages([page.words for page in pages], [page.place for page in pages])
    rows = [_row(one, pages[one.index]) for one in found]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        page = f"page {row['page']}" if row["page"] else ""
        said = [page, row["ref"], row["owner"], row["due"]]
        click.echo(f"{row['strength']:5} {' '.join(row['quote'].split())}")
        click.echo(f"      {'; '.join([*(part for part in said if part), row['rule']])}")
    if not rows:
        click.echo("No commitments were found in this file.")


def _row(found: PagePromise, page: ReadPage) -> dict[str, str | int | None]:
    promise = found.promise
    return {
        "quote": promise.quote,
        "page": page.page,
        "ref": promise.ref,
        "owner": promise.owner,
        "due": promise.due,
        "strength": promise.strength.value,
        "rule": promise.rule,
        "why": promise.why,
    }


def _pages(file: Path) -> list[ReadPage]:
    """The pages of a file, or its parts where it has none. A plain text is taken as it is. Raises `BadInput` and `Unreadable`."""
    kind = file.suffix.lower()
    if kind not in READ:
        raise BadInput(f"A file of the kind “{kind}” holds no text to read. Give one of {', '.join(READ)}.")
    if kind == READ_AS_IT_IS:
        return [ReadPage(_text(file.read_bytes()))]
    with file.open("rb") as content, parts().reader.open(content, kind, stopping=lambda: False) as document:
        return list(document.pages())


def _text(content: bytes) -> str:
    """UTF-8, or what an older Windows program wrote."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


from tracker.cli import documents_files  # noqa: E402, F401  its commands belong to this group

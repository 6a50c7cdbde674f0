"""`flask audit`: checks that nobody changed the history."""

import click
from flask.cli import AppGroup

from tracker.cli.errors import as_json, parts, plainly, say_json
from tracker.domain.errors import RecordBroken
from tracker.domain.history import Head
from tracker.domain.wording import count_words
from tracker.services.audit import verify_history
from tracker.wiring import Wiring

group = AppGroup("audit", help="The history, which is chained.")


@group.command(
    "verify", help="Checks every row of the history; exit status 1 names the first that does not hold."
)
@as_json
@plainly
def verify_chain(as_json: bool) -> None:
    wires = parts()
    kept = _kept(wires)
    with wires.database.read_as_one() as session:
        found = verify_history(session, wires.keys.history, kept)
    if as_json:
        say_json({**found.__dict__, "head_kept_outside": kept is not None})
        return
    click.echo(f"The history verifies: {count_words(found.count, 'row')}, digest {found.digest}.")
    if found.disposed:
        click.echo(f"What {count_words(found.disposed, 'row')} said was lawfully disposed of.")
    if kept is None and found.count:
        click.echo("No digest is kept outside the database yet, so a cut-off end would not show.", err=True)


def _kept(wires: Wiring) -> Head | None:
    """The head outside the database. It is read first: what is written meanwhile then cannot look cut off."""
    try:
        return wires.head_file.read()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordBroken(
            "The file history-head.json in the data folder cannot be read, so the end of the history is not vouched for. "
            "Restore it from a backup."
        ) from error

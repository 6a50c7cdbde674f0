"""`flask database`: brings the database to this program's version, and checks that migrations match the models."""

import click
from flask.cli import AppGroup

from tracker.cli.errors import parts, plainly

group = AppGroup("database", help="The database's tables.")


@group.command(help="Brings the database to the version of this program.")
@plainly
def upgrade() -> None:
    from tracker.cli.search import fill, sentence
    from tracker.services import search
    from tracker.store import schema  # it loads Alembic, which a server does not need

    before, now = schema.upgrade(parts().database)
    click.echo(
        f"The database is of version {now}."
        if before == now
        else f"The database was upgraded to version {now}."
    )
    with parts().read() as session:
        fills = not search.is_made(session)
    if fills:
        made = fill(parts())
        if any(made.values()):
            click.echo(sentence(made))


@group.command(help="Says whether the migrations make what the models say; exit status 1 when they do not.")
@plainly
def check() -> None:
    from tracker.store import schema

    found = schema.differences()
    for difference in found:
        click.echo(difference, err=True)
    if found:
        raise click.ClickException("The migrations do not match the models.")
    click.echo("The migrations match the models.")

"""`flask demonstration`: puts the demonstration record into an empty database, and names its accounts."""

import click
from flask.cli import AppGroup
from flask_security.utils import hash_password

from tracker.cli.errors import as_json, parts, plainly, say_json
from tracker.demonstration.accounts import ACCOUNTS
from tracker.domain.errors import NotAllowed, NotFound
from tracker.domain.wording import count_words, date_words
from tracker.wiring import Wiring

group = AppGroup("demonstration", help="The demonstration, made from five published papers.")


@group.command(help="Loads the demonstration into an empty database; leaves any other as it is.")
@plainly
def load() -> None:
    # Imported here: the web server loads the commands too, and would keep the reader of the papers with them.
    from tracker.demonstration.load import BY_DEMONSTRATION, load_demonstration

    wires = parts()
    settings = wires.settings
    password = settings.demo_password
    if not settings.demo or not password:
        raise NotAllowed("Demonstration data is loaded only where TRACKER_DEMO is 1. Nothing was changed.")
    with wires.writing(BY_DEMONSTRATION) as desk:
        loaded = load_demonstration(
            desk,
            password_hash=hash_password(password),
            demo_date=settings.demo_date,
            zone=settings.timezone,
            reader=wires.prose_reader,
            words=wires.words,
        )
    wires.forget_clock()
    if loaded is None:
        click.echo("The database holds a record already. The demonstration was not loaded.")
        return
    click.echo(
        f"Loaded {count_words(loaded.meetings, 'meeting')}, {count_words(loaded.actions, 'action')}, "
        f"{count_words(loaded.posts, 'post')} and {count_words(loaded.accounts, 'account')}. "
        f"Today is {date_words(settings.demo_date)} in the demonstration."
    )


@group.command(help="Prints the accounts of the demonstration and their password.")
@as_json
@plainly
def accounts(as_json: bool) -> None:
    wires = parts()
    _check_loaded(wires)
    password = wires.settings.demo_password
    if as_json:
        say_json([{"email": a.email, "role": a.role.value, "password": password} for a in ACCOUNTS])
        return
    for account in ACCOUNTS:
        click.echo(f"{account.email:28} {account.role.value}")
    click.echo(
        f"Password of each: {password}"
        if password
        else "Their password is not known here: it was given by TRACKER_DEMO_PASSWORD when they were made."
    )


def _check_loaded(wires: Wiring) -> None:
    if not wires.is_demonstration:
        raise NotFound("No demonstration data is loaded here, so there are no demonstration accounts.")

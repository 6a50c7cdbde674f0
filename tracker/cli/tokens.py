"""`flask tokens`: makes, lists and revokes the tokens with which other programs ask the API."""

from datetime import date, timedelta

import click
from flask.cli import AppGroup

from tracker.cli.errors import BY_COMMAND, Day, as_json, parts, plainly, say_json
from tracker.domain.api_tokens import Scope, expiry_words, read_scopes, works_on
from tracker.domain.errors import NotFound
from tracker.services.api_tokens import TokenWanted, make_token, revoke_token
from tracker.store import api_tokens as stored

group = AppGroup("tokens", help="The tokens of other programs.")
USUAL_DAYS = 90


@group.command(help="Makes a token for a program and prints it. It is printed once, and kept nowhere.")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What the program may do. May be given more than once.",
)
@click.option(
    "--expires",
    type=Day(),
    default=None,
    help=f"The last day on which it works; {USUAL_DAYS} days from now, if none is given.",
)
@plainly
def create(name: str, scopes: tuple[str, ...], expires: date | None) -> None:
    with parts().writing(BY_COMMAND) as desk:
        until = expires or desk.moment.today + timedelta(days=USUAL_DAYS)
        token, secret = make_token(desk, TokenWanted(name, read_scopes(scopes), until))
    click.echo(secret)
    click.echo(
        f"{token.name} may use it until {token.expires_on}. It is not shown again.",
        err=True,
    )


@group.command("list", help="The tokens, those that work first.")
@as_json
@plainly
def list_tokens(as_json: bool) -> None:
    today = parts().clock.moment().today
    with parts().read() as session:
        rows = [
            {
                "number": token.key,
                "name": token.name,
                "hint": token.hint,
                "scopes": token.scopes.split(),
                "expires_on": token.expires_on,
                "works": token.revoked_at is None and works_on(token.expires_on, today),
                "last_used_at": token.last_used_at,
                "revoked_at": token.revoked_at,
            }
            for token in stored.listed(session)
        ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        state = "Revoked" if row["revoked_at"] else expiry_words(row["expires_on"], today)
        click.echo(
            f"{row['number']}  {row['name']}  …{row['hint']}  until {row['expires_on']}"
            f"  {' '.join(row['scopes'])}{f'  ({state.lower()})' if state else ''}"
        )


@group.command(help="Revokes a token, by its name or its number in the list. It opens nothing from then on.")
@click.argument("token")
@plainly
def revoke(token: str) -> None:
    with parts().writing(BY_COMMAND) as desk:
        found = [one for one in stored.listed(desk.session) if token in (one.name, str(one.key))]
        if not found:
            raise NotFound(f"There is no token “{token[:80]}”. “flask tokens list” shows them all.")
        row = stored.by_number(desk.session, found[0].key, lock=True)
        revoke_token(desk, row)
    click.echo(f"The token of {row.name} is revoked.")

"""`flask users`: makes accounts, and one-time links with which their owners set a password."""

from typing import TYPE_CHECKING

import click
from flask.cli import AppGroup
from flask_security.recoverable import generate_reset_password_token

from tracker.cli.errors import BY_COMMAND, as_json, parts, plainly, say_json
from tracker.domain.errors import BadInput, NotFound
from tracker.domain.viewers import Role
from tracker.services.users import UserWanted, create_user, note_link
from tracker.store import users as stored

if TYPE_CHECKING:
    from tracker.models.users import User

group = AppGroup("users", help="The accounts that sign in.")

LINK_SAYS = "It works once, within three days."


@group.command(help="Makes an account and prints the one-time link with which its password is set.")
@click.argument("email")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role], case_sensitive=False),
    multiple=True,
    required=True,
    help="What the person does here. May be given more than once.",
)
@click.option("--name", default="", help="The person's name, as the history tells it; else the address.")
@plainly
def create(email: str, roles: tuple[str, ...], name: str) -> None:
    wanted = UserWanted(
        email=email, name=name or email.strip(), roles=frozenset(Role(role.lower()) for role in roles)
    )
    with parts().writing(BY_COMMAND) as desk:
        user = create_user(desk, wanted)
        note_link(desk, user, how="printed on the command line")
        desk.session.flush()
        link = _link(user)
    click.echo(link)
    click.echo(f"{user.email} sets a password with this link. {LINK_SAYS}", err=True)


@group.command(help="Prints a new one-time link for an account, for whoever cannot sign in any more.")
@click.argument("email")
@plainly
def link(email: str) -> None:
    with parts().writing(BY_COMMAND) as desk:
        user = stored.by_email(desk.session, email)
        if user is None:
            raise NotFound(f"There is no account for {email}. “flask users list” shows them all.")
        if not user.active:
            raise BadInput(f"The account of {user.email} is closed. Open it on the page of users first.")
        note_link(desk, user, how="printed on the command line")
        address = _link(user)
    click.echo(address)
    click.echo(LINK_SAYS, err=True)


@group.command("list", help="The accounts, by name.")
@as_json
@plainly
def list_users(as_json: bool) -> None:
    with parts().read() as session:
        rows = [
            {
                "email": user.email,
                "name": user.name,
                "roles": sorted(role.name for role in user.roles),
                "active": user.active,
            }
            for user in stored.listed(session)
        ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        closed = "" if row["active"] else "  (closed)"
        click.echo(f"{row['email']}  {row['name']}  {', '.join(row['roles'])}{closed}")


def _link(user: "User") -> str:
    """The address at which `user` sets a password; it dies with the first use."""
    return f"{parts().settings.base_url}/set-password/{generate_reset_password_token(user)}"

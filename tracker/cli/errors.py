"""Maps `TrackerError` to exit statuses, and the options that commands share."""

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError

from tracker.domain.errors import TrackerError
from tracker.domain.viewers import Actor, Role
from tracker.store.session import explain
from tracker.wiring import Wiring

Command = TypeVar("Command", bound=Callable[..., Any])

BY_COMMAND = Actor("Command line", frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR}), "command")
"""Who writes when a command does: whoever has the server's command line."""


def parts() -> Wiring:
    """The wiring of the app that the command runs in."""
    wiring: Wiring = current_app.extensions["tracker"]
    return wiring


def plainly(command: Command) -> Command:
    """A `TrackerError`, or a refusal of the database, becomes one line on standard error and exit status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except TrackerError as error:
            raise click.ClickException(str(error)) from error
        except DBAPIError as error:
            raise click.ClickException(str(explain(error))) from error

    return run  # type: ignore[return-value]


class Day(click.ParamType):
    """A date such as 2023-10-04."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a date. Give one such as 2023-10-04.", param, ctx)


on_day = click.option(
    "--on", "on", type=Day(), default=None, help="The day to take for today, such as 2023-10-04."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


def say_json(value: object) -> None:
    """Prints JSON with dates in ISO 8601."""
    click.echo(json.dumps(value, default=str, ensure_ascii=False, indent=2))

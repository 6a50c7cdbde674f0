"""The commands, a module for each noun. Errors go to standard error with exit status 1, wrong usage with 2."""

from importlib import import_module

from flask import Flask

GROUPS = (
    "database",
    "demonstration",
    "users",
    "tokens",
    "series",
    "meetings",
    "actions",
    "measures",
    "reminders",
    "reports",
    "workdays",
    "audit",
    "backup",
    "documents",
    "evidence",
    "search",
)
"""Modules of this folder; each has a click group or command of the same name, called `group`."""


def init_app(app: Flask) -> None:
    for name in GROUPS:
        app.cli.add_command(import_module(f"tracker.cli.{name}").group)

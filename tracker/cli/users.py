"""`flask users`."""

from flask.cli import AppGroup

group = AppGroup("users")

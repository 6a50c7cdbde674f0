"""`flask actions`."""

from flask.cli import AppGroup

group = AppGroup("actions")

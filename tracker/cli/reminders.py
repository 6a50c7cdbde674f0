"""`flask reminders`."""

from flask.cli import AppGroup

group = AppGroup("reminders")

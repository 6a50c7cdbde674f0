"""`flask workdays`."""

from flask.cli import AppGroup

group = AppGroup("workdays")

"""`flask meetings`."""

from flask.cli import AppGroup

group = AppGroup("meetings")

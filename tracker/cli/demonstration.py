"""`flask demonstration`."""

from flask.cli import AppGroup

group = AppGroup("demonstration")

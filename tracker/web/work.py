"""Pages of work."""

from flask import Blueprint

work = Blueprint("work", __name__)

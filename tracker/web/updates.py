"""Pages of updates."""

from flask import Blueprint

updates = Blueprint("updates", __name__)

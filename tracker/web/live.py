"""Pages of live."""

from flask import Blueprint

live = Blueprint("live", __name__)

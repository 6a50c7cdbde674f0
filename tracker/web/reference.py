"""Pages of reference."""

from flask import Blueprint

reference = Blueprint("reference", __name__)

"""Pages of evidence."""

from flask import Blueprint

evidence = Blueprint("evidence", __name__)

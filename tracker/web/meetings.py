"""Pages of meetings."""

from flask import Blueprint

meetings = Blueprint("meetings", __name__)

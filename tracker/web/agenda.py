"""Pages of agenda."""

from flask import Blueprint

agenda = Blueprint("agenda", __name__)

"""Pages of actions."""

from flask import Blueprint

actions = Blueprint("actions", __name__)

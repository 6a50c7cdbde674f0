"""Pages of owner_link."""

from flask import Blueprint

owner_link = Blueprint("owner_link", __name__)

"""Pages of reviews."""

from flask import Blueprint

reviews = Blueprint("reviews", __name__)

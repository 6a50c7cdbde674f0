"""Pages of users."""

from flask import Blueprint

users = Blueprint("users", __name__)

"""Pages of mail."""

from flask import Blueprint

mail = Blueprint("mail", __name__)

"""Pages of mailbox."""

from flask import Blueprint

mailbox = Blueprint("mailbox", __name__)

"""A mail that was dropped on the form of an update: its words, whose they are and their day, put into the fields."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from werkzeug.datastructures import FileStorage

from tracker.domain.incoming_message import Came, header, read_message
from tracker.domain.reading import Way
from tracker.domain.wording import date_words

READ = "This is what the mail says, without what it quotes. Check it, choose the file again, then save."
"""Said at the text: a browser gives no file back to a form."""
LOG = logging.getLogger(__name__)


def from_mail(
    form: Mapping[str, str], files: Sequence[FileStorage], today: date, own_words: Callable[[str], str]
) -> dict[str, str]:
    """The fields that a mail among `files` fills, where nobody typed a text; none of them without a mail that says something.

    `own_words` leaves out what somebody quoted. The files can be read again afterwards.
    """
    mail = next((file for file in files if (file.filename or "").lower().endswith(".eml")), None)
    if mail is None or form.get("text", "").strip():
        return {}
    came = _read(mail)
    text = (own_words(came.text) or came.text).strip() if came else ""
    if came is None or not text or not came.from_address:
        return {}
    found = {"text": text, "way": Way.MAIL.value, "by_name": (came.from_name or came.from_address)[:200]}
    if (day := _day(came)) and day <= today:
        found["given_on"] = date_words(day)
    return found


def _read(mail: FileStorage) -> Came | None:
    try:
        return read_message(mail.read())
    except Exception:
        # Whatever a hostile message does to the parser, the form still comes back with what was typed.
        LOG.exception("A mail that was dropped on a form cannot be read.")
        return None
    finally:
        mail.seek(0)


def _day(came: Came) -> date | None:
    try:
        sent: datetime = parsedate_to_datetime(header(came.source, "Date"))
    except (TypeError, ValueError):
        return None
    return sent.date()

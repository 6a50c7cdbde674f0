"""What stands above the form of an answer: what the owner said last, and what the secretariat asked again since."""

from typing import Any

from sqlmodel import Session

from tracker.domain.reading import Reading
from tracker.domain.wording import date_words
from tracker.store import readings, stories


def said_before(session: Session, action_id: int) -> dict[str, Any] | None:
    """The last answer {when, rating, text, by} and the question {again} that followed it, or None without an answer."""
    update = stories.last_updates(session, [action_id]).get(action_id)
    if update is None:
        return None
    mails = (
        readings.mails_asking_again(session, action_id, released=True)
        if update.reading is Reading.ASKED_AGAIN
        else ()
    )
    return {
        "when": update.given_words or date_words(update.given_on),
        "rating": update.rating.value if update.rating else "",
        "text": update.body,
        "by": update.by_name,
        "again": next((mail.covering_note for mail in mails), ""),
    }

"""Withholding words from the public page of an action by itself, and giving them back.

Neither changes what is public: that is decided when the action is published, or its changes are.
"""

from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.publishing import Published
from tracker.domain.redaction import offered
from tracker.domain.redaction_reasons import reason_named
from tracker.domain.redaction_words import pattern_of, spans
from tracker.models.publishing import PublicWithholding
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.public_cuts import compose
from tracker.services.public_cuts_withheld import public_rules
from tracker.store import public_withholdings as stored

LONGEST_WORDS = 2_000
LONGEST_NOTE = 500


def withhold_from_page(
    desk: Desk, kind: Published, subject: str, *, words: str, reason: str, note: str = ""
) -> PublicWithholding:
    """Raises `BadInput` for words that do not stand on the page or a reason that is none, `InvalidMove` for what has no words of its own
    here, and whatever composing the page raises."""
    if kind is not Published.ACTION:
        raise InvalidMove(
            "Words are withheld here from actions alone: of a report, withhold them in its version."
        )
    words, note = words.strip(), note.strip()
    if len(words) > LONGEST_WORDS or pattern_of(words) is None:
        raise BadInput("Copy the words to withhold from the page: at least one whole word.", field="words")
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"Keep the note to {LONGEST_NOTE} characters.", field="note")
    reason = reason_named(reason).code
    cut = compose(desk.session, kind, subject, public_rules(desk.session, desk.moment.today)).cut
    if not any(place.is_prose and spans(words, place.text) for place in offered(cut)):
        raise BadInput("These words do not stand on the page. Copy them from its preview.", field="words")
    row = PublicWithholding(
        kind=kind,
        subject=subject,
        words=words,
        reason=reason,
        reason_words=note,
        made_at=desk.moment.now,
        made_by=desk.by.name,
    )
    desk.session.add(row)
    desk.session.flush()
    _told(desk, "publication.withheld", row)
    return row


def give_back(desk: Desk, kind: Published, subject: str, number: int) -> PublicWithholding:
    """The row stays, with who did so and when. Raises `NotFound`."""
    row = stored.lock(desk.session, kind, subject, number)
    if row.removed_at is None:
        row.removed_at, row.removed_by = desk.moment.now, desk.by.name
        desk.session.flush()
        _told(desk, "publication.given_back", row)
    return row


def _told(desk: Desk, event: str, row: PublicWithholding) -> None:
    """Without the words: the history is read by more people than decide about them."""
    record(desk, event, row.subject, after={"withholding": row.key, "reason": row.reason})

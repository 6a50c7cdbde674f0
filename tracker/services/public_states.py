"""How a thing stands to the public: not public, public as it is on record, changed since, or public and to be withdrawn."""

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from tracker.domain.errors import InvalidMove, NotFound
from tracker.domain.public_changes import PublicChange, changes_between
from tracker.domain.public_cuts import from_text, to_text
from tracker.domain.publishing import Published
from tracker.models.publishing import Publication
from tracker.services.public_cuts import Composed, compose
from tracker.services.public_cuts_withheld import PublicRules
from tracker.store import published as stored


class PublicState(StrEnum):
    NEVER = "never"
    PUBLIC = "public"
    CHANGED = "changed"
    REFUSED = "refused"
    """It is public and may not be any more: it became OFFICIAL-SENSITIVE, or was logged in error."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Standing:
    """`refused` is why it may not be public; `composed` what would be; `changes` what differs from what is."""

    state: PublicState
    row: Publication | None
    composed: Composed | None
    refused: str = ""
    changes: tuple[PublicChange, ...] = ()


def standing_of(session: Session, kind: Published, subject: str, rules: PublicRules) -> Standing:
    """Raises `NotFound` for what is neither on record nor was ever public. `rules` are read once for any number."""
    row = stored.of(session, kind, subject)
    try:
        composed = compose(session, kind, subject, rules)
    except InvalidMove as refused:
        state = PublicState.REFUSED if row and row.is_public else _not_public(row)
        return Standing(state, row, None, str(refused))
    except NotFound:
        if row is None:
            raise
        return Standing(_not_public(row), row, None, "It is not on record any more.")
    if row is None or not row.is_public:
        return Standing(_not_public(row), row, composed)
    if to_text(composed.cut) == row.cut:
        return Standing(PublicState.PUBLIC, row, composed)
    changes = changes_between(from_text(kind, row.cut), composed.cut)
    return Standing(PublicState.CHANGED, row, composed, changes=tuple(changes))


def _not_public(row: Publication | None) -> PublicState:
    return PublicState.WITHDRAWN if row else PublicState.NEVER

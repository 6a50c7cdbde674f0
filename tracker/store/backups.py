"""What the record knows of its backups: when one was asked for, tried and made, and why the last try failed."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from tracker.domain.backups import Note
from tracker.models.record import Fact, HistoryHead
from tracker.store import facts

ASKED, TRIED, FAILED, MADE = "backup asked at", "backup tried at", "backup failed", "backup made"
DROPPED = "backups dropped"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Known:
    """`failed` is a sentence, "" where the last try went well; `made` the last that was made here; `dropped` what then was too old."""

    asked_at: datetime | None = None
    tried_at: datetime = NEVER
    failed: str = ""
    made: Note | None = None
    dropped: tuple[str, ...] = ()

    @property
    def is_being_made(self) -> bool:
        return self.asked_at is not None and self.asked_at > self.tried_at


def known(session: Session) -> Known:
    """All of it, in one query."""
    query = select(Fact.name, Fact.value).where(col(Fact.name).in_([ASKED, TRIED, FAILED, MADE, DROPPED]))
    held = {name: value for name, value in session.exec(query).all() if value}
    return Known(
        asked_at=datetime.fromisoformat(held[ASKED]) if ASKED in held else None,
        tried_at=datetime.fromisoformat(held[TRIED]) if TRIED in held else NEVER,
        failed=held.get(FAILED, ""),
        made=Note(**json.loads(held[MADE])) if MADE in held else None,
        dropped=tuple(held.get(DROPPED, "").split()),
    )


def put(session: Session, **values: str) -> None:
    """Sets some of them: `asked`, `tried`, `failed`, `made`, `dropped`."""
    names = {"asked": ASKED, "tried": TRIED, "failed": FAILED, "made": MADE, "dropped": DROPPED}
    for name, value in values.items():
        facts.put(session, names[name], value)


def anything_to_keep(session: Session) -> bool:
    """False for a record on which nothing was ever written."""
    return bool(session.exec(select(HistoryHead.count)).one())

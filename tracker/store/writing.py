"""Reads of the texts that are written for reports."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from tracker.domain.canonical import made
from tracker.domain.errors import NotFound
from tracker.domain.prose import Writing
from tracker.models.reports import WrittenText, WrittenVersion


@dataclass(frozen=True)
class Standing:
    """A text and the version of it that stands."""

    text: WrittenText
    version: WrittenVersion


def texts_of(session: Session, kind: str, about: str) -> dict[str, str]:
    """What is written for one report, as it was typed, by slot. Only what has words."""
    return {slot: one.version.body for slot, one in standing_of(session, kind, about).items()}


def standing_of(session: Session, kind: str, about: str) -> dict[str, Standing]:
    """The version that stands of each text of one report, by slot; those that were emptied are left out."""
    query = (
        select(WrittenText, WrittenVersion)
        .join(WrittenVersion, col(WrittenVersion.text_id) == WrittenText.id)
        .where(WrittenText.kind == kind, WrittenText.about == about)
        .where(col(WrittenVersion.number) == WrittenText.current)
    )
    return {
        text.slot: Standing(text, version)
        for text, version in session.exec(query).all()
        if version.body.strip()
    }


def find(session: Session, kind: str, about: str, slot: str) -> WrittenText | None:
    """The row of one text; None where nothing was ever written there."""
    query = select(WrittenText).where(
        WrittenText.kind == kind, WrittenText.about == about, WrittenText.slot == slot
    )
    return session.exec(query).one_or_none()


def taken_up(session: Session, kind: str, about: str, slot: str) -> WrittenText:
    """The row of one text, made where there is none, and kept from other writers until the transaction ends."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    once = insert(WrittenText).values(kind=kind, about=about, slot=slot, current=0, version=0)
    session.execute(once.on_conflict_do_nothing(index_elements=["kind", "about", "slot"]))
    query = select(WrittenText).where(
        WrittenText.kind == kind, WrittenText.about == about, WrittenText.slot == slot
    )
    return session.exec(query.with_for_update()).one()


def versions(session: Session, text_id: int) -> Sequence[WrittenVersion]:
    """Every version of one text, the latest first."""
    order = col(WrittenVersion.number).desc()
    return session.exec(select(WrittenVersion).where(WrittenVersion.text_id == text_id).order_by(order)).all()


def version_numbered(session: Session, text_id: int, number: int) -> WrittenVersion:
    """Raises `NotFound`."""
    query = select(WrittenVersion).where(WrittenVersion.text_id == text_id, WrittenVersion.number == number)
    found = session.exec(query).one_or_none()
    if found is None:
        raise NotFound("There is no such version of this text. Choose one from the list.")
    return found


def read(version: WrittenVersion) -> Writing:
    """The text as plain values, with its figures as they were when it was saved."""
    return made(Writing, json.loads(version.prose)) if version.prose else Writing()

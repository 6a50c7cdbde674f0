"""Where words stand in the database: looked for column by column of `places`, and what may not be changed told apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select
from sqlmodel import Session, SQLModel

from tracker.domain.purging import Words
from tracker.domain.version_states import VersionState
from tracker.store.places import CODES, FIXED, PAYLOADS, WITH_FILES, Place

_NAMED_BY = (
    ("action_id", "actions", "reference"),
    ("meeting_id", "meetings", "reference"),
    ("document_id", "documents", "code"),
    ("measure_id", "measures", "code"),
    ("report_version_id", "report_versions", "about"),
    ("post_id", "posts", "code"),
)
"""How a row without a name of its own is called: by what it belongs to."""
_OWN_NAMES = ("reference", "code", "about", "subject")


@dataclass(frozen=True)
class Hit:
    """Words in one column of one row. `where` names the row; `may_change` is false for what was issued or is public."""

    table: str
    key: Any
    column: str
    text: str
    is_json: bool
    count: int
    where: str
    may_change: bool


def hits(session: Session, place: Place, words: Words, *, lock: bool = False) -> Iterator[Hit]:
    """Every column of the place in which the words stand. With `lock`, the rows are kept from other writers."""
    for name in sorted({*place.columns, *place.json}):
        plain, json = place.columns.get(name, ()), place.json.get(name, ())
        yield from _in_table(session, name, plain, json, words, lock=lock)


def fixed_hits(session: Session, words: Words) -> Iterator[Hit]:
    """Where the words stand in what cannot be changed: keys, codes, and what the chain of the history covers."""
    for name, columns in FIXED.items():
        yield from _in_table(session, name, tuple(columns.split()), (), words)


def code_hits(session: Session, words: Words, *, lock: bool = False) -> Iterator[Hit]:
    for name, columns in CODES.items():
        yield from _in_table(session, name, tuple(columns.split()), (), words, lock=lock)


def payload_hits(session: Session, words: Words) -> Iterator[Hit]:
    """Rows of the history whose payload holds the words."""
    for name, columns in PAYLOADS.items():
        yield from _in_table(session, name, (), tuple(columns.split()), words)


def page_hits(session: Session, words: Words) -> Iterator[Hit]:
    """What was read in files."""
    for name, columns in WITH_FILES.items():
        yield from _in_table(session, name, tuple(columns.split()), (), words)


def table_named(name: str) -> sa.Table:
    return SQLModel.metadata.tables[name]


def key_of(table: sa.Table) -> sa.Column[Any]:
    """The column by which a row is known; the first, where there are two."""
    return next(iter(table.primary_key.columns))


def _in_table(
    session: Session,
    name: str,
    plain: Iterable[str],
    json: Iterable[str],
    words: Words,
    *,
    lock: bool = False,
) -> Iterator[Hit]:
    if name not in SQLModel.metadata.tables:
        return
    table = table_named(name)
    kinds = dict.fromkeys(plain, False) | dict.fromkeys(json, True)
    columns = {column: is_json for column, is_json in kinds.items() if column in table.c}
    if not columns:
        return
    maybe = or_(*(_may_hold(table.c[column], words) for column in columns))
    query = select(
        key_of(table).label("its_key"),
        _may_change(table).label("its_may_change"),
        _named(table).label("its_name"),
        *(table.c[column] for column in columns),
    ).where(maybe)
    query = query.order_by(key_of(table))
    if lock:
        query = query.with_for_update(of=table)
    for row in session.execute(query).all():
        for column, is_json in columns.items():
            text = getattr(row, column) or ""
            count = words.count_json(text) if is_json else words.count(text)
            if count:
                yield Hit(
                    name,
                    row.its_key,
                    column,
                    text,
                    is_json,
                    count,
                    row.its_name or f"{name.replace('_', ' ')} {row.its_key}",
                    bool(row.its_may_change),
                )


def _may_hold(column: sa.Column[str], words: Words) -> ColumnElement[bool]:
    """What the database can tell beforehand, so that little is read that holds nothing."""
    if "" in words.beginnings:
        return column != ""
    return or_(*(func.lower(column).contains(one, autoescape=True) for one in words.beginnings))


def _named(table: sa.Table) -> ColumnElement[Any]:
    for own in _OWN_NAMES:
        if own in table.c:
            return table.c[own]
    for pointer, name, column in _NAMED_BY:
        if pointer in table.c:
            other = table_named(name).alias()
            return (
                select(other.c[column])
                .where(other.c.id == table.c[pointer])
                .correlate(table)
                .scalar_subquery()
            )
    return literal("")


def _may_change(table: sa.Table) -> ColumnElement[bool]:
    """False for a row that stays as it is because it was issued or is public."""
    versions, publications = table_named("report_versions").alias(), table_named("publications").alias()
    issued = versions.c.state == VersionState.ISSUED
    frozen: Mapping[str, ColumnElement[bool]] = {
        "record_snapshots": exists().where(issued, versions.c.snapshot_id == table.c.get("id")),
        "report_versions": table.c.get("state", literal("")) == VersionState.ISSUED,
        "publications": table.c.get("is_public", literal(False)),
        "publication_files": _is_public(publications, table),
        "publication_decisions": _is_public(publications, table),
    }
    if table.name == "redactions":
        return ~_shares_with_an_issued_one(table)
    return ~frozen[table.name] if table.name in frozen else literal(True)


def _is_public(publications: Any, table: sa.Table) -> ColumnElement[bool]:
    own = table.c.get("publication_id", literal(None))
    return exists().where(publications.c.is_public, publications.c.id == own)


def _shares_with_an_issued_one(table: sa.Table) -> ColumnElement[bool]:
    """A redaction of a version whose frozen record is also that of one that was issued: it still has words to withhold."""
    versions = table_named("report_versions")
    own, other = versions.alias(), versions.alias()
    same = and_(own.c.id == table.c.report_version_id, other.c.snapshot_id == own.c.snapshot_id)
    return exists().where(same, other.c.state == VersionState.ISSUED)

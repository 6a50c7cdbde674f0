"""Reads of imports: one of them, its rows a page at a time, and the actions that its rows are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, delete, func, insert, or_, select

from tracker.domain.errors import NotFound
from tracker.domain.imports import Fate, ImportState
from tracker.models.actions import Action, Update
from tracker.models.documents import Excerpt
from tracker.models.evidence import Document, StoredFile
from tracker.models.imports import Import, ImportRow, ImportShape
from tracker.models.meetings import AgendaItem, Meeting, MeetingSeries

PAGE_SIZE = 50
LEASE = "import "
"""Before the number of an import: the name of the lease of whoever works at it."""
TAKEN_LATER = "A later row speaks for it: "
"""Before the place of the row that was taken for this one."""
AT_WORK = (ImportState.PREPARING, ImportState.WRITING)

_ACTIONS = Action.__table__  # type: ignore[attr-defined]


def by_number(session: Session, number: int, *, lock: bool = False) -> Import:
    """Raises `NotFound`."""
    query = select(Import).where(Import.id == number)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.exec(query).one_or_none()
    if found is None:
        raise NotFound("There is no such import. Choose one from the list of imports.")
    return found


def listed(session: Session) -> Sequence[tuple[Import, MeetingSeries]]:
    """Every import with its series, the latest first."""
    query = select(Import, MeetingSeries).join(MeetingSeries, col(MeetingSeries.id) == Import.series_id)
    return session.exec(query.order_by(col(Import.id).desc())).all()


def file_of(session: Session, one: Import) -> StoredFile:
    return session.get_one(StoredFile, one.file_id)


def to_work_at(session: Session) -> Sequence[int]:
    """The imports that are to be prepared or written, by their numbers."""
    query = select(Import.id).where(col(Import.state).in_(AT_WORK)).order_by(col(Import.id))
    return [number for number in session.exec(query).all() if number is not None]


def shape(session: Session, digest: str, *, lock: bool = False) -> ImportShape | None:
    """What was remembered of files of this shape."""
    query = select(ImportShape).where(ImportShape.shape == digest)
    return session.exec(query.with_for_update() if lock else query).one_or_none()


def counts(session: Session, number: int) -> dict[Fate, int]:
    """How many rows there are of each fate; each fate is there."""
    query = select(ImportRow.fate, func.count()).where(ImportRow.import_id == number).group_by(ImportRow.fate)
    found = dict(session.exec(query).all())
    return {fate: found.get(fate, 0) for fate in Fate}


def page(session: Session, number: int, fate: Fate | None, at: int) -> Sequence[tuple[ImportRow, str | None]]:
    """Page `at` (from 1) of the rows, or of those of one fate, each with the reference of its action where it has one."""
    query = (
        select(ImportRow, Action.reference)
        .outerjoin(Action, col(Action.id) == ImportRow.action_id)
        .where(ImportRow.import_id == number)
    )
    if fate:
        query = query.where(ImportRow.fate == fate)
    query = query.order_by(col(ImportRow.position)).limit(PAGE_SIZE).offset((at - 1) * PAGE_SIZE)
    return session.exec(query).all()


def rows_after(
    session: Session, number: int, position: int, limit: int, fates: Iterable[Fate] = ()
) -> Sequence[ImportRow]:
    """The next rows after `position`, in their order."""
    query = select(ImportRow).where(ImportRow.import_id == number, ImportRow.position > position)
    if fates:
        query = query.where(col(ImportRow.fate).in_(list(fates)))
    return session.exec(query.order_by(col(ImportRow.position)).limit(limit)).all()


def rows_numbered(session: Session, number: int, ids: Sequence[int]) -> Sequence[ImportRow]:
    """The rows of this import with these numbers of their own."""
    query = select(ImportRow).where(ImportRow.import_id == number, col(ImportRow.id).in_(list(ids)))
    return session.exec(query.order_by(col(ImportRow.position))).all()


def rows_about(session: Session, number: int, about: Iterable[str]) -> Sequence[ImportRow]:
    """Every row about these actions that is not left out, in the order of the file."""
    query = select(ImportRow).where(
        ImportRow.import_id == number,
        col(ImportRow.about).in_(list(about)),
        ImportRow.fate != Fate.LEFT_OUT,
    )
    return session.exec(query.order_by(col(ImportRow.position))).all()


def not_taken(session: Session, number: int) -> set[str]:
    """What the rows are about that cannot be taken."""
    query = select(ImportRow.about).where(
        ImportRow.import_id == number, ImportRow.fate == Fate.UNREADABLE, ImportRow.about != ""
    )
    return set(session.exec(query).all())


def places_left_out(session: Session, number: int) -> set[tuple[str, int]]:
    """Sheet and row of what a person left out; not of what a later row speaks for, which is read anew with it."""
    query = select(ImportRow.sheet, ImportRow.row).where(
        ImportRow.import_id == number,
        ImportRow.fate == Fate.LEFT_OUT,
        ~col(ImportRow.why).startswith(TAKEN_LATER),
    )
    return {(sheet, row) for sheet, row in session.exec(query).all()}


def add_rows(session: Session, number: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows to an import. They pass the session by: there may be very many, and nothing else is told of them."""
    session.connection().execute(
        insert(ImportRow), [{"import_id": number, "before": "", **row} for row in rows]
    )


def forget_rows(session: Session, number: int) -> None:
    session.execute(delete(ImportRow).where(col(ImportRow.import_id) == number))


def numbers_named(session: Session, number: int) -> int:
    """The highest number that a row of the import which becomes an action brings with it; 0 where none does."""
    query = select(ImportRow.about).where(
        ImportRow.import_id == number, ImportRow.fate == Fate.NEW, col(ImportRow.about).startswith("n:")
    )
    return max((int(about[2:]) for about in session.exec(query)), default=0)


def without_number(session: Session, number: int) -> int:
    """How many rows that become actions take the next number of the series."""
    query = select(func.count()).where(
        ImportRow.import_id == number, ImportRow.fate == Fate.NEW, ~col(ImportRow.about).startswith("n:")
    )
    return int(session.exec(query).one())


def lock_counter(session: Session, series_id: int) -> MeetingSeries:
    """The series with its counter, locked until the transaction ends: every writer of actions begins with it."""
    query = select(MeetingSeries).where(MeetingSeries.id == series_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def actions_meant(
    session: Session, series_id: int, *, numbers: Iterable[int], own: Iterable[str], titles: Iterable[str]
) -> list[Mapping[str, Any]]:
    """The actions of a series with these numbers, own references or titles: their columns, in the order of their numbers."""
    meant = or_(
        _ACTIONS.c.number.in_(list(numbers)),
        _ACTIONS.c.own_reference.in_([words for words in own if words]),
        _ACTIONS.c.title.in_(list(titles)),
    )
    query = select(_ACTIONS).where(_ACTIONS.c.series_id == series_id, meant).order_by(_ACTIONS.c.number)
    return [dict(row._mapping) for row in session.connection().execute(query)]


def said_of(session: Session, action_ids: Iterable[int]) -> dict[int, list[str]]:
    """The texts of the updates of actions, by action."""
    found: dict[int, list[str]] = {}
    query = select(Update.action_id, Update.body).where(col(Update.action_id).in_(list(action_ids)))
    for action_id, body in session.exec(query):
        found.setdefault(action_id, []).append(body)
    return found


def action_numbered(session: Session, reference: str) -> int | None:
    """The number of the row of an action; None where there is none with this reference."""
    return session.exec(select(Action.id).where(Action.reference == reference)).first() if reference else None


def written_by(session: Session, number: int, limit: int) -> Iterator[Sequence[Any]]:
    """The columns of the actions that an import made, in the order of its rows, some at a time. The session keeps none of them."""
    position = 0
    while True:
        query = (
            select(ImportRow.position, *_ACTIONS.c)
            .join(_ACTIONS, _ACTIONS.c.id == ImportRow.action_id)
            .where(ImportRow.import_id == number, ImportRow.fate == Fate.NEW, ImportRow.position > position)
        )
        rows = session.execute(query.order_by(col(ImportRow.position)).limit(limit)).all()
        if not rows:
            return
        yield rows
        position = rows[-1].position


def agenda_numbers(session: Session, series_id: int) -> dict[tuple[int, str], int]:
    """The items of the agendas of a series, by meeting and number."""
    query = select(AgendaItem).join(Meeting, col(Meeting.id) == AgendaItem.meeting_id)
    items = session.exec(query.where(Meeting.series_id == series_id, AgendaItem.number != "")).all()
    return {(item.meeting_id, item.number): item.key for item in items}


def document_coded(session: Session, code: str) -> int | None:
    """The document with this code, by the number of its row."""
    return session.exec(select(Document.id).where(Document.code == code)).first()


def excerpt_with(session: Session, document_id: int | None, citation: str, quote: str) -> int | None:
    """The excerpt of this document with this citation and these words, by the number of its row."""
    if document_id is None or not citation:
        return None
    query = select(Excerpt.id).where(
        Excerpt.document_id == document_id, Excerpt.citation == citation, Excerpt.quote == quote
    )
    return session.exec(query.order_by(col(Excerpt.id))).first()


def file_with(session: Session, sha256: str) -> int | None:
    """A stored file with this digest that was not destroyed, by the number of its row."""
    query = select(StoredFile.id).where(StoredFile.sha256 == sha256, col(StoredFile.destroyed_on).is_(None))
    return session.exec(query).first()


def references(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The references of actions by the numbers of their rows."""
    query = select(Action.id, Action.reference).where(col(Action.id).in_(ids))
    return {key: reference for key, reference in session.exec(query).all() if key is not None}

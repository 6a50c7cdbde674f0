"""Keeps filters of the actions under a name: private, or shared with the office."""

from tracker.domain.errors import BadInput, NotAllowed
from tracker.domain.viewers import Role
from tracker.models.outside import SavedFilter
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import saved_filters as stored
from tracker.store.filter_query import query_of, read_query

NAME_LIMIT = 80
"""Characters."""


def keep_filter(desk: Desk, *, name: str, query: str, shared: bool) -> SavedFilter:
    """Keeps what `query` says, as far as a list of actions can mean it. Raises `BadInput` (field `name`)."""
    if desk.by.user_id is None:
        raise NotAllowed("A filter belongs to somebody who signs in.")
    row = SavedFilter(
        user_id=desk.by.user_id,
        name=_name(desk, name, desk.by.user_id, None),
        query=query_of(read_query(query)),
        shared=shared,
        made_at=desk.moment.now,
    )
    desk.session.add(row)
    desk.session.flush()
    record(desk, "saved_filter.kept", f"saved filter {row.key}", after=_shown(row))
    return row


def correct_filter(
    desk: Desk, row: SavedFilter, *, name: str, shared: bool, version: int | None
) -> SavedFilter:
    """Renames it, shares it or makes it private again. Lock it first. Raises `NotAllowed`, `BadInput` and `Conflict`."""
    _check_may_change(desk, row)
    before = _shown(row)
    check_version(row, version, before)
    row.name, row.shared = _name(desk, name, row.user_id, row), shared
    next_version(row)
    record_change(desk, "saved_filter.corrected", f"saved filter {row.key}", before, _shown(row))
    return row


def delete_filter(desk: Desk, row: SavedFilter) -> None:
    """Deletes the name, and no action. Lock it first. Raises `NotAllowed`."""
    _check_may_change(desk, row)
    desk.session.delete(row)
    record(desk, "saved_filter.deleted", f"saved filter {row.key}", before=_shown(row))


def may_change(row: SavedFilter, user_id: int | None, roles: frozenset[Role]) -> bool:
    """Its maker may; what is shared the secretariat may too."""
    return row.user_id == user_id or (row.shared and Role.SECRETARIAT in roles)


def _check_may_change(desk: Desk, row: SavedFilter) -> None:
    if not may_change(row, desk.by.user_id, desk.by.roles):
        raise NotAllowed(
            "Only its maker changes this filter; one that is shared the secretariat may change too."
        )


def _name(desk: Desk, typed: str, user_id: int, row: SavedFilter | None) -> str:
    name = " ".join(typed.split())
    if not name:
        raise BadInput("Give the filter a name, such as “Overdue, force”.", field="name")
    if len(name) > NAME_LIMIT:
        raise BadInput(f"Keep the name to {NAME_LIMIT} characters; it has {len(name)}.", field="name")
    others = (one for one in stored.of_person(desk.session, user_id) if row is None or one.id != row.id)
    if any(one.name.casefold() == name.casefold() for one in others):
        raise BadInput(f"There is a filter called “{name}” already. Give it another name.", field="name")
    return name


def _shown(row: SavedFilter) -> dict[str, object]:
    return {"name": row.name, "query": row.query, "shared": row.shared}

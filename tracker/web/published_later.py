"""A version of a report that another one followed: its address stays, and says where the latest is."""

from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from tracker.domain.public_cuts import PublicReport, from_text
from tracker.domain.publishing import Published
from tracker.store import published as stored

if TYPE_CHECKING:
    from tracker.models.publishing import Publication


def later(session: Session, cut: PublicReport) -> dict[str, Any] | None:
    """The number and the address of the latest public version of the same report; None where that is this one."""
    found = [
        (other.number, row)
        for row in stored.all_of(session, Published.REPORT)
        if isinstance(other := _cut(row), PublicReport) and _report(other) == _report(cut)
    ]
    number, row = max(found, key=lambda one: one[0], default=(0, None))
    if row is None or number <= cut.number:
        return None
    return {"number": number, "href": f"/published/{row.address}"}


def _cut(row: "Publication") -> object:
    return from_text(row.kind, row.cut)


def _report(cut: PublicReport) -> str:
    """Which report it is a version of: its name without the number."""
    return cut.name.rpartition("-v")[0]

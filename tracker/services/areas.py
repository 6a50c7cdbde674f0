"""The areas for which figures are kept: the force, its hubs, with the days from and to which each is one."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.errors import BadInput
from tracker.domain.measures import AreaKind
from tracker.models.measures import Area
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.measures import checked_code, checked_text
from tracker.services.versions import check_version, next_version
from tracker.store import measures as stored


@dataclass(frozen=True)
class AreaWanted:
    code: str
    title: str
    kind: AreaKind = AreaKind.HUB
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""
    position: int = 0


def add_area(desk: Desk, wanted: AreaWanted) -> Area:
    """A new area. Raises `BadInput` for the field that makes no sense."""
    code = checked_code(wanted.code)[:40]
    if any(one.code == code for one in stored.areas(desk.session)):
        raise BadInput(f"There is an area {code} already. Give another code.", field="code")
    area = Area(code=code)
    _put(area, wanted)
    desk.session.add(area)
    desk.session.flush()
    record(desk, "area.added", f"area {area.code}", after=_shown(area))
    return area


def change_area(desk: Desk, area: Area, wanted: AreaWanted, *, version: int | None) -> Area:
    """Other words or days; its code stays. Raises `BadInput`, and `Conflict` where someone saved first."""
    before = _shown(area)
    check_version(area, version, before)
    _put(area, wanted)
    next_version(area)
    desk.session.flush()
    record_change(desk, "area.changed", f"area {area.code}", before, _shown(area))
    return area


def _put(area: Area, wanted: AreaWanted) -> None:
    if wanted.starts_on and wanted.ends_on and wanted.ends_on < wanted.starts_on:
        raise BadInput("The last day comes before the first. Correct one of them.", field="ends_on")
    area.title = checked_text(
        " ".join(wanted.title.split()), "title", "Give its name, such as “North hub”.", 120
    )
    area.kind, area.position = wanted.kind, wanted.position
    area.starts_on, area.ends_on = wanted.starts_on, wanted.ends_on
    area.note = checked_text(wanted.note, "note")


def _shown(area: Area) -> dict[str, object]:
    return {
        "title": area.title,
        "kind": area.kind.value,
        "starts_on": area.starts_on,
        "ends_on": area.ends_on,
        "note": area.note,
        "position": area.position,
    }

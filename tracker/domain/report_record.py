"""A report as the record that is frozen in the database, and back. The same report always gives the same text."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from tracker.domain.errors import Unavailable
from tracker.domain.reports import ActionStatusReport

FORMAT = 1
"""Goes up when a field changes its meaning or is taken away. A new field with a default needs no new number."""

KIND = "action-status"


def to_record(report: ActionStatusReport) -> dict[str, Any]:
    """The report as plain values that JSON can hold: dates as "2023-10-04", choices as their words in the database."""
    return {"format": FORMAT, "kind": KIND, "report": _plain(report)}


def record_text(report: ActionStatusReport) -> str:
    """The canonical text of the record: keys sorted, no spaces, UTF-8. Its digest stands for the report."""
    return json.dumps(to_record(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_record(record: Mapping[str, Any]) -> ActionStatusReport:
    """The report that was frozen. Raises `Unavailable` for a record of another kind, or of a newer version of the product."""
    if record.get("kind") != KIND or record.get("format") != FORMAT:
        raise Unavailable(
            "This report was frozen by another version of the product. Update the product, then open the report again."
        )
    try:
        report: ActionStatusReport = _made(ActionStatusReport, record["report"])
    except (KeyError, TypeError, ValueError) as broken:
        raise Unavailable(
            "The frozen record of this report cannot be read. Build the report again."
        ) from broken
    return report


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _made(kind: Any, value: Any) -> Any:
    """`value`, as it came from JSON, as the type `kind` of a field of a report."""
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(option for option in get_args(kind) if option is not type(None))
        return None if value is None else _made(inner, value)
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _made(hints[name], item) for name, item in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    if issubclass(kind, StrEnum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value

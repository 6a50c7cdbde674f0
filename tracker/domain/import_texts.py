"""A row of a log as text and back, for the table that its fate stands in. Only what differs from an empty row is written."""

import json
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from tracker.domain.canonical import plain
from tracker.domain.import_rows import LogRow


def to_text(row: LogRow) -> str:
    """Canonical JSON of `row`: the same row always gives the same text."""
    return json.dumps(_said(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> LogRow:
    row: LogRow = _made(LogRow, json.loads(text))
    return row


def _said(value: Any) -> Any:
    if is_dataclass(value):
        given = ((name, getattr(value, name), default) for name, _, default in _shape(value.__class__))
        return {name: _said(here) for name, here, default in given if here != default}
    if isinstance(value, tuple):
        return [_said(one) for one in value]
    return plain(value)


@cache
def _shape(kind: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Name, type and default of each field. Asked once for each kind: there may be ten thousand rows."""
    hints = get_type_hints(kind)
    return tuple((one.name, _inner(hints[one.name]), _default(one)) for one in fields(kind))


def _default(one: "Field[Any]") -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _inner(kind: Any) -> Any:
    """The type itself, of one that may be None too."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(option for option in get_args(kind) if option is not type(None))
    return kind


def _made(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind) and isinstance(kind, type):
        kinds = {name: inner for name, inner, _ in _shape(kind)}
        return kind(**{name: _made(kinds[name], one) for name, one in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, StrEnum) else value

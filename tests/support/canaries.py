"""A report of any kind with a word of its own in each text, so that any of them can be looked for in what is made of it."""

import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from itertools import count
from typing import Any, Union, get_args, get_origin, get_type_hints

from tracker.domain.redaction_paths import LEADS, STRUCTURE
from tracker.domain.report_kinds import ReportKind
from tracker.domain.reports import Report

DEEPEST = 3
"""How often a piece of writing stands within another."""
CUT = ("names", "withheld", "version", "state", "audience")
"""Fields of a report that are filled in when a version is cut from it."""
PLAIN = {
    "reference": "PPM-101",
    "number_words": "Action 101",
    "marking": "OFFICIAL",
    "code": "local",
    "group": "REST",
}
"""What stands in the fields that hold a record together."""


def canary_report(kind: ReportKind) -> Report:
    """A report of this kind, everything in it once, each of its texts a word that stands nowhere else."""
    report: Report = _filled(kind.record, count(1), ())
    return report


def is_canary(text: str) -> bool:
    return text.startswith("canary") and text.endswith("bird")


def _filled(kind: Any, numbers: Iterator[int], within: tuple[Any, ...]) -> Any:
    hints = get_type_hints(kind)
    said = {}
    for field in fields(kind):
        if issubclass(kind, Report) and field.name in CUT:
            continue
        value = _value(hints[field.name], field.name, numbers, (*within, kind))
        if value is not None or (field.default is MISSING and field.default_factory is MISSING):
            said[field.name] = value
    return kind(version=1, **said) if issubclass(kind, Report) else kind(**said)


def _value(kind: Any, name: str, numbers: Iterator[int], within: tuple[Any, ...]) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        inner = next(option for option in get_args(kind) if option is not type(None))
        return _value(inner, name, numbers, within) if inner is str or is_dataclass(inner) else None
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if within.count(inner) >= DEEPEST:
            return ()
        return (_value(inner, name, numbers, within),)
    if is_dataclass(kind):
        return _filled(kind, numbers, within)
    return _plain(kind, name, numbers)


def _plain(kind: Any, name: str, numbers: Iterator[int]) -> Any:
    if kind is str:
        if name in STRUCTURE:
            return PLAIN.get(name, "plain")
        # What leads to a picture or an address has to be one: it is looked at by itself.
        return "" if name in LEADS else f"canary{next(numbers):04}bird"
    if kind is date:
        return date(2023, 10, 4)
    if kind is bool:
        return True
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    return kind(3) if kind in (int, float) else None

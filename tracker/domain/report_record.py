"""A report as the record that is frozen in the database, and back. The same report always gives the same text."""

import json
from collections.abc import Mapping
from typing import Any

from tracker.domain.canonical import canonical_text, made, plain
from tracker.domain.errors import Unavailable
from tracker.domain.report_kinds import kind_named, kind_of
from tracker.domain.reports import Report


def to_record(report: Report) -> dict[str, Any]:
    """The report as plain values that JSON can hold: dates as "2023-10-04", choices as their words in the database."""
    kind = kind_of(report)
    return {"format": kind.format, "kind": kind.name, "report": plain(report)}


def record_text(report: Report) -> str:
    """The canonical text of the record: keys sorted, no spaces, UTF-8. Its digest stands for the report."""
    return canonical_text(to_record(report))


def from_text(text: str) -> Report:
    """The report that was frozen as this text. Raises what `from_record` raises."""
    return from_record(json.loads(text))


def from_record(record: Mapping[str, Any]) -> Report:
    """The report that was frozen. Raises `Unavailable` for a record of an unknown kind, or of a newer version of the product."""
    kind = kind_named(str(record.get("kind")))
    if record.get("format") != kind.format:
        raise Unavailable(
            "This report was frozen by another version of the product. Update the product, then open the report again."
        )
    try:
        return made(kind.record, record["report"])
    except (KeyError, TypeError, ValueError) as broken:
        raise Unavailable(
            "The frozen record of this report cannot be read. Build the report again."
        ) from broken

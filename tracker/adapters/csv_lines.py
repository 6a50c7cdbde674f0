"""The actions of a report as CSV (RFC 4180): one line each, under names of columns that do not change, dates as 2023-10-04.

It begins with a byte order mark: without one Excel reads UTF-8 as Windows-1252, and every dash and accent breaks.
"""

import csv
import io
from collections.abc import Mapping
from datetime import date

from tracker.domain.harmless import as_text
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import from_record
from tracker.domain.report_sheets import Value
from tracker.domain.report_tables import workbook


class CsvLines:
    """A `FormMaker` of CSV files."""

    def make(self, record: Mapping[str, object]) -> bytes:
        """The file. The same record gives the same bytes. Raises `Unavailable` for a record that cannot be read."""
        report = from_record(record)
        lines = workbook(kind_of(report).paper(report)).lines
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow([column.key for column in lines.columns])
        for row in lines.rows:
            writer.writerow([_told(value) for value in row])
        return written.getvalue().encode("utf-8-sig")


def _told(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return as_text(value) if isinstance(value, str) else "" if value is None else str(value)

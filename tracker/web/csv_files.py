"""Tables as files that a spreadsheet opens, in which nothing that people typed is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from tracker.domain.harmless import as_text


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The table as `name`.csv, with the mark at its beginning by which spreadsheets know UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    response = Response("\ufeff" + written.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def harmless(cell: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would calculate. Numbers stay numbers."""
    if isinstance(cell, str):
        return as_text(cell)
    return "" if cell is None else cell

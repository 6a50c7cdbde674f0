"""An export as one CSV file (RFC 4180): a line for each action, days as 2023-10-04.

It begins with a byte order mark: without one Excel reads UTF-8 as Windows-1252, and every dash and accent breaks.
"""

import csv
import io
from codecs import BOM_UTF8
from typing import BinaryIO

from tracker.domain.log_export import CSV_ORDER
from tracker.domain.log_export_document import Outgoing, line_of


class CsvExport:
    """An `ExportMaker` of CSV."""

    def write(self, outgoing: Outgoing, file: BinaryIO) -> None:
        file.write(BOM_UTF8)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(CSV_ORDER)
        for row in outgoing.rows():
            writer.writerow(line_of(row))
        text.detach()

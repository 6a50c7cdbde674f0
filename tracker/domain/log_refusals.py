"""Why a file is not read as a log, each in one sentence and what to do about it."""

from enum import StrEnum

from tracker.domain.document_reading import Refusal, sentence_of

MOST_ROWS = 60_000
"""Rows of a sheet that hold something."""
MOST_EMPTY_ROWS = 250_000
"""Rows of a sheet that are there and empty."""
MOST_COLUMNS = 400
"""Columns of a sheet up to the last that holds something."""
MOST_SHEETS = 200
MOST_MERGED = 50_000
"""Merged cells of a sheet."""
LONGEST_CELL = 32_767
"""Characters: what Excel lets a cell hold."""
MOST_BYTES = 100_000_000
"""Of a file as it comes."""


class LogRefusal(StrEnum):
    """What is wrong with a log besides what can be wrong with any document (`Refusal`)."""

    OLD_EXCEL = "old excel"
    LOCKED = "locked"
    BINARY_EXCEL = "binary excel"
    OPEN_DOCUMENT = "open document"
    NOT_EXCEL = "not excel"
    EXCEL_AS_CSV = "excel as csv"
    MACROS = "macros"
    LINKS = "links"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_EMPTY_ROWS = "too many empty rows"
    TOO_MANY_COLUMNS = "too many columns"
    TOO_MANY_SHEETS = "too many sheets"
    TOO_MANY_MERGED = "too many merged"
    TOO_LARGE = "too large"
    NOT_TEXT = "not text"
    QUOTES = "quotes"
    EMPTY = "empty"
    OTHER_KIND = "other kind"
    OTHER_JSON = "other json"
    LATER_EXPORT = "later export"


SENTENCES = {
    LogRefusal.OLD_EXCEL: "This file is in the Excel format of before 2007 (.xls). Open it in Excel, save it as an Excel workbook "
    "(.xlsx), and choose that file.",
    LogRefusal.LOCKED: "This file is locked with a password. Save it without one, and choose it again.",
    LogRefusal.BINARY_EXCEL: "This file is an Excel binary workbook (.xlsb). Save it as an Excel workbook (.xlsx), and choose that file.",
    LogRefusal.OPEN_DOCUMENT: "This file is an OpenDocument spreadsheet. Save it as an Excel workbook (.xlsx), and choose that file.",
    LogRefusal.NOT_EXCEL: "This file is not an Excel workbook, whatever its name says. Open it in the program that made it, save it as "
    "an Excel workbook (.xlsx) or as CSV, and choose that file.",
    LogRefusal.EXCEL_AS_CSV: "This file is an Excel workbook although its name says that it is CSV. Give its name the ending .xlsx, and "
    "choose it again.",
    LogRefusal.MACROS: "This file has macros inside, which are never run here. Save it as an Excel workbook without macros (.xlsx), and "
    "choose that file.",
    LogRefusal.LINKS: "This file takes values from other files (external links). In Excel choose Data, Edit links, Break link, save it, "
    "and choose it again.",
    LogRefusal.TOO_MANY_ROWS: f"A sheet of this file holds more than {MOST_ROWS:,} rows. Split it, and import the parts.",
    LogRefusal.TOO_MANY_EMPTY_ROWS: f"A sheet of this file has more than {MOST_EMPTY_ROWS:,} empty rows. Delete the empty rows under the "
    "table, save it, and choose it again.",
    LogRefusal.TOO_MANY_COLUMNS: f"A sheet of this file has more than {MOST_COLUMNS} columns. Delete the columns that are not part of the "
    "log, save it, and choose it again.",
    LogRefusal.TOO_MANY_SHEETS: f"This file has more than {MOST_SHEETS} sheets. Split it, and import the parts.",
    LogRefusal.TOO_MANY_MERGED: f"A sheet of this file has more than {MOST_MERGED:,} merged cells. Unmerge them, save it, and choose it "
    "again.",
    LogRefusal.TOO_LARGE: f"This file is larger than {MOST_BYTES // 1_000_000} MB, and no log is. Delete what is not part of the log, "
    "such as pictures, and choose it again.",
    LogRefusal.NOT_TEXT: "This file is not a CSV file, whatever its name says: it is no text. Save the log as an Excel workbook (.xlsx) or "
    "as CSV, and choose that file.",
    LogRefusal.QUOTES: "This file cannot be read as CSV: a quotation mark is opened and never closed, or a cell is longer than Excel "
    "allows. Save the log as CSV again, or as an Excel workbook (.xlsx).",
    LogRefusal.EMPTY: "This file holds nothing. Check that it is the right one.",
    LogRefusal.OTHER_JSON: "This JSON file is no whole export of this product. Export the record again, or import the log as an Excel "
    "workbook (.xlsx) or as CSV.",
    LogRefusal.LATER_EXPORT: "This export was made by a later version of this product. Update this one first, and choose it again.",
    LogRefusal.OTHER_KIND: "A log is read from an Excel workbook (.xlsx) or a CSV file (.csv). Save it as one of these, and choose that "
    "file.",
}


class LogRefused(Exception):
    """The file is not read as a log."""

    def __init__(self, refusal: LogRefusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def log_sentence(word: str, number: int = 0) -> str:
    """The sentence for a word of either list; for any other word that the reading broke off."""
    if word in list(LogRefusal):
        return SENTENCES[LogRefusal(word)]
    refusal = Refusal(word) if word in list(Refusal) else Refusal.ENDED
    return sentence_of(refusal, number).replace("add it anew", "choose it again")

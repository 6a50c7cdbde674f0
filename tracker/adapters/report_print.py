"""The print form of a dossier: its paper with the cited pages of the evidence appended, each stamped in its margin."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from tracker.domain.errors import NotFound, Unreadable
from tracker.domain.report_dossier import ActionDossier, DossierSheet
from tracker.domain.report_dossier_files import to_append
from tracker.domain.report_record import from_record, to_record
from tracker.ports import FileStore, Laid, PdfJoiner


class DossierPrinter:
    """A `ReportPrinter`: it puts empty pages at the end of the paper, and lays the evidence on them when the paper is set."""

    def __init__(self, files: FileStore, joiner: PdfJoiner) -> None:
        self._files = files
        self._joiner = joiner

    def prepared(self, record: Mapping[str, object], *, whole: bool) -> Mapping[str, Any]:
        """The record with an empty page for each that is to be appended; with `whole` all pages of each document."""
        dossier = _dossier(record)
        seen: dict[int, list[bool] | str] = {}
        sheets = tuple(self._looked_at(one, dossier, seen) for one in to_append(dossier, whole=whole))
        return to_record(replace(dossier, printed=True, sheets=sheets))

    def joined(self, paper: bytes, record: Mapping[str, object]) -> bytes:
        """`paper`, set from a record that was `prepared`, with the pages of evidence on it."""
        dossier = _dossier(record)
        laid = []
        for number, one in enumerate(dossier.sheets, start=1):
            file = dossier.file(one.file)
            if file and one.page:
                laid.append(Laid(f"sheet-{number}", partial(self._files.open, file.sha256), one.page))
        return self._joiner.joined(paper, laid)

    def _looked_at(
        self, sheet: DossierSheet, dossier: ActionDossier, seen: dict[int, list[bool] | str]
    ) -> DossierSheet:
        """The sheet as its page lies; one that cannot be appended says why."""
        file = dossier.file(sheet.file)
        if file is None or sheet.page is None:
            return sheet
        if file.number not in seen:
            seen[file.number] = self._pages(file.sha256)
        pages = seen[file.number]
        if isinstance(pages, str):
            return DossierSheet(sheet.evidence, why=f"{file.name} cannot be appended: {pages}.")
        if sheet.page > len(pages):
            return DossierSheet(
                sheet.evidence, why=f"{file.name} has {len(pages)} pages, so there is no page {sheet.page}."
            )
        return replace(sheet, wide=pages[sheet.page - 1])

    def _pages(self, sha256: str) -> list[bool] | str:
        """How each page of a file lies; where it cannot be read, why."""
        try:
            with self._files.open(sha256) as file:
                return list(self._joiner.wide(file))
        except Unreadable as unread:
            return str(unread)
        except NotFound:
            return "it is not in the store of files any more"


def _dossier(record: Mapping[str, object]) -> ActionDossier:
    report = from_record(record)
    if not isinstance(report, ActionDossier):
        raise TypeError("only a dossier has a print form")
    return report

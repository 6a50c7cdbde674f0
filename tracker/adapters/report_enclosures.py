"""The files of evidence that go inside the PDF of a dossier, from the store of files."""

from collections.abc import Mapping, Sequence
from functools import partial

from tracker.domain.report_dossier import ActionDossier
from tracker.domain.report_dossier_files import attached
from tracker.domain.report_kinds import DOSSIER
from tracker.domain.report_record import from_record
from tracker.ports import Enclosed, FileStore


class EvidenceFiles:
    """`Enclosures` of a dossier; any other report has none."""

    def __init__(self, files: FileStore) -> None:
        self._files = files

    def of(self, record: Mapping[str, object]) -> Sequence[Enclosed]:
        """What its readers may have and what fits (`domain/report_dossier_files.py`)."""
        report = from_record(record) if record.get("kind") == DOSSIER else None
        if not isinstance(report, ActionDossier):
            return ()
        return tuple(
            Enclosed(one.name, one.title, one.media_type, partial(self._files.open, one.sha256))
            for one in attached(report)
        )

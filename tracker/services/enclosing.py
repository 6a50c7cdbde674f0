"""The file that goes with a mail: the PDF of a report version, made where it is not kept yet, and outside any transaction."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager

from tracker.domain.attachments import file_name
from tracker.domain.errors import DeliveryFailed, NotFound, TrackerError
from tracker.domain.report_cuts import Cut
from tracker.domain.report_kinds import MEDIA_TYPES, Form, kind_named
from tracker.domain.viewers import THE_OFFICE
from tracker.domain.wording import date_words
from tracker.models.evidence import StoredFile
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.models.reports import RecordSnapshot, ReportVersion
from tracker.ports import Attachment
from tracker.services import report_files
from tracker.services.desk import Desk
from tracker.services.post_office import PostOffice
from tracker.services.report_cuts import cut_of
from tracker.store import reports as stored

Writing = Callable[[], AbstractContextManager[Desk]]
LOG = logging.getLogger(__name__)


class Enclosures:
    """The files for one round of sending: each is made once, and what could not be made is not tried again in this round."""

    def __init__(self, writing: Writing, office: PostOffice) -> None:
        self._writing, self._office = writing, office
        self._made: dict[int, Attachment | DeliveryFailed] = {}

    def of(self, version_id: int) -> Attachment:
        """The PDF of a report version. Raises `DeliveryFailed` with the reason: the mail then waits and is tried again."""
        if version_id not in self._made:
            self._made[version_id] = self._attempt(version_id)
        made = self._made[version_id]
        if isinstance(made, DeliveryFailed):
            raise made
        return made

    def _attempt(self, version_id: int) -> Attachment | DeliveryFailed:
        try:
            return self._make(version_id)
        except TrackerError as error:
            return DeliveryFailed(f"The file that goes with it could not be made: {error}")
        except Exception:
            # Whatever is wrong with one report must not keep other mail from leaving.
            LOG.exception("The PDF of report version %s could not be made", version_id)
            return DeliveryFailed(
                "The file that goes with it could not be made. The administrator can read why in the log."
            )

    def _make(self, version_id: int) -> Attachment:
        with self._writing() as desk:
            version, snapshot = stored.version(desk.session, THE_OFFICE, version_id)
            meeting = desk.session.get(Meeting, version.meeting_id) if version.meeting_id else None
            series = desk.session.get_one(MeetingSeries, meeting.series_id) if meeting else None
            kept = stored.file_of(desk.session, version_id)
            cut = cut_of(desk.session, version)
        content = self._kept(kept) or self._fresh(version, snapshot, cut)
        return Attachment(attachment_name(version, meeting, series), MEDIA_TYPES[Form.PDF], content)

    def _kept(self, kept: StoredFile | None) -> bytes | None:
        try:
            if kept:
                with self._office.files.open(kept.sha256) as content:
                    return content.read()
        except NotFound:
            LOG.warning("A file of a report is not in the store any more; it is made again")
        return None

    def _fresh(self, version: ReportVersion, snapshot: RecordSnapshot, cut: Cut) -> bytes:
        content = report_files.make_file(self._office.press(), snapshot, cut, Form.PDF)
        name = report_files.file_name(version)
        with self._writing() as desk:
            report_files.keep_file(desk, self._office.files, version, content, form=Form.PDF, name=name)
        return content


def attachment_name(version: ReportVersion, meeting: Meeting | None, series: MeetingSeries | None) -> str:
    """ "Action log, Public Performance Meeting, 4 October 2023.pdf"; from the second version on it says which."""
    number = f"version {version.number}" if version.number > 1 else ""
    day = (meeting.date_words or date_words(meeting.starts_on)) if meeting else ""
    return file_name(kind_named(version.kind).title, series.title if series else "", day, number)

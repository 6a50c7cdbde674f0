"""The files of a version: made from the frozen record as its readers get it, kept, and named so that people find them again."""

from sqlmodel import Session

from tracker.domain.audiences import Audience
from tracker.domain.report_checks import check_form, narrowed
from tracker.domain.report_cuts import Cut, as_it_stands
from tracker.domain.report_kinds import ENDINGS, MEDIA_TYPES, Form, kind_named
from tracker.domain.report_record import from_text, to_record
from tracker.domain.viewers import THE_OFFICE
from tracker.models.evidence import StoredFile
from tracker.models.people import Post
from tracker.models.reports import RecordSnapshot, ReportFile, ReportVersion
from tracker.ports import FileStore, ReportPress
from tracker.services.desk import Desk
from tracker.services.report_cuts import cut_of
from tracker.store import reports as stored


def make_file(
    press: ReportPress, snapshot: RecordSnapshot, cut: Cut, form: str, *, post: Post | None = None
) -> bytes:
    """A frozen record in one of its forms, as the readers of `cut` get it, whole or for one owner. Needs no transaction.

    The same record, cut and program give the same bytes. Raises `BadInput` for a form or an owner's part that the kind does not have.
    """
    kind = kind_named(snapshot.kind)
    wanted = check_form(kind, form)
    report = as_it_stands(from_text(snapshot.record), cut)
    if post is not None:
        report = narrowed(kind, report, post.code, post.title)
    return press.make(wanted, to_record(report))


def file_content(
    session: Session, press: ReportPress, files: FileStore, version_id: int, form: str = Form.PDF
) -> bytes:
    """The file of a version that was kept; where none was, the same bytes made again from the frozen record."""
    kept = stored.file_of(session, version_id, form)
    if kept:
        with files.open(kept.sha256) as content:
            return content.read()
    version, snapshot = stored.version(session, THE_OFFICE, version_id)
    return make_file(press, snapshot, cut_of(session, version), form)


def file_name(version: ReportVersion, form: str = Form.PDF, *, post: Post | None = None) -> str:
    """ "action-log-ppm-2023-10-04-v2.pdf", for the public "action-log-ppm-2023-10-04-public-v2.pdf", or for one owner
    "action-log-ppm-2023-10-04-v2-head-of-contact.pdf"."""
    about = version.about.partition(":")[2].lower()
    audience = "" if version.audience is Audience.MEETING else f"-{version.audience}"
    whose = f"-{post.code}" if post else ""
    return f"{version.kind}-{about}{audience}-v{version.number}{whose}{ENDINGS[Form(form)]}"


def keep_file(
    desk: Desk, files: FileStore, made_of: ReportVersion, content: bytes, *, form: Form, name: str
) -> bool:
    """Keeps a file of a version, so that what was handed out can always be shown again.

    `made_of` is the version as it was read before the file was made. One that was cut anew or issued since keeps nothing: False.
    """
    version = stored.lock_version(desk.session, made_of.key)
    if version.version != made_of.version:
        return False
    file = StoredFile(
        sha256=files.keep(content),
        name=name,
        media_type=MEDIA_TYPES[form],
        size=len(content),
        added_at=desk.moment.now,
        added_by=desk.by.name,
    )
    desk.session.add(file)
    desk.session.flush()
    desk.session.add(ReportFile(report_version_id=version.key, file_id=file.key, form=form))
    return True


def drop_files(desk: Desk, version: ReportVersion) -> None:
    """For a version that says something else from now on: its files are made again."""
    for file in stored.files_of(desk.session, version.key):
        desk.session.delete(file)

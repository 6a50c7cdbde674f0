"""Asks for the files of a version to be made in the background, and cancels that."""

from collections.abc import Sequence

from tracker.domain.builds import CUT_ANEW, OVER, BuildState, steps_of
from tracker.domain.errors import InvalidMove
from tracker.domain.report_kinds import Form, kind_named
from tracker.domain.version_states import VersionState
from tracker.models.reports import ReportBuild, ReportVersion
from tracker.services.desk import Desk
from tracker.services.versions import next_version
from tracker.store import builds as stored


def ask_for_files(desk: Desk, version: ReportVersion, forms: Sequence[str] = ()) -> ReportBuild:
    """Has the forms made that its readers will want, or those of `forms`; what was asked for before and is not finished gives way to it.

    A draft is not archived, and whole documents are appended only for whoever asks: those are made when they are opened.
    """
    for before in stored.unfinished(desk.session, version.key):
        _end(desk, before, BuildState.CANCELLED, CUT_ANEW)
    wanted = [str(form) for form in forms or _wanted(version)]
    build = ReportBuild(
        report_version_id=version.key,
        forms=" ".join(wanted),
        total=steps_of(wanted),
        asked_by=desk.by.name,
        asked_at=desk.moment.machine,
    )
    desk.session.add(build)
    desk.session.flush()
    return build


def cancel_build(desk: Desk, number: int) -> ReportBuild:
    """Stops the making of files; those that are made stay. Raises `InvalidMove` where it is over."""
    build = stored.lock_build(desk.session, number)
    if build.state in OVER:
        raise InvalidMove("The files are made, or were given up: there is nothing to cancel.")
    _end(desk, build, BuildState.CANCELLED, f"{desk.by.name} stopped it.")
    return build


def _wanted(version: ReportVersion) -> list[Form]:
    seldom = {Form.PRINT_ALL} if version.state is VersionState.ISSUED else {Form.PRINT_ALL, Form.ARCHIVE}
    return [form for form in kind_named(version.kind).forms if form not in seldom]


def _end(desk: Desk, build: ReportBuild, state: BuildState, said: str) -> None:
    build.state, build.said, build.step, build.finished_at = state, said, "", desk.moment.machine
    next_version(build)

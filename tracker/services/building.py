"""Makes the files of versions that were asked for, in the background: each claimed in one transaction, made outside any, and kept.

Whoever makes them holds the build's lease and renews it as it goes. A maker that was killed leaves the lease behind: when that is
over the next one goes on with the forms that are missing. A maker finds that its build was cancelled when the row is no longer as
it left it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from tracker.domain.builds import CUT_ANEW, GIVEN_UP, MOST_TRIES, BuildState, steps_after, steps_done
from tracker.domain.document_reading import Stopped
from tracker.domain.errors import TrackerError
from tracker.domain.report_kinds import Form
from tracker.domain.viewers import THE_OFFICE
from tracker.models.reports import ReportBuild
from tracker.ports import FileStore, ReportPress
from tracker.services.desk import Desk
from tracker.services.leases import give_back_lease, take_lease
from tracker.services.report_cuts import cut_of
from tracker.services.report_files import file_name, keep_file, make_file
from tracker.services.versions import next_version
from tracker.store import builds as stored
from tracker.store import reports

Writing = Callable[[], AbstractContextManager[Desk]]
BEAT_SECONDS = 1.0
"""How often it is written down how far a form is, the lease renewed, and the row looked at."""


@dataclass(frozen=True)
class Workshop:
    """What files are made with. `holder` tells one maker from another."""

    press: ReportPress
    files: FileStore
    holder: str


def make_waiting(
    writing: Writing, workshop: Workshop, numbers: list[int], *, stopping: Callable[[], bool] = lambda: False
) -> Iterator[ReportBuild]:
    """Makes the files of these builds, one after the other; those that another makes are passed over."""
    for number in numbers:
        if stopping():
            return
        made = make_build(writing, workshop, number, stopping=stopping)
        if made:
            yield made


def make_build(
    writing: Writing, workshop: Workshop, number: int, *, stopping: Callable[[], bool] = lambda: False
) -> ReportBuild | None:
    """Makes the files of one build, and returns it as it was left; None where another makes it, or it is over."""
    making = _Making(writing, workshop, number, stopping)
    if not making.claim():
        return None
    try:
        making.run()
    except Stopped:
        making.leave()
    except TrackerError as reason:
        making.finish(BuildState.FAILED, str(reason))
    return making.build


class _Making:
    """One try at one build, from its claim to its end."""

    build: ReportBuild

    def __init__(
        self, writing: Writing, workshop: Workshop, number: int, stopping: Callable[[], bool]
    ) -> None:
        self._writing = writing
        self._workshop = workshop
        self._number = number
        self._stopping = stopping
        self._lease = f"{stored.LEASE}{number}"
        self._beat = 0.0

    def claim(self) -> bool:
        """Takes the build, and reads all that its files are made of. False where it is over, or another makes it."""
        with self._writing() as desk:
            build = stored.lock_build(desk.session, self._number)
            if build.state not in (BuildState.WAITING, BuildState.RUNNING):
                return False
            if not take_lease(desk.session, self._workshop.holder, desk.moment.machine, name=self._lease):
                return False
            if build.tries >= MOST_TRIES:
                self._leave_as(desk, build, BuildState.FAILED, GIVEN_UP)
                return False
            build.state, build.tries = BuildState.RUNNING, build.tries + 1
            build.started_at, build.step = desk.moment.machine, ""
            self._version, self._snapshot = reports.version(desk.session, THE_OFFICE, build.report_version_id)
            self._cut = cut_of(desk.session, self._version)
            self._forms = build.forms.split()
            kept = {file.form for file in reports.files_of(desk.session, self._version.key)}
            self._seen(desk, build)
        self._missing = [form for form in self._forms if form not in kept]
        return True

    def run(self) -> None:
        """Makes and keeps each form that is missing. Raises `Stopped`, and what `make_file` raises."""
        press = replace(self._workshop.press, pdf=self._workshop.press.pdf.watched(self._watch))
        for form in self._missing:
            self._form = form
            self._note(f"making {form}", "")
            content = make_file(press, self._snapshot, self._cut, form)
            self._keep(form, content)
        self.finish(BuildState.DONE, "")

    def finish(self, state: BuildState, said: str) -> None:
        with self._writing() as desk:
            build = stored.lock_build(desk.session, self._number)
            if self._is_mine(build):
                if state is BuildState.DONE:
                    build.done = build.total
                self._leave_as(desk, build, state, said)

    def leave(self) -> None:
        """Stopped: by a person, who has said so on the row, or with this process; then it waits for the next."""
        with self._writing() as desk:
            build = stored.lock_build(desk.session, self._number)
            if self._is_mine(build):
                build.tries -= 1
                self._leave_as(desk, build, BuildState.WAITING, "")

    def _watch(self, said: str) -> None:
        """Told what is being done; raises `Stopped` where this process is to end or the build is not ours any more."""
        if self._stopping():
            raise Stopped
        if time.monotonic() > self._beat:
            self._note(said, said)

    def _note(self, step: str, said: str) -> None:
        with self._writing() as desk:
            build = self._mine(desk)
            build.step = step
            build.done = max(build.done, steps_done(self._forms, self._form, said))
            self._seen(desk, build)

    def _keep(self, form: str, content: bytes) -> None:
        with self._writing() as desk:
            build = self._mine(desk)
            name = file_name(self._version, form)
            files = self._workshop.files
            if not keep_file(desk, files, self._version, content, form=Form(form), name=name):
                self._leave_as(desk, build, BuildState.CANCELLED, CUT_ANEW)
                return
            build.done = max(build.done, steps_after(self._forms, form))
            self._seen(desk, build)

    def _mine(self, desk: Desk) -> ReportBuild:
        """The build, locked, while it is ours; its lease is renewed. Raises `Stopped`."""
        build = stored.lock_build(desk.session, self._number)
        if not self._is_mine(build):
            self.build = build
            raise Stopped
        take_lease(desk.session, self._workshop.holder, desk.moment.machine, name=self._lease)
        return build

    def _is_mine(self, build: ReportBuild) -> bool:
        return build.state is BuildState.RUNNING and build.version == self._row_version

    def _leave_as(self, desk: Desk, build: ReportBuild, state: BuildState, said: str) -> None:
        build.state, build.said, build.step = state, said, ""
        build.finished_at = None if state is BuildState.WAITING else desk.moment.machine
        self._seen(desk, build)
        give_back_lease(desk.session, self._workshop.holder, desk.moment.machine, name=self._lease)

    def _seen(self, desk: Desk, build: ReportBuild) -> None:
        """Marks the row as we leave it."""
        next_version(build)
        self._row_version = build.version
        self._beat = time.monotonic() + BEAT_SECONDS
        desk.session.flush()
        self.build = build

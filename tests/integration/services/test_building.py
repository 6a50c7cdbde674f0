"""The files of a report, made in the background: kept one by one, cancelled, cut short, and never those of an older cut."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import select

from tests.integration.conftest import KEYS
from tests.support.builders import SECRETARIAT, Record, moment
from tests.support.cutting import cut, held_meeting
from tracker.adapters.disk import DiskFiles
from tracker.adapters.england import EnglandCalendar
from tracker.domain.builds import MOST_TRIES, BuildState
from tracker.domain.document_reading import Stopped
from tracker.domain.errors import InvalidMove, Unavailable
from tracker.domain.report_kinds import ACTION_LOG, Form
from tracker.domain.version_states import VersionState
from tracker.models.reports import ReportBuild, ReportVersion
from tracker.ports import ReportPress, Watch
from tracker.services import building
from tracker.services.building import Workshop, make_build
from tracker.services.builds import ask_for_files, cancel_build
from tracker.services.desk import Desk
from tracker.services.leases import take_lease
from tracker.services.versions import next_version
from tracker.store import builds as stored
from tracker.store import reports
from tracker.store.session import Database

FORMS = (Form.WORD, Form.PDF)
Making = Callable[[str, Watch], bytes]


class Office:
    """A record with an action log whose files were asked for, and somebody who makes them."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.files = DiskFiles(folder)
        with self.writing() as desk:
            version = cut(desk, ACTION_LOG, held_meeting(Record(desk)))
            self.number = ask_for_files(desk, version, FORMS).key
            self.version_id = version.key

    @contextmanager
    def writing(self) -> Iterator[Desk]:
        with self.database.write() as session:
            yield Desk(session, SECRETARIAT, moment(), EnglandCalendar(), KEYS)
            session.commit()

    def make(self, holder: str = "one", **options: Any) -> ReportBuild | None:
        press: Any = ReportPress.__new__(ReportPress)
        object.__setattr__(press, "pdf", SimpleNamespace(watched=lambda watch: SimpleNamespace(watch=watch)))
        return make_build(self.writing, Workshop(press, self.files, holder), self.number, **options)

    def build(self) -> ReportBuild:
        with self.database.read() as session:
            return session.get_one(ReportBuild, self.number)

    def kept(self) -> list[str]:
        with self.database.read() as session:
            return sorted(file.form for file in reports.files_of(session, self.version_id))


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office(database, tmp_path)


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Callable[[Making], None]:
    """Sets how a form is made: given its ending, and whom to tell."""

    def set_making(how: Making) -> None:
        def make_file(press: Any, snapshot: object, cut: object, form: str) -> bytes:
            return how(form, press.pdf.watch)

        monkeypatch.setattr(building, "make_file", make_file)
        monkeypatch.setattr(building, "replace", lambda press, pdf: SimpleNamespace(pdf=pdf))
        monkeypatch.setattr(building, "BEAT_SECONDS", 0.0)

    set_making(lambda form, watch: form.encode())
    return set_making


def test_every_form_is_made_and_kept_and_the_bar_is_full(office: Office, making: object) -> None:
    made = office.make()
    assert made is not None
    assert (made.state, made.done, made.total) == (BuildState.DONE, 6, 6)
    assert office.kept() == ["docx", "pdf"]


def test_how_far_it_is_can_be_read_while_it_is_made(office: Office, making: Callable[[Making], None]) -> None:
    seen = []

    def slow(form: str, watch: Watch) -> bytes:
        for said in ("styling", "laying out page 3"):
            watch(said)
            row = office.build()
            seen.append((row.state, row.step, row.done))
        return b"made"

    making(slow)
    office.make()
    assert (BuildState.RUNNING, "laying out page 3", 4) in seen
    assert [done for _, _, done in seen] == sorted(done for _, _, done in seen)


def test_cancelling_stops_it_and_keeps_what_was_made(
    office: Office, making: Callable[[Making], None]
) -> None:
    def cancelled_in_the_pdf(form: str, watch: Watch) -> bytes:
        if form == Form.PDF:
            with office.writing() as desk:
                cancel_build(desk, office.number)
            watch("laying out page 1")
            raise AssertionError("It went on.")
        return b"made"

    making(cancelled_in_the_pdf)
    made = office.make()
    assert made is not None
    assert (made.state, made.said) == (BuildState.CANCELLED, f"{SECRETARIAT.name} stopped it.")
    assert office.kept() == ["docx"]
    with office.writing() as desk, pytest.raises(InvalidMove, match="nothing to cancel"):
        cancel_build(desk, office.number)


def test_a_maker_that_was_killed_is_followed_by_one_that_makes_what_is_missing(
    office: Office, making: Callable[[Making], None]
) -> None:
    class Killed(BaseException):
        pass

    def dies(form: str, watch: Watch) -> bytes:
        if form == Form.PDF:
            raise Killed
        return b"first"

    making(dies)
    with pytest.raises(Killed):
        office.make("killed")
    assert office.make("too early") is None
    forms: list[str] = []

    def goes_on(form: str, watch: Watch) -> bytes:
        forms.append(form)
        return b"second"

    making(goes_on)
    expire(office)
    made = office.make("next")
    assert made is not None
    assert (made.state, forms) == (BuildState.DONE, [Form.PDF])


def expire(office: Office) -> None:
    """The killed one's lease is over."""
    with office.database.write() as session:
        later = moment().machine + timedelta(minutes=5)
        assert take_lease(
            session, "killed", moment().machine - timedelta(minutes=10), name=f"{stored.LEASE}{office.number}"
        )
        assert stored.to_make(session, later) == [office.number]
        session.commit()


def test_one_that_breaks_off_again_and_again_is_given_up(
    office: Office, making: Callable[[Making], None]
) -> None:
    with office.writing() as desk:
        row = desk.session.get_one(ReportBuild, office.number)
        row.tries, row.state = MOST_TRIES, BuildState.RUNNING
    assert office.make() is None
    row = office.build()
    assert (row.state, "given up" in row.said) == (BuildState.FAILED, True)


def test_what_cannot_be_made_says_why(office: Office, making: Callable[[Making], None]) -> None:
    def too_large(form: str, watch: Watch) -> bytes:
        raise Unavailable("Making the PDF needs more memory than one report may use.")

    making(too_large)
    made = office.make()
    assert made is not None
    assert (made.state, made.said) == (
        BuildState.FAILED,
        "Making the PDF needs more memory than one report may use.",
    )


def test_a_process_that_is_told_to_stop_leaves_it_to_the_next(
    office: Office, making: Callable[[Making], None]
) -> None:
    stopping: list[bool] = []

    def stopped(form: str, watch: Watch) -> bytes:
        stopping.append(True)
        watch("styling")
        raise Stopped

    making(stopped)
    made = office.make(stopping=lambda: bool(stopping))
    assert made is not None
    assert (made.state, made.tries) == (BuildState.WAITING, 0)


def test_the_files_of_an_older_cut_are_not_kept(office: Office, making: Callable[[Making], None]) -> None:
    def changed_meanwhile(form: str, watch: Watch) -> bytes:
        if not office.kept() and form == Form.WORD:
            with office.writing() as desk:
                version = desk.session.get_one(ReportVersion, office.version_id)
                next_version(version)
                ask_for_files(desk, version)
        return b"a draft"

    making(changed_meanwhile)
    made = office.make()
    assert made is not None
    assert made.state is BuildState.CANCELLED
    assert office.kept() == []
    with office.database.read() as session:
        rows = session.exec(select(ReportBuild).order_by(ReportBuild.id)).all()  # type: ignore[arg-type]
        assert [row.state for row in rows] == [BuildState.CANCELLED, BuildState.WAITING]


def test_a_draft_is_not_archived_and_what_is_issued_is(office: Office) -> None:
    with office.writing() as desk:
        version = desk.session.get_one(ReportVersion, office.version_id)
        assert Form.ARCHIVE not in ask_for_files(desk, version).forms.split()
        version.state = VersionState.ISSUED
        assert Form.ARCHIVE in ask_for_files(desk, version).forms.split()

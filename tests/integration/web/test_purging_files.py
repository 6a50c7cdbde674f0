"""A name that has gone into files: documents and what was read in them, evidence, drafts in every form, mail. None of it is left."""

import io
from collections.abc import Callable

import pytest
from sqlmodel import col, select

from tests.integration.web.test_purging import NAME, looked, purged
from tests.support.builders import Record
from tests.support.cutting import cut, held_meeting, issue
from tests.support.files_to_read import excel, pdf, word
from tests.support.held_bytes import where_held
from tests.support.page import Browser
from tracker.domain.evidence import Locator
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import Role
from tracker.jobs.passes import Passes
from tracker.models.actions import Action
from tracker.models.evidence import Evidence, StoredFile
from tracker.models.keeping import Purge
from tracker.models.reports import ReportVersion
from tracker.services.builds import ask_for_files
from tracker.services.evidence import attach_file, keep_file
from tracker.services.verifying_files import verify_files
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
LIMIT = 5_000_000


@pytest.fixture
def secretariat(sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


@pytest.fixture
def admin(sign_in: SignIn) -> Browser:
    return sign_in(Role.ADMINISTRATOR)


@pytest.fixture
def everywhere(on_record: Record, secretariat: Browser, wires: Wiring) -> None:
    """The name in an action, evidence of five kinds, two documents that are read, a draft with its files, and a mail that left."""
    meeting = on_record.meeting("2023-10-04")
    action = on_record.action(
        f"Answer {NAME}", meeting=on_record.meeting("2023-05-17"), due="next meeting", post=on_record.post()
    )
    desk = on_record.desk
    for name, content in (
        ("one.pdf", pdf(f"Statement of {NAME}.")),
        ("two.docx", word(f"Spoke to {NAME.upper()} at home.")),
        ("three.xlsx", excel(Sheet=[["Who", NAME]])),
        ("four.txt", NAME.encode("utf-16")),
        (f"{NAME}.txt", b"nothing in it"),
    ):
        kept = keep_file(desk, wires.files, name=name, content=content, limit_bytes=LIMIT)
        attach_file(desk, action, kept, where=Locator())
    assert meeting.id
    desk.session.commit()
    for title, content in (
        (f"Pack about {NAME}", pdf("Foreword", f"A call by {NAME} was late.")),
        ("Notes", word(f"{NAME} rang.")),
    ):
        ending = "pdf" if content.startswith(b"%PDF") else "docx"
        sent = {"file": [(io.BytesIO(content), f"pack.{ending}")], "kept": "here", "title": title}
        assert secretariat.post("/documents", sent).status == 200
    passes = Passes(wires)
    passes.reading.work()
    page = secretariat.post("/meetings/ppm-2023-10-04/reports", {"kind": "chairs-list"})
    assert page.status == 200
    passes.building.work()
    passes.daily()
    passes.send()


@pytest.mark.usefixtures("everywhere")
def test_no_byte_of_it_is_left_in_files_or_tables(
    admin: Browser, secretariat: Browser, wires: Wiring
) -> None:
    secretariat.get("/documents/notes")
    page = looked(admin)
    for title in ("Document: ", "Evidence: ", "Report: ", "What the history says", "Drafts of reports"):
        assert title in page.text, title
    done = purged(admin, page)
    assert done.status == 200, done.errors
    assert where_held(wires, NAME) == []
    with wires.read() as session:
        kept = session.exec(select(StoredFile.name).where(col(StoredFile.destroyed_on).is_(None))).all()
    assert kept == ["[removed 20 September 2023].txt"]
    assert "was destroyed on 20 September 2023" in secretariat.get("/documents/notes").text


@pytest.mark.usefixtures("everywhere")
def test_a_file_alone_is_destroyed_with_what_was_read_in_it(admin: Browser, wires: Wiring) -> None:
    with wires.read() as session:
        number = session.exec(select(StoredFile.id).where(StoredFile.name == "pack.pdf")).one()
        sha256 = session.get_one(StoredFile, number).sha256
    assert wires.held_files.is_there(sha256)
    refused = admin.post(f"/purge/files/{number}", {"reason": "The wrong file"})
    assert refused.status == 422
    done = admin.post(f"/purge/files/{number}", {"reason": "The wrong file", "sure": "yes"})
    assert "Pages that were read in it" in done.text
    assert not wires.held_files.is_there(sha256)
    assert "was late" not in admin.get("/search?q=late").text
    assert admin.get(f"/purge/files/{number}").heading == "This file was destroyed"


def test_what_was_issued_stays_and_is_named(on_record: Record, admin: Browser, wires: Wiring) -> None:
    on_record.action(f"Answer {NAME}", meeting=on_record.meeting("2023-02-15"), post=on_record.post())
    meeting = held_meeting(on_record)
    version = cut(on_record.desk, ACTION_LOG, meeting)
    issue(on_record.desk, version)
    ask_for_files(on_record.desk, version)
    on_record.desk.session.commit()
    Passes(wires).building.work()
    done = purged(admin, looked(admin))
    assert "was issued" in done.text
    assert "Issue a corrected version" in done.text
    with wires.read() as session:
        assert session.exec(select(ReportVersion)).one().state is VersionState.ISSUED
        assert session.exec(select(Purge)).one()
    held = where_held(wires, NAME)
    assert "record_snapshots.record" in held
    assert not [one for one in held if one.startswith(("actions", "search", "history", "tracker.db-"))]


@pytest.mark.usefixtures("everywhere")
def test_a_file_that_was_destroyed_can_come_in_again_as_another(
    admin: Browser, secretariat: Browser, wires: Wiring
) -> None:
    with wires.read() as session:
        number = session.exec(select(StoredFile.id).where(StoredFile.name == "pack.docx")).one()
    admin.post(f"/purge/files/{number}", {"reason": "The wrong file", "sure": "yes"})
    assert secretariat.post("/documents/notes/1/read-again").status in (404, 409)
    again = {
        "file": [(io.BytesIO(word(f"{NAME} rang.")), "pack.docx")],
        "kept": "here",
        "title": "Notes again",
    }
    assert secretariat.post("/documents", again).heading == "Notes again"
    with wires.read() as session:
        assert not [one.what for one in verify_files(session, wires.files) if one.what]


@pytest.mark.usefixtures("everywhere")
def test_a_document_and_a_piece_of_evidence_lead_administrators_to_its_purge(
    admin: Browser, secretariat: Browser, on_record: Record
) -> None:
    evidence = on_record.desk.session.exec(select(Evidence).where(Evidence.label == "four.txt")).one()
    action = on_record.desk.session.get_one(Action, evidence.action_id)
    for address in ("/documents/notes", f"/actions/{action.reference}/evidence/{evidence.id}/beside"):
        assert secretariat.get(address).html.select_one('a[href^="/purge/files/"]') is None
        link = admin.get(address).html.select_one('main a[href^="/purge/files/"]')
        assert link, address
        assert admin.get(str(link["href"])).heading == "Destroy this file?"


@pytest.mark.usefixtures("everywhere")
def test_a_file_that_was_destroyed_is_no_longer_offered_and_a_backup_is_named_once(
    admin: Browser, on_record: Record, wires: Wiring
) -> None:
    backups = wires.settings.backup_dir
    backups.mkdir(parents=True, exist_ok=True)
    for name in ("one.zip", "one.zip.json"):
        (backups / name).touch()
    link = admin.get("/documents/notes").html.select_one('main a[href^="/purge/files/"]')
    assert link
    done = admin.post(str(link["href"]), {"reason": "The wrong file", "sure": "yes"})
    assert done.heading == "Taken out, and still held in 1 place"
    page = admin.get("/documents/notes")
    assert "destroyed on 20 September 2023" in page.text
    assert page.html.select_one("main a[download]") is None

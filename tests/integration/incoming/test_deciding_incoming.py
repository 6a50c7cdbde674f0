"""What the secretariat decides about mail that came in."""

import pytest
from sqlmodel import select

from tests.integration.incoming.conftest import ANN, Ask, message
from tests.support.builders import Record
from tracker.domain.actions import Rating, Status
from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.domain.incoming import IncomingKind, IncomingState
from tracker.domain.ledger import Entry
from tracker.models.actions import Update
from tracker.models.chasing import IncomingMail, LedgerRow
from tracker.models.evidence import Evidence
from tracker.services.desk import Desk
from tracker.services.incoming import take_in
from tracker.services.incoming_decisions import accept, is_from_whom_we_wrote_to, set_aside, take_up
from tracker.services.post_office import Letterbox
from tracker.services.updates import Said
from tracker.store import incoming as stored

FILES = {
    "Figures.pdf": ("application/pdf", b"%PDF-1.7 figures"),
    "Notes.txt": ("text/x-notes", b"notes"),
    "run.exe": ("application/octet-stream", b"MZ"),
}


def _taken(desk: Desk, raw: bytes, box: Letterbox) -> IncomingMail:
    row = take_in(desk, raw, box)
    assert row
    return row


def test_an_accepted_answer_is_the_owners_update_received_by_who_accepted_it(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask()
    row = _taken(desk, message(to=asked.address, files=FILES), box)
    chosen = [came.key for came, file in stored.files(desk.session, row.key) if file.name == "Figures.pdf"]
    said = Said("Done, see page 8.", Rating.GREEN, recommends_closure=True)
    update = accept(desk, row.key, asked.actions[0], said, file_ids=chosen, seen=row.version)
    assert (update.by_name, update.received_by, update.via) == ("Ann Able", "Sam Secretary", "mail")
    assert (update.body, update.rating) == ("Done, see page 8.", Rating.GREEN)
    assert asked.actions[0].status is Status.RECOMMENDED
    evidence = desk.session.exec(select(Evidence)).all()
    assert [(one.label, one.update_id, one.action_id) for one in evidence] == [
        ("Figures.pdf", update.id, asked.actions[0].id)
    ]
    assert (row.state, row.update_id, row.settled_by) == (IncomingState.ACCEPTED, update.id, "Sam Secretary")
    (line,) = desk.session.exec(select(LedgerRow)).all()
    assert (line.mail_id, line.entry) == (asked.mail.id, Entry.ANSWERED)


def test_a_refused_file_is_never_evidence_whatever_the_form_says(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask()
    row = _taken(desk, message(to=asked.address, files=FILES), box)
    everything = [came.key for came, _ in stored.files(desk.session, row.key)]
    accept(desk, row.key, asked.actions[0], Said("Done."), file_ids=everything)
    labels = [one.label for one in desk.session.exec(select(Evidence).order_by(Evidence.id)).all()]
    assert labels == ["Figures.pdf", "Notes.txt"]


def test_a_mail_about_several_becomes_an_update_of_each(desk: Desk, box: Letterbox, ask: Ask) -> None:
    asked = ask("Bring the figures", "Name a site")
    row = _taken(desk, message(to=asked.address), box)
    accept(desk, row.key, asked.actions[1], Said("The site is named."), stays_open=True)
    assert row.state is IncomingState.WAITING
    accept(desk, row.key, asked.actions[0], Said("The figures follow."), seen=row.version)
    assert row.state is IncomingState.ACCEPTED
    given = {update.action_id: update.body for update in desk.session.exec(select(Update)).all()}
    assert given == {
        asked.actions[0].id: "The figures follow.",
        asked.actions[1].id: "The site is named.",
    }


def test_a_mail_is_accepted_once(desk: Desk, box: Letterbox, ask: Ask) -> None:
    asked = ask()
    row = _taken(desk, message(to=asked.address), box)
    seen = row.version
    accept(desk, row.key, asked.actions[0], Said("Done."), seen=seen)
    with pytest.raises(InvalidMove, match="decided on already"):
        accept(desk, row.key, asked.actions[0], Said("Done."), seen=seen)
    with pytest.raises(InvalidMove, match="decided on already"):
        set_aside(desk, row.key, "Spam")
    with pytest.raises(InvalidMove, match="accepted"):
        take_up(desk, row.key)


def test_a_page_that_is_out_of_date_accepts_nothing(desk: Desk, box: Letterbox, ask: Ask) -> None:
    asked = ask("Bring the figures", "Name a site")
    row = _taken(desk, message(to=asked.address), box)
    seen = row.version
    accept(desk, row.key, asked.actions[0], Said("Done."), stays_open=True, seen=seen)
    with pytest.raises(Conflict):
        accept(desk, row.key, asked.actions[0], Said("Done."), seen=seen)


def test_an_update_without_a_text_is_refused(desk: Desk, box: Letterbox, ask: Ask) -> None:
    asked = ask()
    row = _taken(desk, message("> only a quote", to=asked.address), box)
    assert row.words == ""
    with pytest.raises(BadInput):
        accept(desk, row.key, asked.actions[0], Said("  "))


def test_what_is_set_aside_needs_a_reason_and_can_be_taken_up_again(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    row = _taken(desk, message(to=ask().address), box)
    with pytest.raises(BadInput, match="Say why"):
        set_aside(desk, row.key, "  ")
    set_aside(desk, row.key, "Thanks alone", seen=row.version)
    assert (row.state, row.reason, row.settled_by) == (
        IncomingState.SET_ASIDE,
        "Thanks alone",
        "Sam Secretary",
    )
    take_up(desk, row.key, seen=row.version)
    assert (row.state, row.reason, row.settled_by) == (IncomingState.WAITING, "", "")


def test_what_was_taken_for_a_machines_is_taken_up_as_an_answer(desk: Desk, box: Letterbox, ask: Ask) -> None:
    row = _taken(desk, message(to=ask().address, Precedence="bulk"), box)
    assert row.kind is IncomingKind.AUTOMATIC
    assert take_up(desk, row.key).kind is IncomingKind.REPLY


def test_the_update_of_a_stranger_bears_the_strangers_address(
    record: Record, box: Letterbox, ask: Ask
) -> None:
    desk, asked = record.desk, ask()
    row = _taken(desk, message(to=asked.address, sender="Ann Able <ann@forged.example>"), box)
    assert not is_from_whom_we_wrote_to(row, asked.mail)
    other = _taken(desk, message(to=asked.address, sender=ANN.upper(), message_id="two@b"), box)
    assert is_from_whom_we_wrote_to(other, asked.mail)
    update = accept(desk, row.key, asked.actions[0], Said("Done."))
    assert update.by_name == "Ann Able (ann@forged.example)"
    assert accept(desk, other.key, asked.actions[0], Said("Done.")).by_name == "Ann Able"

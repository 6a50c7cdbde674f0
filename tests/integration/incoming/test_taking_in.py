"""A message that comes in: kept once, whole, told apart, and linked; nothing of it changes an action."""

import pytest
from sqlmodel import select

from tests.integration.incoming.conftest import ANN, OURS, Ask, message, report
from tracker.domain.errors import InvalidMove
from tracker.domain.incoming import IncomingKind, IncomingState
from tracker.domain.ledger import Entry
from tracker.models.actions import Update
from tracker.models.chasing import BadAddress, IncomingMail, LedgerRow
from tracker.models.evidence import StoredFile
from tracker.models.record import HistoryRow
from tracker.services.bad_addresses import write_to_again
from tracker.services.desk import Desk
from tracker.services.incoming import NO_MAIL_OF_OURS, take_in, take_in_unread
from tracker.services.post_office import Letterbox
from tracker.store import bad_addresses
from tracker.store import incoming as stored

PDF = ("application/pdf", b"%PDF-1.7 figures")


def _taken(desk: Desk, raw: bytes, box: Letterbox, **options: str) -> IncomingMail:
    row = take_in(desk, raw, box, **options)
    assert row
    return row


def test_an_answer_to_the_address_of_a_mail_waits_with_what_it_belongs_to(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask()
    row = _taken(
        desk, message("Done.\n\nOn 1 Sep 2023, at 10:00, Us <a@b> wrote:\n> Bring", to=asked.address), box
    )
    assert (row.kind, row.state, row.words) == (IncomingKind.REPLY, IncomingState.WAITING, "Done.")
    assert (row.mail_id, row.action_id, row.post_id) == (
        asked.mail.id,
        asked.actions[0].id,
        asked.mail.post_id,
    )
    assert (row.from_name, row.from_address) == ("Ann Able", ANN)
    assert not desk.session.exec(select(Update)).all()


def test_the_whole_message_is_kept_as_it_came(desk: Desk, box: Letterbox, ask: Ask) -> None:
    raw = message(to=ask().address)
    row = _taken(desk, raw, box)
    file = desk.session.get_one(StoredFile, row.file_id)
    with box.files.open(file.sha256) as kept:
        assert kept.read() == raw


def test_the_same_message_comes_in_once(desk: Desk, box: Letterbox, ask: Ask) -> None:
    raw = message(to=ask().address)
    assert take_in(desk, raw, box)
    assert take_in(desk, raw, box) is None
    assert len(desk.session.exec(select(IncomingMail)).all()) == 1


def test_messages_without_an_identification_are_told_apart_by_what_they_hold(
    desk: Desk, box: Letterbox
) -> None:
    one, other = (f"From: a@b.example\nSubject: {n}\n\nText".encode() for n in "12")
    assert take_in(desk, one, box)
    assert take_in(desk, one, box) is None
    assert take_in(desk, other, box)


def test_without_the_address_it_belongs_to_the_mail_that_it_says_it_answers(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask()
    answers = f"<other@elsewhere.example> <{asked.mail.message_id}@office.example.org>"
    row = _taken(desk, message(References=answers), box)
    assert (row.kind, row.mail_id) == (IncomingKind.REPLY, asked.mail.id)


def test_an_address_that_somebody_made_up_belongs_to_no_mail(desk: Desk, box: Letterbox, ask: Ask) -> None:
    asked = ask()
    forged = asked.address.replace(asked.address.partition("-")[2][:4], "aaaa", 1)
    row = _taken(desk, message(to=forged), box)
    assert (row.kind, row.mail_id, row.state) == (IncomingKind.OTHER, None, IncomingState.WAITING)


def test_a_mail_about_several_leaves_the_action_open(desk: Desk, box: Letterbox, ask: Ask) -> None:
    asked = ask("Bring the figures", "Name a site")
    row = _taken(desk, message(to=asked.address), box)
    assert (row.mail_id, row.action_id) == (asked.mail.id, None)


def test_an_automatic_answer_is_done_and_says_why(desk: Desk, box: Letterbox, ask: Ask) -> None:
    row = _taken(desk, message(to=ask().address, Auto_Submitted="auto-replied"), box)
    assert (row.kind, row.state) == (IncomingKind.AUTOMATIC, IncomingState.DONE)
    assert "Auto-Submitted: auto-replied" in row.reason
    assert stored.how_many_wait(desk.session) == 0


def test_our_own_mail_that_comes_back_is_answered_by_nobody(desk: Desk, box: Letterbox, ask: Ask) -> None:
    row = _taken(desk, message(to=ask().address, sender=f"Matters Arising <{OURS.ours}>"), box)
    assert (row.kind, row.state) == (IncomingKind.AUTOMATIC, IncomingState.DONE)


def test_files_are_checked_like_uploads_and_one_that_is_refused_is_said(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    files = {
        "Figures.pdf": PDF,
        "run.exe": ("application/octet-stream", b"MZ"),
        "fake.pdf": ("application/pdf", b"not one"),
        "winmail.dat": ("application/ms-tnef", b"\x78\x9f\x3e\x22"),
        "large.txt": ("text/x-log", b"a" * 1_000_001),
    }
    row = _taken(desk, message(to=ask().address, files=files), box)
    came = stored.files(desk.session, row.key)
    assert [file.name for found, file in came if not found.refused] == ["Figures.pdf"]
    refused = [found.refused for found, _ in came if found.refused]
    assert [words.partition(":")[0] for words in refused] == [
        "run.exe",
        "fake.pdf",
        "winmail.dat",
        "large.txt",
    ]
    assert "Send a PDF" in refused[0]
    assert "not what its name says" in refused[1]
    assert "only Outlook opens" in refused[2]
    assert "larger than 1 MB" in refused[3]


def test_a_mail_that_is_too_large_is_said_and_linked_by_its_head(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask()
    head = message(to=asked.address).partition(b"\n\n")[0] + b"\n\n"
    row = _taken(desk, head, box, refused="This mail is 84 MB.")
    assert (row.mail_id, row.state, row.words, row.reason) == (
        asked.mail.id,
        IncomingState.WAITING,
        "",
        "This mail is 84 MB.",
    )


def test_a_mail_that_cannot_be_taken_apart_is_kept_for_a_person(desk: Desk, box: Letterbox) -> None:
    row = take_in_unread(desk, b"\0\xff nothing", box, "It could not be read.")
    assert row
    assert (row.kind, row.state) == (IncomingKind.OTHER, IncomingState.WAITING)
    assert take_in_unread(desk, b"\0\xff nothing", box, "It could not be read.") is None


def test_letters_that_no_database_keeps_do_no_harm(desk: Desk, box: Letterbox) -> None:
    raw = b"From: =?utf-8?q?A=00nn?= <a@b.example>\nSubject: =?utf-8?q?x=00y?=\nMessage-ID: <a\xff@b>\n\nText \x00 with \xed\xa0\x80"
    row = _taken(desk, raw, box)
    desk.session.commit()
    assert "\0" not in row.words + row.subject + row.from_name


# Delivery reports


def _ledger(desk: Desk) -> list[LedgerRow]:
    return list(desk.session.exec(select(LedgerRow).order_by(LedgerRow.id)).all())


def test_a_mail_that_came_back_for_good_shuts_its_address_until_somebody_has_looked(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask()
    row = _taken(desk, report(original=f"Reply-To: {asked.address}\nMessage-ID: <x@y>\n"), box)
    assert (row.kind, row.state, row.mail_id) == (
        IncomingKind.DELIVERY_REPORT,
        IncomingState.DONE,
        asked.mail.id,
    )
    assert row.reason == f"Mail to {ANN} came back. There is no such mailbox."
    (line,) = _ledger(desk)
    assert (line.mail_id, line.entry, line.code) == (asked.mail.id, Entry.BOUNCED, "5.1.1")
    assert line.said.startswith(
        "There is no such mailbox. ann.able@force.example.org: 550 5.1.1 User unknown"
    )
    assert bad_addresses.not_to_be_written_to(desk.session, "Ann.Able@force.example.org")
    ((shut, about),) = bad_addresses.standing(desk.session)
    assert about == asked.mail
    write_to_again(desk, shut.key)
    assert not bad_addresses.not_to_be_written_to(desk.session, ANN)
    assert shut.cleared_by == "Sam Secretary"
    with pytest.raises(InvalidMove, match="already"):
        write_to_again(desk, shut.key)


def test_a_second_report_shuts_the_same_address_once(desk: Desk, box: Letterbox, ask: Ask) -> None:
    asked = ask()
    for status in ("5.1.1", "5.2.2"):
        take_in(desk, report(status=status, original=f"Reply-To: {asked.address}\n"), box)
    assert len(desk.session.exec(select(BadAddress)).all()) == 1
    assert len(_ledger(desk)) == 2


@pytest.mark.parametrize(
    ("action", "status", "entry"),
    [
        ("delayed", "4.4.7", Entry.DELAYED),
        ("failed", "4.4.7", Entry.BOUNCED),
        ("delivered", "2.0.0", Entry.DELIVERED),
        ("relayed", "2.0.0", Entry.DELIVERED),
    ],
)
def test_what_may_pass_and_what_arrived_shuts_no_address(
    desk: Desk, box: Letterbox, ask: Ask, action: str, status: str, entry: Entry
) -> None:
    asked = ask()
    original = f"Message-ID: <{asked.mail.message_id}@office.example.org>\n"
    take_in(desk, report(action=action, status=status, original=original), box)
    assert [line.entry for line in _ledger(desk)] == [entry]
    assert not bad_addresses.standing(desk.session)


def test_a_report_about_the_address_behind_ours_shuts_ours_and_no_strangers(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask()
    take_in(desk, report(address="moved@elsewhere.example", original=f"Reply-To: {asked.address}\n"), box)
    assert [row.address for row, _ in bad_addresses.standing(desk.session)] == [ANN]


def test_of_a_mail_with_copies_only_the_address_that_the_report_names_is_shut(
    desk: Desk, box: Letterbox, ask: Ask
) -> None:
    asked = ask(copies="staff@force.example.org\nother@force.example.org")
    original = f"Reply-To: {asked.address}\n"
    take_in(desk, report(address="moved@elsewhere.example", original=original), box)
    assert not bad_addresses.standing(desk.session)
    take_in(desk, report(address="x@y.example", asked="Staff@force.example.org", original=original), box)
    assert [row.address for row, _ in bad_addresses.standing(desk.session)] == ["staff@force.example.org"]


def test_a_report_about_no_mail_of_ours_shuts_nothing(desk: Desk, box: Letterbox, ask: Ask) -> None:
    ask()
    row = _taken(desk, report(original="Message-ID: <made-up@office.example.org>\n"), box)
    assert (row.state, row.reason) == (IncomingState.DONE, NO_MAIL_OF_OURS)
    assert not _ledger(desk)
    assert not bad_addresses.standing(desk.session)


def test_a_report_that_cannot_be_read_is_work_for_somebody(desk: Desk, box: Letterbox) -> None:
    row = _taken(
        desk, message("Sorry, no mailbox here by that name.", sender="MAILER-DAEMON@mx.example"), box
    )
    assert (row.kind, row.state) == (IncomingKind.DELIVERY_REPORT, IncomingState.WAITING)


def test_what_comes_in_stands_in_the_history(desk: Desk, box: Letterbox, ask: Ask) -> None:
    row = _taken(desk, message(to=ask().address), box)
    events = desk.session.exec(
        select(HistoryRow.event).where(HistoryRow.subject == f"incoming mail {row.key}")
    )
    assert events.all() == ["incoming.taken_in"]

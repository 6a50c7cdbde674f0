"""The mailbox: mails as files, written whole, read by name, and never a file of anyone else."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.adapters.mailbox import Mailbox
from tracker.domain.errors import DeliveryFailed, NotFound
from tracker.ports import Attachment, Letter

SENT = datetime(2023, 9, 22, 6, 30, tzinfo=UTC)
SENDER = "Matters Arising <actions@office.example.org>"


def a_letter(number: int = 1, **changes: str) -> Letter:
    parts = {
        "subject": f"Mail {number} – “für Zoë”",
        "body_text": "Text <b>\n",
        "body_html": "<p>HTML</p>",
        **changes,
    }
    return Letter(
        to_name="Zoë Able",
        to_address="zoe@force.example.org",
        message_id=f"<{number}@office.example.org>",
        sent_at=SENT + timedelta(seconds=number),
        **parts,
    )


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail", SENDER)


def test_a_mail_is_read_as_it_was_sent(mailbox: Mailbox) -> None:
    mailbox.send(a_letter())
    (kept,), total = mailbox.listed()
    opened = mailbox.read(kept.name)
    assert (total, kept.subject, kept.at) == (1, "Mail 1 – “für Zoë”", SENT + timedelta(seconds=1))
    assert kept.to == "Zoë Able <zoe@force.example.org>"
    assert (opened.text, opened.html) == ("Text <b>\n", "<p>HTML</p>\n")
    assert ("Message-ID", "<1@office.example.org>") in opened.headers


def test_a_file_is_kept_with_its_mail_and_read_again(mailbox: Mailbox) -> None:
    file = Attachment("Action log, 4 October 2023.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff")
    mailbox.send(replace(a_letter(), attachments=(file,)))
    (kept,), _ = mailbox.listed()
    opened = mailbox.read(kept.name)
    assert list(opened.attachments) == [file]
    assert (opened.text, opened.html) == ("Text <b>\n", "<p>HTML</p>\n")


def test_the_newest_comes_first_by_name_and_in_pages(mailbox: Mailbox) -> None:
    for number in (2, 3, 1):
        mailbox.send(a_letter(number))
    shown, total = mailbox.listed(start=1, most=2)
    assert total == 3
    assert [kept.subject[:6] for kept in shown] == ["Mail 2", "Mail 1"]


def test_the_files_are_readable_by_this_account_alone_and_none_is_half_written(
    mailbox: Mailbox, tmp_path: Path
) -> None:
    mailbox.send(a_letter())
    (file,) = (tmp_path / "mail").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name",
    ["../secret-key", "..", "/etc/passwd", "x.eml", "20230922T063001000000Z-0123456789ab.eml", "a/b.eml", ""],
)
def test_no_name_leads_out_of_the_mailbox(mailbox: Mailbox, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret-key").write_text("secret", encoding="utf-8")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "x.eml").write_text("Subject: not ours", encoding="utf-8")
    with pytest.raises(NotFound):
        mailbox.read(name)
    assert mailbox.listed() == ([], 0)


def test_a_disk_that_refuses_leaves_the_mail_waiting(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(DeliveryFailed, match="The mailbox cannot be written to") as caught:
        Mailbox(tmp_path / "mail", SENDER).send(a_letter())
    assert not caught.value.permanent

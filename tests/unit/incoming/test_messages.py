"""Messages as mail programs and mail servers write them: what each is, whose it is, what it says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tracker.adapters.reply_text import QuoteStripper
from tracker.domain.delivery_reports import original, outcomes, plain_reason
from tracker.domain.incoming import by_thread, by_token, is_report, why_automatic
from tracker.domain.incoming_message import Came, read_message
from tracker.domain.ledger import Entry
from tracker.domain.reply_tokens import ReplyAddresses

HERE = Path(__file__).parent
OURS = ReplyAddresses("actions@office.example.org", b"a key for answers")
SEVEN = "0b3f7c1e-7a52-4c5e-9a51-2f60c1a3d9aa"
"""What mail 7 is sent as."""
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))


def _came(name: str) -> Came:
    return read_message((HERE / "mails" / f"{name}.eml").read_bytes())


def _match(came: Came) -> str:
    if by_token(came, OURS) == 7:
        return "token"
    return "thread" if SEVEN in by_thread(came, "office.example.org") else "none"


def _kind(came: Came) -> str:
    if is_report(came):
        return "delivery_report"
    if why_automatic(came, OURS):
        return "automatic"
    return "other" if _match(came) == "none" else "reply"


def _outcomes(came: Came) -> list[list[str]]:
    def how(outcome: Any) -> str:
        if outcome.is_hard:
            return "hard"
        return "soft" if outcome.entry is Entry.BOUNCED else ""

    return [[one.entry.value, one.address, one.status, how(one)] for one in outcomes(came)]


def test_every_message_is_expected() -> None:
    assert {path.stem for path in (HERE / "mails").glob("*.eml")} == set(EXPECTED)
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize("name", EXPECTED)
def test_a_message_is_told_apart_and_finds_its_mail(name: str) -> None:
    came, expected = _came(name), EXPECTED[name]
    assert (_kind(came), _match(came)) == (expected["kind"], expected["match"])
    assert why_automatic(came, OURS) == expected.get("why", "") or "outcomes" in expected


@pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if "words" in one])
def test_a_message_is_left_with_what_its_writer_wrote(name: str) -> None:
    came = _came(name)
    assert QuoteStripper().words(came.text) == EXPECTED[name]["words"]
    assert [file.name for file in came.files] == EXPECTED[name].get("files", [])


@pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if "outcomes" in one])
def test_a_report_says_what_became_of_a_mail_for_each_address(name: str) -> None:
    assert _outcomes(_came(name)) == EXPECTED[name]["outcomes"]


def test_a_report_names_the_mail_that_it_is_about() -> None:
    for name in ("exchange-ndr", "postfix-bounce"):
        about = original(_came(name))
        assert about.message_id == f"{SEVEN}@office.example.org"
        assert OURS.mail_of(about.reply_to) == 7


def test_a_name_is_decoded_and_never_mistaken_for_an_address() -> None:
    came = _came("encoded-words")
    assert (came.from_name, came.from_address) == ("Síle Ní Bhriain", "sile@force.example.org")
    assert came.subject == "Re: £300 for the site"
    tricky = read_message(b'From: "boss@office.example.org" <mallory@elsewhere.example>\n\nText')
    assert tricky.from_address == "mallory@elsewhere.example"


def test_of_a_thread_the_latest_mail_is_the_one_that_is_answered() -> None:
    came = read_message(b"References: <1@office.example.org> <x@y> <2@office.example.org>\n\nText")
    assert by_thread(came, "office.example.org") == ["2", "1"]


def test_a_mail_inside_a_mail_is_one_file_with_all_that_it_holds() -> None:
    (file,) = _came("forwarded-as-attachment").files
    assert file.media_type == "message/rfc822"
    assert b"We take it." in file.content
    assert b"inner.pdf" in file.content


def test_windows_letters_that_are_said_to_be_utf_8_are_read_all_the_same() -> None:
    came = read_message(
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nthe force\x92s"
    )
    assert came.text == "the force’s"


def test_a_large_picture_that_a_text_shows_is_a_file() -> None:
    raw = (HERE / "mails" / "logo-in-the-signature.eml").read_bytes()
    large = raw.replace(b"iVBORw0KGgo=", b"iVBORw0KGgo" + b"A" * 80_001)
    assert [file.name for file in read_message(large).files] == ["image001.png"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\xfe",
        b"From: <<<>>>@@\nMessage-ID: <>\nContent-Type: ;;;\n\nx",
        b"From: =?utf-8?b?!!!?= <a@b>\nSubject: =?martian?q?x?=\n\nx",
        b"Content-Type: multipart/mixed\n\nno boundary",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Type: text/plain; charset=\xff\n\nx",
        b'Content-Type: text/plain; charset="u\0f"\n\nx',
        b"Subject: =?utf-8?b?QUJ?=\nFrom: =?\xfftf-8?q?x?= <a@b>\n\nx",
        b"Content-Type: image/png\nContent-ID: <\xff>\n\nx",
        b"Content-Type: message/rfc822\n\nSubject: \xff\xfe\nContent-Type: text/plain; charset=\xff\n\n\xff",
    ],
)
def test_what_is_malformed_is_read_as_far_as_it_goes(raw: bytes) -> None:
    came = read_message(raw)
    assert came.message_id
    is_report(came)
    why_automatic(came, OURS)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("5.1.1", "There is no such mailbox."),
        ("5.1.10", "There is no such mailbox."),
        ("5.2.2", "The mailbox is full."),
        ("5.7.606", "The server refuses mail from us."),
        ("4.4.7", "The server of this address could not be reached so far."),
        ("5.9.9", "The server refused it for good."),
        ("2.0.0", ""),
    ],
)
def test_a_code_is_said_plainly(status: str, said: str) -> None:
    assert plain_reason(status) == said

"""How far a mail is on its way, and what its files are called."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.domain.attachments import LONGEST, file_name
from tracker.domain.mails import Leg, MailState, can_be_rewritten, leg_of

NOW = datetime(2023, 10, 4, 15, 4, tzinfo=UTC)
SOON, PAST = NOW + timedelta(minutes=5), NOW - timedelta(seconds=1)


@dataclass(frozen=True)
class Mail:
    state: MailState
    attempts: int = 0
    next_try_at: datetime | None = None
    last_error: str = ""


@pytest.mark.parametrize(
    ("mail", "leg", "rewritable"),
    [
        (Mail(MailState.HELD), Leg.HELD, True),
        (Mail(MailState.QUEUED), Leg.WAITING, True),
        (Mail(MailState.QUEUED, 1, SOON), Leg.BEING_SENT, False),
        (Mail(MailState.QUEUED, 1, PAST), Leg.WAITING, True),
        (Mail(MailState.QUEUED, 1, SOON, "It cannot be reached."), Leg.TO_BE_TRIED_AGAIN, True),
        (Mail(MailState.FAILED, 1, None, "550 No such mailbox"), Leg.REFUSED, True),
        (Mail(MailState.SENT, 1), Leg.SENT, False),
        (Mail(MailState.CANCELLED), Leg.CANCELLED, False),
    ],
)
def test_each_leg_of_its_way(mail: Mail, leg: Leg, rewritable: bool) -> None:
    assert leg_of(mail, NOW) is leg
    assert can_be_rewritten(mail, NOW) is rewritable


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (
            ("Action log", "Public Performance Meeting", "4 October 2023"),
            "Action log, Public Performance Meeting, 4 October 2023.pdf",
        ),
        (("Action log", "", "May 2023"), "Action log, May 2023.pdf"),
        (("Log", "Réunion – “Force”/Office", "4:10"), "Log, Reunion - 'Force' Office, 4 10.pdf"),
        (("", "会議"), "Report.pdf"),
        (("a\nb\r\nBcc: x",), "a b Bcc x.pdf"),
    ],
)
def test_the_name_of_a_file_says_what_it_is(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


@given(some.lists(some.text(), max_size=4))
def test_a_name_of_anything_is_short_plain_and_never_a_path(parts: list[str]) -> None:
    name = file_name(*parts)
    assert name.isascii()
    assert name.isprintable()
    assert 4 < len(name) <= LONGEST
    assert not set(name) & set('\\/:*?"<>|')
    assert not name.startswith((".", " "))

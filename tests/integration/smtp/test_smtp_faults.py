"""A run of mails over one line, and a server that breaks at each step of it."""

import pytest

from tests.integration.smtp.conftest import Handler, Serve, a_letter, mailer, rest
from tests.integration.smtp.faulty import DROP, SILENCE, faulty
from tracker.adapters import smtp
from tracker.adapters.smtp import SmtpMailer
from tracker.domain.errors import DeliveryFailed


def failure(server: SmtpMailer) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        server.send(a_letter())
    rest()
    return caught.value


@pytest.mark.parametrize("act", [DROP, SILENCE])
@pytest.mark.parametrize("step", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_line_that_breaks_before_the_text_has_not_taken_the_mail(step: str, act: str) -> None:
    with faulty(**{step: act}) as server:
        error = failure(mailer(server.port, timeout=0.2))
        assert (error.permanent, error.lost, error.code) == (False, False, "")
        assert server.texts == []


@pytest.mark.parametrize("act", [DROP, SILENCE, "what?"])
def test_a_line_that_breaks_after_the_text_may_have_taken_the_mail(act: str) -> None:
    with faulty(TEXT=act) as server:
        error = failure(mailer(server.port, timeout=0.1))
        assert (error.permanent, error.lost) == (False, True)
        assert "which it may have taken" in str(error)
        assert len(server.texts) == 1


@pytest.mark.parametrize("code", ["450", "452", "550", "554"])
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "TEXT"])
def test_an_answer_is_kept_with_its_code_and_words(step: str, code: str) -> None:
    with faulty(**{step: f"{code} 4.7.1 Not like this"}) as server:
        error = failure(mailer(server.port))
    assert (error.code, error.said) == (code, "4.7.1 Not like this")
    assert (error.permanent, error.lost) == (code.startswith("5"), False)


def test_a_run_of_mails_goes_over_one_line_and_says_goodbye() -> None:
    with faulty() as server:
        sending = mailer(server.port)
        for _ in range(3):
            assert sending.send(a_letter()).code == "250"
        rest()
        assert server.lines == 1
        assert server.heard[0] == "EHLO"
        assert server.heard[1:] == [*["MAIL", "RCPT", "DATA", "RSET"] * 2, "MAIL", "RCPT", "DATA", "QUIT"]


@pytest.mark.parametrize("step", ["RSET", "MAIL", "TEXT"])
def test_a_server_that_hangs_up_between_two_mails_is_called_again(step: str) -> None:
    with faulty(once=True) as server:
        sending = mailer(server.port)
        sending.send(a_letter())
        server.at = {step: DROP}
        if step != "RSET":
            with pytest.raises(DeliveryFailed):
                sending.send(a_letter())
        sending.send(a_letter())
        assert server.lines == 2
        rest()


def test_a_server_that_goes_away_is_called_again() -> None:
    with faulty(once=True, MAIL="421 Closing") as server:
        sending = mailer(server.port)
        with pytest.raises(DeliveryFailed):
            sending.send(a_letter())
        sending.send(a_letter())
        assert (server.lines, len(server.texts)) == (2, 1)
        rest()


def test_a_refused_mail_leaves_the_line_to_the_next() -> None:
    with faulty(once=True, RCPT="550 No such mailbox") as server:
        sending = mailer(server.port)
        with pytest.raises(DeliveryFailed):
            sending.send(a_letter())
        sending.send(a_letter())
        assert (server.lines, len(server.texts)) == (1, 1)
        rest()


def test_a_line_is_not_used_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "MOST_ON_A_LINE", 2)
    with faulty() as server:
        sending = mailer(server.port)
        for _ in range(5):
            sending.send(a_letter())
        assert (server.lines, len(server.texts)) == (3, 5)
        rest()


def test_a_copy_goes_to_each_address_and_stands_in_the_mail(serve: Serve, handler: Handler) -> None:
    letter = a_letter(copies=("staff@force.example.org", "not an address"))
    mailer(serve()).send(letter)
    (envelope,) = handler.taken
    assert envelope.rcpt_tos == [letter.to_address, "staff@force.example.org"]
    assert b"Cc: staff@force.example.org\r\n" in envelope.content


def test_a_refused_copy_keeps_nothing_from_the_owner() -> None:
    with faulty(SECOND="550 No such copy") as server:
        receipt = mailer(server.port).send(a_letter(copies=("staff@force.example.org",)))
        assert receipt.said == "good No copy went to staff@force.example.org: 550 No such copy."
        assert len(server.texts) == 1
        rest()


def test_a_line_that_begins_with_a_dot_arrives_as_it_was_written(serve: Serve, handler: Handler) -> None:
    mailer(serve()).send(a_letter(body_text=".\n..two\nend", body_html=""))
    assert handler.taken[0].content.endswith(b"\r\n\r\n.\r\n..two\r\nend\r\n")

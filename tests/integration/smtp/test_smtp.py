"""Mail through a real server: taken, refused at every step, unreachable, broken off, and encrypted."""

import socket
from email import message_from_bytes
from email.policy import default

import pytest

from tests.integration.smtp.conftest import (
    PASSWORD,
    Handler,
    Serve,
    a_letter,
    free_port,
    mailer,
    speaking,
    trusting,
)
from tracker.adapters.smtp import SmtpMailer
from tracker.adapters.smtp_line import SmtpServer
from tracker.domain.errors import DeliveryFailed
from tracker.ports import Attachment, Letter


def refused(server: SmtpMailer, letter: Letter | None = None) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        server.send(letter or a_letter())
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is None
    return caught.value


def test_a_mail_arrives_as_text_and_html_with_its_headers(serve: Serve, handler: Handler) -> None:
    mailer(serve()).send(a_letter())
    (envelope,) = handler.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == (
        "actions@office.example.org",
        ["ann.able@force.example.org"],
    )
    message = message_from_bytes(envelope.content, policy=default)
    assert message["From"] == "Matters Arising <actions@office.example.org>"
    assert message["To"] == "Ann Able <ann.able@force.example.org>"
    assert message["Subject"] == "3 updates for 4 October – papers due Wednesday 27 September"
    assert message["Message-ID"] == "<one@office.example.org>"
    assert message["Date"] == "Fri, 22 Sep 2023 06:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == ["OFFICIAL", "", "Dear Ann"]


def test_a_file_goes_with_a_mail_whole_and_under_its_name(serve: Serve, handler: Handler) -> None:
    name = "Action log, Public Performance Meeting, 4 October 2023.pdf"
    content = b"%PDF-1.7\r\n.\r\n" + bytes(range(256)) * 400
    letter = a_letter(attachments=(Attachment(name, "application/pdf", content),))
    mailer(serve()).send(letter)
    message = message_from_bytes(handler.taken[0].content, policy=default)
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (name, "application/pdf")
    assert file.get_content() == content
    assert file.get_content_disposition() == "attachment"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "Dear Ann" in text.get_content()
    assert max(map(len, handler.taken[0].content.split(b"\r\n"))) <= 998


def test_the_name_of_a_file_can_add_no_header(serve: Serve, handler: Handler) -> None:
    letter = a_letter(attachments=(Attachment("a.pdf\r\nBcc: all@example.org", "application/pdf", b"x"),))
    mailer(serve()).send(letter)
    message = message_from_bytes(handler.taken[0].content, policy=default)
    assert [part["Bcc"] for part in message.walk()] == [None] * 5


def test_nothing_that_was_typed_can_add_a_header(serve: Serve, handler: Handler) -> None:
    letter = a_letter(subject="Bring it\r\nBcc: all@example.org", to_name="Ann\nBcc: all@example.org")
    mailer(serve()).send(letter)
    message = message_from_bytes(handler.taken[0].content, policy=default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Bring it Bcc: all@example.org"


@pytest.mark.parametrize(
    ("step", "what"),
    [
        ("MAIL", "would not take mail from us"),
        ("RCPT", "would not take the address"),
        ("DATA", "would not take the mail"),
    ],
)
@pytest.mark.parametrize(("code", "permanent"), [("451", False), ("550", True)])
def test_a_refusal_of_the_mail_tells_its_reason_and_whether_it_is_for_good(
    serve: Serve, handler: Handler, step: str, what: str, code: str, permanent: bool
) -> None:
    handler.answers[step] = f"{code} We would rather not"
    error = refused(mailer(serve()))
    assert str(error) == f"The mail server 127.0.0.1 {what}: {code} We would rather not"
    assert error.permanent is permanent


@pytest.mark.parametrize("code", ["421", "554"])
def test_a_server_that_greets_with_a_refusal_refuses_us_and_not_the_mail(code: str) -> None:
    with speaking(f"{code} Not now\r\n".encode()) as port:
        error = refused(mailer(port))
    assert str(error) == f"The mail server 127.0.0.1, port {port}, would not begin: {code} Not now"
    assert not error.permanent


def test_a_server_that_refuses_our_name_leaves_the_mail_waiting(serve: Serve, handler: Handler) -> None:
    with speaking(b"220 hello\r\n", b"550 who are you\r\n", b"550 who are you\r\n") as port:
        error = refused(mailer(port))
    assert not error.permanent
    assert "550 who are you" in str(error)


def test_a_server_that_is_not_there(serve: Serve) -> None:
    error = refused(mailer(port := free_port()))
    assert str(error) == f"The mail server 127.0.0.1, port {port}, cannot be reached: Connection refused."
    assert not error.permanent


def test_a_server_that_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        error = refused(mailer(port, timeout=0.2))
    assert (
        str(error)
        == f"The mail server 127.0.0.1, port {port}, cannot be reached: no answer within 0.2 seconds."
    )


SAID = (b"220 hello\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n")


@pytest.mark.parametrize("answers", [2, 3, 4])
def test_a_server_that_drops_the_line_before_the_text_has_not_taken_the_mail(answers: int) -> None:
    with speaking(*SAID[:answers]) as port:
        error = refused(mailer(port))
    assert "broke off before it took the mail" in str(error)
    assert (error.permanent, error.lost) == (False, False)


def test_what_the_server_says_to_goodbye_does_not_matter() -> None:
    lines = (
        b"220 hello\r\n",
        b"250 hello\r\n",
        b"250 ok\r\n",
        b"250 ok\r\n",
        b"354 go on\r\n",
        b"250 taken\r\n",
    )
    with speaking(*lines) as port:
        mailer(port).send(a_letter())


def test_starttls_and_a_password(serve: Serve, handler: Handler) -> None:
    port = serve(tls="starttls", auth=True)
    mailer(port, tls="starttls", user="tracker", password=PASSWORD, context=trusting()).send(a_letter())
    assert len(handler.taken) == 1


def test_tls_from_the_first_byte(serve: Serve, handler: Handler) -> None:
    mailer(serve(tls="tls"), tls="tls", context=trusting()).send(a_letter())
    assert len(handler.taken) == 1


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_this_machine_does_not_trust_is_refused(
    serve: Serve, handler: Handler, tls: str
) -> None:
    error = refused(mailer(serve(tls=tls), tls=tls))
    assert "its certificate is not to be trusted" in str(error)
    assert handler.taken == []


def test_a_server_without_starttls_gets_no_mail_in_clear(serve: Serve, handler: Handler) -> None:
    error = refused(mailer(serve(), tls="starttls", user="tracker", password=PASSWORD))
    assert "STARTTLS" in str(error)
    assert handler.taken == []


def test_a_wrong_password_leaves_the_mail_waiting(serve: Serve) -> None:
    port = serve(tls="starttls", auth=True)
    error = refused(mailer(port, tls="starttls", user="tracker", password="wrong one", context=trusting()))
    assert "did not take our user name and password: 535" in str(error)
    assert "wrong one" not in str(error)
    assert not error.permanent


def test_a_password_that_the_server_repeats_is_left_out(serve: Serve, handler: Handler) -> None:
    handler.answers["RCPT"] = f"550 bad {PASSWORD}"
    port = serve(tls="starttls", auth=True)
    error = refused(mailer(port, tls="starttls", user="tracker", password=PASSWORD, context=trusting()))
    assert str(error).endswith("550 bad …")


@pytest.mark.parametrize("address", ["nobody", "two@@example.org", "", "a@example.org, b@example.org"])
def test_an_address_that_is_none_is_refused_for_good(address: str) -> None:
    error = refused(mailer(free_port()), a_letter(to_address=address))
    assert error.permanent
    assert "is not an e-mail address" in str(error)


def test_the_password_shows_nowhere() -> None:
    assert PASSWORD not in repr(SmtpServer("127.0.0.1", 25, "a@b.example", "tracker", PASSWORD))


@pytest.mark.parametrize(
    ("step", "answer", "is_the_address"),
    [
        ("RCPT", "550 5.1.1 No such mailbox", True),
        ("RCPT", "551 User not local", True),
        ("RCPT", "554 5.7.1 Relay access denied", False),
        ("RCPT", "450 4.2.1 Later", False),
        ("MAIL", "550 5.1.8 Bad sender", False),
        ("DATA", "554 5.6.0 Bad text", False),
    ],
)
def test_an_address_that_is_refused_for_good_is_told_from_all_else(
    serve: Serve, handler: Handler, step: str, answer: str, is_the_address: bool
) -> None:
    handler.answers[step] = answer
    assert refused(mailer(serve())).no_such_address is is_the_address

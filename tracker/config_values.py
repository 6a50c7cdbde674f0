"""What the values of settings look like: a check takes a text and gives the value, or raises ValueError."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

from pydantic import SecretStr

Tls = Literal["none", "starttls", "tls"]
_NUMBER = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_USUAL_PORTS: dict[str, int] = {"none": 25, "starttls": 587, "tls": 465}
_USUAL_INBOX_PORTS: dict[str, int] = {"none": 143, "starttls": 143, "tls": 993}


class Unfit(ValueError):
    """A value that has the right form and still cannot be used; its text says why and repeats nothing of it."""


@dataclass(frozen=True)
class MailServer:
    """Where mail goes: `mailbox` writes files into the data folder, `smtp` hands it to a server, `notify` to GOV.UK Notify."""

    scheme: Literal["mailbox", "smtp", "notify"]
    host: str = ""
    port: int = 0
    user: str = ""
    password: SecretStr | None = None
    tls: Tls = "none"


@dataclass(frozen=True)
class InboxServer:
    """Where answers by mail are read: one folder of one mailbox, by IMAP."""

    host: str
    port: int
    user: str
    password: SecretStr
    folder: str = "INBOX"
    tls: Tls = "tls"

    @property
    def is_here(self) -> bool:
        """Whether it lies on this machine."""
        return is_loopback(self.host)


def absolute_folder(root: Path) -> Callable[[Path], Path]:
    """A check that takes a path and gives it absolute; a relative one starts at `root`."""

    def check(path: Path) -> Path:
        return (root / path.expanduser()).resolve()

    return check


def one_line(text: str) -> str:
    """The text without spaces around it; refuses nothing at all, and control characters."""
    text = text.strip()
    if not text or not text.isprintable():
        raise ValueError
    return text


def database_address(root: Path) -> Callable[[str], str]:
    """A check for the address of a database; a relative file of SQLite starts at `root`."""

    def check(text: str) -> str:
        file = text.removeprefix("sqlite:///")
        if file != text:
            # A database in memory would be another one in each process; options are set in store/session.py.
            if not file or file.startswith(":memory:") or "?" in file:
                raise ValueError
            return f"sqlite:///{root / file}"
        parts = urlsplit(text)
        if parts.scheme != "postgresql+psycopg" or len(parts.path) < 2:
            raise ValueError
        return text

    return check


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine, so that nothing sent to it leaves the machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def base_address(text: str) -> str:
    """An http or https address without what may follow its path; the slash at its end goes."""
    parts = urlsplit(text.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise ValueError
    if parts.query or parts.fragment or parts.port == 0:
        raise ValueError
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def mail_server(text: str | MailServer) -> MailServer:
    """Read `mailbox:`, `notify:` or `smtp://user:password@host:port?tls=…`.

    Without `tls`, mail to this machine goes plainly and any other by STARTTLS. The port follows from it:
    25, 587, or 465 for TLS from the first byte. User and password may be percent-encoded.
    """
    if isinstance(text, MailServer):
        return text
    if text in {"mailbox:", "mailbox"}:
        return MailServer("mailbox")
    if text in {"notify:", "notify"}:
        return MailServer("notify")
    parts = urlsplit(text)
    if parts.scheme == "notify":
        raise Unfit("the key and the template of GOV.UK Notify have settings of their own")
    if parts.scheme != "smtp" or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise ValueError
    tls = _tls(parts)
    if parts.password and tls == "none" and not is_loopback(parts.hostname):
        raise Unfit("a password must not leave this machine without TLS")
    return MailServer(
        scheme="smtp",
        host=parts.hostname,
        port=parts.port or _USUAL_PORTS[tls],
        user=unquote(parts.username or ""),
        password=SecretStr(unquote(parts.password)) if parts.password else None,
        tls=tls,
    )


def inbox_server(text: str | InboxServer | None) -> InboxServer | None:
    """Read `imap://user:password@host:port/INBOX?tls=…`.

    Without `tls`, a mailbox on this machine is read plainly and any other by TLS from the first byte; the port follows from it: 143, or
    993. User, password and folder may be percent-encoded.
    """
    if text is None or isinstance(text, InboxServer):
        return text
    parts = urlsplit(text)
    if parts.scheme != "imap" or not parts.hostname or parts.fragment:
        raise ValueError
    if not parts.username or not parts.password:
        raise Unfit("a mailbox is opened with a user and a password")
    tls = _tls(parts, elsewhere="tls")
    if tls == "none" and not is_loopback(parts.hostname):
        raise Unfit("a password must not leave this machine without TLS")
    return InboxServer(
        host=parts.hostname,
        port=parts.port or _USUAL_INBOX_PORTS[tls],
        user=unquote(parts.username),
        password=SecretStr(unquote(parts.password)),
        folder=one_line(unquote(parts.path.strip("/")) or "INBOX"),
        tls=tls,
    )


def _tls(parts: SplitResult, *, elsewhere: Tls = "starttls") -> Tls:
    options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    usual = "none" if is_loopback(parts.hostname or "") else elsewhere
    tls = options.pop("tls", usual)
    if options:
        raise ValueError
    if tls == "none":
        return "none"
    if tls == "starttls":
        return "starttls"
    if tls == "tls":
        return "tls"
    raise ValueError


def key_of_notify(secret: SecretStr) -> SecretStr:
    """An API key of GOV.UK Notify: a name, and the numbers of the service and of the key."""
    if not re.fullmatch(rf"[\w-]+-{_NUMBER}-{_NUMBER}", secret.get_secret_value(), re.ASCII):
        raise ValueError
    return secret


def template_number(text: str) -> str:
    """The number of a template of GOV.UK Notify."""
    text = text.strip().lower()
    if not re.fullmatch(_NUMBER, text):
        raise ValueError
    return text


def mail_address(text: str) -> str:
    """`name@host`, or `Name <name@host>`; refuses what could end a header line."""
    text = one_line(text)
    name, address = parseaddr(text)
    if address.count("@") != 1 or (not name and address != text.strip("<>")):
        raise ValueError
    Address(display_name=name, addr_spec=address)
    return text


def time_zone(text: str) -> str:
    """The name of a time zone in the IANA database."""
    if text not in available_timezones():
        raise ValueError
    return text


def time_or_off(text: str) -> str:
    """`HH:MM`, or `off`."""
    text = text.strip().lower()
    if text != "off" and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text, re.ASCII):
        raise ValueError
    return text


def host_names(text: str) -> str:
    """Names or addresses of hosts, with commas between; in lower case."""
    names = [name.strip().lower().rstrip(".") for name in text.split(",") if name.strip()]
    if any(not re.fullmatch(r"[a-z0-9._:-]+", name, re.ASCII) for name in names):
        raise ValueError
    return ", ".join(names)


def dark_colour(text: str) -> str:
    """`#rrggbb` in lower case, on which white letters have a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    text = text.strip().lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise ValueError
    if contrast_with_white(text) < 4.5:
        raise Unfit("white letters on it could not be read")
    return text


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of `#rrggbb` and white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)

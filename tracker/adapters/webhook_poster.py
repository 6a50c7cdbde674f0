"""Posts notices to addresses outside, by urllib3: to the very machine that was checked, without redirects, proxies or long answers."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from tracker.domain.outside_addresses import Outside, refused_because
from tracker.domain.webhooks import SAID_LIMIT
from tracker.ports import Answered

WAIT_SECONDS = 5.0
"""How long for the other side to take up, and for each piece of its answer."""
LAST_SECONDS = 15.0
"""How long for all of it together: whoever answers a letter a second is cut off."""


class UrllibPoster:
    """One request each. The name is looked up once; what it leads to is checked, and that address is connected to."""

    def __init__(self, *, last_seconds: float = LAST_SECONDS, trusted: str | None = None) -> None:
        self._last_seconds = last_seconds
        self._trusted = trusted
        """A file of certificates to trust in place of the machine's; for tests."""

    def post(self, to: Outside, body: bytes, headers: Mapping[str, str]) -> Answered:
        """What became of it. Never raises."""
        try:
            addresses = _look_up(to)
        except (OSError, UnicodeError):
            return Answered(None, f"The name {to.host} leads nowhere.")
        if not to.by_name and (reason := refused_because(addresses)):
            return Answered(None, reason, for_good=True)
        connection = self._connection(addresses[0], to)
        cut_off = threading.Event()
        timer = threading.Timer(self._last_seconds, _shut, (connection, cut_off))
        timer.daemon = True
        timer.start()
        try:
            connection.request(
                "POST",
                to.path,
                body=body,
                headers={"Host": _host_header(to), **headers},
                # What comes back is not read but for its beginning, however long it is and whatever it unpacks to.
                preload_content=False,
                decode_content=False,
            )
            answer = connection.getresponse()
            said = answer.read(SAID_LIMIT * 4, decode_content=False) if not cut_off.is_set() else b""
            return _answered(answer.status, said)
        except ssl.SSLError as error:
            return Answered(None, f"Its certificate cannot be trusted: {error.reason or error}"[:SAID_LIMIT])
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            late = cut_off.is_set() or isinstance(error, TimeoutError)
            return Answered(None, "It did not answer in time." if late else _in_words(error))
        finally:
            timer.cancel()
            connection.close()

    def _connection(self, address: str, to: Outside) -> HTTPConnection:
        if to.scheme == "http":
            return HTTPConnection(address, to.port, timeout=WAIT_SECONDS)
        return HTTPSConnection(
            address,
            to.port,
            timeout=WAIT_SECONDS,
            cert_reqs="CERT_REQUIRED",
            ca_certs=self._trusted,
            server_hostname=to.host,
            assert_hostname=to.host,
        )


def _look_up(to: Outside) -> list[str]:
    found = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _host_header(to: Outside) -> str:
    host = f"[{to.host}]" if ":" in to.host else to.host
    usual = {"https": 443, "http": 80}[to.scheme] == to.port
    return host if usual else f"{host}:{to.port}"


def _answered(status: int, said: bytes) -> Answered:
    if 200 <= status < 300:
        return Answered(status, "", taken=True)
    if 300 <= status < 400:
        return Answered(status, "It answered with another address, and redirects are not followed.")
    words = "".join(letter if letter.isprintable() else " " for letter in said.decode(errors="replace"))
    return Answered(status, " ".join(words.split())[:SAID_LIMIT], for_good=status == 410)


def _in_words(error: Exception) -> str:
    if isinstance(error.__cause__ or error, ConnectionRefusedError):
        return "The connection was refused."
    if "certificate" in str(error).lower() or "ssl" in str(error).lower():
        return "Its certificate cannot be trusted."
    if "timed out" in str(error).lower():
        return "It did not answer in time."
    return "The connection broke, or the answer was none."


def _shut(connection: HTTPConnection, cut_off: threading.Event) -> None:
    cut_off.set()
    line = connection.sock
    if line is not None:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            line.close()

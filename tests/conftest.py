"""What holds for every test: no network beyond this machine, and no setting from the shell that started it."""

import os
import sys
from ipaddress import ip_address
from typing import Any

_ASKS_FOR_A_HOST = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_GOES_TO_AN_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _is_here(host: object) -> bool:
    if host is None or host in ("", b"", "localhost", b"localhost"):
        return True
    try:
        return ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _only_loopback(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _ASKS_FOR_A_HOST:
        host = arguments[0]
    elif event in _GOES_TO_AN_ADDRESS and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not _is_here(host):
        raise RuntimeError(f"A test reached for {host}: tests may use loopback alone.")


# An audit hook sees every socket of Python, whichever library opens it, and cannot be taken away by a test.
sys.addaudithook(_only_loopback)

for _name in [name for name in os.environ if name.upper().startswith("TRACKER_")]:
    del os.environ[_name]

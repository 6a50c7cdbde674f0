"""Which addresses a webhook may have: written ones, and those that a name leads to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from tracker.domain.errors import BadInput

LONGEST = 500
_USUAL = {"https": 443, "http": 80}
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")


@dataclass(frozen=True)
class Outside:
    """Where a notice goes. `host` is in lower case and ASCII; `by_name` says that the administrator allowed it by name."""

    scheme: str
    host: str
    port: int
    path: str
    by_name: bool


def read_address(text: str, allowed: Collection[str] = ()) -> Outside:
    """The parts of a webhook's address. `allowed` are the hosts that TRACKER_WEBHOOK_HOSTS names.

    Raises `BadInput` (field `url`) for what is no https address, carries a password, or has a port that only systems use.
    """
    text = text.strip()
    if (
        not text
        or len(text) > LONGEST
        or not text.isprintable()
        or any(letter in text for letter in ' \\"<>')
    ):
        raise _wrong("Give the whole address, such as https://events.office.example/actions.")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
        port = parts.port
    except (ValueError, UnicodeError):
        raise _wrong("Give the whole address, such as https://events.office.example/actions.") from None
    if parts.scheme not in _USUAL or not host or port == 0:
        raise _wrong("Give the whole address, such as https://events.office.example/actions.")
    if "@" in parts.netloc or parts.fragment:
        raise _wrong(
            "Leave out user, password and what follows a #: the secret of the webhook proves who sends."
        )
    by_name = host in allowed
    if parts.scheme == "http" and not by_name:
        raise _wrong("Give an address that begins with https://, so that nobody on the way can read it.")
    port = port or _USUAL[parts.scheme]
    if not by_name and port != 443 and port < 1024:
        raise _wrong("Give an address without a port, or with one from 1024 on.")
    if not by_name and refused_because([host]):
        raise _wrong(refused_because([host]))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise _wrong("Write other letters than a to z in the path as %… codes.")
    return Outside(parts.scheme, host, port, path, by_name)


def refused_because(addresses: Iterable[str]) -> str:
    """Why a notice does not go to one of these addresses of a machine; "" where it may go to all. What is no address passes."""
    for text in addresses:
        try:
            address = ip_address(text.partition("%")[0])
        except ValueError:
            continue
        if not _is_public(address):
            return "This address leads into a private network. It is used only when TRACKER_WEBHOOK_HOSTS names its host."
    return ""


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inside = _inside(address)
        if inside is not None:
            return _is_public(inside)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The address of version 4 that one of version 6 stands for: mapped, translated or tunnelled."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64 or address in _COMPATIBLE:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _wrong(sentence: str) -> BadInput:
    return BadInput(sentence, field="url")

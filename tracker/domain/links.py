"""The token of an owner's link: derived from a key and the link's row, so that no table holds anything that opens it."""

import base64
import hashlib
import hmac

from tracker.domain.errors import LinkDead

DEAD = "This link does not work any more. Ask for a new one below: it goes to the address that we hold for the owner."


def make_token(key: bytes, link_id: int, action_id: int) -> str:
    """The token of link `link_id`, about 30 letters and figures: mail programs leave out other signs at the end of an address."""
    return f"{link_id:x}-{_seal(key, link_id, action_id)}"


def link_number(token: str) -> int:
    """The number of the link that `token` claims to be. Raises `LinkDead` for anything that is no token."""
    number, dash, seal = token.partition("-")
    if not dash or not seal or len(token) > 80:
        raise LinkDead(DEAD)
    try:
        return int(number[:12], 16)
    except ValueError:
        raise LinkDead(DEAD) from None


def check_token(key: bytes, token: str, link_id: int, action_id: int) -> None:
    """Raises `LinkDead` unless `token` is the one of this link. Takes the same time for every wrong one."""
    if not hmac.compare_digest(token.encode(), make_token(key, link_id, action_id).encode()):
        raise LinkDead(DEAD)


def _seal(key: bytes, link_id: int, action_id: int) -> str:
    digest = hmac.new(key, f"update|{link_id}|{action_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:15]).decode().lower()


MARK_START, MARK_END = "[[link:", "]]"
"""What stands in a stored mail in place of a link's token."""


def mark(link_id: int) -> str:
    """What stands for link `link_id` in a mail that is stored."""
    return f"{MARK_START}{link_id}{MARK_END}"

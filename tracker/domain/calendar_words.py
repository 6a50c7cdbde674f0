"""What private calendars say, of a post and of a series of meetings, and the tokens of their addresses."""

import base64
import hashlib
import hmac

from tracker.domain.errors import LinkDead
from tracker.domain.marking import WITHHELD, Marking

DEAD = "This calendar address does not work any more. Ask the secretariat for a new one."
LONGEST_TOKEN = 60


def day_title(number: str, title: str, *, papers: bool, sensitive: bool) -> str:
    """Papers due: Action 006, Bring the figures; without its words where it is OFFICIAL-SENSITIVE."""
    what = "Papers due" if papers else "Update due"
    return f"{what}: {number} ({Marking.SENSITIVE})" if sensitive else f"{what}: {number}, {title}"


def day_words(due: str, answer: str, *, sensitive: bool) -> str:
    """What stands under the title. `due` says when, `answer` how to give an update."""
    marking = f"{Marking.SENSITIVE}. {WITHHELD}" if sensitive else Marking.OFFICIAL
    return f"{marking}\n\n{due}.\n{answer}"


def make_token(key: bytes, post_id: int, issue: int, person_id: int) -> str:
    """The token of the address that was made for this person in this post, the `issue`-th one. Letters and figures alone."""
    return _sealed(key, post_id, f"calendar|{post_id}|{issue}|{person_id}")


def make_series_token(key: bytes, series_id: int, issue: int) -> str:
    """The token of the address of a series of meetings, the `issue`-th one."""
    return _sealed(key, series_id, f"series calendar|{series_id}|{issue}")


def _sealed(key: bytes, number: int, said: str) -> str:
    digest = hmac.new(key, said.encode(), hashlib.sha256).digest()
    return f"{number:x}-{base64.b32encode(digest[:20]).decode().lower()}"


def token_number(token: str) -> int:
    """The number of the post, or the series, that `token` claims to be for. Raises `LinkDead` for anything that is no token."""
    number, dash, seal = token.partition("-")
    if not (dash and seal and number.isalnum() and token.isascii() and len(token) <= LONGEST_TOKEN):
        raise LinkDead(DEAD)
    try:
        return int(number[:8], 16)
    except ValueError:
        raise LinkDead(DEAD) from None


def is_token(token: str, meant: str) -> bool:
    """Whether `token` is the one that is meant. Takes the same time for every wrong one."""
    return hmac.compare_digest(token.encode(), meant.encode())

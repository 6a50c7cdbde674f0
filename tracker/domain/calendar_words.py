"""What the calendar of a post says of an action, and the token of the calendar's private address."""

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
    digest = hmac.new(key, f"calendar|{post_id}|{issue}|{person_id}".encode(), hashlib.sha256).digest()
    return f"{post_id:x}-{base64.b32encode(digest[:20]).decode().lower()}"


def post_number(token: str) -> int:
    """The number of the post that `token` claims to be for. Raises `LinkDead` for anything that is no token."""
    number, dash, seal = token.partition("-")
    if not (dash and seal and number.isalnum() and token.isascii() and len(token) <= LONGEST_TOKEN):
        raise LinkDead(DEAD)
    try:
        return int(number[:8], 16)
    except ValueError:
        raise LinkDead(DEAD) from None


def is_token(token: str, key: bytes, post_id: int, issue: int, person_id: int) -> bool:
    """Whether `token` is the one of this address. Takes the same time for every wrong one."""
    return hmac.compare_digest(token.encode(), make_token(key, post_id, issue, person_id).encode())

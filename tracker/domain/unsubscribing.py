"""The token with which someone ends their weekly mail from a mail program, without an account. It opens nothing else."""

import base64
import hashlib
import hmac
import re

PURPOSE = "weekly mails"
"""What the key of the tokens is for, and nothing else."""

_TOKEN = re.compile(r"([0-9a-f]{1,8})-([a-z2-7]{24})", re.ASCII)


def unsubscribe_token(key: bytes, mail_id: int) -> str:
    """The token in weekly mail `mail_id`, in small letters and figures."""
    digest = hmac.new(key, f"weekly|{mail_id}".encode(), hashlib.sha256).digest()
    return f"{mail_id:x}-{base64.b32encode(digest[:15]).decode().lower()}"


def weekly_mail_of(key: bytes, token: str) -> int | None:
    """The number of the mail that `token` came with; None for what is none of ours. Takes the same time for every wrong one."""
    found = _TOKEN.fullmatch(token)
    if not found:
        return None
    mail_id = int(found[1], 16)
    same = hmac.compare_digest(token.encode(), unsubscribe_token(key, mail_id).encode())
    return mail_id if same and 0 < mail_id < 2**31 else None

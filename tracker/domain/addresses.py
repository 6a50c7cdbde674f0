"""The shape of an e-mail address. What is behind one shows only when it is written to."""

from tracker.domain.errors import BadInput

LONGEST = 320
"""Characters in the longest address that mail can carry (RFC 3696)."""


def mail_address(typed: str, *, field: str = "email") -> str:
    """`typed`, trimmed: an address, or nothing. Raises `BadInput` for anything that cannot be one."""
    address = typed.strip()
    name, at, host = address.rpartition("@")
    shaped = bool(name and at and "." in host.strip("."))
    clean = not any(c.isspace() or not c.isprintable() or c in ',;<>"' for c in address)
    if address and not (shaped and clean and len(address) <= LONGEST):
        raise BadInput("Give an email address in the form name@example.org.", field=field)
    return address

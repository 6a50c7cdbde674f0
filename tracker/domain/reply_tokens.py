"""The address that a mail asks to be answered at: its token says which mail an answer belongs to, and nobody can make one up."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"([0-9a-f]{1,8})-([a-z2-7]{16})")
HIGHEST = 2_147_483_647
"""The highest number of a row on either database."""


@dataclass(frozen=True)
class ReplyAddresses:
    """`ours` is the address of the mailbox, such as "actions@office.example"; `key` is for these tokens alone.

    The part before the @ stays below the 64 letters that mail allows where ours has at most 38.
    """

    ours: str
    key: bytes = field(repr=False)

    def of(self, mail_id: int) -> str:
        """ "actions+1f-abcdefgh…@office.example": in small letters and figures, for programs that do not keep capitals."""
        name, _, host = self.ours.rpartition("@")
        return f"{name}+{mail_id:x}-{self._seal(mail_id)}@{host}"

    def mail_of(self, address: str) -> int | None:
        """The number of the mail that `address` is the answer address of; None for any other address."""
        name, _, host = address.strip().lower().rpartition("@")
        our_name, _, our_host = self.ours.lower().rpartition("@")
        before, _, token = name.rpartition("+")
        found = _TOKEN.fullmatch(token)
        if (before, host) != (our_name, our_host) or not found:
            return None
        mail_id = int(found[1], 16)
        # Checked before the number is used for anything. Takes the same time for every wrong one.
        same = hmac.compare_digest(found[2], self._seal(mail_id))
        return mail_id if same and 0 < mail_id <= HIGHEST else None

    def is_ours(self, address: str) -> bool:
        """True for the address of the mailbox, with a token or without."""
        name, _, host = address.strip().lower().rpartition("@")
        our_name, _, our_host = self.ours.lower().rpartition("@")
        return host == our_host and name.partition("+")[0] == our_name.partition("+")[0]

    def _seal(self, mail_id: int) -> str:
        digest = hmac.new(self.key, f"reply|{mail_id}".encode(), hashlib.sha256).digest()
        return base64.b32encode(digest[:10]).decode().lower()

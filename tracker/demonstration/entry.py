"""What every entry of the demonstration record has."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`place` says where the entry stands, for messages: "actions-2019.toml, [[actions]] 6"."""

    place: str

"""What differs between two versions of a text, in one text: the words that stay, those that went and those that came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from tracker.domain.wording import count_words

_WORDS = re.compile(r"\s+|\S+")


class ChangeKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Change:
    kind: ChangeKind
    text: str


def changes(was: str, now: str) -> list[Change]:
    """The stretches of both texts in reading order: what is the same or went makes up `was`, what is the same or came makes up `now`."""
    return list(_changes(_WORDS.findall(was), _WORDS.findall(now)))


def change_words(found: list[Change]) -> str:
    """ "3 words added, 1 word removed" """
    told = [
        f"{count_words(count, 'word')} {kind.value}"
        for kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
        if (count := sum(len(one.text.split()) for one in found if one.kind is kind))
    ]
    if told:
        return ", ".join(told)
    return (
        "The same words" if all(one.kind is ChangeKind.SAME for one in found) else "Only the spacing differs"
    )


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    for _tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] == new[c:d]:
            yield Change(ChangeKind.SAME, "".join(old[a:b]))
            continue
        if b > a:
            yield Change(ChangeKind.REMOVED, "".join(old[a:b]))
        if d > c:
            yield Change(ChangeKind.ADDED, "".join(new[c:d]))

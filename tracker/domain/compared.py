"""Two texts set beside each other: which words stand in one of them alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Stretch:
    """Words that follow each other. `differs`: the other text does not say them there."""

    text: str
    differs: bool = False


def compared(was: str, now: str) -> tuple[list[Stretch], list[Stretch]]:
    """Both texts in stretches. Nothing of either is lost; how white space is set makes no difference."""
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    steps = SequenceMatcher(None, _plain(old), _plain(new), autojunk=False).get_opcodes()
    return (
        [_stretch(old[a:b], tag != "equal") for tag, a, b, _, _ in steps if b > a],
        [_stretch(new[a:b], tag != "equal") for tag, _, _, a, b in steps if b > a],
    )


def _stretch(words: Sequence[str], differs: bool) -> Stretch:
    text = "".join(words)
    return Stretch(text, differs and bool(text.strip()))


def _plain(words: Sequence[str]) -> list[str]:
    return [" " if word.isspace() else word for word in words]

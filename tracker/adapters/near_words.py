"""Words that are nearly the same, somewhere in a page. Over the package `rapidfuzz`."""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

LONG = 400
"""Characters: of a longer text the beginning and the end are looked for, as looking for all of it takes minutes in a thick pack."""
END = 200
"""Characters of the beginning and of the end of a long text."""
LOOSER = 20.0
"""So many points less may the beginning or the end of a long text be alike: it is the whole that counts."""
SHARED = 1 / 3
"""A page that has fewer than this part of the longer words cannot hold nearly the same text."""
_WORD = re.compile(r"\w{4,}")


class FuzzyWords:
    """The passage of a page that is most like what is sought."""

    def near(self, sought: str, words: str, least: float) -> tuple[float, int, int] | None:
        if not sought.strip() or not words.strip() or not _shares_words(sought, words):
            return None
        found = _passage(sought, words, least) if len(sought) <= LONG else _long_passage(sought, words, least)
        if found is None:
            return None
        starts, ends = found
        alike = fuzz.ratio(sought, words[starts:ends], score_cutoff=least)
        return (alike, starts, ends) if alike else None


def _passage(sought: str, words: str, least: float) -> tuple[int, int] | None:
    # It takes the shorter text for the one that is sought, so the passage is measured against the whole of `sought` again.
    found = fuzz.partial_ratio_alignment(sought, words, score_cutoff=least)
    if found is None:
        return None
    starts, ends = _without_what_stands_around(sought, words[found.dest_start : found.dest_end])
    return found.dest_start + starts, found.dest_start + ends


def _long_passage(sought: str, words: str, least: float) -> tuple[int, int] | None:
    """From where its beginning stands to where its end does; the whole page where either is not found."""
    begins = _passage(sought[:END], words, least - LOOSER)
    ends = _passage(sought[-END:], words, least - LOOSER)
    if begins and ends and begins[0] < ends[1]:
        return begins[0], ends[1]
    return 0, len(words)


def _shares_words(sought: str, words: str) -> bool:
    wanted = {word.casefold() for word in _WORD.findall(sought)}
    there = {word.casefold() for word in _WORD.findall(words)}
    return len(wanted & there) >= SHARED * len(wanted)


def _without_what_stands_around(sought: str, window: str) -> tuple[int, int]:
    """The window is as long as what was sought; where the passage is shorter now, it holds some of what stands around it."""
    starts, ends = 0, len(window)
    steps = Levenshtein.opcodes(sought, window)
    if steps and steps[0].tag == "insert":
        starts = steps[0].dest_end
    if steps and steps[-1].tag == "insert" and steps[-1].dest_start > starts:
        ends = steps[-1].dest_start
    return starts, ends

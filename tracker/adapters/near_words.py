"""Words that are nearly the same, somewhere in a page. Over the package `rapidfuzz`."""

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein


class FuzzyWords:
    """The passage of a page that is most like what is sought."""

    def near(self, sought: str, words: str, least: float) -> tuple[float, int, int] | None:
        if not sought.strip() or not words.strip():
            return None
        # It takes the shorter text for the one that is sought, so the passage is measured against the whole of `sought` again.
        found = fuzz.partial_ratio_alignment(sought, words, score_cutoff=least)
        if found is None:
            return None
        window = words[found.dest_start : found.dest_end]
        alike = fuzz.ratio(sought, window, score_cutoff=least)
        if not alike:
            return None
        starts, ends = _without_what_stands_around(sought, window)
        return alike, found.dest_start + starts, found.dest_start + ends


def _without_what_stands_around(sought: str, window: str) -> tuple[int, int]:
    """The window is as long as what was sought; where the passage is shorter now, it holds some of what stands around it."""
    starts, ends = 0, len(window)
    steps = Levenshtein.opcodes(sought, window)
    if steps and steps[0].tag == "insert":
        starts = steps[0].dest_end
    if steps and steps[-1].tag == "insert" and steps[-1].dest_start > starts:
        ends = steps[-1].dest_start
    return starts, ends

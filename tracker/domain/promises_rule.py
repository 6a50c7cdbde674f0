"""What a rule about promises is: a name, a sentence that says why, and the words that it looks for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice


class Strength(StrEnum):
    """Firm: somebody said that it will be done. Weak: to be confirmed with the force before it is logged."""

    FIRM = "firm"
    WEAK = "weak"


Check = Callable[[str, re.Match[str]], bool]
"""Given the sentence and what matched in it."""
MOST_TRIES = 8
"""How often the words of a rule are looked at in one sentence: a sentence of nothing but “will” must not cost more."""


def always(_sentence: str, _found: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """`looks_for` finds the words that promise, `unless` the words that take it back; `check` has the last word.

    `asks`: who stands before the words asks; who is asked comes after them.
    """

    name: str
    why: str
    strength: Strength
    looks_for: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    check: Check = always
    asks: bool = False

    def find(self, sentence: str) -> re.Match[str] | None:
        """The first words that promise by this rule. `sentence` is as `promises_text.plain` made it."""
        for found in islice(self.looks_for.finditer(sentence), MOST_TRIES):
            if self.unless and self.unless.search(sentence):
                return None
            if self.check(sentence, found):
                return found
        return None

"""Words that must not be held any longer: how they are found in a text, whatever their case and line breaks, and taken out of it."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from tracker.domain.errors import BadInput
from tracker.domain.wording import date_words

SHORTEST = 3
"""Letters and figures of one spelling. What is shorter stands in every second sentence."""
LONGEST = 200
MOST = 20
"""Spellings at once."""

_GAP = r"(?:[\s._\-+\u00ad\u200b\u00a0]|%20|&nbsp;|&#160;|\\[nrt]|<br\s*/?>)+"
"""What may stand between two words: any white space and line break, what file names and addresses have instead, and how forms escape it."""
_BROKEN = r"(?:[\u00ad\u200b]|-\r?\n)?"
"""What may stand inside a word: a hyphen that only shows at the end of a line."""
_ALIKE = {
    "'": "(?:['’‘ʼ`]|&#39;|&#x27;|&apos;|&rsquo;)",
    '"': '(?:["“”]|&#34;|&quot;)',
    "&": "(?:&amp;|&)",
    "<": "(?:&lt;|<)",
    ">": "(?:&gt;|>)",
    "-": r"[-‐‑–\u00ad]",
}
_BEFORE = r"(?:(?<![^\W_])|(?<=%20)|(?<=\\[nrt]))"
_AFTER = r"(?![^\W_])"


@dataclass(frozen=True)
class Words:
    """The spellings of what is to be taken out. `within`: also where they are part of a longer word."""

    spellings: tuple[str, ...]
    within: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        ways = "|".join(_written(one) for one in sorted(self.spellings, key=len, reverse=True))
        found = f"(?:{ways})" if self.within else f"{_BEFORE}(?:{ways}){_AFTER}"
        return re.compile(found, re.IGNORECASE)

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """A few plain letters of each spelling, in small ones: a text without any of them holds none. "" where there are no such letters."""
        return tuple({_beginning(one) for one in self.spellings})

    def count(self, text: str) -> int:
        return sum(1 for _ in self.pattern.finditer(text))

    def out_of(self, text: str, mark: str) -> str:
        """The text with `mark` wherever the words stood."""
        return self.pattern.sub(lambda _: mark, text)

    def out_of_json(self, text: str, mark: str) -> str:
        """The same for canonical JSON, in its values and in the names of its fields; it stays canonical."""
        try:
            value = json.loads(text)
        except ValueError:
            return self.out_of(text, mark)
        cleared = self._cleared(value, mark)
        return json.dumps(cleared, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def count_json(self, text: str) -> int:
        try:
            value = json.loads(text)
        except ValueError:
            return self.count(text)
        return sum(self.count(said) for said in strings_in(value))

    def holding(self, text: str) -> Sequence[str]:
        """Those texts of this JSON that hold the words."""
        try:
            value = json.loads(text)
        except ValueError:
            return [text]
        return [said for said in strings_in(value) if self.count(said)]

    def around(self, text: str, most: int = 60) -> str:
        """The first place with a little of what stands around it, on one line."""
        found = self.pattern.search(text)
        if found is None:
            return ""
        start, end = max(0, found.start() - most), min(len(text), found.end() + most)
        before, after = "…" if start else "", "…" if end < len(text) else ""
        return f"{before}{' '.join(text[start:end].split())}{after}"

    def _cleared(self, value: Any, mark: str) -> Any:
        if isinstance(value, str):
            return self.out_of(value, mark)
        if isinstance(value, list):
            return [self._cleared(one, mark) for one in value]
        if isinstance(value, dict):
            return {self.out_of(name, mark): self._cleared(one, mark) for name, one in value.items()}
        return value


def words_typed(typed: str, *, within: bool = False, mark: str = "") -> Words:
    """The spellings that were typed, one on each line. Raises `BadInput` where they cannot be looked for."""
    lines = [" ".join(unicodedata.normalize("NFC", line).split()) for line in typed.splitlines()]
    plain = [unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode() for line in lines]
    # Codes and addresses are made of plain letters, so that a name with accents stands there without.
    without = [
        other for line, other in zip(lines, plain, strict=True) if line.isascii() or len(other) >= len(line)
    ]
    spellings = tuple(dict.fromkeys(line for line in (*lines, *without) if line))
    if not spellings:
        raise BadInput("Type the words that must go, one spelling on each line.", field="words")
    if len(spellings) > MOST:
        raise BadInput(f"Give at most {MOST} spellings at once.", field="words")
    for one in spellings:
        _check(one)
    words = Words(spellings, within)
    if mark and words.count(mark):
        raise BadInput(
            "These words stand in the mark that takes their place. Give words that say more.", field="words"
        )
    return words


def check_reason(reason: str, words: Words | None) -> str:
    """The reason, tidied. Raises `BadInput` where there is none, or where it holds the words: it is kept for good."""
    reason = " ".join(reason.split())
    if not reason:
        raise BadInput("Say why this must go, such as “A name was typed by mistake”.", field="reason")
    if len(reason) > 500:
        raise BadInput("Keep the reason to 500 characters.", field="reason")
    if words and words.count(reason):
        raise BadInput("The reason is kept, so it must not hold the words themselves.", field="reason")
    return reason


def mark_of(day: date) -> str:
    """What stands where the words stood."""
    return f"[removed {date_words(day)}]"


def fitted(text: str, mark: str, longest: int | None) -> str:
    """`text`, where its column takes it; else the mark, or a dash where even that is too long."""
    if longest is None or len(text) <= longest:
        return text
    return mark if len(mark) <= longest else "–"


def strings_in(value: Any) -> Sequence[str]:
    """Every text in what came from JSON, with the names of fields."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [said for name, one in value.items() for said in (name, *strings_in(one))]
    if isinstance(value, list):
        return [said for one in value for said in strings_in(one)]
    return []


def _check(spelling: str) -> None:
    if sum(letter.isalnum() for letter in spelling) < SHORTEST:
        raise BadInput(
            f"“{spelling}” is too short: it would be found everywhere. Give at least {SHORTEST} letters.",
            field="words",
        )
    if len(spelling) > LONGEST:
        raise BadInput(f"Keep each spelling to {LONGEST} characters.", field="words")


def _written(spelling: str) -> str:
    return _GAP.join(_BROKEN.join(_letter(one) for one in word) for word in spelling.split())


def _letter(letter: str) -> str:
    if letter in "’‘ʼ`":
        letter = "'"
    if letter in _ALIKE:
        return _ALIKE[letter]
    apart = unicodedata.normalize("NFD", letter)
    return f"(?:{re.escape(letter)}|{re.escape(apart)})" if apart != letter else re.escape(letter)


def _beginning(spelling: str) -> str:
    runs: list[str] = re.findall(r"[A-Za-z0-9]+", spelling)
    return max((run.lower()[:4] for run in runs), key=len, default="")


@dataclass(frozen=True)
class Looked:
    """What was found in one file: how often, and what stands around the first. `unread`: it could not be looked into."""

    count: int = 0
    around: str = ""
    unread: bool = False


@dataclass(frozen=True)
class Loose:
    """A file of the data folder that no row names: a letter that waits, a mail of the demonstration's mailbox, a left-over."""

    kind: str
    name: str


LETTER, MAILBOX, LEFT_OVER = "letter", "mailbox", "left over"


@dataclass(frozen=True)
class Sweep:
    """What has to leave the disk once the database has let go of it: stored files by their digest, and loose ones. `since` is aware."""

    files: tuple[str, ...]
    loose: tuple[Loose, ...]
    since: datetime

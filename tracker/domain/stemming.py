"""The words of a text as search knows them: folded, stemmed, each with its place in the text.

A text and a query go through the same code, and both databases are given its result, so that neither has a say in what a
word is. A stem is made of a to z, 0 to 9 and `_`:

- letter case, accents, ligatures and apostrophes are folded away; `’s` is dropped;
- "8.6" is one word, `8_6`; "1,234" is `1234`;
- words joined by a hyphen, a stroke, a full stop or the like ("PPM-006", "2018/19", "s.55", "co-ordinate", a word that is
  broken at the end of a line) are kept as their parts, and once more as one word;
- a word in another script is `_u` and the numbers of its letters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

Stem = Callable[[str], str]
"""Reduces a folded word of a to z to what it shares with its other forms: "abandoned" to "abandon"."""

BARRIER = "_"
"""Stands between parts of a text that no phrase may cross. No query can hold it."""
LONGEST_WORD = 60
MOST_STEMS = 400_000
"""Characters of stems that one text may have, some hundred pages: PostgreSQL takes a megabyte of words and pairs, and no more."""
REMEMBERED = 20_000

_LEFT_OUT = (
    "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # accents on their own, soft hyphens, spaces without width
)
_APOSTROPHES = "'\u2019\u2018\u02bc\u2032"
_RUN = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)*"  # 1,234 and 1,234.5
    r"|\d+(?:\.\d+)+"  # 8.6 and 4.10.2023
    rf"|[^\W_]+(?:[{_LEFT_OUT}{_APOSTROPHES}]+[^\W_]+)*"
)
_JOINT = r"(?:[-\u2010-\u2013/.&:]|-[ \t]*\r?\n[ \t]*)?"
_JOINED = re.compile(rf"(?:{_RUN})(?:{_JOINT}(?:{_RUN}))*")
_PART = re.compile(_RUN)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One word: its stem, itself folded, and where it stands, counted in characters from the beginning of what holds it."""

    stem: str
    folded: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Words that are written as one. `whole` is the stem of all of them together, "" for a single word."""

    parts: tuple[Part, ...]
    whole: str


class WordReader:
    """Reads the words of texts with one stemmer. Keeps the words that it met lately."""

    def __init__(self, stem: Stem) -> None:
        self._stem = stem
        self._read = lru_cache(maxsize=REMEMBERED)(self._read_joined)

    def joined(self, text: str) -> Iterator[tuple[int, Joined]]:
        """The words of `text` in order, each with where it starts; the places of its parts count from there."""
        for found in _JOINED.finditer(text):
            yield found.start(), self._read(found.group())

    def stems(self, title: str, *texts: str) -> str:
        """What the databases keep: stems between single spaces, with a barrier between one text and the next.

        Behind the texts stand the joined words and those of the title, each behind a barrier. What is too long is cut off at
        a word.
        """
        kept: list[str] = []
        once: dict[str, None] = {}
        for text in filter(None, (title, *texts)):
            for _, joined in self.joined(text):
                kept += [part.stem for part in joined.parts]
                if joined.whole:
                    once[joined.whole] = None
                if text is title:
                    once |= dict.fromkeys(in_title(part.stem) for part in joined.parts)
            kept.append(BARRIER)
        line = f" {BARRIER} ".join((" ".join(kept[:-1]), *once)).strip()
        return line if len(line) <= MOST_STEMS else line[:MOST_STEMS].rpartition(" ")[0]

    def _read_joined(self, written: str) -> Joined:
        parts = []
        for found in _PART.finditer(written):
            if folded := fold(found.group()):
                parts.append(Part(self._stemmed(folded), folded, found.start(), found.end()))
        whole = "".join(part.folded for part in parts) if len(parts) > 1 else ""
        return Joined(tuple(parts), self._stemmed(whole) if whole else "")

    def _stemmed(self, folded: str) -> str:
        if not folded.isascii():
            return "_u" + "_".join(f"{ord(letter):x}" for letter in folded)[:LONGEST_WORD]
        word = folded[:LONGEST_WORD]
        return (self._stem(word) or word) if word.isalpha() else word


def in_title(stem: str) -> str:
    """How a stem stands once more where it is in the title, so that what says it there can come first."""
    return f"_t{stem}"


def fold(word: str) -> str:
    """One word in small letters, without accents, ligatures, apostrophes and a possessive "s". A decimal point is `_`."""
    word = _POSSESSIVE.sub("", word)
    if word[0].isdigit() and "." in word:
        return "_".join(fold(digits) for digits in word.split("."))
    apart = unicodedata.normalize("NFKD", word).casefold()
    plain = "".join(_WRITTEN_OUT.get(letter, letter) for letter in unicodedata.normalize("NFKD", apart))
    return _NOT_A_WORD.sub("", plain)


_WRITTEN_OUT = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t",
}  # fmt: skip
"""Letters that Unicode does not take apart."""

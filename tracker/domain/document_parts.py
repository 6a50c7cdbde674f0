"""Finds the headings in a text without pages, and cuts it into the parts beneath them.

What stands under a heading keeps its paragraphs apart by one blank line, so that they can be counted. A page is never guessed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.domain.document_reading import MOST_IN_A_PART, ReadPage

LONGEST_HEADING = 120
LONGEST_PLAIN = 70
"""Characters of a heading that has neither a mark nor a number."""
SHORTEST_BODY = 75
"""Characters of what must follow a plain heading: what is shorter may be a list, a signature or a caption."""
LONGEST_PLACE = 160
BLANK = re.compile(r"\n{2,}")
MARKED = re.compile(r"(#{1,6})[ \t]+(\S.*)")
NUMBERED = re.compile(
    r"(?:section[ ]|appendix[ ]|annex[ ])?\d{1,2}(?:\.\d{1,2}){0,3}[.:)]?[ \t]+\S", re.IGNORECASE
)
EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|</?[a-z]{1,8}>")
LISTED = re.compile(r"[ \t]*(?:[-–—•*+o]|\([a-z0-9]{1,3}\)|[a-z]\))[ \t]")
SECTION = re.compile(r"(?:section|part|appendix|annex)\s+[0-9A-Z]{1,3}\b", re.IGNORECASE)
NO_END = (".", ";", ":", ",", "?", "!", "…")
"""What no heading ends in."""
CAPTION = re.compile(r"(?:figure|fig\.|table|chart|graph|source)[ ]?\d*\b", re.IGNORECASE)
LABEL = re.compile(r"[^:]{1,40}:[ \t]*\S|.*(?:@|www\.|https?:)")
UNFINISHED = re.compile(
    r".*\b(?:is|are|was|were|the|an?|and|or|of|to|in|on|for|with|by|as|that)", re.IGNORECASE
)
DATE = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+ \d{4}")
CONTENTS = frozenset({"contents", "table of contents"})
ENTRY = re.compile(r"[ \t]*(.*?)[ \t.…]*(?:\t|\.{3,}|…|[ ]{2,})[ \t.…]*\d{1,4}(?:[ ]?[-–][ ]?\d{1,4})?[ \t]*")
OTHER_CONTROLS = re.compile(r"[^\S\n\t ]|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """`text` as both databases can keep it: line ends as newlines, other white space as spaces, no control characters."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n")
    kept = OTHER_CONTROLS.sub(lambda found: " " if found[0].isspace() else "", ends)
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def parts_of_text(text: str) -> list[ReadPage]:
    """The parts of a text, by the headings found in it."""
    blocks = [block.strip("\n") for block in BLANK.split(plain(text)) if block.strip()]
    return parts_of_blocks(_headings(blocks))


def parts_of_blocks(blocks: Sequence[tuple[bool, str]]) -> list[ReadPage]:
    """The parts of blocks that are known to be headings (True) or paragraphs. Headings that follow each other stand together."""
    parts: list[ReadPage] = []
    places: list[str] = []
    body: list[str] = []
    for is_heading, block in blocks:
        if is_heading and body:
            parts.extend(_cut(places, body))
            places, body = [], []
        (places if is_heading else body).append(block)
    if places or body:
        parts.extend(_cut(places, body))
    return parts


def _cut(places: list[str], body: list[str]) -> Iterator[ReadPage]:
    """A part, or several where there is much under one heading."""
    # Headings that are too many to stand together are paragraphs, so that no word is lost.
    while len(places) > 1 and len(" – ".join(places)) > LONGEST_PLACE:
        body = [places[0], *body]
        places = places[1:]
    place = " – ".join(places)[:LONGEST_PLACE]
    for number, words in enumerate(_pieces(body)):
        yield ReadPage(words=words, place=place if number == 0 else f"{place}, continued".removeprefix(", "))


def _pieces(body: list[str]) -> Iterator[str]:
    """Paragraphs together, up to the most that one part may hold. A paragraph that is longer is cut at a line end or a space."""
    kept: list[str] = []
    size = 0
    for paragraph in (piece for whole in body for piece in _short_enough(whole)):
        if kept and size + len(paragraph) > MOST_IN_A_PART:
            yield "\n\n".join(kept)
            kept, size = [], 0
        kept.append(paragraph)
        size += len(paragraph) + 2
    yield "\n\n".join(kept)


def _short_enough(paragraph: str) -> Iterator[str]:
    start = 0
    while len(paragraph) - start > MOST_IN_A_PART:
        end = start + MOST_IN_A_PART
        cut = max(paragraph.rfind("\n", start, end), paragraph.rfind(" ", start, end))
        end = cut if cut > start else end
        yield paragraph[start:end].strip()
        start = end
    yield paragraph[start:].strip()


def _headings(blocks: Sequence[str]) -> list[tuple[bool, str]]:
    """Each block with whether it is a heading. Plain short lines are judged by what follows, so it goes from the end."""
    found: list[tuple[bool, str]] = []
    listed = _contents(blocks)
    following = ""
    for block in reversed(blocks):
        heading = _marked(block) or _numbered(block) or _plain_heading(block, following, listed)
        found.append((bool(heading), heading or block))
        following = "" if heading else block
    return found[::-1]


def _contents(blocks: Sequence[str]) -> frozenset[str]:
    """The titles in the document's own list of contents, in small letters."""
    for heading, entries in pairwise(blocks):
        if len(heading) <= LONGEST_PLAIN and _words(heading.lstrip("# ")).lower() in CONTENTS:
            found = (
                ENTRY.fullmatch(line) for line in entries.split("\n") if len(line) <= 2 * LONGEST_HEADING
            )
            return CONTENTS | {_words(entry[1]).lower() for entry in found if entry}
    return CONTENTS


def _marked(block: str) -> str:
    """The words of a heading that is marked as in Markdown; empty for any other block."""
    found = MARKED.fullmatch(block)
    return _words(found[2])[:LONGEST_HEADING] if found else ""


def _numbered(block: str) -> str:
    """A line such as "3.1. Contact and response"."""
    words = _line(block, LONGEST_HEADING)
    title = words.partition(" ")[2].strip()
    if not NUMBERED.match(words) or DATE.fullmatch(words):
        return ""
    return words if title[:1].isupper() and not title.endswith(NO_END) else ""


def _plain_heading(block: str, following: str, listed: frozenset[str]) -> str:
    """A short line by itself with something longer beneath it, or one that the contents list. A caption or a signature is none."""
    words = _line(block, LONGEST_PLAIN)
    if not words or words.endswith(NO_END) or LISTED.match(block):
        return ""
    if words.lower() in listed or SECTION.match(words):
        return words
    if (
        any(sign.match(words) for sign in (CAPTION, LABEL))
        or UNFINISHED.fullmatch(words)
        or DATE.fullmatch(words)
    ):
        return ""
    begins_well = words[0].isupper() or (words[0].isdigit() and len(words.split()) <= 3)
    leads = len(following) >= SHORTEST_BODY
    return words if begins_well and leads and any(letter.isalpha() for letter in words) else ""


def _line(block: str, longest: int) -> str:
    """A block of one line of running words, without the signs of emphasis; empty for a longer one, and for a row of a table."""
    if len(block) > 2 * longest or "\n" in block or "\t" in block:
        return ""
    words = _words(block)
    return words if len(words) <= longest else ""


def _words(block: str) -> str:
    """A block without the signs of emphasis."""
    return " ".join(EMPHASIS.sub("", block).split())

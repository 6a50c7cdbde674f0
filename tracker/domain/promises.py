"""Finds the promises in a document: what somebody would log, or at least ask about. Rules, not a model; nothing is logged by itself.

`find_promises` reads a text, `find_in_pages` the pages of a document. The rules stand in `promises_firm`, `promises_weak`,
`promises_lists`, `promises_minutes` and `promises_tables`; what is no promise in `promises_past`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from tracker.domain.promises_actors import owner_before, owner_by, owner_first, owner_marked, owner_offering
from tracker.domain.promises_due import due_words
from tracker.domain.promises_firm import FIRM
from tracker.domain.promises_lists import LISTS
from tracker.domain.promises_loose import LooseRow, loose_rows
from tracker.domain.promises_minutes import ActionLine, action_line, lines_below
from tracker.domain.promises_past import QUESTION
from tracker.domain.promises_rule import Rule, Strength
from tracker.domain.promises_tables import ActionTable, Entry
from tracker.domain.promises_text import Kind, Row, Sentence, cut_cell, plain, sentences
from tracker.domain.promises_weak import WEAK

__all__ = ["WHY", "PagePromise", "Promise", "Strength", "find_in_pages", "find_promises"]

ACTION_LINE = "action line"
ACTION_TABLE = "row of an action table"
WHY = {
    ACTION_LINE: "The document marks it as an action.",
    ACTION_TABLE: "It is a row of a table of actions.",
    **{rule.name: rule.why for rule in (*FIRM, *WEAK)},
    **{rule.name: rule.why for rule in LISTS},
}
"""Each rule by its name, with the sentence that says to people why something was suggested."""

_OF_HIMSELF = re.compile(r"\w+(?:\s+(?:also|further|unanimously))?\s+to\s*", re.IGNORECASE)
_PASSIVE = re.compile(r"\bbe\s+(?!able|going)", re.IGNORECASE)
FEWEST_WORDS, FEWEST_IN_A_LIST = 4, 3
"""Fewer are a heading or a label."""
LEAVES_A_TABLE = 80
"""Characters of a sentence between two rows from which it is taken to be text below the table."""


@dataclass(frozen=True)
class Promise:
    """A promise in a text: `text[start:end]` are its exact words. Owner, day and reference are words as printed, None where there are none."""

    start: int
    end: int
    quote: str
    strength: Strength
    rule: str
    ref: str | None = None
    owner: str | None = None
    due: str | None = None
    said: tuple[int, int] | None = None
    """The places of the words that promise, where a rule found them in their sentence."""

    @property
    def why(self) -> str:
        return WHY[self.rule]


@dataclass(frozen=True)
class PagePromise:
    """A promise on one of several pages: `index` counts them from 0, and the promise's places are places in that page."""

    index: int
    promise: Promise


def find_promises(text: str) -> tuple[Promise, ...]:
    """The promises in `text`, in its order. Never raises."""
    bare = plain(text)
    found = sorted(_found(bare), key=lambda promise: promise.start)
    return tuple(replace(promise, quote=text[promise.start : promise.end]) for promise in found)


def find_in_pages(pages: Sequence[str], headings: Sequence[str] = ()) -> tuple[PagePromise, ...]:
    """The promises in the pages of a document, in its order. A list or a table may go on from one page to the next.

    `headings` are those above each page or part, which are not among its words: “Action 014” may be one. Never raises.
    """
    above = [f"{heading}\n\n" if heading else "" for heading in headings] or [""] * len(pages)
    ends = list(accumulate(len(one) + len(page) + 1 for one, page in zip(above, pages, strict=True)))
    text = "\f".join(one + page for one, page in zip(above, pages, strict=True))
    found = []
    for promise in find_promises(text):
        index = bisect_right(ends, promise.start)
        begins = ends[index] - 1 - len(pages[index])
        start, end = max(promise.start - begins, 0), min(promise.end - begins, len(pages[index]))
        if start < end:
            quote = pages[index][start:end]
            said = (promise.said[0] - begins, promise.said[1] - begins) if promise.said else None
            found.append(PagePromise(index, replace(promise, start=start, end=end, quote=quote, said=said)))
    return tuple(found)


def _found(bare: str) -> Iterator[Promise]:
    loose = list(loose_rows(bare))
    yield from (_of_entry(row.entry) for row in loose if not row.entry.done)
    parts = [part for part in sentences(bare) if not _within(part, loose)]
    table = ActionTable()
    before: Promise | None = None
    earlier: Sentence | None = None
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Row):
            yield from _in_row(bare, part, table)
            at += 1
            continue
        if part.end - part.start > LEAVES_A_TABLE:
            table.leave()
        line = action_line(bare, parts, at)
        if line:
            if line.earlier:
                before = _marked(before, earlier, line)
            else:
                if before:
                    yield before
                before = Promise(
                    line.start,
                    line.end,
                    "",
                    Strength.FIRM,
                    ACTION_LINE,
                    line.ref,
                    line.owner,
                    line.due or due_words(bare[line.start : line.end], 0),
                )
            at += line.parts
            continue
        owner, due, below = lines_below(bare, parts, at) if before else (None, None, 0)
        if before and below:
            before = replace(before, owner=owner or before.owner, due=due or before.due)
            at += below
            continue
        if before:
            yield before
        before = _in_sentence(bare, part)
        earlier = part
        at += 1
    if before:
        yield before


def _marked(before: Promise | None, earlier: Sentence | None, line: ActionLine) -> Promise | None:
    """“ACTION: JS” after a sentence: that sentence is the action."""
    if before:
        return replace(
            before,
            rule=ACTION_LINE,
            strength=Strength.FIRM,
            owner=line.owner,
            ref=line.ref,
            due=line.due or before.due,
        )
    if earlier is None:
        return None
    return Promise(earlier.start, earlier.end, "", Strength.FIRM, ACTION_LINE, line.ref, line.owner, line.due)


def _in_row(bare: str, row: Row, table: ActionTable) -> Iterator[Promise]:
    entry = table.read(bare, row)
    if entry:
        if not entry.done:
            yield _of_entry(entry)
        return
    if table.open:
        return
    for start, end in row.cells:
        for sentence in cut_cell(bare, start, end):
            promise = _in_sentence(bare, sentence)
            if promise:
                yield promise


def _of_entry(entry: Entry) -> Promise:
    return Promise(entry.start, entry.end, "", Strength.FIRM, ACTION_TABLE, entry.ref, entry.owner, entry.due)


def _within(part: Sentence | Row, loose: Sequence[LooseRow]) -> bool:
    """It belongs to a table that was read already, or holds a row of it."""
    start, end = (
        (part.start, part.end) if isinstance(part, Sentence) else (part.cells[0][0], part.cells[-1][1])
    )
    return any(row.start < end and start < row.end for row in loose)


def _in_sentence(bare: str, part: Sentence) -> Promise | None:
    words = bare[part.start : part.end]
    count = len(words.split())
    if count < FEWEST_IN_A_LIST or QUESTION.search(words):
        return None
    if part.kind is Kind.ITEM and part.head and part.opens:
        listed = next((rule for rule in LISTS if rule.fits(part.head, words)), None)
        if listed:
            return Promise(
                part.start,
                part.end,
                "",
                listed.strength,
                listed.name,
                owner=owner_marked(words) or owner_first(words),
                due=due_words(words, 0),
            )
    for rule in (*FIRM, *WEAK) if count >= FEWEST_WORDS else ():
        found = rule.find(words)
        if found:
            return _promise(part, words, rule, found)
    return None


def _promise(part: Sentence, words: str, rule: Rule, found: re.Match[str]) -> Promise:
    named = found.groupdict().get("who")
    asked = rule.asks and not _OF_HIMSELF.fullmatch(found[0])
    if asked:
        owner = owner_first(words[found.start() :]) or owner_offering(words[: found.start()], found[0])
    elif _PASSIVE.search(found[0]):
        owner = owner_by(words[found.end() :])
    else:
        owner = owner_before(f"{named} " if named else words[: found.start()])
    due = due_words(words, found.start())
    said = (part.start + found.start(), part.start + found.start() + len(found[0].rstrip()))
    return Promise(part.start, part.end, "", rule.strength, rule.name, owner=owner, due=due, said=said)

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
_PASSIVE = re.compile(r"\bbe(?:ing)?\s+(?!able|going)", re.IGNORECASE)
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
    found = sorted(_Reading(bare).found, key=lambda promise: promise.start)
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


class _Reading:
    """One text while it is read. What was found last may still change: the next line may say who is to do it, or by when."""

    def __init__(self, bare: str) -> None:
        loose = list(loose_rows(bare))
        self.found = [_of_entry(row.entry) for row in loose if not row.entry.done]
        self._bare = bare
        self._parts = [part for part in sentences(bare) if not _within(part, loose)]
        self._table = ActionTable()
        self._earlier: Sentence | None = None
        self._fresh = False
        """The last one found was found in the sentence just before."""
        at = 0
        while at < len(self._parts):
            at += self._take(self._parts[at], at)

    def _take(self, part: Sentence | Row, at: int) -> int:
        """Reads the part at `at`, and answers how many parts that were."""
        if isinstance(part, Row):
            self.found.extend(_in_row(self._bare, part, self._table))
            self._fresh = False
            return 1
        if part.end - part.start > LEAVES_A_TABLE:
            self._table.leave()
        if line := action_line(self._bare, self._parts, at):
            self._take_line(line)
            return line.parts
        if self._fresh:
            owner, due, below = lines_below(self._bare, self._parts, at)
            if below:
                last = self.found[-1]
                self.found[-1] = replace(last, owner=owner or last.owner, due=due or last.due)
                return below
        promise = _in_sentence(self._bare, part)
        self._earlier, self._fresh = part, promise is not None
        if promise:
            self.found.append(promise)
        return 1

    def _take_line(self, line: ActionLine) -> None:
        """An action line; or “ACTION: JS” after a sentence, which is the action then."""
        if line.done:
            self._fresh = False
            return
        place = (line.start, line.end)
        due = line.due
        if line.earlier:
            if self._fresh:
                last = self.found.pop()
                place, due = (last.start, last.end), due or last.due
            elif self._earlier:
                place = (self._earlier.start, self._earlier.end)
            else:
                return
        else:
            due = due or due_words(self._bare[slice(*place)], 0)
        self.found.append(Promise(*place, "", Strength.FIRM, ACTION_LINE, line.ref, line.owner, due))
        self._earlier, self._fresh = None, True


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

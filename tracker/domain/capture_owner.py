"""The owner in a line: @ and a post's short code, or words of its title, or its holder's name.

How far the words after @ reach:

1. In quotation marks: up to the closing one.
2. A short code stands alone: nothing after it belongs to it.
3. Otherwise the longest run of the word after @ and up to 5 more, or a whole title, for which the matcher answers a single post, and in
   which each further word belongs to that post (`capture_reach`).
4. Where a longer run fits several in the same way, or no run fits a single one: the person is asked which.

A run ends before “due”, another @ or #, and after a comma or full stop. An @ inside a word is an e-mail
address, and an @ before a figure is a time or a price: neither is a post.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tracker.domain.capture_reach import Belongs, Match, Run, how_it_belongs
from tracker.domain.capture_words import TAKEN, Span, tidy, words_of
from tracker.domain.captured import Note, PostName, Problem
from tracker.domain.wording import join_words

__all__ = ["MORE_WORDS", "MOST_MENTIONS", "Match", "OwnerRead", "find_owner"]

MORE_WORDS = 5
"""How many words after the first may belong to a post."""

MOST_MENTIONS = 10
"""How many @ in a line are tried."""

_PART = r"[\w.&/'’()+-]"
_MENTION = re.compile(
    rf'@(?:["“](?P<quoted>[^@#"”{TAKEN}]*\w[^@#"”{TAKEN}]*)["”]|["“]?(?P<first>[^\W\d]{_PART}*))'
)
_SPACED = re.compile(rf"(?<!\S)@\s+(?P<first>[^\W\d]{_PART}*)")
_FURTHER = re.compile(rf"\s+(?P<word>{_PART}+)")
_IN_A_WEB_ADDRESS = tuple("/\\_+=&%#@")
_ADDRESS = re.compile(r"[\w-]*\w\.\w")
_AFTER_A_POST = ("due", "deu")


@dataclass(frozen=True)
class OwnerRead:
    """What was found: one post with its place in the text, or the posts to choose from, or a problem.

    `notes` tell of other @ in the line, which stay where they are.
    """

    owner: PostName | None = None
    spans: tuple[Span, ...] = ()
    choices: tuple[PostName, ...] = ()
    problem: Problem | None = None
    notes: tuple[Note, ...] = ()


def find_owner(text: str, posts: Sequence[PostName], match: Match) -> OwnerRead:
    """The first @ that fits one post, or that several fit; else the first that none fits; else nothing."""
    unknown: OwnerRead | None = None
    mentions = list(islice(_mentions(text), MOST_MENTIONS))
    for mention in mentions:
        read = _read(text, mention, posts, match)
        if read.owner:
            others = [other for other in mentions if other is not mention]
            meant = [
                other
                for other in others
                if not _is_glued(text, other) or _read(text, other, posts, match).owner
            ]
            return replace(read, notes=tuple(_second(other, read.owner) for other in meant))
        if read.choices and not _is_glued(text, mention):
            return read
        if not _is_glued(text, mention):
            unknown = unknown or read
    return unknown or OwnerRead(notes=_spaced(text, posts, match))


def _mentions(text: str) -> Iterator[re.Match[str]]:
    """Each @ that may name a post: at the beginning of a word, or glued to the word before it by a slip."""
    for found in _MENTION.finditer(text):
        before = text[: found.start()][-1:]
        if before not in _IN_A_WEB_ADDRESS and (not before.isalnum() or _is_glued(text, found)):
            yield found


def _is_glued(text: str, mention: re.Match[str]) -> bool:
    """True for “back@contact”; an address such as “name@force.uk” is no mention at all."""
    before = text[: mention.start()][-1:]
    return before.isalnum() and not _ADDRESS.match(text, mention.start() + 1)


def _read(text: str, mention: re.Match[str], posts: Sequence[PostName], match: Match) -> OwnerRead:
    runs = [_quoted(mention)] if mention["quoted"] else list(_runs(text, mention, posts))
    runs.sort(key=lambda run: run.end)
    found = [(run, tuple(match(run.query, posts))) for run in reversed(runs)]
    for surely in (Belongs.IN_ITS_TITLE, Belongs.NEEDED, Belongs.MISSPELT):
        longer: OwnerRead | None = None
        for run, fitting in found:
            if run.ends_open or not all(how_it_belongs(run, post, match) <= surely for post in fitting):
                continue
            if len(fitting) == 1:
                return longer or OwnerRead(owner=fitting[0], spans=((mention.start(), run.end),))
            if fitting and longer is None:
                longer = _which(tidy(text[mention.start() : run.end]), fitting)
    for run, fitting in found:
        if len(fitting) > 1 and all(how_it_belongs(run, post, match) < Belongs.NOT for post in fitting):
            return _which(tidy(text[mention.start() : run.end]), fitting)
    return _unknown(tidy(text[mention.start() : runs[0].end]))


def _quoted(mention: re.Match[str]) -> Run:
    return Run(mention["quoted"].strip(), (), mention.end())


def _runs(text: str, mention: re.Match[str], posts: Sequence[PostName]) -> Iterator[Run]:
    first = _without_marks(mention["first"])
    end = mention.start("first") + len(first)
    words = [_without_possessive(first)]
    yield Run(words[0], (), end)
    if _is_code(first, posts):
        return
    yield from _whole_titles(text, mention.start("first"), posts)
    while text[end : end + 1].isspace() and len(words) <= MORE_WORDS:
        word = _FURTHER.match(text, end)
        if not word or word["word"].casefold() in _AFTER_A_POST:
            return
        typed = _without_marks(word["word"])
        words.append(_without_possessive(typed))
        end = word.start("word") + len(typed)
        run = text[mention.start() : end]
        if run.count("(") > run.count(")") and text[end : end + 1] == ")":
            end += 1
        yield Run(" ".join(words), tuple(words[1:]), end)


def _whole_titles(text: str, start: int, posts: Sequence[PostName]) -> Iterator[Run]:
    """A title that stands there from its first letter to its last, however long and with commas."""
    there = text[start:].casefold()
    for post in posts:
        title = post.title.casefold()
        if title and there.startswith(title) and not there[len(title) : len(title) + 1].isalnum():
            yield Run(post.title, (), start + len(title))


def _without_marks(word: str) -> str:
    return re.sub(r"[^\w)]+$" if "(" in word else r"\W+$", "", word) or word


def _without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _is_code(word: str, posts: Sequence[PostName]) -> bool:
    return any(words_of(word) == words_of(post.code) for post in posts)


def _unknown(words: str) -> OwnerRead:
    sentence = (
        f"No post fits “{words}”. Type @ and part of a post’s title, "
        "or leave it out and choose the owner later."
    )
    return OwnerRead(problem=Problem("unknown_post", sentence, words))


def _which(words: str, found: tuple[PostName, ...]) -> OwnerRead:
    shown = [post.title for post in found[:3]]
    more = len(found) - len(shown)
    names = ", ".join(shown) + f" and {more} more" if more else join_words(shown)
    sentence = f"“{words}” fits more than one post: {names}. Type more of the title, or choose one."
    return OwnerRead(choices=found, problem=Problem("which_post", sentence, words))


def _second(mention: re.Match[str], owner: PostName) -> Note:
    more = 0 if mention["quoted"] else len(mention["first"]) - len(_without_marks(mention["first"]))
    words = tidy(mention[0][: len(mention[0]) - more])
    sentence = f"“{words}” stays in the title: an action has one owner, here {owner.title}."
    return Note("second_post", sentence, words)


def _spaced(text: str, posts: Sequence[PostName], match: Match) -> tuple[Note, ...]:
    """Said of “@ contact”, which may be a place as well as a post."""
    for found in islice(_SPACED.finditer(text), MOST_MENTIONS):
        if len(match(found["first"], posts)) == 1:
            words = tidy(found[0])
            sentence = f"“{words}” stays in the title. To name a post, leave out the space after @."
            return (Note("space_after_at", sentence, words),)
    return ()

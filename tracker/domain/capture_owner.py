"""The owner in a line: @ and a post's short code, or words of its title, or its holder's name.

How far the words after @ reach:

1. In quotation marks: up to the closing one.
2. A short code stands alone: nothing after it belongs to it.
3. Otherwise the longest run of the word after @ and up to 5 more for which the matcher answers a single post,
   where the further words stand in that post's title (or its holder's name) in this order.
4. Where no run fits a single post, the longest that fits several in the same way: the person is asked which.

A run ends before “due”, another @ or #, and after a comma or full stop. An @ inside a word is an e-mail
address, and an @ before a figure is a time or a price: neither is a post.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.capture_words import TAKEN, words_of
from tracker.domain.captured import PostName, Problem

Match = Callable[[str, Sequence[PostName]], Sequence[PostName]]

MORE_WORDS = 5
"""How many words after the first may belong to a post."""

MOST_MENTIONS = 10
"""How many @ in a line are tried."""

_MENTION = re.compile(
    rf'(?<![^\s([{{"“,;:])@(?:["“](?P<quoted>[^"”{TAKEN}]*\w[^"”{TAKEN}]*)["”]|["“]?(?P<first>[^\W\d][^\s@]*))'
)
_FURTHER = re.compile(rf"\s+(?P<word>[^\s@#{TAKEN}]+)")
_PHRASE_ENDS = tuple(".,;:!?")


@dataclass(frozen=True)
class OwnerRead:
    """What was found: one post with its place in the text, or the posts to choose from, or a problem."""

    owner: PostName | None = None
    span: tuple[int, int] | None = None
    choices: tuple[PostName, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class _Run:
    query: str
    further: list[str]
    end: int


def find_owner(text: str, posts: Sequence[PostName], match: Match) -> OwnerRead:
    """The first @ that is understood; else the first that several posts fit, or none; else nothing."""
    unclear: OwnerRead | None = None
    for _, mention in zip(range(MOST_MENTIONS), _MENTION.finditer(text), strict=False):
        read = _read(text, mention, posts, match)
        if read.owner:
            return read
        unclear = unclear or read
    return unclear or OwnerRead()


def _read(text: str, mention: re.Match[str], posts: Sequence[PostName], match: Match) -> OwnerRead:
    runs = [_quoted(mention)] if mention["quoted"] else list(_runs(text, mention, posts))
    several: tuple[_Run, tuple[PostName, ...]] | None = None
    for run in reversed(runs):
        found = tuple(match(run.query, posts))
        if not all(_in_title(run, post) for post in found):
            continue
        if len(found) == 1:
            return OwnerRead(owner=found[0], span=(mention.start(), run.end))
        if found and several is None:
            several = run, found
    if several:
        return _which(text[mention.start() : several[0].end], several[1])
    return _unknown(text[mention.start() : runs[0].end])


def _quoted(mention: re.Match[str]) -> _Run:
    return _Run(mention["quoted"].strip(), [], mention.end())


def _runs(text: str, mention: re.Match[str], posts: Sequence[PostName]) -> Iterator[_Run]:
    first = _without_marks(mention["first"])
    end = mention.start("first") + len(first)
    yield _Run(_without_possessive(first), [], end)
    if _is_code(first, posts):
        return
    further: list[str] = []
    while text[end : end + 1].isspace() and len(further) < MORE_WORDS:
        word = _FURTHER.match(text, end)
        if not word or word["word"].casefold() == "due":
            return
        further.append(_without_marks(word["word"]))
        end = word.start("word") + len(further[-1])
        run = text[mention.start() : end]
        if run.count("(") > run.count(")") and text[end : end + 1] == ")":
            end += 1
        yield _Run(" ".join([first, *further]), list(further), end)


def _without_marks(word: str) -> str:
    closing = ".,;:!?'\"’”/-" + ("" if "(" in word else ")]")
    return word.rstrip(closing) or word


def _without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _is_code(word: str, posts: Sequence[PostName]) -> bool:
    return any(words_of(word) == words_of(post.code) for post in posts)


def _in_title(run: _Run, post: PostName) -> bool:
    """True when the further words stand in title and name, in order, after the first if that is there too."""
    if not run.further:
        return True
    there = iter(_from_first(words_of(run.query)[:1], words_of(f"{post.title} {post.holder}")))
    return all(word in there for further in run.further for word in words_of(further))


def _from_first(first: list[str], title: list[str]) -> list[str]:
    for place, word in enumerate(title):
        if first and word.startswith(first[0]):
            return title[place + 1 :]
    return title


def _unknown(words: str) -> OwnerRead:
    sentence = (
        f"No post fits “{words}”. Type @ and part of a post’s title, "
        "or leave it out and choose the owner later."
    )
    return OwnerRead(problem=Problem("unknown_post", sentence, words))


def _which(words: str, found: tuple[PostName, ...]) -> OwnerRead:
    shown = [post.title for post in found[:3]]
    more = len(found) - len(shown)
    names = ", ".join(shown) + f" and {more} more" if more else ", ".join(shown[:-1]) + f" and {shown[-1]}"
    sentence = f"“{words}” fits more than one post: {names}. Type more of the title, or choose one."
    return OwnerRead(choices=found, problem=Problem("which_post", sentence, words))

"""The owners that a log names, and the posts that they may mean. Where two fit somebody is asked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.domain.captured import PostName

_SEVERAL = re.compile(r"\s*(?:[/&;+,\n]|\band\b)\s*", re.IGNORECASE)
"""What stands between two owners: "CFO/ACC (Ops)", "Head of Contact and Head of IT"."""
_BRACKETS = re.compile(r"[()\[\]]")
_WORD = re.compile(r"[A-Za-z]+")
LONGEST_INITIALS = 3

NOBODY = frozenset(
    [
        "all",
        "various",
        "tbc",
        "tba",
        "tbd",
        "n/a",
        "na",
        "none",
        "-",
        "–",
        "?",
        "everyone",
        "any",
        "various leads",
        "all leads",
        "all members",
        "to be confirmed",
    ]
)
"""Words in the column of owners that name no post."""


Match = Callable[[str, Sequence[PostName]], Sequence[PostName]]


@dataclass(frozen=True)
class Fitting:
    """The posts that words may mean. `certain`: there is one, and it is all that the words say."""

    posts: tuple[PostName, ...] = ()
    certain: bool = False


@dataclass(frozen=True)
class OwnerFound:
    """An owner as the file has it, on how many rows, and the posts that fit. `chosen` is what a person said: see `Matches`."""

    words: str
    count: int
    fits: Fitting
    chosen: str = ""

    @property
    def is_settled(self) -> bool:
        """Nobody need be asked: one post fits, or a person has said what these words mean."""
        return bool(self.chosen) or self.fits.certain


def fitting(words: str, posts: Sequence[PostName], match: Match) -> Fitting:
    """The posts that `words` may mean; where they name two owners the posts of both, and none of them is certain."""
    words = " ".join(words.split())
    if words.casefold().strip(" .") in NOBODY or not words:
        return Fitting()
    whole = words.casefold()
    exact = [post for post in posts if whole in (post.code, post.title.casefold(), post.holder.casefold())]
    if exact:
        return Fitting(tuple(exact), len(exact) == 1)
    parts = [part for part in _SEVERAL.split(words) if part.strip(" .")]
    if len(parts) < 2:
        found = _matched(words, posts, match)
        return Fitting(tuple(found), len(found) == 1 and not _only_letters(words, found[0]))
    each = [_matched(part, posts, match) for part in parts]
    different = tuple({post.id: post for some in each for post in some}.values())
    # "Head of Contact and Response" is one title; "CFO/ACC" are two owners, also where only one of them is on record.
    titled = [post for post in _matched(words, posts, match) if post in different]
    return Fitting(different, len(titled) == 1 and len(different) == 1 and all(each))


def _only_letters(words: str, post: PostName) -> bool:
    """Whether `words` are initials of some part of the post alone: "JB" may be a Justice Board, and may be Jo Bell."""
    if len(words) > LONGEST_INITIALS or not words.isalpha():
        return False
    known = {
        "".join(word[0] for word in _WORD.findall(text)).casefold() for text in (post.title, post.holder)
    }
    spelled = {word.casefold() for word in _WORD.findall(f"{post.title} {post.holder} {post.code}")}
    return words.casefold() not in known | spelled


def _matched(words: str, posts: Sequence[PostName], match: Match) -> Sequence[PostName]:
    return match(" ".join(_BRACKETS.sub(" ", words).split()), posts)

"""Lines as a scribe types them on 20 September 2023, read with a few posts and the simplest matcher there is."""

from collections.abc import Sequence
from datetime import date

from tracker.domain.capture import Captured, PostName, read_line
from tracker.domain.capture_words import words_of
from tracker.domain.workdays import IsWorkingDay

WEDNESDAY = date(2023, 9, 20)

CHIEF = PostName(1, "CC", "Chief Constable", "Chris Noble")
LOCAL = PostName(2, "ACC-LP", "Assistant Chief Constable (Local Policing)", "Becky Riggs")
PROTECTION = PostName(3, "ACC-PP", "Assistant Chief Constable (Public Protection)")
CONTACT = PostName(4, "HOC", "Head of Contact")
RESOLUTION = PostName(5, "HLR", "Head of Local Resolution")
WITNESSES = PostName(6, "HVW", "Head of Victim & Witness Services")
POSTS = (CHIEF, LOCAL, PROTECTION, CONTACT, RESOLUTION, WITNESSES)
PRIORITIES = ("local", "prevent-harm", "victims")


def match_beginnings(query: str, posts: Sequence[PostName]) -> list[PostName]:
    """The post with that code or title alone; else every post in which each word begins a word."""
    words = words_of(query.replace("acc", "assistant chief constable") if "acc " in f"{query} " else query)
    exact = [post for post in posts if words_of(query) in (words_of(post.code), words_of(post.title))]
    return exact or [
        post
        for post in posts
        if words
        and all(
            any(one.startswith(word) for one in words_of(f"{post.title} {post.holder}")) for word in words
        )
    ]


def typed(text: str, *, today: date = WEDNESDAY, is_working_day: IsWorkingDay | None = None) -> Captured:
    """The line, read."""
    return read_line(
        text,
        today=today,
        posts=POSTS,
        match=match_beginnings,
        priorities=PRIORITIES,
        is_working_day=is_working_day,
    )


def kinds_of_problem(read: Captured) -> list[str]:
    """The kinds of what is wrong with it, in order."""
    return [problem.kind for problem in read.problems]

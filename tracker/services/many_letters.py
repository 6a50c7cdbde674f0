"""Writes the mails of one change to many actions: what an owner has now, has no more, is due on another day, or is asked about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.domain.letter_words import due_sentence
from tracker.domain.many_at_once import Side, subject
from tracker.domain.references import spoken
from tracker.domain.wording import date_words
from tracker.models.actions import Update
from tracker.models.people import Post
from tracker.ports import MailText
from tracker.services.letters import RATINGS, around, one_line, without_words
from tracker.services.many_plan import Asking, Line
from tracker.services.post_office import Stationery


@dataclass(frozen=True)
class ForOwner:
    """What one owner is told: `side` says what the change is to them. `post` is theirs, `to_name` whoever is greeted."""

    side: Side
    post: Post
    to_name: str
    lines: tuple[Line, ...]


def write_to_owner(
    stationery: Stationery,
    told: ForOwner,
    asking: Asking,
    *,
    marks: Mapping[int, str],
    updates: Mapping[int, Update],
    hidden: Collection[int],
) -> MailText:
    """`marks` and `updates` go by the number of the action; `hidden` are those that are OFFICIAL-SENSITIVE.

    What an owner has no more carries no links.
    """
    entries = [_entry(line, told.side, marks, updates, hidden) for line in told.lines]
    first = told.lines[0].action
    is_sensitive = any(line.action.key in hidden for line in told.lines)
    corrected = asking.moves_dates and not asking.agreed
    return stationery.renderer.render(
        "update_asked" if told.side is Side.ASKED else "changed",
        subject_words=subject(
            told.side,
            len(entries),
            post=told.post.title,
            number=spoken(first.reference),
            title="" if is_sensitive else first.title,
            corrected=corrected,
        ),
        side=told.side.value,
        corrected=corrected,
        decided_by=asking.decided_by,
        new_owner=asking.post.title if asking.post else "",
        why=one_line(asking.reason),
        entries=entries,
        count=len(entries),
        post=told.post.title,
        **around(stationery, told.to_name, is_sensitive=is_sensitive),
    )


def _entry(
    line: Line,
    side: Side,
    marks: Mapping[int, str],
    updates: Mapping[int, Update],
    hidden: Collection[int],
) -> dict[str, Any]:
    action = line.action
    is_hidden = action.key in hidden
    number, asked = spoken(action.reference), one_line(action.asked)
    update = updates.get(action.key)
    entry = {
        "number": number,
        "title": action.title,
        "withheld": "",
        "asked": "" if asked == one_line(action.title) else asked,
        "said": _said(update) if update else None,
        "due": due_sentence(line.due, line.due_at, is_hidden=is_hidden),
        "was": line.before if side is Side.MOVED or line.owner_id else "",
        "answer": f"Give an update on {number}",
        "mark": marks.get(action.key, ""),
    }
    return without_words(entry) if is_hidden else entry


def _said(update: Update) -> dict[str, str]:
    return {
        "when": update.given_words or date_words(update.given_on),
        "rating": RATINGS[update.rating] if update.rating else "",
        "text": one_line(update.body),
    }


def numbers(lines: Sequence[Line]) -> list[int]:
    """The numbers of the actions of these lines."""
    return [line.action.key for line in lines]

"""What becomes of a row of a log: new, the same as an action that is there, a change of one, or nothing, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.domain import labels
from tracker.domain.actions import Closure, Status
from tracker.domain.due import DueKind
from tracker.domain.import_numbers import folded
from tracker.domain.import_plan import Planned
from tracker.domain.import_rows import LogUpdate
from tracker.domain.imports import Fate
from tracker.domain.wording import count_words, date_words

NO_WORDS = "Nothing says what was asked. Write it in the file, or leave the row out."
SHOWN = 80
"""Characters of a text that are shown where two are compared."""


@dataclass(frozen=True)
class Judged:
    """The fate of a row. `why` says what is changed, or why nothing can be; `columns` and `updates` are what is written to the action that is there."""

    fate: Fate
    why: str = ""
    columns: Mapping[str, Any] = field(default_factory=dict)
    updates: tuple[LogUpdate, ...] = ()


@dataclass(frozen=True)
class There:
    """An action on record: its columns, and its updates as `said_as` folds them."""

    reference: str
    columns: Mapping[str, Any]
    said: Collection[str]


def judged(row: Planned, there: There | None, titles: Mapping[int, str]) -> Judged:
    """What becomes of `row` beside the action that it is about; None where there is none. `titles` are those of posts."""
    if not folded(row.columns["title"]):
        return Judged(Fate.UNREADABLE, NO_WORDS)
    if there is None:
        return Judged(Fate.NEW)
    if refused := _another(row, there):
        return Judged(Fate.UNREADABLE, refused)
    columns, words = _changes(row.columns, there.columns, titles)
    updates = tuple(one for one in row.updates if said_as(one.body) not in there.said)
    if updates:
        words.append(count_words(len(updates), "more update"))
        columns.update(_last(row, there.columns))
    note = _passed_over(row.columns, there.columns)
    if not columns and not updates:
        return Judged(Fate.SAME, note)
    sentences = _capital("; ".join(words)) + "."
    return Judged(Fate.CHANGED, " ".join(filter(None, (sentences, note))), columns, updates)


def twice(row: int, sheet: str) -> str:
    """Why a row cannot be taken that is about the same action as an earlier one and says something else."""
    where = f"row {row} of sheet “{sheet}”" if sheet else f"row {row}"
    return f"This action stands on {where} too, and the two do not say the same. Leave one of them out."


def said_as(body: str) -> str:
    """An update as it is compared with others."""
    return folded(body)[:400]


def _another(row: Planned, there: There) -> str:
    if there.columns["closure"] is Closure.VOID:
        return f"{there.reference} is on record as logged in error. Give the row another reference, or leave it out."
    if folded(row.columns["title"]) != folded(there.columns["title"]):
        title = _short(there.columns["title"])
        return (
            f"{there.reference} is on record already and says “{title}”. "
            "Correct the reference or the words in the file, or leave the row out."
        )
    return ""


def _changes(
    new: Mapping[str, Any], old: Mapping[str, Any], titles: Mapping[int, str]
) -> tuple[dict[str, Any], list[str]]:
    columns: dict[str, Any] = {}
    words: list[str] = []
    for part in (_status, _due):
        part(new, old, columns, words)
    _owner(new, old, columns, words, titles)
    _rest(new, old, columns, words)
    return columns, words


def _status(
    new: Mapping[str, Any], old: Mapping[str, Any], columns: dict[str, Any], words: list[str]
) -> None:
    if new["status"] is not Status.CLOSED:
        return
    names = ("closed_on", "closed_reason")
    if old["status"] is not Status.CLOSED:
        columns.update({name: new[name] for name in ("status", "closure", *names)})
        words.append(f"status: {_standing(old)} → {_standing(new)}")
        return
    missing = {name: new[name] for name in names if new[name] and not old[name]}
    if missing:
        columns.update(missing)
        words.append("when and why it was closed")


def _standing(columns: Mapping[str, Any]) -> str:
    return labels.status_words(columns["status"], columns["closure"]).lower()


def _due(new: Mapping[str, Any], old: Mapping[str, Any], columns: dict[str, Any], words: list[str]) -> None:
    if new["due_kind"] is DueKind.NONE:
        if new["due_words"] and new["due_words"] != old["due_words"] and old["due_kind"] is DueKind.NONE:
            columns["due_words"] = new["due_words"]
            words.append(f"words for the date: “{_short(new['due_words'])}”")
        return
    if _same_due(new, old):
        return
    names = ("due_kind", "due_on", "due_meeting_id", "due_since", "kind", "exit_rule")
    columns.update({name: new[name] for name in names if new[name] != old[name]})
    words.append(f"due: {_due_words(old)} → {_due_words(new)}")


def _same_due(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    if new["due_on"] is not None and new["due_on"] == old["due_on"]:
        return True
    waiting = (DueKind.MEETING, DueKind.NEXT_MEETING)
    if new["due_kind"] in waiting:
        return old["due_kind"] in waiting
    return new["due_kind"] is old["due_kind"] and new["due_on"] == old["due_on"]


def _due_words(columns: Mapping[str, Any]) -> str:
    if columns["due_on"]:
        return date_words(columns["due_on"])
    waiting = {DueKind.NEXT_MEETING: "next meeting", DueKind.STANDING: "standing item"}
    return waiting.get(columns["due_kind"], "no date")


def _owner(
    new: Mapping[str, Any],
    old: Mapping[str, Any],
    columns: dict[str, Any],
    words: list[str],
    titles: Mapping[int, str],
) -> None:
    if new["post_id"] and new["post_id"] != old["post_id"]:
        columns.update(post_id=new["post_id"], owner_words="")
        before = titles.get(old["post_id"], "nobody") if old["post_id"] else old["owner_words"] or "nobody"
        words.append(f"owner: {before} → {titles.get(new['post_id'], 'another post')}")
    elif not old["post_id"] and new["owner_words"] and new["owner_words"] != old["owner_words"]:
        columns["owner_words"] = new["owner_words"]
        words.append(f"words for the owner: “{_short(new['owner_words'])}”")


_NAMES: Mapping[str, str] = {
    "asked": "what was asked",
    "priority_id": "priority",
    "last_rating": "rating",
    "unread": "other columns of the log",
}
"""What a row may say anew."""
_MISSING: Mapping[str, str] = {
    "own_reference": "the office’s own reference",
    "original_due_on": "original date",
    "raised_on": "when it was raised",
    "origin": "where it was raised",
}
"""What a row may say where the record says nothing."""


def _rest(new: Mapping[str, Any], old: Mapping[str, Any], columns: dict[str, Any], words: list[str]) -> None:
    for name, label in _NAMES.items():
        if new[name] and new[name] != old[name] and not (name == "last_rating" and _said_before(new, old)):
            columns[name] = new[name]
            words.append(label)
    for name, label in _MISSING.items():
        if new[name] and not old[name] and (name == "own_reference" or not old["raised_meeting_id"]):
            columns[name] = new[name]
            words.append(label)
            if name == "raised_on":
                columns["raised_meeting_id"] = new["raised_meeting_id"]


def _said_before(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Whether the record holds a later update than the row, so that its rating is out of date."""
    day, known = new["last_update_on"], old["last_update_on"]
    return known is not None and (day is None or day < known)


def _last(row: Planned, old: Mapping[str, Any]) -> dict[str, Any]:
    day, before = row.columns["last_update_on"], old["last_update_on"]
    return {"last_update_on": day} if day and (before is None or day > before) else {}


def _passed_over(new: Mapping[str, Any], old: Mapping[str, Any]) -> str:
    if new["status"] is not Status.CLOSED and old["status"] is Status.CLOSED:
        return "It is closed on record and open in the file: it stays closed. Reopen it on its page if that is wrong."
    return ""


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

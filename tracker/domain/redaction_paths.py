"""The texts of a frozen record, each with a path that stays the same when the record is frozen anew.

A path is the names of fields on the way, and the key of each thing in a list: its reference, its code, or what else it is told
apart by ("actions/PPM-006/last_update/text"). Only a thing that has none of these goes by its place ("#2"), and such a path is not
`is_stable`. The runs of a paragraph that somebody wrote are one text, for a name may stand half in italics.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

KEYS = (
    "reference",
    "code",
    "slot",
    "anchor",
    "sha256",
    "subject",
    "post",
    "number",
    "label",
    "name",
    "title",
)
"""What things in a list are told apart by, the best first."""

STRUCTURE = frozenset(
    {
        "reference",
        "number_words",
        "owner_code",
        "priority_code",
        "code",
        "group",
        "slot",
        "anchor",
        "marking",
        "figure",
        "generated_words",
        "history_head",
    }
)
"""Fields of a record that are no prose: what holds it together, and what proves it. Nobody withholds words in them."""

LEADS = frozenset({"href", "url", "picture_sha256", "thumbnail", "sha256"})
"""Fields that lead to something else, and are no words: they are emptied, and a mark would lead nowhere."""
PICTURES = frozenset({"picture_sha256", "thumbnail"})
"""A picture of the page that a thing is about. It goes with the first of its words that is said otherwise: it shows them too."""

PRINTED_BY_US = frozenset({"names", "withheld"})
"""Fields that are filled in or emptied when a version is cut."""

T = TypeVar("T")
Change = Callable[[str, str, str], str]
"""Is given the path, the name of the field, and its text; answers the text that stands there from now on."""


@dataclass(frozen=True)
class Place:
    """A text in a record. `path` leads to it, `field` is the name of the field that holds it."""

    path: str
    field: str
    text: str

    @property
    def is_prose(self) -> bool:
        return self.field not in STRUCTURE and not self.leads

    @property
    def leads(self) -> bool:
        return self.field in LEADS or (self.field == "address" and "://" in self.text)

    @property
    def is_stable(self) -> bool:
        """Whether the path leads to the same thing in a record that is frozen later."""
        return not any(key[:1] == "#" or "~" in key for key in self.path.split("/"))


def texts(record: object) -> list[Place]:
    """Every text of a record, in its order, empty ones too."""
    found: list[Place] = []

    def keep(path: str, field: str, text: str) -> str:
        found.append(Place(path, field, text))
        return text

    rewritten(record, keep)
    return found


def rewritten(record: T, change: Change) -> T:
    """The record with every text as `change` answers it. What it does not change is the same."""
    said: T = _rewritten(record, change, "", "")
    return said


def _rewritten(value: Any, change: Change, path: str, field: str) -> Any:
    if type(value) is str:
        return change(path, field, value)
    if is_dataclass(value) and not isinstance(value, type):
        return _dataclass(value, change, path)
    if isinstance(value, tuple) and _is_runs(value):
        return _runs(value, change, path)
    if isinstance(value, tuple):
        said = tuple(
            _rewritten(one, change, f"{path}/{key}", field)
            for key, one in zip(_keys(value), value, strict=True)
        )
        return said if any(new is not old for new, old in zip(said, value, strict=True)) else value
    if isinstance(value, Mapping):
        return {
            key: _rewritten(one, change, f"{path}/{_plain(str(key))}", field) for key, one in value.items()
        }
    return value


def _dataclass(value: Any, change: Change, path: str) -> Any:
    said = {}
    for one in fields(value):
        if one.name in PRINTED_BY_US or not one.init:
            continue
        was = getattr(value, one.name)
        now = _rewritten(was, change, f"{path}/{one.name}" if path else one.name, one.name)
        if now is not was:
            said[one.name] = now
    if said:
        said |= {name: "" for name in PICTURES if getattr(value, name, "")}
    return replace(value, **said) if said else value


def _is_runs(value: tuple[Any, ...]) -> bool:
    return bool(value) and all(is_dataclass(one) and hasattr(one, "bold") for one in value)


def _runs(runs: tuple[Any, ...], change: Change, path: str) -> tuple[Any, ...]:
    """The runs of a paragraph as one text. One that is said otherwise loses its setting: it is not known what was set how."""
    whole = "".join(run.text for run in runs)
    said = change(path, "runs", whole)
    if said != whole:
        return (type(runs[0])(said),)
    linked = tuple(
        replace(run, href=href)
        if (href := change(f"{path}/#{place}/href", "href", run.href)) != run.href
        else run
        for place, run in enumerate(runs, 1)
    )
    return linked if any(new is not old for new, old in zip(linked, runs, strict=True)) else runs


def _keys(things: tuple[Any, ...]) -> Iterator[str]:
    """A key for each; the second of the same name has "~2" after it."""
    met: dict[str, int] = {}
    for place, thing in enumerate(things, 1):
        key = next((text for name in KEYS if (text := getattr(thing, name, "")) and type(text) is str), "")
        key = _plain(key) if is_dataclass(thing) and key else f"#{place}"
        met[key] = met.get(key, 0) + 1
        yield key if met[key] == 1 else f"{key}~{met[key]}"


def _plain(key: str) -> str:
    return " ".join(key.replace("/", "|").split())

"""From TOML tables to frozen values, by the types that the values declare."""

import tomllib
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from importlib.resources.abc import Traversable
from typing import Any, Union, get_args, get_origin, get_type_hints

NAMED_BY = ("number", "ref", "code", "post")
"""The field that names an entry in a message: the first of these that it has."""


def read_entries(folder: Traversable, whole: type) -> dict[str, list[Any]]:
    """The entries of every TOML file in `folder`, by table, for each table that `whole` declares.

    Raises ValueError for a file that is not TOML, an unknown table or field, a missing field, a wrong type.
    """
    hints = get_type_hints(whole)
    kinds = {f.name: get_args(hints[f.name])[0] for f in fields(whole)}
    found: dict[str, list[Any]] = {name: [] for name in kinds}
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        for table, rows in _parse(file).items():
            if table not in kinds:
                raise ValueError(f"{file.name}: no table is called {table}; choose from {', '.join(kinds)}")
            if not isinstance(rows, list):
                raise ValueError(f"{file.name}: write each entry of {table} as [[{table}]]")
            found[table] += [_entry(kinds[table], row, f"{file.name}, [[{table}]]") for row in rows]
    return found


def _parse(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file.name}: not readable as TOML: {error}") from error


def _entry(kind: type, row: Mapping[str, Any], table: str) -> Any:
    name = next((row[field] for field in NAMED_BY if field in row), "without a name")
    place = f"{table} {name}"
    return _build(kind, {**row, "place": place}, place)


def _build(kind: type, row: Mapping[str, Any], place: str) -> Any:
    declared = {f.name: f for f in fields(kind)}
    unknown = sorted(set(row) - set(declared))
    missing = sorted(name for name, f in declared.items() if name not in row and _is_required(f))
    if unknown or missing:
        wrong = {"unknown": unknown, "missing": missing}
        words = [f"{word}: {', '.join(names)}" for word, names in wrong.items() if names]
        raise ValueError(f"{place}: {'; '.join(words)}")
    hints = get_type_hints(kind)
    return kind(**{name: _convert(hints[name], value, f"{place}, {name}") for name, value in row.items()})


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _convert(hint: Any, value: Any, place: str) -> Any:
    if get_origin(hint) in {types.UnionType, Union}:
        hint = next(h for h in get_args(hint) if h is not type(None))
    if get_origin(hint) is tuple:
        _check_type(list, value, place)
        return tuple(_convert(get_args(hint)[0], item, f"{place} {n}") for n, item in enumerate(value, 1))
    if is_dataclass(hint):
        _check_type(dict, value, place)
        return _build(hint, value, place)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word_of(hint, value, place)
    _check_type(hint, value, place)
    return value.strip() if isinstance(value, str) else value


def _word_of(words: type[Enum], value: Any, place: str) -> Enum:
    try:
        return words(value)
    except ValueError:
        raise ValueError(f"{place}: {value!r} is none of {', '.join(w.value for w in words)}") from None


TYPE_WORDS: Mapping[type, str] = {
    str: "text in quotation marks",
    bool: "true or false",
    int: "a whole number",
    date: "a date such as 2023-10-04",
    time: "a time such as 14:30:00",
    list: "a list in [square brackets]",
    dict: "a table in {curly brackets}",
    datetime: "a date and time",
}


def _check_type(wanted: type, value: Any, place: str) -> None:
    # By exact type: True would pass for a number, and a date with a time for a date.
    if type(value) is not wanted:
        raise ValueError(f"{place}: {value!r} should be {TYPE_WORDS[wanted]}")

"""What in a frozen record is OFFICIAL-SENSITIVE: it marks the paper, and the public's version does not hold it at all."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from tracker.domain.marking import Marking, highest, marking_of
from tracker.domain.prose import Writing, without_figures
from tracker.domain.reports import Report

Some = TypeVar("Some", bound=Report)


def with_markings(report: Some, sensitive: frozenset[str]) -> Some:
    """The report with its marking on each line about an action; `sensitive` are the references of those that are OFFICIAL-SENSITIVE."""
    marked: Some = _marked(report, sensitive)
    return marked


def marking_in(report: Report) -> Marking:
    """The highest marking of anything that the report holds."""
    own = marking_of(getattr(report, "action_marking", ""))
    return highest((own, *(_marking(thing) for thing in _things(report))))


def without_sensitive(report: Some) -> Some:
    """The report without what is OFFICIAL-SENSITIVE, and without a word that leads there. `left_out` counts the actions."""
    out = [thing for thing in _things(report) if _marking(thing) is Marking.SENSITIVE]
    references = {reference for thing in out if (reference := getattr(thing, "reference", ""))}
    spoken = {words for thing in out if (words := getattr(thing, "number_words", ""))}
    left: Some = _without(report, spoken) if out else report
    return replace(left, left_out=len(references))


def _marked(value: Any, sensitive: frozenset[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_marked(one, sensitive) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    said = {
        field.name: _marked(getattr(value, field.name), sensitive) for field in fields(value) if field.init
    }
    if "marking" in said and getattr(value, "reference", "") in sensitive:
        said["marking"] = Marking.SENSITIVE.value
    return replace(value, **{name: now for name, now in said.items() if now != getattr(value, name)})


def _things(value: Any) -> Iterator[Any]:
    """Everything in lists of the record that bears a marking of its own."""
    if isinstance(value, tuple):
        for one in value:
            if is_dataclass(one) and hasattr(one, "marking"):
                yield one
            yield from _things(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _things(getattr(value, field.name))


def _marking(thing: Any) -> Marking:
    return marking_of(thing.marking)


def _without(value: Any, spoken: set[str]) -> Any:
    """`value` without the lines that are marked so, and without the numbers (`spoken`) of their actions where they stand alone."""
    if isinstance(value, tuple):
        kept = (one for one in value if not _is_out(one, spoken))
        return tuple(_without(one, spoken) for one in kept)
    if isinstance(value, Writing):
        sensitive = {one.typed for one in value.figures if _marking(one) is Marking.SENSITIVE}
        value = without_figures(value, sensitive)
    if is_dataclass(value) and not isinstance(value, type):
        said = {
            field.name: _without(getattr(value, field.name), spoken) for field in fields(value) if field.init
        }
        return replace(value, **{name: now for name, now in said.items() if now is not getattr(value, name)})
    return "" if type(value) is str and value in spoken else value


def _is_out(one: Any, spoken: set[str]) -> bool:
    if type(one) is str:
        return one in spoken
    if not is_dataclass(one):
        return False
    names = {getattr(one, "number_words", ""), getattr(one, "subject", "")}
    return marking_of(getattr(one, "marking", "")) is Marking.SENSITIVE or bool(names & spoken)

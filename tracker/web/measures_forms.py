"""What the forms of measures have in common: what was typed, days and numbers read from it, and a refusal that keeps it."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import redirect, request
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, InvalidMove
from tracker.store import measures as stored
from tracker.web.forms.day_field import read_day
from tracker.web.requests import abandon, current_session

Typed = dict[str, str]
Page = Callable[..., str]
Chosen = TypeVar("Chosen", bound=StrEnum)


def typed_fields(names: Iterable[str]) -> Typed:
    return {name: request.form.get(name, "") for name in names}


def carry_out(page: Page, typed: Typed, change: Callable[[], str]) -> ResponseReturnValue:
    """Does `change` and goes to the address that it answers; where it is refused, `page` again with what was typed.

    `page` takes `typed`, `errors`, `wrong`, and `theirs`: what someone else saved first.
    """
    try:
        return redirect(change(), 303)
    except BadInput as error:
        abandon()
        summary = [{"text": str(error), "href": f"#{error.field}" if error.field else None}]
        return page(typed=typed, errors=summary, wrong={error.field: str(error)}), 422
    except InvalidMove as error:
        abandon()
        return page(typed=typed, errors=[{"text": str(error), "href": None}]), 422
    except Conflict as error:
        abandon()
        return page(typed=typed, theirs=error.current), 409


def day_of(typed: Typed, field: str) -> date | None:
    """The day of a field, None where it is empty. Raises `BadInput`."""
    text = " ".join(typed[field].split())
    try:
        return read_day(text) if text else None
    except ValueError as error:
        raise BadInput(str(error), field=field) from None


def number_of(typed: Typed, field: str, words: str) -> int | None:
    """A whole number, None where it is empty. Raises `BadInput` with `words`."""
    text = typed[field].strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 6:
        raise BadInput(words, field=field)
    return int(text)


def choice_of(typed: Typed, field: str, kind: type[Chosen], words: str) -> Chosen:
    """One of an enum. Raises `BadInput` with `words`."""
    if typed[field] not in {one.value for one in kind}:
        raise BadInput(words, field=field)
    return kind(typed[field])


def area_of(typed: Typed, field: str = "area") -> int | None:
    """The number of the area whose code was chosen, None for none. Raises `BadInput`."""
    code = typed[field]
    if not code:
        return None
    found = next((one for one in stored.areas(current_session()) if one.code == code), None)
    if found is None:
        raise BadInput("Choose an area from the list.", field=field)
    return found.key


def area_choices() -> list[dict[str, str]]:
    return [{"value": one.code, "label": one.title} for one in stored.areas(current_session())]


def version_sent() -> int | None:
    sent = request.form.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else None


def day_typed(day: date | None) -> str:
    return f"{day.day} {day.month} {day.year}" if day else ""


def theirs_rows(labels: dict[str, str], typed: Typed, theirs: dict[str, Any] | None) -> list[dict[str, str]]:
    """Where what someone else saved first differs from what was typed, for the note above the form."""
    found = []
    for name, label in labels.items():
        if theirs and name in theirs:
            now = theirs[name]
            said = day_typed(now) if isinstance(now, date) else str(now or "")
            if said.split() != typed.get(name, "").split():
                found.append({"label": label, "mine": typed.get(name, ""), "theirs": said})
    return found

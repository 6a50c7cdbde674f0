"""Reads what a program sent: its query, its JSON, its form. What does not fit the models is refused with each place that is wrong."""

from collections.abc import Iterable
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from flask import request
from pydantic import BaseModel, ValidationError

from tracker.web.api.problems import Refused

Model = TypeVar("Model", bound=BaseModel)
MOST_PARAMETERS = 50


def read_query(model: type[Model]) -> Model:
    """The parameters of the address. Each is known, and stands once."""
    try:
        # Not `request.args`: what a page passes over because nobody types it is a mistake of a program, which is told.
        pairs = parse_qsl(
            request.query_string.decode("latin-1"),
            keep_blank_values=True,
            errors="surrogateescape",
            max_num_fields=MOST_PARAMETERS,
        )
    except ValueError:
        raise Refused("unreadable", "The query of this address cannot be read.") from None
    return _read(model, pairs, "parameter")


def read_form(model: type[Model]) -> Model:
    """The fields of a form. Its file is the view’s to take."""
    if request.mimetype != "multipart/form-data":
        raise Refused("media-type", "Send this as multipart/form-data.")
    return _read(model, list(request.form.items(multi=True)), "pointer")


def read_json(model: type[Model]) -> Model:
    """The body, which is one JSON object."""
    if request.mimetype != "application/json":
        raise Refused("media-type", "Send this as application/json.")
    try:
        return model.model_validate_json(request.get_data())
    except ValidationError as error:
        if any(one["type"] == "json_invalid" for one in error.errors()):
            raise Refused("unreadable", "The body is no JSON that can be read.") from None
        raise _refused(error, "pointer") from None


def _read(model: type[Model], pairs: list[tuple[str, str]], where: str) -> Model:
    given = dict(pairs)
    if len(given) != len(pairs):
        twice = sorted({name for name, _ in pairs if [one for one, _ in pairs].count(name) > 1})
        raise Refused(
            "invalid",
            "Some names stand there twice.",
            [_wrong("It stands there twice.", where, [one]) for one in twice],
        )
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise _refused(error, where) from None


def _refused(error: ValidationError, where: str) -> Refused:
    wrong = [_wrong(one["msg"], where, one["loc"]) for one in error.errors()]
    return Refused("invalid", "What was sent does not fit the description of the API.", wrong)


def _wrong(detail: str, where: str, place: Iterable[Any]) -> dict[str, str]:
    names = [_printable(str(one)) for one in place]
    pointed = "".join(f"/{one.replace('~', '~0').replace('/', '~1')}" for one in names)
    return {"detail": _printable(detail), where: pointed if where == "pointer" else ".".join(names)}


def _printable(text: str) -> str:
    """Text that can be said in JSON: a query may have held bytes that are none."""
    return text.encode("utf-8", "replace").decode()

"""What may come in at all: numbers that a table can hold, and text that a database can keep.

SQLite cannot bind a number of more than 64 bits, and PostgreSQL keeps no NUL; no database keeps half of a surrogate pair. Nobody
types any of these, so they are dealt with here, once, before a view sees them: a form that holds one is refused, and in an address
it means nothing.
"""

from collections.abc import Iterator
from functools import cached_property

from flask import Flask, Request, abort, current_app, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.routing import IntegerConverter, ValidationError

from tracker.domain.errors import BadInput

HIGHEST = 2_147_483_647
"""The highest number of a row on either database."""
UNKEEPABLE = "Part of this cannot be kept: it holds a character that is no text. Go back, type it anew, then send it again."

NO_OBJECT = 'Send the fields as one JSON object, such as {"text": "Bring the figures"}.'


class RowInteger(IntegerConverter):
    """`<int:number>` in an address. A number that no row can have leads nowhere."""

    def to_python(self, value: str) -> int:
        number = int(super().to_python(value))
        if number > HIGHEST:
            raise ValidationError
        return number


def without_unkeepable(request_class: type[Request]) -> type[Request]:
    """Requests of this class, without what their address cannot mean, and with no more JSON than a form may hold."""

    class Incoming(request_class):  # type: ignore[misc, valid-type]
        @cached_property
        def args(self) -> MultiDict[str, str]:
            came = super().args.items(multi=True)
            return ImmutableMultiDict((name, text) for name, text in came if keepable(name + text))

        @property
        def max_content_length(self) -> int | None:
            """Of JSON as much as of the texts of a form; only a file may be larger, and where several may be sent, all of them."""
            several = self.endpoint == "documents.create"
            limit = (
                "MAX_FORM_MEMORY_SIZE"
                if self.is_json
                else "MAX_SEVERAL_FILES"
                if several
                else "MAX_CONTENT_LENGTH"
            )
            found: int | None = current_app.config[limit]
            return found

    return Incoming


def row_number(typed: str) -> int | None:
    """The number of a row that a form names; None for what is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def keepable(text: str) -> bool:
    """True for text that both databases, a mail and a PDF can hold."""
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def refuse_unkeepable() -> None:
    """Runs before each request."""
    if not all(keepable(str(value)) for value in (request.view_args or {}).values()):
        abort(404)
    if request.blueprint == "api":
        return  # its models say what each text may hold, once it is known who asks
    if not all(keepable(text) for text in _texts()):
        raise BadInput(UNKEEPABLE)


def _texts() -> Iterator[str]:
    for name, value in request.form.items(multi=True):
        yield name
        yield value
    if request.is_json:
        yield from _json_texts()


def _json_texts() -> Iterator[str]:
    try:
        came = request.get_json(silent=True)
    except RecursionError:
        came = None
    if not isinstance(came, dict):
        raise BadInput(NO_OBJECT)
    yield from (str(value) for value in came.values())


def init_app(app: Flask) -> None:
    """Call it before the first route is added: a route keeps the converter that it was made with."""
    app.request_class = without_unkeepable(app.request_class)
    app.url_map.converters["int"] = RowInteger
    app.before_request(refuse_unkeepable)

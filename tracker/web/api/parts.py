"""The parts of a list: how far one goes, and where the next begins."""

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict

Row = TypeVar("Row")


def following(found: Sequence[Row], limit: int) -> tuple[Sequence[Row], int | None]:
    """The rows of this part, and what `after` is for the next; None where this is the last. One row more than `limit` was asked for."""
    rows = found[:limit]
    last: Any = rows[-1] if len(found) > limit else None
    return rows, last.id if last is not None else None


def next_link(after: int) -> str:
    """The address of the next part: this one, further on (RFC 8288)."""
    args: MultiDict[str, str] = request.args.copy()
    args["after"] = str(after)
    return f"{request.path}?{urlencode(list(args.items()))}"

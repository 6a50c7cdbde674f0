"""What the models of the API have in common, and the small ones that several nouns use.

What is sent is strict: no field that is not known, no text for a number. What is answered is null where nothing is known, never "".
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from tracker.web.incoming import HIGHEST

KEEPABLE = r"^[^\u0000]*$"
"""Text that both databases can hold."""


class Shape(BaseModel):
    """The root of all models of the API."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sent(Shape):
    """What a program sends as JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _plain_date(value: Any) -> Any:
    """A day as 2023-10-04 and nothing else: pydantic would read a number as seconds."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("A day is written as 2023-10-04.")
    return value


def _plain_number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"0|[1-9]\d{0,9}", value, re.ASCII):
        raise ValueError("A whole number is written in digits.")
    return value


def _plain_yes(value: Any) -> Any:
    if value not in ("true", "false"):
        raise ValueError("Write true or false.")
    return value == "true"


Day = Annotated[date, BeforeValidator(_plain_date)]
RowNumber = Annotated[int, Field(ge=1, le=HIGHEST)]
PageNumber = Annotated[int, Field(ge=1, le=99_999)]
Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12)]
Yes = Annotated[bool, BeforeValidator(_plain_yes)]
"""A yes or no in an address."""
Limit = Annotated[int, BeforeValidator(_plain_number), Field(ge=1, le=200)]
After = Annotated[int, BeforeValidator(_plain_number), Field(ge=0, le=HIGHEST)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=KEEPABLE)]
Reference = Annotated[
    str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9]{1,12}(-[0-9]{1,10}){1,3}$")
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=KEEPABLE)]
Text = Annotated[str, StringConstraints(max_length=10_000, pattern=KEEPABLE)]


def left_out() -> Any:
    """A field that may be left out, and is never null."""
    return Field(default=None, json_schema_extra=lambda schema: schema.pop("default", None) and None)


class Paged(Shape):
    """The part of a list that is wanted."""

    limit: Limit = Field(50, description="How many there are in the answer at most.")
    after: After = Field(
        0, description="Where the part before ended. Take it from the Link header, or from `next_after`."
    )


class Page(Shape):
    """One part of a list, in the order in which things were put on record."""

    next_after: int | None = Field(
        description="What `after` is for the next part; null where this is the last."
    )


class Named(Shape):
    """A post, priority or area: its code, and its title."""

    code: str
    title: str


class Wrong(Shape):
    """One thing that is wrong: in the body (`pointer`, RFC 6901) or in the query or headers (`parameter`)."""

    detail: str
    pointer: str | SkipJsonSchema[None] = None
    parameter: str | SkipJsonSchema[None] = None


class Problem(Shape):
    """Problem details (RFC 9457)."""

    type: str = Field(json_schema_extra={"format": "uri"})
    title: str
    status: int
    detail: str
    instance: str | SkipJsonSchema[None] = None
    errors: list[Wrong] | SkipJsonSchema[None] = None

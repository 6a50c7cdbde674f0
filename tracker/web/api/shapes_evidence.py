"""The models of evidence."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from tracker.domain.evidence import LONGEST_ADDRESS, EvidenceKind
from tracker.services.evidence import LONGEST_SHOWN
from tracker.web.api.shapes import (
    KEEPABLE,
    Day,
    Name,
    Page,
    PageNumber,
    RowNumber,
    Sent,
    Shape,
    _plain_number,
)

Shows = Annotated[str, StringConstraints(max_length=LONGEST_SHOWN, pattern=KEEPABLE)]
Place = Annotated[str, StringConstraints(max_length=200, pattern=KEEPABLE)]


class FileShown(Shape):
    """A file that was attached. `href` is where it is downloaded."""

    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str
    href: str


class EvidenceShown(Shape):
    """A link from an action to what it rests on."""

    id: int
    kind: EvidenceKind
    label: str | None
    url: str | None
    page: int | None
    place: str | None
    shows: str | None = Field(description="What it is meant to show.")
    seen_on: date | None
    second: int | None = Field(description="Of a video.")
    update: int | None = Field(description="The update that it belongs to.")
    file: FileShown | None
    added_on: date
    added_by: str | None


class EvidenceList(Page):
    evidence: list[EvidenceShown]


class AddressSent(Sent):
    """A web address. It is shown as a link, and never fetched."""

    url: Annotated[
        str,
        StringConstraints(
            max_length=LONGEST_ADDRESS, pattern=r"^https?://[A-Za-z0-9][A-Za-z0-9.-]*(/[!-~]*)?$"
        ),
    ]
    label: Name | None = None
    shows: Shows | None = None
    page: PageNumber | None = None
    place: Place | None = None
    seen_on: Day | None = Field(
        None, description="The day on which it was looked at; today, if none is given."
    )
    update: RowNumber | None = Field(None, description="The update that it belongs to.")


class FileSent(Shape):
    """The fields beside a file."""

    shows: Shows = ""
    page: Annotated[int, BeforeValidator(_plain_number), Field(ge=1, le=99_999)] | None = None
    place: Place = ""

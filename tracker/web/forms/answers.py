"""Reads what an owner sends from a link: every field at once, so that all that is wrong is said at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from werkzeug.datastructures import FileStorage

from tracker.domain.actions import Rating
from tracker.domain.capture_dates import Unreadable, read_date
from tracker.domain.errors import BadInput
from tracker.domain.evidence import Locator, page_number
from tracker.services.answers import Answer, Upload
from tracker.services.updates import Said

FIELDS = (
    "rating",
    "text",
    "evidence_url",
    "evidence_document",
    "evidence_page",
    "more_until",
    "more_reason",
    "choice",
    "client_id",
)
CHOICES = ("update", "close", "more_time")
OURS = {
    "file": "evidence_file",
    "url": "evidence_url",
    "document": "evidence_document",
    "page": "evidence_page",
    "due": "more_until",
}
"""Names of fields as the services know them, and as this form does."""


@dataclass
class AnswerRead:
    """What was typed, what it means, and what is wrong with it, as the error summary lists it."""

    values: dict[str, str]
    answer: Answer | None = None
    errors: list[dict[str, str]] = field(default_factory=list)

    def add(self, error: BadInput) -> None:
        name = OURS.get(error.field, error.field)
        self.errors.append({"text": str(error), "href": f"#{name or 'text'}"})


def read_answer(form: Mapping[str, str], files: Sequence[FileStorage], today: date) -> AnswerRead:
    """The answer, or its errors. `values` hold what was typed, for the form to be shown again."""
    values = {name: form.get(name, "")[:200_000] for name in FIELDS}
    values["choice"] = values["choice"] if values["choice"] in CHOICES else "update"
    read = AnswerRead(values)
    body = _body(read)
    until = _until(read, today)
    page = _page(read)
    if not read.errors:
        said = Said(
            body=body,
            rating=_rating(values["rating"]),
            recommends_closure=values["choice"] == "close",
            more_time_until=until,
        )
        read.answer = Answer(
            said=said,
            uploads=tuple(Upload(file.filename, file.read()) for file in files if file.filename),
            url=values["evidence_url"].strip(),
            document=values["evidence_document"].strip(),
            where=Locator(page=page),
            client_id=_client_id(values["client_id"]),
        )
    return read


def _body(read: AnswerRead) -> str:
    text, reason = read.values["text"].strip(), read.values["more_reason"].strip()
    if read.values["choice"] == "more_time":
        if not reason:
            read.add(BadInput("Say why more time is needed, in a sentence.", field="more_reason"))
        return "\n\n".join(filter(None, (text, f"More time is needed: {reason}" if reason else "")))
    if not text:
        read.add(BadInput("Write what has happened, in a sentence or two.", field="text"))
    return text


def _until(read: AnswerRead, today: date) -> date | None:
    if read.values["choice"] != "more_time":
        return None
    typed = read.values["more_until"].strip()
    found = read_date(typed, 0, today) if typed else None
    if found is None or found.end < len(typed):
        read.add(BadInput("Give the date until when, such as 30 November 2023.", field="more_until"))
    elif isinstance(found.on, Unreadable) and found.on.kind != "past_date":
        read.add(BadInput(found.on.sentence, field="more_until"))
    elif isinstance(found.on, Unreadable) or found.on <= today:
        read.add(BadInput("That date has come already. Give a later one.", field="more_until"))
    else:
        return found.on
    return None


def _page(read: AnswerRead) -> int | None:
    try:
        return page_number(read.values["evidence_page"])
    except BadInput as error:
        read.add(error)
        return None


def _rating(typed: str) -> Rating | None:
    return Rating(typed) if typed in set(Rating) else None


def _client_id(typed: str) -> str | None:
    """The form's own number, which makes a second post the same update; None where it is none."""
    try:
        return str(UUID(typed))
    except ValueError:
        return None

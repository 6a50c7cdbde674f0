"""An update by someone who is signed in: what a link's form brings, with the place in a document and whose words they are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from werkzeug.datastructures import FileStorage

from tracker.domain.errors import BadInput
from tracker.domain.evidence import Locator
from tracker.web.forms.answers import AnswerRead, read_answer

MORE = ("evidence_place", "by_name")


def read_update(
    form: Mapping[str, str], file: FileStorage | None, today: date, *, asks_who: bool
) -> AnswerRead:
    """The update, or its errors. With `asks_who` it has to say whose words these are."""
    read = read_answer(form, file, today)
    read.values |= {name: form.get(name, "")[:2000] for name in MORE}
    name, place = read.values["by_name"].strip(), " ".join(read.values["evidence_place"].split())
    if asks_who and (not name or len(name) > 200):
        read.add(BadInput("Say who gave this update, in up to 200 characters.", field="by_name"))
    if len(place) > 300:
        read.add(BadInput("Keep the place to 300 characters.", field="evidence_place"))
    if read.errors:
        read.answer = None
    if read.answer and place:
        read.answer = replace(read.answer, where=Locator(page=read.answer.where.page, place=place))
    return read

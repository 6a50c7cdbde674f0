"""An update by someone who is signed in: what a link's form brings, with the place in a document.

Where the secretariat takes it down: whose words they are, who received them, how they came and on which day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from werkzeug.datastructures import FileStorage

from tracker.domain.errors import BadInput
from tracker.domain.evidence import Locator
from tracker.domain.reading import TAKEN_DOWN, Way
from tracker.web.forms.answers import AnswerRead, read_answer
from tracker.web.forms.days import day_gone_by

TAKEN = ("by_name", "received_by", "way", "given_on")
MORE = ("evidence_place", *TAKEN, "from")
SHOWS_ITS_WAY = {".eml": Way.MAIL, ".msg": Way.MAIL, ".docx": Way.WORD}
"""How an answer came, where nobody says it but a file of this kind came with it."""


def read_update(
    form: Mapping[str, str], files: Sequence[FileStorage], today: date, *, taken_down: bool
) -> AnswerRead:
    """The update, or its errors. With `taken_down` it has to say whose words these are and how they came."""
    read = read_answer(form, files, today)
    read.values |= {name: form.get(name, "")[:2000] for name in MORE}
    day = _taken_down(read, files, today) if taken_down else None
    place = " ".join(read.values["evidence_place"].split())
    if len(place) > 300:
        read.add(BadInput("Keep the place to 300 characters.", field="evidence_place"))
    if read.errors:
        read.answer = None
    if read.answer:
        where = Locator(page=read.answer.where.page, place=place)
        read.answer = replace(read.answer, where=where, said=replace(read.answer.said, given_on=day))
    return read


def _taken_down(read: AnswerRead, files: Sequence[FileStorage], today: date) -> date | None:
    """The day on which it came. Who and how stand in the values."""
    values = read.values
    for name, sentence in (("by_name", "Say who gave this update"), ("received_by", "Say who received it")):
        values[name] = " ".join(values[name].split())
        if not values[name] or len(values[name]) > 200:
            read.add(BadInput(f"{sentence}, in up to 200 characters.", field=name))
    endings = [PurePath(file.filename or "").suffix.lower() for file in files]
    shown = (SHOWS_ITS_WAY[ending].value for ending in endings if ending in SHOWS_ITS_WAY)
    values["way"] = values["way"] or next(shown, "")
    if values["way"] not in TAKEN_DOWN:
        read.add(
            BadInput("Say how it came: by telephone, by mail, in a Word file or in person.", field="way")
        )
    try:
        return day_gone_by(values["given_on"], today, field="given_on")
    except BadInput as error:
        read.add(error)
        return None

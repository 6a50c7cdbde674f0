"""The published record for programs: tables as CSV and JSON with their dictionary, a feed of changes, a calendar of meetings."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Response
from flask.typing import ResponseReturnValue

from tracker.domain.public_data import DATASETS, NAMED, Dataset, Listed, plain
from tracker.domain.public_feed import FeedEntry, atom
from tracker.domain.publishing import PublishedEvent
from tracker.services.public_calendar import public_meetings
from tracker.store import published as stored
from tracker.web.csv_files import harmless
from tracker.web.published import nothing_here, published
from tracker.web.published_answers import open_data, page
from tracker.web.published_pages import EVENT_WORDS, KIND_WORDS, cut_of, title_of
from tracker.web.requests import current_session, wiring

IN_THE_FEED = 50


@published.get("/data")
def data() -> Response:
    """What there is, and what each column holds."""
    return page("published/data.html", datasets=DATASETS)


@published.get("/data/<name>.csv")
def csv_file(name: str) -> ResponseReturnValue:
    dataset = NAMED.get(name)
    if dataset is None:
        return nothing_here()
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(column.name for column in dataset.all_columns)
    writer.writerows([_cell(value) for value in row] for row in _rows(dataset))
    answer = open_data("\ufeff" + written.getvalue(), "text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@published.get("/data/<name>.json")
def json_file(name: str) -> ResponseReturnValue:
    dataset = NAMED.get(name)
    if dataset is None:
        return nothing_here()
    columns = [column.name for column in dataset.all_columns]
    content = {
        "dataset": dataset.name,
        "title": dataset.title,
        "publisher": wiring().settings.office_name,
        "dictionary": f"{_base()}/data",
        "columns": [
            {"name": one.name, "type": one.type, "description": one.holds} for one in dataset.all_columns
        ],
        "rows": [
            {name: plain(value) for name, value in zip(columns, row, strict=True)} for row in _rows(dataset)
        ],
    }
    return open_data(json.dumps(content, ensure_ascii=False, indent=1), "application/json")


@published.get("/changes.atom")
def feed() -> Response:
    """What was published, changed and withdrawn lately. Of what is not public now the title is not told."""
    office = wiring().settings.office_name
    content = atom(
        title=f"{office}: changes to the published record",
        author=office,
        url=f"{_base()}/changes.atom",
        page=_base(),
        entries=tuple(_entries()),
    )
    return open_data(content, "application/atom+xml")


@published.get("/meetings.ics")
def calendar() -> Response:
    """The public meetings, those to come and those that were held."""
    session = current_session()
    days = public_meetings(session, _base())
    # Stamped with the last change, so that it stays the same file until there is another.
    at = stored.stamp(session).newest or datetime(1970, 1, 1, tzinfo=UTC)
    name = f"{wiring().settings.office_name}: public meetings"
    return open_data(wiring().calendar_maker.make(name, days, at=at), "text/calendar")


def _entries() -> Iterator[FeedEntry]:
    for decision, row in stored.changes(current_session(), IN_THE_FEED):
        what = EVENT_WORDS[decision.event]
        withdrawn = decision.event is PublishedEvent.WITHDRAWN
        yield FeedEntry(
            key=f"{row.address}:{decision.key}",
            title=f"{what}: {title_of(row)}",
            url=f"{_base()}/{row.address}",
            at=decision.decided_at,
            words=decision.public_words if withdrawn else f"{KIND_WORDS[row.kind]}. {what}.",
        )


def _rows(dataset: Dataset) -> list[list[object]]:
    session = current_session()
    return dataset.table(
        (
            cut_of(row),
            Listed(f"{_base()}/{row.address}", row.published_at.isoformat(), row.changed_at.isoformat()),
        )
        for row in stored.all_of(session, dataset.kind)
    )


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return harmless(plain(value))


def _base() -> str:
    return f"{wiring().settings.base_url}/published"

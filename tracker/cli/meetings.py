"""`flask meetings`: the meetings on record."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from tracker.cli.errors import as_json, parts, plainly, say_json
from tracker.domain.wording import date_words
from tracker.store import meetings as stored

group = AppGroup("meetings", help="The meetings on record.")


@group.command("list", help="Every meeting, the earliest first. An hour that is not known is null.")
@as_json
@plainly
def list_meetings(as_json: bool) -> None:
    wires = parts()
    zone = ZoneInfo(wires.settings.timezone)
    with wires.read() as session:
        titles = {series.id: series.title for series in stored.series_listed(session)}
        rows = [
            {
                "ref": meeting.reference,
                "title": f"{titles[meeting.series_id]}, {meeting.date_words or date_words(meeting.starts_on)}",
                "starts_on": meeting.starts_on,
                "starts_at": _local(meeting.starts_at, zone),
                "venue": meeting.venue,
                "papers_due": meeting.papers_due,
                "status": meeting.status.value,
            }
            for meeting in reversed(stored.listed(session))
        ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        click.echo(f"{row['ref']}  {row['status']:10}  {row['title']}")


def _local(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None

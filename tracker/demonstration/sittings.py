"""Loads meeting series, their unused numbers, meetings and their agenda."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tracker.demonstration.entries import Meeting as MeetingEntry
from tracker.demonstration.stage import Stage
from tracker.domain.meetings import MeetingStatus
from tracker.domain.panel_asks import SeriesKind
from tracker.domain.policy import DEFAULT
from tracker.models.meetings import AgendaItem, MeetingSeries, NumberGap
from tracker.services import meetings as services
from tracker.services.history import record
from tracker.services.meetings import Sitting
from tracker.services.policies import save_policy
from tracker.services.series import usual_papers_working_days

AHEAD = timedelta(days=28)
"""The first meeting of a series is put on record so long ahead; each later one on the day of the one before."""

ON_RECORD = frozenset({MeetingStatus.HELD, MeetingStatus.ISSUED})


def put_on_record_on(stage_record_meetings: tuple[MeetingEntry, ...], entry: MeetingEntry) -> date:
    """The day on which a meeting is put on record."""
    earlier = [
        m.starts_on
        for m in stage_record_meetings
        if m.series == entry.series and m.starts_on < entry.starts_on
    ]
    return max(earlier, default=entry.starts_on - AHEAD)


def load_series(stage: Stage, day: date) -> None:
    """The series, with the number that the next action gets and the reason for each number that has none."""
    desk = stage.on(day)
    for entry in stage.record.series:
        kind = SeriesKind(entry.kind)
        series = MeetingSeries(
            code=entry.code,
            title=entry.title,
            next_number=entry.next_number,
            kind=kind,
            papers_working_days=usual_papers_working_days(kind),
        )
        desk.session.add(series)
        desk.session.flush()
        stage.series[entry.code] = series
        gaps = [gap for gap in stage.record.gaps if gap.series == entry.code]
        desk.session.add_all(
            NumberGap(series_id=series.key, number=gap.number, explanation=gap.explanation) for gap in gaps
        )
        explained = {str(gap.number): gap.explanation for gap in gaps}
        record(
            desk, "series.created", entry.code, after={"title": entry.title, "numbers_explained": explained}
        )
        # The office of the demonstration has chased for years: no mail is held for being the first of its series.
        policy = replace(DEFAULT, hold_first=False, commissioning_weeks=entry.commissioning_weeks)
        save_policy(desk, series, policy, version=None)


def schedule(stage: Stage, entry: MeetingEntry, day: date) -> None:
    """A meeting and its agenda are put on record."""
    desk = stage.on(day)
    at = datetime.combine(entry.starts_on, entry.starts_at, stage.zone) if entry.starts_at else None
    sitting = Sitting(
        starts_on=entry.starts_on,
        starts_at=at.astimezone(UTC) if at else None,
        venue=entry.venue,
        date_words=entry.date_words,
        ordinal=entry.ordinal,
        chosen=", ".join(entry.chosen),
    )
    meeting = services.schedule_meeting(desk, series=stage.series[entry.series], sitting=sitting)
    stage.meetings[entry.ref] = meeting
    for position, line in enumerate(entry.agenda, 1):
        item = AgendaItem(
            meeting_id=meeting.key,
            position=position,
            number=line.number,
            title=line.title,
            priority_id=stage.priorities[line.priority].key if line.priority else None,
            national_measure_id=stage.measures[line.national_measure].key if line.national_measure else None,
        )
        desk.session.add(item)
        stage.agenda[entry.ref, line.number] = item
    headings = [f"{line.number} {line.title}" for line in entry.agenda]
    record(desk, "agenda.added", meeting.reference, after={"headings": headings})


def begin(stage: Stage, entry: MeetingEntry) -> None:
    services.start_meeting(stage.on(entry.starts_on), stage.meetings[entry.ref])


def end(stage: Stage, entry: MeetingEntry) -> None:
    """The meeting is held; its hours are not known, so none is kept."""
    meeting = stage.meetings[entry.ref]
    services.close_meeting(stage.on(entry.starts_on), meeting)
    meeting.started_at = meeting.closed_at = None

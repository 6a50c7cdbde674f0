"""Puts the record as it stands, and what was written, into the plain values of an update to the Panel."""

from sqlmodel import Session

from tracker.domain import labels
from tracker.domain import report_kinds as kinds
from tracker.domain.meeting_words import day_words
from tracker.domain.panel_asks import ASK_WORDS, reply_words
from tracker.domain.posts import Holding
from tracker.domain.references import spoken
from tracker.domain.report_panel import PanelAsked, PanelUpdate
from tracker.domain.report_slots import filled, panel_slots
from tracker.domain.report_told import ToldMeasure, with_figures
from tracker.domain.reports import Report, ReportAction
from tracker.domain.subjects import about_meeting
from tracker.domain.wording import date_words
from tracker.models.meetings import Meeting, MeetingSeries
from tracker.services.desk import Desk
from tracker.services.report_composition import told_action
from tracker.services.report_told import plan_title, signatories, told_measures, told_priorities
from tracker.services.writing import written_of
from tracker.store import panel_asks, posts, report_rows, told


def compose_panel_update(desk: Desk, meeting: Meeting, head: Report) -> PanelUpdate:
    """The update for the Panel's meeting: `meeting` itself where it is the Panel's, else the Panel's next after it."""
    session = desk.session
    panel = told.panel_meeting(session, meeting)
    day = panel or meeting
    since = told.last_held(session, told.reported_series(session, meeting), day.starts_on)
    priorities = told_priorities(session, day)
    measures = with_figures(told_measures(session, day))
    elected, contacts = signatories(desk)
    written = written_of(session, kinds.PANEL_UPDATE, about_meeting(meeting.reference))
    return PanelUpdate(
        **vars(head),
        texts=filled(panel_slots(priorities), written),
        panel=session.get_one(MeetingSeries, panel.series_id).title if panel else "",
        panel_meeting=", ".join(filter(None, (day_words(panel), panel.venue))) if panel else "",
        plan=plan_title(session, day),
        priorities=priorities,
        measures=measures,
        actions=_actions(desk, meeting, day, since),
        since_words=day_words(since) if since else "",
        elected=elected,
        contacts=contacts,
        papers=_papers(session, measures, day),
        asks=_asks(desk, day),
    )


def _asks(desk: Desk, day: Meeting) -> tuple[PanelAsked, ...]:
    """What the Panel asked before this meeting: what waits for a reply, and what was replied to since its last meeting."""
    before = told.last_held(desk.session, list(told.panel_series(desk.session)), day.starts_on)
    since = before.starts_on if before else None
    return tuple(
        _asked(desk, one)
        for one in panel_asks.listed(desk.session)
        if one.ask.replied_on is None or since is None or one.ask.replied_on >= since
    )


def _asked(desk: Desk, one: panel_asks.Asked) -> PanelAsked:
    ask, action, today = one.ask, one.action, desk.moment.today
    day = date_words(action.raised_on) if action.raised_on else ""
    return PanelAsked(
        reference=action.reference,
        number_words=spoken(action.reference),
        kind=ASK_WORDS[ask.kind],
        wording=ask.wording,
        asked_words=", ".join(filter(None, (ask.asked_by, day))),
        reply_words=reply_words(ask.reply_by, ask.replied_on),
        is_late=bool(ask.reply_by and not ask.replied_on and ask.reply_by < today),
        reply=ask.reply,
        stands_words=labels.status_words(action.status, action.closure, action.kind),
    )


def _actions(desk: Desk, meeting: Meeting, day: Meeting, since: Meeting | None) -> tuple[ReportAction, ...]:
    """The actions that are open, and those closed at or since the last meeting that was held."""
    session = desk.session
    holdings: dict[int, list[Holding]] = {
        post_id: [one.holding for one in held] for post_id, held in posts.holders(session).items()
    }
    found = (
        told_action(desk, rows, day, since, holdings)
        for series_id in told.reported_series(session, meeting)
        for rows in report_rows.of_series(session, series_id)
    )
    return tuple(one for one in found if one.counts and (one.is_open or one.closed_in_period))


def _papers(session: Session, measures: tuple[ToldMeasure, ...], day: Meeting) -> tuple[str, ...]:
    """The documents that the figures come from, each once, without what is filed under the Panel's meeting itself."""
    own = told.titles_filed_under(session, day)
    return tuple(dict.fromkeys(one.document for one in measures if one.document and one.document not in own))

"""Who fills in the plain values of each kind of report: one row for each kind of `domain/report_kinds.py`."""

from collections.abc import Callable, Mapping

from tracker.domain import report_kinds as kinds
from tracker.domain.reports import Report
from tracker.models.meetings import Meeting
from tracker.services.desk import Desk
from tracker.services.report_chairs_list import compose_chairs_list
from tracker.services.report_composition import compose_action_status
from tracker.services.report_sitting import compose_action_log, compose_minutes

Composer = Callable[[Desk, Meeting, Report], Report]
"""The report about a meeting as the record stands, given what every report has."""

COMPOSERS: Mapping[str, Composer] = {
    kinds.ACTION_STATUS: compose_action_status,
    kinds.ACTION_LOG: compose_action_log,
    kinds.MINUTES: compose_minutes,
    kinds.CHAIRS_LIST: compose_chairs_list,
}

"""The mail that asks the Chief Constable for comments on an inspection report."""

from datetime import date

from tracker.models.inspections import InspectionReport
from tracker.ports import MailText
from tracker.services.letters import around
from tracker.services.meeting_letters import paragraphs
from tracker.services.post_office import Stationery


def write_invitation(
    stationery: Stationery,
    *,
    to_name: str,
    report: InspectionReport,
    answer_by: date | None,
    last_on: date | None,
    note: str,
) -> MailText:
    """`last_on` is the last day on which the Commissioner's comments can be published in time."""
    return stationery.renderer.render(
        "inspection",
        subject_words=f"For your comments: {report.body}, {report.title}",
        body=report.body,
        title=report.title,
        url=report.url,
        published_on=report.published_on,
        answer_by=answer_by,
        last_on=last_on,
        note=paragraphs(note),
        **around(stationery, to_name, is_sensitive=False),
    )

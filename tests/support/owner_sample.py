"""An owner's report to test with: three of the sample's actions, one of them asked about and not answered."""

from dataclasses import replace
from datetime import date

from tests.support.report_sample import report
from tests.support.report_sample_open import OPEN
from tests.support.report_sample_overdue import OVERDUE
from tests.support.report_sample_rich import rich
from tracker.domain.actions import Closure, Status
from tracker.domain.audiences import Audience
from tracker.domain.report_owner import OwnerAsked, OwnersReport

OWNER = "Head of Contact"
CLOSED = replace(
    OPEN[1],
    status=Status.CLOSED,
    closure=Closure.COMPLETE,
    status_words="Closed – complete",
    closed_words="17 May 2023",
)


def owners_report(**changes: object) -> OwnersReport:
    """The sample, with any of its fields changed."""
    whole = report()
    fields: dict[str, object] = {
        **{name: getattr(whole, name) for name in ("as_at", "version", "state", "author", "office_name")},
        "series_title": "",
        "meeting_words": "",
        "meeting_on": date(2023, 9, 27),
        "generated_words": whole.generated_words,
        "contact": whole.contact,
        "about_words": OWNER,
        "audience": Audience.OWNER,
        "actions": (rich(OVERDUE[2]), rich(OPEN[0], 1), CLOSED),
        "unanswered": (
            OwnerAsked("PPM-017", "Action 017", OVERDUE[2].title, date(2023, 7, 3), date(2023, 9, 14), 3),
        ),
        "holder_words": "Ann Able, since 1 May 2021",
        "since_words": "28 March 2023",
    }
    return OwnersReport(**{**fields, **changes})  # type: ignore[arg-type]

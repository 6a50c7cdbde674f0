"""What a version adds to the snapshot it is cut from: for whom it is, how far it has come, and what its readers do not get.

Every form of a report is made from `as_it_stands(report, cut)`: nothing that is taken out here can be found in any of them.
"""

from dataclasses import dataclass, replace
from typing import TypeVar

from tracker.domain.audiences import Audience
from tracker.domain.reports import Report, ReportChange
from tracker.domain.version_states import VersionState

Some = TypeVar("Some", bound=Report)


@dataclass(frozen=True)
class Cut:
    """The words are as in `Report`. `changes` are those since the version that these readers got before."""

    audience: Audience = Audience.MEETING
    state: VersionState = VersionState.DRAFT
    number: int = 1
    marking: str = "OFFICIAL"
    approved_words: str = ""
    authorised_words: str = ""
    correction: str = ""
    changed_since: str = ""
    changes: tuple[ReportChange, ...] = ()


def as_it_stands(report: Some, cut: Cut) -> Some:
    """The frozen report as this version's readers get it."""
    return replace(
        report,
        changed_since=cut.changed_since,
        changes=cut.changes,
        state=cut.state,
        version=cut.number,
        audience=cut.audience,
        marking=cut.marking,
        approved_words=cut.approved_words,
        authorised_words=cut.authorised_words,
        correction=cut.correction,
    )

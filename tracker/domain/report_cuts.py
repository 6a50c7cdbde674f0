"""What a version adds to the snapshot it is cut from: for whom it is, how far it has come, and what its readers do not get.

Every form of a report is made from `as_it_stands(report, cut)`: nothing that is taken out here can be found in any of them.
"""

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from tracker.domain.audiences import Audience
from tracker.domain.marking import highest, marking_of
from tracker.domain.public_names import Renamed, posts_for_names
from tracker.domain.redaction import MARKS, Redaction, counted, withhold
from tracker.domain.report_markings import marking_in, without_sensitive
from tracker.domain.report_unread import without_unread
from tracker.domain.report_withheld import NO_NAMES
from tracker.domain.reports import Report, ReportChange
from tracker.domain.version_states import VersionState

Some = TypeVar("Some", bound=Report)

QUOTED = re.compile(r" (?:changed from|added:|taken out:) “.*”\.$", re.DOTALL)
"""How a sentence about a change quotes what was there and what is."""


@dataclass(frozen=True)
class Cut:
    """The words are as in `Report`. `changes` are those since the version that these readers got before.

    `redactions` are what this version withholds; `kept_names` those that may stand in the public's although posts stand for others.
    """

    audience: Audience = Audience.MEETING
    state: VersionState = VersionState.DRAFT
    number: int = 1
    marking: str = "OFFICIAL"
    approved_words: str = ""
    authorised_words: str = ""
    correction: str = ""
    changed_since: str = ""
    changes: tuple[ReportChange, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    kept_names: tuple[str, ...] = ()


def as_it_stands(report: Some, cut: Cut) -> Some:
    """The frozen report as this version's readers get it."""
    whole = before_withholding(report, cut)
    # Words were chosen where the name stands, or where the post stands in its place: both ways they are withheld.
    said, _ = named_by_post(withhold(whole, cut.redactions), cut)
    said = _without_quoted_changes(withhold(said, cut.redactions))
    return replace(said, withheld=counted(said), names=NO_NAMES)


def before_withholding(report: Some, cut: Cut) -> Some:
    """The report with what the version says of itself, and without what these readers never get; words are not withheld yet."""
    said = replace(
        report,
        changed_since=cut.changed_since,
        changes=cut.changes,
        state=cut.state,
        version=cut.number,
        audience=cut.audience,
        approved_words=cut.approved_words,
        authorised_words=cut.authorised_words,
        correction=cut.correction,
    )
    if cut.audience is Audience.PUBLIC:
        said = without_unread(without_sensitive(said))
    return replace(said, marking=highest((marking_of(cut.marking), marking_in(said))))


def named_by_post(report: Some, cut: Cut) -> tuple[Some, tuple[Renamed, ...]]:
    """For the public: the report with posts in place of names, and what was said otherwise. For all others: the report."""
    if cut.audience is not Audience.PUBLIC:
        return report, ()
    return posts_for_names(report, report.names, cut.kept_names)


def _without_quoted_changes(report: Some) -> Some:
    """A change of something that is withheld now is told without what stood there before: that may be what is withheld."""
    return replace(
        report,
        changes=tuple(
            replace(change, sentences=tuple(_unquoted(sentence) for sentence in change.sentences))
            for change in report.changes
        ),
    )


def _unquoted(sentence: str) -> str:
    if not MARKS.search(sentence) or not QUOTED.search(sentence):
        return sentence
    return QUOTED.sub(" changed, and is withheld here.", sentence)

"""What the office's pages of publishing show."""

from base64 import b64encode
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from tracker.domain.builds import OVER
from tracker.domain.errors import NotFound
from tracker.domain.public_cuts import PublicChart, PublicDocument, PublicReport, to_text
from tracker.domain.public_filing import filed
from tracker.domain.public_names import doubts
from tracker.domain.publishing import Published
from tracker.domain.report_kinds import kind_named
from tracker.domain.version_states import VersionState
from tracker.domain.viewers import THE_OFFICE
from tracker.services.public_cuts import Composed
from tracker.services.public_cuts_document import is_meant_to_be_public
from tracker.services.public_cuts_withheld import PublicRules, public_rules
from tracker.services.public_glances import Glance, glances
from tracker.services.public_states import PublicState, Standing, standing_of
from tracker.services.publishing import digest_of
from tracker.store import builds, meetings, publishable, report_versions, reports
from tracker.store import published as stored
from tracker.store.publishable import Candidate
from tracker.web import published_pages
from tracker.web.published_pages import EVENT_WORDS, KIND_WORDS
from tracker.web.requests import current_moment

if TYPE_CHECKING:
    from tracker.models.publishing import Publication

PLURALS = {
    Published.MEETING: "Meetings",
    Published.ACTION: "Actions",
    Published.MEASURE: "Measures",
    Published.DOCUMENT: "Papers",
    Published.REPORT: "Reports",
}
SINCE = "Changed since it was published"
STATE_WORDS = {
    PublicState.NEVER: ("Not public", ""),
    PublicState.PUBLIC: ("Public, as on record", "green"),
    PublicState.CHANGED: ("Public, changed on record since", "amber"),
    PublicState.REFUSED: ("To be withdrawn", "red"),
    PublicState.WITHDRAWN: ("Withdrawn", ""),
}


def rules_now(session: Session) -> PublicRules:
    """What holds today for whatever is made public."""
    return public_rules(session, current_moment().today)


def index(session: Session) -> dict[str, Any]:
    public = stored.all_of(session)
    rules = rules_now(session)
    rows = [_row(row, glance) for row, glance in zip(public, glances(session, public, rules), strict=True)]
    could = publishable.candidates(session)
    return {
        "heading": _heading(rows),
        "refused": [row for row in rows if row["state"] is PublicState.REFUSED],
        "changed": [row for row in rows if row["state"] is PublicState.CHANGED],
        "groups": [
            {
                "title": PLURALS[kind],
                "public": [row for row in rows if row["kind"] is kind],
                "could": [one for one in could if one.kind is kind],
            }
            for kind in Published
        ],
        "withdrawn": [{"row": row, "kind": KIND_WORDS[row.kind]} for row in stored.withdrawn(session)],
        "nothing_public": not public,
    }


def one(session: Session, kind: Published, subject: str) -> dict[str, Any]:
    rules = rules_now(session)
    standing = standing_of(session, kind, subject, rules)
    row = standing.row
    title = filed(standing.composed.cut).title if standing.composed else (row.title if row else "")
    words, tone = STATE_WORDS[standing.state]
    return {
        "kind": kind.value,
        "kind_words": KIND_WORDS[kind],
        "subject": subject,
        "title": title or _unfiled(session, kind, subject),
        "state": standing.state.value,
        "state_words": words,
        "tone": tone,
        "standing": standing,
        "row": row,
        "seen": digest_of(standing.composed.cut) if standing.composed else "",
        "address": f"/published/{row.address}" if row else "",
        "warning": _warning(session, kind, subject, standing),
        "doubts": _doubts(standing, rules),
        "decisions": [
            {"what": EVENT_WORDS[one.event], "at": one.decided_at, "by": one.decided_by, "reason": one.reason}
            for one in (stored.decisions(session, row.key) if row else ())
        ],
    }


def _unfiled(session: Session, kind: Published, subject: str) -> str:
    """What is not published and cannot be yet is called: "Action status report, version 1", or by its reference."""
    if kind is not Published.REPORT or not subject.isdecimal():
        return subject
    version, _ = reports.version(session, THE_OFFICE, int(subject))
    return f"{kind_named(version.kind).title}, version {version.number}"


def offers(session: Session, kind: Published, subject: str) -> list[Candidate]:
    """What can be published with a meeting or a report by one decision: itself, its papers, its actions. What is public as it
    stands on record is not offered. Raises `NotFound` for another kind."""
    if kind is Published.MEETING:
        meeting = meetings.by_reference(session, subject)
        public = stored.of_meeting(session, meeting.reference, Published.ACTION)
        itself = (meeting.reference, f"The meeting {meeting.reference}")
        others = [
            *publishable.documents_to_publish(session, meeting.key),
            *publishable.actions_to_publish(session, meeting.key),
        ]
    elif kind is Published.REPORT:
        record = publishable.record_behind(session, int(subject) if subject.isdecimal() else 0)
        public = [row for row in stored.all_of(session, Published.ACTION) if f'"{row.subject}"' in record]
        itself = (subject, _unfiled(session, kind, subject))
        others = [one for one in publishable.actions_to_publish(session) if f'"{one.subject}"' in record]
    else:
        raise NotFound("Only a meeting and a report are published with what belongs to them.")
    rules = rules_now(session)
    own = standing_of(session, kind, itself[0], rules)
    first = (
        []
        if own.state in (PublicState.PUBLIC, PublicState.REFUSED) or own.refused
        else [Candidate(kind, *itself, SINCE if own.state is PublicState.CHANGED else "")]
    )
    changed = [
        Candidate(row.kind, row.subject, row.title, SINCE)
        for row in public
        if standing_of(session, row.kind, row.subject, rules).state is PublicState.CHANGED
    ]
    return [*first, *others, *changed]


def ticked_first(offers: list[Candidate]) -> list[str]:
    """What is ticked before anyone chose: all but the papers that do not say themselves that they are published."""
    return [
        one.value for one in offers if one.kind is not Published.DOCUMENT or is_meant_to_be_public(one.note)
    ]


def preview(
    session: Session, kind: Published, subject: str, composed: Composed, today: date
) -> dict[str, Any]:
    """The context of the public's page for what would be published."""
    made = _AsIfPublished(kind, subject, composed)
    context = published_pages.one(session, made, today)  # type: ignore[arg-type]
    return {**context, "chart_source": _inline}


class _AsIfPublished:
    """What would be published, as the public's pages take it."""

    def __init__(self, kind: Published, subject: str, composed: Composed) -> None:
        about = filed(composed.cut)
        self.kind, self.subject, self.key = kind, subject, 0
        self.address, self.meeting, self.title = about.address, about.meeting, about.title
        self.cut = to_text(composed.cut)


def _inline(chart: PublicChart, width: str) -> str:
    """The picture itself: it has no address yet."""
    picture = chart.narrow if width == "narrow" else chart.wide
    return f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"


def _row(row: "Publication", glance: Glance) -> dict[str, Any]:
    words, tone = STATE_WORDS[glance.state]
    return {
        "kind": row.kind,
        "kind_words": KIND_WORDS[row.kind],
        "subject": row.subject,
        "title": row.title,
        "state": glance.state,
        "words": words,
        "tone": tone,
        "since": row.published_at,
        "why": glance.refused,
        "changes": glance.changes,
    }


def _heading(rows: list[dict[str, Any]]) -> str:
    refused = sum(1 for row in rows if row["state"] is PublicState.REFUSED)
    changed = sum(1 for row in rows if row["state"] is PublicState.CHANGED)
    if refused:
        return (
            "Something public has to be withdrawn"
            if refused == 1
            else f"{refused} things have to be withdrawn"
        )
    if changed:
        return (
            "1 thing changed since it was published"
            if changed == 1
            else f"{changed} things changed since they were published"
        )
    return f"{len(rows)} things are public" if len(rows) != 1 else "1 thing is public"


def _doubts(standing: Standing, rules: PublicRules) -> list[str]:
    """What still looks like somebody's name in what would be public."""
    if standing.composed is None:
        return []
    return list(dict.fromkeys(one.found for one in doubts(standing.composed.cut, rules.names)))


def _overtaken(session: Session, number: int) -> int:
    """The number of the latest version that was issued after this one for the same readers; 0 where there is none."""
    version, _ = reports.version(session, THE_OFFICE, number)
    issued = (one for one in report_versions.after(session, version) if one.state is VersionState.ISSUED)
    return max((one.number for one in issued), default=0)


def _warning(session: Session, kind: Published, subject: str, standing: Standing) -> str:
    """What to think of before it is published."""
    cut = standing.composed.cut if standing.composed else None
    build = builds.of_version(session, int(subject)) if cut and kind is Published.REPORT else None
    if isinstance(cut, PublicReport) and (number := _overtaken(session, int(subject))):
        return f"Version {number} of this report was issued since. Publish that one, unless the public needs this one too."
    if build and build.state not in OVER:
        return (
            "Its files are still being made. Wait until they are: the public gets those that there are now."
        )
    if isinstance(cut, PublicDocument) and not is_meant_to_be_public(cut.transparency):
        said = f"“{cut.transparency}”" if cut.transparency else "nothing"
        return (
            f"The paper says {said} of its publication, and not “Full – proactively published”. "
            "Say in the reason why it can be public."
        )
    return ""

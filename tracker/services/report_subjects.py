"""What a report is about: a meeting, a post, an action, a request for what is held, or inspections."""

from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.report_kinds import SubjectKind
from tracker.domain.subjects import (
    about_action,
    about_disclosure,
    about_inspection,
    about_meeting,
    about_post,
)
from tracker.domain.viewers import THE_OFFICE
from tracker.models.actions import Action
from tracker.models.inspections import InspectionReport
from tracker.models.keeping import Disclosure
from tracker.models.meetings import Meeting
from tracker.models.people import Post
from tracker.models.reports import ReportVersion
from tracker.store import actions, disclosures, inspections, meetings, posts

ALL = "all"


@dataclass(frozen=True)
class Inspections:
    """What the inspection register is about: one report, or all of them where there is none here."""

    report: InspectionReport | None = None

    @property
    def code(self) -> str:
        return self.report.code if self.report else ALL


Reported = Meeting | Post | Action | Disclosure | Inspections
"""What a report can be about."""


@dataclass(frozen=True)
class Subject:
    """Exactly one of the five is there. `about` names it, as in `ReportVersion`."""

    about: str
    meeting: Meeting | None = None
    post: Post | None = None
    action: Action | None = None
    disclosure: Disclosure | None = None
    inspections: Inspections | None = None

    @property
    def name(self) -> str:
        """Its reference or code: "PPM-2023-10-04", "head-of-contact", "PPM-006"."""
        return self.about.partition(":")[2]

    @property
    def meeting_id(self) -> int | None:
        return self.meeting.key if self.meeting else None

    @property
    def post_id(self) -> int | None:
        return self.post.key if self.post else None

    @property
    def action_id(self) -> int | None:
        return self.action.key if self.action else None


def subject(of: Reported) -> Subject:
    if isinstance(of, Meeting):
        return Subject(about_meeting(of.reference), meeting=of)
    if isinstance(of, Post):
        return Subject(about_post(of.code), post=of)
    if isinstance(of, Disclosure):
        return Subject(about_disclosure(of.reference), disclosure=of)
    if isinstance(of, Inspections):
        return Subject(about_inspection(of.code), inspections=of)
    return Subject(about_action(of.reference), action=of)


def of_kind(session: Session, kind: SubjectKind, name: str) -> Reported:
    """What a report of this kind is about, by its reference or code, in any case. Raises `NotFound`."""
    if kind is SubjectKind.ACTION:
        return actions.by_reference(session, THE_OFFICE, name)
    if kind is SubjectKind.DISCLOSURE:
        return disclosures.by_reference(session, name)
    if kind is SubjectKind.INSPECTIONS:
        return Inspections(None if name.lower() == ALL else inspections.by_code(session, name))
    return posts.by_code(session, name) if kind is SubjectKind.POST else meetings.by_reference(session, name)


def subject_of(session: Session, version: ReportVersion) -> Subject:
    """What a version is about, as it is now."""
    if version.meeting_id is not None:
        return subject(session.get_one(Meeting, version.meeting_id))
    if version.post_id is not None:
        return subject(session.get_one(Post, version.post_id))
    if version.action_id is not None:
        return subject(session.get_one(Action, version.action_id))
    kind, _, name = version.about.partition(":")
    return subject(of_kind(session, SubjectKind(kind), name))


def locked(session: Session, one: Subject) -> Subject:
    """The same, kept from other writers until the transaction ends."""
    if one.meeting:
        return subject(meetings.by_reference(session, one.name, lock=True))
    if one.post:
        return subject(posts.lock_post(session, one.name))
    if one.disclosure:
        return subject(disclosures.by_reference(session, one.name, lock=True))
    if one.inspections:
        report = one.inspections.report
        return subject(Inspections(inspections.by_code(session, report.code, lock=True) if report else None))
    return subject(actions.by_reference(session, THE_OFFICE, one.name, lock=True))

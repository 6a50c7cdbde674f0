"""What the page of one version shows: what is to be done next, what changed, the force's word, and its files for each audience."""

from typing import TYPE_CHECKING, Any, TypeGuard

from flask import url_for

from tracker.domain.audiences import AUDIENCE_WORDS, Audience
from tracker.domain.errors import TrackerError
from tracker.domain.publishing import Published
from tracker.domain.report_cuts import as_it_stands
from tracker.domain.report_kinds import FORM_WORDS, ONCE_HELD, PAPERS, ReportKind, SubjectKind, kind_named
from tracker.domain.report_record import from_text
from tracker.domain.report_sitting import ActionLog, owners
from tracker.domain.report_words import capital
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState
from tracker.domain.wording import date_words, moment_words
from tracker.services.report_cuts import approved_words, cut_of
from tracker.services.report_files import file_name
from tracker.store import meetings, report_versions
from tracker.store import reports as stored
from tracker.web.access import ACCESS, current_viewer
from tracker.web.publishing_line import public_line
from tracker.web.redactions_page import withheld_words
from tracker.web.report_approving import approval, error_links
from tracker.web.report_pages import Row, file_address, files, for_words, pdf_of, standing
from tracker.web.report_sign_off_rows import sign_offs
from tracker.web.requests import current_session
from tracker.web.writing_of_report import written

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting
    from tracker.models.reports import RecordSnapshot, ReportVersion


def page(version: "ReportVersion", snapshot: "RecordSnapshot", wrong: TrackerError | None = None) -> Row:
    """The context of reports/show.html. `wrong` is why a form of the page was not taken; what was typed comes back."""
    session, kind = current_session(), kind_named(version.kind)
    meeting = meetings.numbered(session, version.meeting_id)
    report = as_it_stands(from_text(snapshot.record), cut_of(session, version))
    office = current_viewer().reads_everything
    sizes = stored.sizes(session, [version.key])
    return {
        "cut": version,
        "title": f"{kind.title}, version {version.number}",
        "heading": _heading(version, kind),
        "meeting": meeting,
        "subject": _subject(version),
        "about": _about(version, report.series_title, report.about_words or report.meeting_words),
        "standing": standing(version),
        "approving": approval(version, meeting, wrong) if _is_open(version, kind) else None,
        "errors": error_links(wrong) if wrong else None,
        "readers": readers(version),
        "next": _next(version, kind, meeting),
        "to_publish": _to_publish(version),
        "sign_offs": sign_offs(version, wrong) if office else None,
        "files": files(version, sizes),
        "read": pdf_of(version),
        "written": written(version, meeting, report),
        "correction": report.correction,
        "since": report.changed_since,
        "changes": report.changes,
        "cuts": _cuts(version, kind),
        "owners": _owners(version, report) if _has_owners(version, report) else [],
        "facts": [*_facts(version, report, office=office), *(_withheld(version, report) if office else ())],
    }


READERS = {
    "meeting": "the Panel can read it",
    "panel": "the Panel can read it",
    "public": "it can be published",
    "owner": "whoever holds the post can read it",
}


def readers(version: "ReportVersion") -> str:
    """Who reads it once it is issued."""
    return (
        "the office alone can read it"
        if kind_named(version.kind).office_only
        else READERS[version.audience.value]
    )


def _is_open(version: "ReportVersion", kind: ReportKind) -> bool:
    """Whether something is to be done with it before it leaves, by somebody who may."""
    may = current_viewer().roles & ACCESS["reports.issue"]
    return bool(may) and version.issued_at is None and not kind.working


def _about(version: "ReportVersion", *what: str) -> str:
    return " · ".join(filter(None, (*what, capital(for_words(version)))))


def _heading(version: "ReportVersion", kind: ReportKind) -> str:
    if standing(version) == "draft":
        return f"{kind.title}: version {version.number} is a draft"
    if standing(version) == "approved":
        return f"{kind.title}: version {version.number} is approved, not yet issued"
    if version.issued_at is None:
        return f"{kind.title}, version {version.number}"
    return f"{kind.title}: version {version.number} was issued on {date_words(version.issued_at)}"


def _subject(version: "ReportVersion") -> Row:
    """What it is about: words for a link, and where that leads."""
    subject, _, name = version.about.partition(":")
    words = {
        "meeting": "The meeting",
        "post": "The post",
        "action": "The action",
        "disclosure": "The request",
        "inspection": "The inspections",
    }.get(subject, "")
    places = {
        "meeting": ("meetings.show", "reference"),
        "post": ("posts.show", "code"),
        "action": ("actions.show", "reference"),
        "disclosure": ("disclosures.show", "reference"),
        "inspection": ("inspections.register", "code"),
    }
    if subject not in places:
        return {}
    endpoint, part = places[subject]
    return {
        "words": words,
        "href": url_for(endpoint, **{part: name.lower() if subject == "meeting" else name}),
    }


def _next(version: "ReportVersion", kind: ReportKind, meeting: "Meeting | None") -> Row | None:
    """How an issued version is followed by the next one: where its record is corrected, and where the next one is built."""
    if version.state is not VersionState.ISSUED or not current_viewer().roles & ACCESS["reports.build"]:
        return None
    name = version.about.partition(":")[2]
    address = {
        SubjectKind.MEETING: ("reports.build", {"reference": name.lower()}),
        SubjectKind.POST: ("reports.build_about_post", {"code": name}),
        SubjectKind.ACTION: ("reports.build_about_action", {"reference": name}),
        SubjectKind.DISCLOSURE: ("disclosures.bundle", {"reference": name}),
        SubjectKind.INSPECTIONS: ("reports.build_about_inspections", {"code": name}),
    }[kind.subject]
    later = report_versions.after(current_session(), version)
    return {
        "later": [
            {"number": one.number, "href": url_for("reports.show", number=one.id)} for one in later[-1:]
        ],
        "corrects": kind.recut,
        "build": url_for(address[0], kind=kind.name, audience=version.audience, **address[1]),
        "record": url_for("corrections.index", reference=name.lower())
        if meeting and kind.recut and meeting.status in ONCE_HELD
        else "",
    }


def _to_publish(version: "ReportVersion") -> str:
    """Where an issued version for the public is published that never was, by somebody who may; else ""."""
    if version.audience is not Audience.PUBLIC or version.state is not VersionState.ISSUED:
        return ""
    line = public_line(Published.REPORT, version.key)
    return str(line["href"]) if line and line["may"] and not line["since"] and not line["withdrawn"] else ""


def _cuts(version: "ReportVersion", kind: ReportKind) -> Row:
    """The versions from the same snapshot side by side, and the audiences for which one can be cut from it."""
    session, viewer = current_session(), current_viewer()
    rows = report_versions.of_snapshot(session, viewer, version.snapshot_id)
    sizes = stored.sizes(session, [one.key for one in rows])
    may = bool(viewer.roles & ACCESS["reports.cut"])
    return {
        "rows": [
            {
                "audience": capital(AUDIENCE_WORDS[one.audience]),
                "number": one.number,
                "href": url_for("reports.show", number=one.id),
                "is_this": one.id == version.id,
                "standing": standing(one),
                "approved": one.approved_by,
                "files": files(one, sizes),
            }
            for one in rows
        ],
        "others": [
            {"value": one.value, "label": f"Cut a version {AUDIENCE_WORDS[one]}"}
            for one in kind.audiences
            if may and one is not version.audience
        ],
    }


def _has_owners(version: "ReportVersion", report: Report) -> TypeGuard[ActionLog]:
    """Whether the office is offered a cut for each owner: they are told what the meeting is told."""
    return (
        current_viewer().reads_everything
        and version.audience is Audience.MEETING
        and isinstance(report, ActionLog)
    )


def _owners(version: "ReportVersion", log: ActionLog) -> list[Row]:
    """Each owner of something in the log, with the papers that hold nothing else."""
    return [
        {
            "title": title,
            "files": [
                {"form": FORM_WORDS[form], "href": file_address(version, file_name(version, form), post=code)}
                for form in PAPERS
            ],
        }
        for code, title in owners(log)
    ]


def _facts(version: "ReportVersion", report: Report, *, office: bool) -> list[Row]:
    """`office`: what is kept for the office alone comes too. Others read of the public's version no name that the public does not."""
    named = office or version.audience is not Audience.PUBLIC
    built, issued = (f", by {name}" if named else "" for name in (version.author, version.issued_by))
    said: list[tuple[str, Any]] = [
        ("Version", str(version.number)),
        ("For", capital(for_words(version).removeprefix("for "))),
        ("Built", f"{moment_words(version.made_at)}{built}"),
        (
            "Approved",
            _capital(
                (approved_words(version) if office else report.approved_words).removeprefix("Approved ")
            ),
        ),
        (
            "Dissemination",
            _capital(report.authorised_words.removeprefix("Dissemination ")),
        ),
        (
            "Issued",
            f"{moment_words(version.issued_at)}{issued}" if version.issued_at else "",
        ),
        ("Issued without the force’s word", version.issued_without if office else ""),
        ("Marking", version.marking),
    ]
    return [{"name": name, "value": value} for name, value in said if value]


def _withheld(version: "ReportVersion", report: Report) -> list[Row]:
    """For the office: that the readers do not get all of it."""
    if not report.withheld and not report.left_out:
        return []
    may = current_viewer().roles & ACCESS["redactions.show"]
    href = url_for("redactions.show", number=version.id) if may else ""
    return [{"name": "Withheld", "value": withheld_words(report.withheld, report.left_out), "href": href}]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

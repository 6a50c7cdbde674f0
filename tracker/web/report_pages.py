"""What the pages of reports show: the list of all versions, and one version with its files."""

from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.meeting_words import day_words
from tracker.domain.report_kinds import FORM_WORDS, KINDS, ReportKind, kind_named
from tracker.domain.report_record import from_text
from tracker.domain.report_sitting import ActionLog, owners
from tracker.domain.version_states import VersionState
from tracker.domain.wording import date_words, moment_words
from tracker.services.report_files import file_name
from tracker.web.access import ACCESS, current_viewer

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting
    from tracker.models.reports import RecordSnapshot, ReportVersion

Row = dict[str, Any]


def row(version: "ReportVersion", meeting: "Meeting | None") -> Row:
    """One line of the list."""
    return {
        "number": version.id,
        "title": kind_named(version.kind).title,
        "href": url_for("reports.show", number=version.id),
        "meeting": day_words(meeting) if meeting else "",
        "version": version.number,
        "built": f"{moment_words(version.made_at)}, by {version.author}",
        "standing": standing(version),
        "files": files(version),
    }


def heading(rows: list[Row]) -> str:
    """ "2 drafts are not issued yet" """
    drafts = sum(one["standing"] == "draft" for one in rows)
    if not rows:
        return "No report has been built yet"
    if drafts and current_viewer().roles & ACCESS["reports.issue"]:
        return f"{drafts} {'draft is' if drafts == 1 else 'drafts are'} not issued yet"
    issued = sum(one["standing"] == "issued" for one in rows)
    return (
        f"{issued} {'report is' if issued == 1 else 'reports are'} issued"
        if issued
        else "No report is issued yet"
    )


def standing(version: "ReportVersion") -> str:
    """ "draft", "issued", or "working" for what is used on the day alone."""
    issued = version.state.value == VersionState.ISSUED.value
    return "issued" if issued else "working" if kind_named(version.kind).working else "draft"


def files(version: "ReportVersion") -> list[Row]:
    """The forms of a version: {form, href}."""
    return [
        {"form": FORM_WORDS[form], "href": _file(version, file_name(version, form))}
        for form in kind_named(version.kind).forms
    ]


def offers(meeting: "Meeting") -> list[Row]:
    """What can be built for a meeting now, as for `buttons` in components/states.html."""
    address = meeting.reference.lower()
    return [
        {
            "label": offer_words(kind),
            "href": url_for("reports.build", reference=address, **offer_values(kind)),
            "method": "post",
            "tone": "secondary",
            "new_tab": kind.working,
        }
        for kind in KINDS.values()
        if meeting.status in kind.offered
    ]


def offer_words(kind: ReportKind) -> str:
    """ "Build the action log", "Print the chair’s list (opens in a new tab)" """
    name = kind.title[:1].lower() + kind.title[1:]
    return f"Print the {name} (opens in a new tab)" if kind.working else f"Build the {name}"


def offer_values(kind: ReportKind) -> dict[str, str]:
    """What is sent along to build it. A working paper is shown at once."""
    return {"kind": kind.name, "show": "1"} if kind.working else {"kind": kind.name}


def page(version: "ReportVersion", snapshot: "RecordSnapshot", meeting: "Meeting | None") -> Row:
    """The context of reports/show.html."""
    kind = kind_named(version.kind)
    report = from_text(snapshot.record)
    office = current_viewer().reads_everything
    return {
        "cut": version,
        "title": f"{kind.title}, version {version.number}",
        "heading": _heading(version, kind),
        "meeting": meeting,
        "about": f"{report.series_title} · {report.meeting_words}",
        "standing": standing(version),
        "files": files(version),
        "read": _file(version, file_name(version), show=1),
        "since": report.changed_since,
        "changes": report.changes,
        "owners": _owners(version, report) if office and isinstance(report, ActionLog) else [],
        "facts": _facts(version),
    }


def _heading(version: "ReportVersion", kind: ReportKind) -> str:
    if standing(version) == "draft":
        return f"{kind.title}: version {version.number} is a draft"
    if standing(version) == "working" or version.issued_at is None:
        return f"{kind.title}, version {version.number}"
    return f"{kind.title}: version {version.number} was issued on {date_words(version.issued_at)}"


def _owners(version: "ReportVersion", log: ActionLog) -> list[Row]:
    """Each owner of something in the log, with the files that hold nothing else."""
    return [
        {
            "title": title,
            "files": [
                {
                    "form": FORM_WORDS[form],
                    "href": _file(version, file_name(version, form), post=code),
                }
                for form in kind_named(version.kind).forms
            ],
        }
        for code, title in owners(log)
    ]


def _facts(version: "ReportVersion") -> list[Row]:
    rows = [
        {"name": "Version", "value": str(version.number)},
        {"name": "Built", "value": f"{moment_words(version.made_at)}, by {version.author}"},
    ]
    if version.issued_at:
        rows.append({"name": "Issued", "value": f"{moment_words(version.issued_at)}, by {version.issued_by}"})
    return [*rows, {"name": "Marking", "value": version.marking}]


def _file(version: "ReportVersion", name: str, **values: Any) -> str:
    return url_for("reports.download", number=version.id, name=name, **values)

"""What the list of reports shows: every version with its audience, how far it is, and its files; and what can be built."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask import url_for

from tracker.domain.audiences import AUDIENCE_WORDS
from tracker.domain.meeting_words import day_words
from tracker.domain.references import spoken
from tracker.domain.report_kinds import FORM_WORDS, KINDS, Form, ReportKind, SubjectKind, kind_named
from tracker.domain.report_words import in_a_sentence
from tracker.domain.version_states import VersionState
from tracker.domain.wording import date_words, moment_words
from tracker.services.report_files import file_name
from tracker.store.inspections import about_words
from tracker.web.access import ACCESS, current_viewer
from tracker.web.documents_page import size_words
from tracker.web.requests import current_session
from tracker.web.writing_of_report import to_write

if TYPE_CHECKING:
    from tracker.models.meetings import Meeting
    from tracker.models.reports import ReportVersion

Row = dict[str, Any]
Sizes = Mapping[tuple[int, str], int]
"""Bytes of the files that are kept, by the number of the version and the form."""


def row(
    version: "ReportVersion", meeting: "Meeting | None", posts: Mapping[int | None, str], sizes: Sizes
) -> Row:
    """One line of the list. `posts` are the titles of posts by their numbers."""
    kind = kind_named(version.kind)
    return {
        "number": version.id,
        "title": kind.title,
        "href": url_for("reports.show", number=version.id),
        "about": _about(version, meeting, posts),
        "audience": for_words(version),
        "version": version.number,
        "built": f"{moment_words(version.made_at)}, by {version.author}",
        "standing": standing(version),
        "under": _under(version),
        "files": files(version, sizes),
    }


def for_words(version: "ReportVersion") -> str:
    """For whom a version is: "for the Panel", or "for the office" where nobody else reads its kind."""
    return "for the office" if kind_named(version.kind).office_only else AUDIENCE_WORDS[version.audience]


def _about(version: "ReportVersion", meeting: "Meeting | None", posts: Mapping[int | None, str]) -> str:
    """What a version is about, in a few words: the day of a meeting, a post, "Action 006"."""
    if meeting:
        return day_words(meeting)
    if version.about.startswith("inspection:"):
        return about_words(current_session(), version.about.partition(":")[2])
    if version.action_id:
        return spoken(version.about.partition(":")[2])
    return posts[version.post_id] if version.post_id else version.about.partition(":")[2]


def _under(version: "ReportVersion") -> str:
    """What stands beneath the state: by whom it was approved, and since when it is issued."""
    by = f"approved by {version.approved_by}" if version.approved_by else ""
    on = f"on {date_words(version.issued_at)}" if version.issued_at else ""
    return ", ".join(filter(None, (on, by)))


def heading(versions: Sequence["ReportVersion"]) -> str:
    """ "2 reports are not issued yet" """
    if not versions:
        return (
            "No report has been built yet" if current_viewer().reads_everything else "No report is issued yet"
        )
    states = [standing(version) for version in versions]
    waiting, issued = sum(state in ("draft", "approved") for state in states), states.count("issued")
    if waiting and current_viewer().roles & ACCESS["reports.issue"]:
        return f"{waiting} {'report is' if waiting == 1 else 'reports are'} not issued yet"
    if not issued:
        return "No report is issued yet"
    return f"{issued} {'report is' if issued == 1 else 'reports are'} issued"


def standing(version: "ReportVersion") -> str:
    """ "draft", "approved", "issued", or "working" for what is used on the day alone."""
    if version.state is VersionState.DRAFT and kind_named(version.kind).working:
        return "working"
    return version.state.value


def files(version: "ReportVersion", sizes: Sizes | None = None) -> list[Row]:
    """The forms of a version: {form, href, size}; the size of a file that is not kept yet is ""."""
    kept = sizes or {}
    return [
        {
            "form": FORM_WORDS[form],
            "href": file_address(version, file_name(version, form)),
            "size": size_words(kept[version.key, form]) if (version.key, form) in kept else "",
        }
        for form in kind_named(version.kind).forms
    ]


def file_address(version: "ReportVersion", name: str, **values: Any) -> str:
    return url_for("reports.download", number=version.id, name=name, **values)


def may_build() -> bool:
    """Whether the viewer may build the report of a meeting."""
    return bool(current_viewer().roles & ACCESS["reports.build"])


def offers(meeting: "Meeting", kinds: Collection[str] = KINDS) -> list[Row]:
    """Which of these kinds can be built for a meeting now, as for `buttons` in components/states.html."""
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
        if kind.name in kinds and meeting.status in kind.offered
    ]


def groups(coming: "Meeting | None", held: "Meeting | None") -> list[Row]:
    """What can be built and written for the meeting to come, then what only the one held last allows: {heading, offers, writes}."""
    found: list[Row] = []
    seen: set[str] = set()
    for meeting, words in ((coming, "For the meeting of"), (held, "After the meeting of")):
        if meeting is None:
            continue
        kinds = {kind.name for kind in KINDS.values() if meeting.status in kind.offered} - seen
        if kinds:
            found.append(
                {
                    "heading": f"{words} {day_words(meeting)}",
                    "meeting": url_for("meetings.show", reference=meeting.reference.lower()),
                    "offers": offers(meeting, kinds),
                    "writes": to_write(meeting, kinds),
                }
            )
        seen |= kinds
    return found


def offers_about(subject: SubjectKind, name: str) -> list[Row]:
    """What can be built about a post or an action, as for `buttons`; nothing for who may not."""
    endpoint, part = {
        SubjectKind.POST: ("reports.build_about_post", "code"),
        SubjectKind.ACTION: ("reports.build_about_action", "reference"),
        SubjectKind.INSPECTIONS: ("reports.build_about_inspections", "code"),
    }[subject]
    if not current_viewer().roles & ACCESS[endpoint]:
        return []
    return [
        {
            "label": offer_words(kind),
            "href": url_for(endpoint, kind=kind.name, **{part: name}),
            "method": "post",
            "tone": "secondary",
        }
        for kind in KINDS.values()
        if kind.subject is subject
    ]


def offer_words(kind: ReportKind) -> str:
    """ "Build the action log", "Print the chair’s list (opens in a new tab)" """
    name = in_a_sentence(kind.title)
    return f"Print the {name} (opens in a new tab)" if kind.working else f"Build the {name}"


def offer_values(kind: ReportKind) -> dict[str, str]:
    """What is sent along to build it. A working paper is shown at once."""
    return {"kind": kind.name, "show": "1"} if kind.working else {"kind": kind.name}


def pdf_of(version: "ReportVersion") -> str:
    """Where the PDF of a version is shown."""
    return file_address(version, file_name(version, Form.PDF), show=1)

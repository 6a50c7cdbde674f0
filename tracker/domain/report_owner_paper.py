"""The owner's report, put into words: what the post owes, the most pressing first, each with its history; then what is over."""

from collections.abc import Iterable

from tracker.domain import report_findings
from tracker.domain.paper import Fact, Facts, Figure, Paper, Part, Prose
from tracker.domain.report_entries import entry
from tracker.domain.report_owner import OwnerAsked, OwnersReport
from tracker.domain.reports import ReportAction
from tracker.domain.wording import count_words, date_words, number_words, ordinal_times

NAME = "Owner’s report"
READING = (
    "Overdue is counted in working days of England after the day that was agreed. A date that the meeting agreed to move is "
    "slippage; carrying forward is not. Answer by the link in a mail about the action, or to the contact below."
)


def owners_paper(report: OwnersReport) -> Paper:
    return Paper(
        name=NAME,
        report=report,
        title=_title(report),
        subtitle=f"Owner’s report for the {report.about_words}",
        lead=_lead(report),
        reading=READING,
        figures=_figures(report),
        parts=tuple(part for part in _parts(report) if part.blocks),
    )


def _title(report: OwnersReport) -> str:
    live = [one for one in report.actions if one.is_open]
    if not live:
        return "Nothing is open"
    late = len(report_findings.overdue(report))
    first = report_findings.are(len(live), "action", "open")
    return f"{first}; {number_words(late)} {'is' if late == 1 else 'are'} overdue" if late else first


def _lead(report: OwnersReport) -> str:
    holder = f"Held by {report.holder_words}." if report.holder_words else "The post is vacant."
    asked = len(report.unanswered)
    waits = (
        f" An answer to a mail is awaited on {count_words(asked, 'action')}."
        if asked
        else " Every mail about these actions is answered."
    )
    return f"{holder}{waits if report.actions else ''}"


def _figures(report: OwnersReport) -> tuple[Figure, ...]:
    overdue, in_time, _, standing = report_findings.figures(report)
    return (overdue, in_time, standing, Figure("asked", len(report.unanswered), "asked and not answered"))


def _parts(report: OwnersReport) -> tuple[Part, ...]:
    rest = [one for one in report.actions if one.is_open and not one.is_overdue and not one.is_standing]
    by_day = sorted(rest, key=lambda one: (one.due_on is None, one.due_on or report.as_at, one.reference))
    closed = [one for one in report.actions if not one.is_open]
    since = f"Closed since {report.since_words}" if report.since_words else "Closed"
    return (
        _asked(report.unanswered),
        _section("overdue", "Overdue", report_findings.overdue(report)),
        _section("open", "Open and in time", by_day),
        _section("standing", "Standing items", (one for one in report.actions if one.is_standing), "item"),
        _section("closed", since, closed),
        *((_nothing(),) if not report.actions else ()),
    )


def _asked(unanswered: tuple[OwnerAsked, ...]) -> Part:
    facts = tuple(
        Fact(one.number_words, strong=f"{one.title}.", texts=(_asked_words(one),)) for one in unanswered
    )
    blocks = (Facts(facts),) if facts else ()
    return Part("Asked by mail and not answered", blocks, count_words(len(unanswered), "action"), key="asked")


def _asked_words(one: OwnerAsked) -> str:
    if one.times == 1:
        return f"Asked on {date_words(one.last_on)}."
    first, last = date_words(one.first_on), date_words(one.last_on)
    return f"Asked {ordinal_times(one.times)}, first on {first} and last on {last}."


def _section(key: str, title: str, found: Iterable[ReportAction], one: str = "action") -> Part:
    entries = tuple(entry(action) for action in found)
    return Part(title, entries, count_words(len(entries), one), key=key)


def _nothing() -> Part:
    return Part("What the post owes", (Prose(("No action is given to this post.",)),))

"""What changed between two versions of a paper: field by field, in plain words, with the reasons that were written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.references import ACTION, spoken
from tracker.domain.report_words import stopped
from tracker.domain.reports import ReportChange

Compared = Mapping[str, Mapping[str, str]]
"""What a paper says, by subject ("Action 017") and field ("The owner"), each as words; "" for what is not there."""

LONG = 160
"""A text of more characters than this is not quoted from the version before: the new one stands in the paper."""


@dataclass(frozen=True)
class Corrected:
    """A correction that was written down: what it was about ("Action 017"), what was corrected, and why, by whom and when."""

    subject: str
    what: str
    why: str


def corrected(subject: str, what: str, reason: str, by: str, on_words: str) -> Corrected:
    """A correction in the words of a paper. One about "PPM-017", or about a decision on it, is about "Action 017"."""
    reference = subject.rpartition(" ")[2]
    about = spoken(reference) if ACTION.fullmatch(reference) else subject
    why = f"Reason: {stopped(reason)} " if reason.strip() else ""
    return Corrected(about, stopped(what), f"{why}{by}, {on_words}.")


def changes(
    before: Compared, after: Compared, corrections: Sequence[Corrected] = ()
) -> tuple[ReportChange, ...]:
    """What `after` says otherwise than `before`, by subject, in the order of `after`; what is gone stands last.

    Of a correction the reason is told; what it was only where the two versions do not show it.
    """
    subjects = dict.fromkeys((*after, *before, *(one.subject for one in corrections)))
    found = (_change(subject, before.get(subject), after.get(subject), corrections) for subject in subjects)
    return tuple(change for change in found if change.sentences or change.reasons)


def _change(
    subject: str,
    before: Mapping[str, str] | None,
    after: Mapping[str, str] | None,
    corrections: Sequence[Corrected],
) -> ReportChange:
    sentences = _sentences(before, after)
    mine = [one for one in corrections if one.subject == subject]
    reasons = [one.why if sentences else f"{one.what} {one.why}".strip() for one in mine]
    return ReportChange(subject, sentences, tuple(dict.fromkeys(reasons)))


def _sentences(before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> tuple[str, ...]:
    if before is None and after is None:
        return ()
    if before is None:
        return ("Added.",)
    if after is None:
        return ("Taken out.",)
    fields = dict.fromkeys((*after, *before))
    return tuple(
        _sentence(field, before.get(field, ""), after.get(field, ""))
        for field in fields
        if before.get(field, "") != after.get(field, "")
    )


def _sentence(field: str, was: str, now: str) -> str:
    """ "Owner changed from “Head of Contact” to “Chief Constable”." """
    if not was:
        return f"{field} added: “{now}”." if len(now) <= LONG else f"{field} added."
    if not now:
        return f"{field} taken out: “{was}”." if len(was) <= LONG else f"{field} taken out."
    if max(len(was), len(now)) > LONG:
        return f"{field} written anew."
    return f"{field} changed from “{was}” to “{now}”."

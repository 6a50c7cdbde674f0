"""What changed between two versions of a paper: field by field, in plain words, with the reasons that were written down."""

from collections.abc import Mapping, Sequence

from tracker.domain.report_words import stopped
from tracker.domain.reports import ReportChange

Compared = Mapping[str, Mapping[str, str]]
"""What a paper says, by subject ("Action 017") and field ("The owner"), each as words; "" for what is not there."""

LONG = 160
"""A text of more characters than this is not quoted from the version before: the new one stands in the paper."""


def changes(
    before: Compared, after: Compared, reasons: Sequence[tuple[str, str]] = ()
) -> tuple[ReportChange, ...]:
    """What `after` says otherwise than `before`, by subject, in the order of `after`; what is gone stands last.

    `reasons` are the corrections that were written down, as subject and sentence; one whose subject did not change is told too.
    """
    subjects = dict.fromkeys((*after, *before, *(subject for subject, _ in reasons)))
    found = (
        ReportChange(
            subject,
            _sentences(before.get(subject), after.get(subject)),
            tuple(sentence for about, sentence in reasons if about == subject),
        )
        for subject in subjects
    )
    return tuple(change for change in found if change.sentences or change.reasons)


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
    if not was:
        return (
            f"{field}: now “{now}”; nothing stood there before." if len(now) <= LONG else f"{field}: added."
        )
    if not now:
        return f"{field}: taken out; it was “{was}”." if len(was) <= LONG else f"{field}: taken out."
    if max(len(was), len(now)) > LONG:
        return f"{field}: written anew."
    return f"{field}: now “{now}”, before “{was}”."


def reason_words(what: str, reason: str, by: str, on_words: str) -> str:
    """ "The owner was corrected. Reason: misheard. Sam Secretary, 6 October 2023." """
    said = [stopped(what), f"Reason: {stopped(reason)}" if reason.strip() else "", f"{by}, {on_words}."]
    return " ".join(part for part in said if part)

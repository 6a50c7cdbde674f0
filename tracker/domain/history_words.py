"""A row of the history in words: what happened, and what was there before and after."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.wording import date_words, moment_words

EVENTS = {
    "action.raised": "Raised",
    "action.corrected": "Corrected",
    "action.imported": "Taken in from the office’s own log",
    "action.imported_change": "Changed by the office’s own log",
    "action.import_taken_back": "Import taken back",
    "import.begun": "Import begun",
    "import.forgotten": "Import deleted before it was written",
    "import.written": "Log taken in",
    "import.taken_back": "Import taken back",
    "action.update_asked": "Update asked for",
    "update.given": "Update given",
    "answer.read": "Answer read",
    "answer.unread": "Answer to be read again",
    "evidence.attached": "Evidence attached",
    "evidence.removed": "Evidence removed",
    "evidence.found": "Evidence found again in a new version",
    "evidence.moved": "Evidence moved in a new version",
    "evidence.changed": "Evidence changed in a new version",
    "evidence.gone": "Evidence not found in a new version",
    "evidence.accepted": "Change of evidence accepted",
    "notes.saved": "Notes saved",
    "notes.corrected": "Notes corrected",
    "attendance.corrected": "Attendance corrected",
    "incoming.taken_in": "Mail taken in",
    "incoming.accepted": "Mail accepted as an update",
    "incoming.set_aside": "Mail that came in set aside",
    "incoming.taken_up": "Mail that came in taken up again",
    "address.failed": "Address failed",
    "address.cleared": "Address written to again",
    "links.revoked": "Owners' links revoked",
    "measure.beside_changed": "Target or average of a measure changed",
    "measure.set_beside": "Target or average added to a measure",
    "measure.taken_up": "Measure taken up again",
    "reading.answered": "Query about a reading answered",
    "reading.queried": "Reading queried with the force",
    "publication.published": "Published",
    "publication.changed": "Publication changed",
    "publication.withdrawn": "Withdrawn from the published record",
    "publication.withheld": "Words withheld from the public page",
    "publication.given_back": "Words given back to the public page",
    "published_elsewhere.noted": "Noted where it is published",
    "record.exported": "Exported",
    "report.built": "Report built",
    "report.cut": "Report cut for another audience",
    "report.approved": "Report approved",
    "report.unapproved": "Approval fell away, because the report says something else",
    "report.issued": "Report issued",
    "report.withheld": "Words withheld from a report",
    "report.given_back": "Words given back to a report",
    "report.name_kept": "Name kept in a report for the public",
    "text.saved": "Text saved",
    "report.sign_off_asked": "Report sent to the force for sign-off",
    "report.sign_off_answered": "The force’s answer on a report recorded",
    "disclosure.taken_down": "Request for what is held taken down",
    "disclosure.corrected": "Request for what is held changed",
    "disclosure.settled": "Request for what is held settled",
    "payload.disposed": "What a row of the history says destroyed",
    "purge.made": "A mistake purged",
    "disposal.proposed": "Disposal proposed",
    "disposal.destroyed": "Disposed of",
    "disposal.refused": "Disposal refused",
    "disposal.kept": "Kept instead of disposed of",
    "retention.rule_set": "Rule of retention set",
    "user.created": "Account made",
    "user.corrected": "Account changed",
    "user.link_given": "Link to set a password given out",
    "holder.added": "Holder added",
    "holder.ended": "Holder's last day",
}
NAMES = {
    "asked": "Details",
    "due_kind": "Due",
    "due_on": "Due on",
    "due_meeting_id": "Due at",
    "merged_into_id": "Merged with",
    "national_measure_id": "National measure",
    "decisions_at": "Decisions, from character",
    "notes_at": "Notes, from character",
    "parent_id": "Raised by the answer to",
    "post_id": "Owner",
    "second": "Second of the video",
    "shows": "Meant to show",
}
"""What the fields of a payload are called where their own names would not be understood."""
CODED = frozenset(
    {
        "status",
        "closure",
        "kind",
        "due_kind",
        "assurance",
        "rating",
        "outcome",
        "via",
        "roles",
        "state",
        "reading",
    }
)
"""Fields that hold a word of the program's own."""
DUE_KINDS = {
    "date": "a date",
    "meeting": "a meeting",
    "next_meeting": "the next meeting",
    "none": "no date yet",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*[+Z].*", re.ASCII)


@dataclass(frozen=True)
class Change:
    """One value: what it is called, what it was, what it is. Empty text stands for nothing."""

    name: str
    before: str
    after: str


def event_words(event: str) -> str:
    """ "action.raised" as "Raised"; one that has no words of its own as "Meeting: started"."""
    if event in EVENTS:
        return EVENTS[event]
    noun, _, verb = event.partition(".")
    plain = verb.replace("_", " ") or "changed"
    return plain.capitalize() if noun == "action" else f"{noun.capitalize().replace('_', ' ')}: {plain}"


def numbers_in(payload: str | None) -> Iterator[tuple[str, int]]:
    """The fields of a payload that hold the number of a row, with it."""
    for values in _sides(payload):
        for key, value in values.items():
            if key.endswith("_id") and isinstance(value, int):
                yield key, value


def changes(payload: str | None, names: Mapping[tuple[str, int], str] | None = None) -> list[Change]:
    """The values of a payload, by name. `names` says what the numbers stand for. A payload that was destroyed has none."""
    known = names or {}
    before, after = _sides(payload)
    found = [
        Change(_name(key), _said(key, before.get(key), known), _said(key, after.get(key), known))
        for key in sorted({*before, *after}, key=_name)
    ]
    return [change for change in found if change.before or change.after]


def _sides(payload: str | None) -> tuple[dict[str, object], dict[str, object]]:
    kept = json.loads(payload) if payload else {}
    return kept.get("before") or {}, kept.get("after") or {}


def _name(key: str) -> str:
    return NAMES.get(key) or key.removesuffix("_id").replace("_", " ").capitalize()


def _said(key: str, value: object, names: Mapping[tuple[str, int], str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_said(key, one, names) for one in value)
    if isinstance(value, int) and (key, value) in names:
        return names[key, value]
    text = str(value)
    if key == "due_kind":
        return DUE_KINDS.get(text, text)
    return text.replace("_", " ") if key in CODED else _as_day(text)


def _as_day(text: str) -> str:
    """A day or a moment of the record in words; any other text as it is."""
    try:
        if _DAY.fullmatch(text):
            return date_words(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return moment_words(datetime.fromisoformat(text))
    except ValueError:
        return text
    return text

"""Whether a text is about what was asked for, and what of a stored text is to be read."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.redaction_words import spans

NOUNS: dict[str, tuple[str, str]] = {
    "actions": ("Actions", "Action"),
    "updates": ("Updates", "Update of"),
    "reviews": ("Decisions", "Decision on"),
    "due_changes": ("Moves of due dates", "Due date of"),
    "evidence": ("Evidence", "Evidence of"),
    "excerpts": ("Excerpts", "Excerpt from"),
    "meetings": ("Meetings", "Meeting"),
    "agenda_items": ("Agendas", "Agenda of"),
    "agenda_notes": ("Notes of meetings", "Notes of"),
    "attendances": ("Attendance", "Attendance at"),
    "documents": ("Documents", "Document"),
    "document_pages": ("Pages of documents", "Page of"),
    "mails": ("Mail that was written", "Mail"),
    "mail_ledger": ("What became of mail", "Mail"),
    "incoming_mails": ("Mail that came in", "Mail"),
    "calls": ("Telephone calls", "Call to"),
    "persons": ("People", "Person"),
    "posts": ("Posts", "Post"),
    "holders": ("Holders of posts", "Holder of"),
    "users": ("Accounts", "Account"),
    "record_snapshots": ("Frozen records of reports", "Report"),
    "report_versions": ("Versions of reports", "Report"),
    "written_versions": ("Texts written for reports", "Text"),
    "history_payloads": ("History", "Entry"),
    "publications": ("The published record", "Published"),
    "import_rows": ("Rows of imported logs", "Row"),
    "readings": ("Readings of measures", "Reading of"),
    "statutory_clocks": ("Dates that the office owes", "Date"),
    "inspection_reports": ("Inspection reports", "Report"),
    "inspection_findings": ("Findings of inspections", "Finding"),
    "panel_asks": ("What the Panel asked", "Asked in"),
    "stored_files": ("Names of files", "File"),
}
"""What a table is called as a part of the record, and one row of it. Any other goes by its own name."""

COPIES = frozenset(
    {
        "search_texts",
        "publications.search",
        "mails.body_html",
        "written_versions.prose",
        "disclosures",
        *(f"history.{name}" for name in ("at", "source", "event", "subject", "payload_digest", "digest")),
        *(f"{table}.about" for table in ("record_snapshots", "report_versions", "written_texts")),
    }
)
"""Tables and columns that only repeat or point to what stands elsewhere, and the requests themselves."""

WORDLESS = frozenset(
    {
        *("facts", "history_head", "leases", "limits", "passes", "roles", "report_builds", "report_files"),
        *("api_tokens.hint", "reference", "marking", "chosen", "via", "code", "client_id", "kind", "sha256"),
        *("message_id", "thread", "carrier_id", "media_type", "cut_sha256", "made_from", "picture_sha256"),
    }
)
"""Tables, and columns of any table, that hold this program's own words and nobody's."""

SECRETS = frozenset({"users.password", "users.fs_uniquifier", "api_tokens.digest", "history_payloads.salt"})
"""Columns that nobody is ever shown."""

WHO = ("_by", "by_name", "actor")
"""What the names of columns end in that say who did it. Those rows are counted and not quoted."""


@dataclass(frozen=True)
class Meant:
    """Says of a text whether one of the terms stands in it, as whole words, in any case, with or without accents."""

    terms: tuple[str, ...]

    def __call__(self, text: str) -> bool:
        return any(spans(term, text) for term in self.terms)


def order_of(table: str) -> int:
    """Where its part stands in a bundle: what the office works with first, then all else, the history last."""
    if table == "history_payloads":
        return len(NOUNS) + 1
    return list(NOUNS).index(table) if table in NOUNS else len(NOUNS)


def source_of(table: str) -> str:
    """ "Moves of due dates" """
    return NOUNS[table][0] if table in NOUNS else _plain(table)


def row_of(table: str) -> str:
    """What stands before the name of what a row is about: "Update of"."""
    return NOUNS[table][1] if table in NOUNS else _plain(table)


def label_of(column: str) -> str:
    """ "Closed reason" """
    return _plain(column)


def says_who(column: str) -> bool:
    return column.endswith(WHO)


def readable(text: str, meant: Meant) -> str:
    """The text as a person reads it: of what is kept as JSON, those texts in it that are meant."""
    if text[:1] not in "{[":
        return text
    try:
        found = [leaf for leaf in _leaves(json.loads(text)) if meant(leaf)]
    except (ValueError, RecursionError):
        return text
    return "\n".join(dict.fromkeys(found)) or text


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from ([f"{key}: {one}"] if isinstance(one, str) else _leaves(one))
    elif isinstance(value, Sequence):
        for one in value:
            yield from _leaves(one)


def _plain(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]

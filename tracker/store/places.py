"""Every place in the database where words of people can stand. Purge and disposal know of no other list.

A column of text is in one of four: `PLACES`, where words are taken out; `CODES`, made from a title, which become another code;
`FIXED`, which the program alone writes or which cannot be changed; or the search index, which follows the record. A test fails for
a column that is in none, and until someone has put it somewhere it counts as one in which words are taken out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import SQLModel


@dataclass(frozen=True)
class Place:
    """A line on the page: words in columns of some tables. `json`: tables whose columns hold canonical JSON, named here or in `columns`."""

    code: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    json: Mapping[str, tuple[str, ...]]


def _place(code: str, title: str, json: str = "", **columns: str) -> Place:
    pairs = [one.split(".") for one in json.split()]
    tables = {table: tuple(name for of, name in pairs if of == table) for table, _ in pairs}
    return Place(code, title, {table: tuple(names.split()) for table, names in columns.items()}, tables)


PLACES: tuple[Place, ...] = (
    _place(
        "actions",
        "Actions: titles, details, origins and reasons",
        json="actions.unread",
        actions="title asked origin exit_rule closed_reason source chosen due_words owner_words own_reference",
        exit_rules="set_by kept_reason",
    ),
    _place("due_changes", "Reasons for moved dates", due_changes="reason by_name"),
    _place("updates", "Updates", updates="by_name received_by given_words body read_by"),
    _place(
        "reviews",
        "Decisions, and what was known when they were taken",
        json="reviews.known",
        reviews="note reason decided_by recorded_by",
    ),
    _place(
        "notes",
        "Notes of meetings, corrections and lines that came late",
        agenda_notes="notes decisions saved_by",
        late_lines="line by_name reason settled_by",
        meeting_corrections="made_by subject what reason",
    ),
    _place(
        "meetings",
        "Meetings, agendas and attendance",
        meetings="date_words ordinal venue video_url captions_url change_note chosen",
        meeting_series="title",
        agenda_items="title number",
        agenda_template_items="title number",
        attendances="name note",
        number_gaps="explanation",
        commissions="opening requests answer_note",
    ),
    _place(
        "written",
        "Texts written for reports, with their versions",
        json="written_versions.prose",
        written_versions="body saved_by",
    ),
    _place(
        "documents",
        "Documents: titles, notes and what is said of their versions",
        documents="title published_words transparency publisher owner authors authorised_by note added_by chosen",
        document_versions="printed added_by said",
    ),
    _place(
        "excerpts",
        "Excerpts and evidence",
        excerpts="quote place citation state_note added_by",
        evidence="url label place shows added_by removed_by removed_reason",
    ),
    _place("file_names", "Names of files", stored_files="name added_by"),
    _place(
        "measures",
        "Measures, readings and what they are set beside",
        areas="title note",
        measures="title counts ended_note chosen",
        measure_definitions="words added_by",
        rebases="title reason decided_by recorded_by",
        againsts="words source added_by",
        readings="period query answer note source added_by removed_reason",
    ),
    _place(
        "mails",
        "Mails, waiting and sent (the copy that is held here)",
        mails="to_name to_address subject body_text body_html held_because released_by last_error covering_note copies",
        mail_ledger="said",
        bad_addresses="address why cleared_by",
        update_links="revoked_by",
    ),
    _place(
        "incoming",
        "Mails that came in",
        incoming_mails="from_name from_address subject words settled_by reason",
        incoming_files="refused",
    ),
    _place(
        "chasing",
        "Calls, absences, closed days and dates that the office owes",
        json="series_policies.rules",
        calls="by_name spoke_to note",
        absences="note",
        closed_days="note",
        statutory_clocks="title steps note",
    ),
    _place(
        "inspections",
        "Inspections and the Panel",
        inspection_reports="body kind title url force_comments comments comments_url note",
        inspection_findings="wording due_words action_taken no_action_reason submitted_by submitted_note closed_note number",
        inspection_steps="done_by note recorded_by",
        panel_asks="wording asked_by reply",
    ),
    _place(
        "people",
        "Names and addresses of people, posts and organisations",
        persons="name email",
        posts="title address",
        organisations="name",
        holders="note",
        users="name",
    ),
    _place(
        "reference",
        "Priorities and national measures",
        priority_sets="title",
        priorities="title",
        national_measures="title",
    ),
    _place(
        "reports",
        "Drafts of reports: what was frozen for them, sign-offs and builds",
        json="record_snapshots.record",
        record_snapshots="taken_by",
        report_versions="author approved_by issued_by correction issued_without",
        report_sign_offs="asked_by note authorised_by answered_words recorded_by",
        report_builds="step said asked_by",
    ),
    _place(
        "publishing",
        "What is not public any more, and decisions about publishing",
        json="publications.cut",
        publications="title priority_title search",
        publication_files="label name",
        publication_decisions="decided_by reason public_words",
        published_elsewhere="url note noted_by",
    ),
    _place(
        "imports",
        "Logs that were taken in: their rows and what they were understood as",
        json="imports.corrections imports.matches imports.understood imports.found import_rows.read import_rows.before import_shapes.corrections import_shapes.matches",
        imports="name step said made_by written_by taken_back_by taken_back_reason",
        import_rows="sheet reference title why about",
        import_shapes="changed_by",
    ),
    _place(
        "outside",
        "Answers to other programs and notices to them",
        json="api_answers.body api_answers.headers webhook_deliveries.body",
        webhook_deliveries="said subject",
        webhooks="note made_by stopped_because",
        api_tokens="name made_by revoked_by",
        series_calendars="made_by",
    ),
    _place("filters", "Saved filters", saved_filters="name query"),
    _place(
        "disclosures",
        "Requests for what is held",
        disclosures="about terms note made_by",
    ),
    _place(
        "keeping",
        "Disposals, purges and rules of retention",
        json="disposals.destroyed purges.subjects purges.taken_from purges.still_in",
        disposals="reason proposed_by decided_by decided_reason",
        purges="reason made_by",
        retention_rules="basis",
    ),
    _place(
        "withheld",
        "Words that are withheld from readers",
        redactions="path words reason_words made_by removed_by",
        public_withholdings="words reason_words made_by removed_by",
    ),
)
WITHHELD = "withheld"
"""What keeps words from readers. It is taken out only where nothing is left that it would have to keep from them."""

CODES: Mapping[str, str] = {"documents": "code", "inspection_reports": "code"}
"""Codes that were made from a title and can become others; nothing of the record points to them by their words."""

FIXED: Mapping[str, str] = {
    "actions": "reference client_id marking",
    "api_answers": "request_key asked",
    "api_tokens": "digest hint scopes",
    "areas": "code",
    "clock_reminders": "step",
    "disclosures": "reference",
    "disposals": "subject",
    "document_pages": "picture_sha256",
    "documents": "marking",
    "excerpts": "rule",
    "exit_rules": "cause",
    "facts": "name value",
    "history": "at actor source event subject payload_digest digest",
    "history_head": "digest",
    "history_payloads": "salt",
    "import_shapes": "shape",
    "imports": "shape",
    "incoming_mails": "message_id",
    "late_lines": "client_id",
    "leases": "name holder",
    "limits": "bucket",
    "mail_ledger": "code",
    "mails": "message_id thread carrier_id",
    "measures": "code",
    "meeting_series": "code",
    "meetings": "reference",
    "national_measures": "code",
    "organisations": "code",
    "passes": "name",
    "posts": "code",
    "priorities": "code",
    "public_withholdings": "subject reason",
    "publication_decisions": "cut_sha256",
    "publications": "subject address priority meeting status cut_sha256 made_from",
    "published_elsewhere": "duty",
    "record_snapshots": "kind about sha256",
    "redactions": "reason",
    "reminders": "step",
    "report_builds": "forms",
    "report_files": "form",
    "report_versions": "kind about marking",
    "roles": "name description",
    "stored_files": "sha256 media_type",
    "updates": "via client_id",
    "users": "email password fs_uniquifier",
    "webhook_deliveries": "event_key",
    "webhooks": "url events",
    "written_texts": "kind about slot",
}
"""Columns that hold keys, digests, codes and words of the program's own, or that the chain of the history covers."""

WITH_FILES: Mapping[str, str] = {"document_pages": "words place"}
"""What was read in a file: it goes with the file, and stays with it."""
PAYLOADS: Mapping[str, str] = {"history_payloads": "payload"}
"""What the history says: destroyed as a whole where it holds the words."""

OTHER = "other"


def text_columns() -> Iterator[tuple[str, sa.Column[str]]]:
    """Every column of text of every table there is, with the name of its table. Choices of a fixed list are none."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            kind = column.type
            if isinstance(kind, sa.types.TypeDecorator):
                kind = kind.impl_instance
            if isinstance(kind, sa.String) and not isinstance(kind, sa.Enum):
                yield table.name, column


def classified() -> set[tuple[str, str]]:
    """Every column that somebody has put in one of the lists here."""
    found = {
        (table, name)
        for place in PLACES
        for tables in (place.columns, place.json)
        for table, names in tables.items()
        for name in names
    }
    for others in (FIXED, CODES, WITH_FILES, PAYLOADS):
        found |= {(table, name) for table, names in others.items() for name in names.split()}
    return found


def places() -> tuple[Place, ...]:
    """All of them. What is in no list is one more, so that a new column is not forgotten."""
    known = classified()
    rest: dict[str, tuple[str, ...]] = {}
    for table, column in text_columns():
        if (table, column.name) not in known:
            rest[table] = (*rest.get(table, ()), column.name)
    return (*PLACES, Place(OTHER, "Other texts", rest, {})) if rest else PLACES

"""Reads for an export what stands beside the actions: meetings, posts, measures, documents, inspections, each as plain rows.

A row names others by their codes and references, never by a number of this database, so that it can be understood anywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from tracker.models import chasing, documents, evidence, inspections, measures, meetings, people, sitting

CODES: Mapping[str, str] = {
    "meeting_series": "code",
    "meetings": "reference",
    "agenda_items": "position",
    "organisations": "code",
    "persons": "name",
    "posts": "code",
    "priority_sets": "title",
    "priorities": "code",
    "national_measures": "code",
    "areas": "code",
    "measures": "code",
    "readings": "id",
    "documents": "code",
    "stored_files": "sha256",
    "excerpts": "citation",
    "actions": "reference",
    "statutory_clocks": "title",
    "inspection_findings": "number",
}
"""The column by which a row of each table is named."""


@dataclass(frozen=True)
class Section:
    """One list: its name in JSON, its title as a sheet, and its fields in their order. Some are for JSON alone."""

    name: str
    title: str
    model: type[SQLModel]
    words: str
    sheet: bool = False

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.words.split())


SECTIONS = (
    Section(
        "series",
        "Series",
        meetings.MeetingSeries,
        "code title kind next_number papers_working_days liaison_post",
    ),
    Section("number_gaps", "Number gaps", meetings.NumberGap, "series number explanation"),
    Section(
        "meetings",
        "Meetings",
        meetings.Meeting,
        "reference series starts_on starts_at date_words ordinal venue papers_due papers_due_set status started_at closed_at "
        "video_url captions_url video_starts_at change_note",
        sheet=True,
    ),
    Section(
        "agenda_items",
        "Agenda",
        meetings.AgendaItem,
        "meeting position number title priority national_measure",
        sheet=True,
    ),
    Section("attendance", "Attendance", meetings.Attendance, "meeting post name attended note", sheet=True),
    Section("notes", "Notes", sitting.AgendaNote, "meeting agenda_item notes decisions saved_at saved_by"),
    Section(
        "corrections", "Corrections", sitting.MeetingCorrection, "meeting made_at made_by subject what reason"
    ),
    Section("organisations", "Organisations", people.Organisation, "code name kind"),
    Section(
        "posts",
        "Posts",
        people.Post,
        "code title organisation chief_officer elected named_contact escalates_to address staff_officer active",
        sheet=True,
    ),
    Section("persons", "Persons", people.Person, "name email weekly_only"),
    Section(
        "holders",
        "Holders",
        people.Holder,
        "post person acting starts_on starts_known ends_on ends_known note",
        sheet=True,
    ),
    Section("plans", "Plans", meetings.PrioritySet, "title starts_on ends_on"),
    Section("priorities", "Priorities", meetings.Priority, "priority_set code title position", sheet=True),
    Section(
        "national_measures",
        "National measures",
        meetings.NationalMeasure,
        "code title position active",
        sheet=True,
    ),
    Section("areas", "Areas", measures.Area, "code title kind position starts_on ends_on note"),
    Section(
        "measures",
        "Measures",
        measures.Measure,
        "code title counts unit better priority national_measure starts_on ends_on ended_note fix_after position",
        sheet=True,
    ),
    Section(
        "definitions",
        "Definitions",
        measures.MeasureDefinition,
        "measure from_on words breaks added_by",
        sheet=True,
    ),
    Section(
        "targets",
        "Targets and averages",
        measures.Against,
        "measure area kind value rank rank_of from_on to_on words source added_by",
    ),
    Section(
        "new_limits",
        "New limits",
        measures.Rebase,
        "measure area from_on title reason decided_on decided_by recorded_by",
    ),
    Section(
        "readings",
        "Readings",
        measures.MeasureReading,
        "id measure area basis starts_on ends_on period value numerator denominator status replaces query queried_on answer note "
        "document excerpt page source invented added_at added_by removed_on removed_reason",
        sheet=True,
    ),
    Section(
        "exit_rules",
        "Exit rules",
        measures.ExitRule,
        "action measure area kind cause basis periods from_on set_on set_by ready_on lost_on kept_on kept_reason",
    ),
    Section(
        "documents",
        "Documents",
        evidence.Document,
        "code title published_on published_words marking transparency publisher owner authors authorised_by meeting held note "
        "added_at added_by disposed_on",
        sheet=True,
    ),
    Section(
        "document_files",
        "Document files",
        documents.DocumentVersion,
        "document number file printed added_at added_by paged pages_total",
        sheet=True,
    ),
    Section(
        "files", "Files", evidence.StoredFile, "sha256 name media_type size added_at added_by destroyed_on"
    ),
    Section(
        "inspections",
        "Inspections",
        inspections.InspectionReport,
        "code body kind title published_on url document series invited_on force_comments force_comments_on comments "
        "comments_published_on comments_url sent_to_inspectorate_on sent_to_home_secretary_on note",
        sheet=True,
    ),
    Section(
        "findings",
        "Findings",
        inspections.Finding,
        "report action parent position kind number wording due_words action_taken no_action_reason state submitted_on submitted_by "
        "submitted_note closed_on closed_note",
        sheet=True,
    ),
    Section(
        "inspection_steps",
        "Inspection steps",
        inspections.InspectionStep,
        "report finding what done_on done_by note recorded_at recorded_by",
    ),
    Section(
        "panel_asks",
        "Panel",
        inspections.PanelAsk,
        "action kind wording asked_by reply_by reply replied_on",
        sheet=True,
    ),
    Section(
        "clocks",
        "Dates owed",
        chasing.StatutoryClock,
        "kind title post action starts_on last_on steps met_on note",
    ),
)


def rows_of(session: Session, section: Section) -> Iterator[dict[str, Any]]:
    """Every row of a list, the oldest first."""
    table: sa.Table = section.model.__table__  # type: ignore[attr-defined]
    joined: Any = table
    wanted = []
    for name in section.fields:
        if name in table.columns:
            wanted.append(table.columns[name].label(name))
            continue
        column = table.columns[f"{name}_id"]
        (key,) = column.foreign_keys
        other = key.column.table.alias(f"of_{name}")
        joined = joined.outerjoin(other, other.c.id == column)
        wanted.append(other.c[CODES.get(key.column.table.name, "code")].label(name))
    query = sa.select(*wanted).select_from(joined).order_by(table.c.id)
    for row in session.execute(query.execution_options(yield_per=1000)):
        yield dict(zip(section.fields, row, strict=True))

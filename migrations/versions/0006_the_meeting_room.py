"""The meeting room: attendance, notes, late lines, corrections, and mails that belong to a meeting."""

import sqlalchemy as sa
from alembic import op

from migrations.widening import widen

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _agenda_templates()
    _sittings()
    _late_lines()
    _columns()
    widen("actions", "kind", ("action", "commitment", "standing"), more=("outcome",))
    widen(
        "mails",
        "kind",
        ("reminder", "escalation", "fresh_link", "account"),
        more=("action_log", "meeting_moved", "raised"),
        constraint="mailkind",
    )


def _agenda_templates() -> None:
    op.create_table(
        "agenda_template_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("national_measure_id", sa.Integer(), nullable=True),
        _points("agenda_template_items", "series_id", "meeting_series"),
        _points("agenda_template_items", "priority_id", "priorities"),
        _points("agenda_template_items", "national_measure_id", "national_measures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_template_items")),
    )
    op.create_index(op.f("ix_agenda_template_items_series_id"), "agenda_template_items", ["series_id"])


def _sittings() -> None:
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("attended", _words("attended", "expected", "present", "apologies"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("attendances", "meeting_id", "meetings"),
        _points("attendances", "post_id", "posts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("meeting_id", "post_id", name=op.f("uq_attendances_meeting_id_post_id")),
    )
    op.create_table(
        "room_positions",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _points("room_positions", "meeting_id", "meetings"),
        _points("room_positions", "agenda_item_id", "agenda_items"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_room_positions")),
    )
    op.create_table(
        "agenda_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("agenda_notes", "meeting_id", "meetings"),
        _points("agenda_notes", "agenda_item_id", "agenda_items"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_notes")),
        sa.UniqueConstraint(
            "meeting_id", "agenda_item_id", name=op.f("uq_agenda_notes_meeting_id_agenda_item_id")
        ),
    )
    op.create_table(
        "meeting_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _points("meeting_corrections", "meeting_id", "meetings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_corrections")),
    )
    op.create_index(op.f("ix_meeting_corrections_meeting_id"), "meeting_corrections", ["meeting_id"])


def _late_lines() -> None:
    op.create_table(
        "late_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("state", _words("latelinestate", "waiting", "taken_in", "set_aside"), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("late_lines", "meeting_id", "meetings"),
        _points("late_lines", "agenda_item_id", "agenda_items"),
        _points("late_lines", "action_id", "actions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_lines")),
        sa.UniqueConstraint("client_id", name=op.f("uq_late_lines_client_id")),
    )
    op.create_index(op.f("ix_late_lines_meeting_id"), "late_lines", ["meeting_id"])


def _columns() -> None:
    op.add_column("meetings", sa.Column("video_starts_at", sa.DateTime(timezone=True), nullable=True))
    for table, column in (("meetings", "change_note"), ("reviews", "known"), ("mails", "covering_note")):
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    # SQLite takes a foreign key with its column, and in no other way.
    for column, table in (("meeting_id", "meetings"), ("report_version_id", "report_versions")):
        key = op.f(f"fk_mails_{column}")
        op.execute(f"ALTER TABLE mails ADD COLUMN {column} INTEGER CONSTRAINT {key} REFERENCES {table} (id)")
    op.create_index(op.f("ix_mails_meeting_id"), "mails", ["meeting_id"])


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, native_enum=False, create_constraint=True, length=40, name=name)

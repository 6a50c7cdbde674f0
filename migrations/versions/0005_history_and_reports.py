"""The history, and what is frozen for reports."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REFUSE = {
    "sqlite": [
        "CREATE TRIGGER history_not_changed BEFORE UPDATE ON history "
        "BEGIN SELECT RAISE(ABORT, 'a row of the history is never changed'); END",
        "CREATE TRIGGER history_not_removed BEFORE DELETE ON history "
        "BEGIN SELECT RAISE(ABORT, 'a row of the history is never removed'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION history_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a row of the history is never changed or removed'; END $$",
        "CREATE TRIGGER history_keeps BEFORE UPDATE OR DELETE ON history "
        "FOR EACH ROW EXECUTE FUNCTION history_refuses()",
        "CREATE TRIGGER history_keeps_all BEFORE TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION history_refuses()",
    ],
}
"""The chain is append-only, and the database itself sees to it."""


def upgrade() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "history",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_subject"), "history", ["subject"], unique=False)
    op.create_table(
        "history_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_head")),
    )
    op.create_table(
        "history_payloads",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history_payloads")),
    )
    op.create_table(
        "record_snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_record_snapshots_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_snapshots")),
    )
    op.create_index(op.f("ix_record_snapshots_meeting_id"), "record_snapshots", ["meeting_id"], unique=False)
    op.create_table(
        "report_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "approved",
                "issued",
                name="versionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("marking", sa.String(length=40), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_report_versions_meeting_id")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["record_snapshots.id"], name=op.f("fk_report_versions_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_versions")),
        sa.UniqueConstraint(
            "kind", "meeting_id", "number", name=op.f("uq_report_versions_kind_meeting_id_number")
        ),
    )
    op.create_index(op.f("ix_report_versions_snapshot_id"), "report_versions", ["snapshot_id"], unique=False)
    op.create_table(
        "report_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_version_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_report_files_file_id")),
        sa.ForeignKeyConstraint(
            ["report_version_id"], ["report_versions.id"], name=op.f("fk_report_files_report_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_files")),
    )
    op.create_index(
        op.f("ix_report_files_report_version_id"), "report_files", ["report_version_id"], unique=False
    )
    # ### end Alembic commands ###
    op.execute(f"INSERT INTO history_head (id, count, digest) VALUES (1, 0, '{'0' * 64}')")  # noqa: S608
    for statement in REFUSE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER history_keeps ON history")
        op.execute("DROP TRIGGER history_keeps_all ON history")
        op.execute("DROP FUNCTION history_refuses()")
    op.drop_table("report_files")
    op.drop_table("report_versions")
    op.drop_table("record_snapshots")
    op.drop_table("facts")
    op.drop_table("history_head")
    op.drop_table("history_payloads")
    op.drop_table("history")

"""Documents: their files as they came, what was read in them, and the excerpts that evidence rests on."""

import sqlalchemy as sa
from alembic import op

from migrations.columns import add_reference, add_text, one_of, points
from migrations.widening import widen

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _what_was_read()
    _excerpts()
    add_text(
        "documents", "transparency", "publisher", "owner", "authors", "authorised_by", "added_by", "chosen"
    )
    add_reference("documents", "meeting_id", "meetings")
    op.create_index(op.f("ix_documents_meeting_id"), "documents", ["meeting_id"])
    op.add_column("documents", sa.Column("added_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("documents", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    add_reference("evidence", "excerpt_id", "excerpts")
    op.create_index(op.f("ix_evidence_excerpt_id"), "evidence", ["excerpt_id"])
    # What is new, or proposed for a meeting, is very little of all that was ever answered.
    op.create_index("ix_updates_reading", "updates", ["reading", "action_id"])
    add_text("evidence", "shows", "removed_by", "removed_reason")
    for column, kind in (("seen_on", sa.Date()), ("second", sa.Integer()), ("removed_on", sa.Date())):
        op.add_column("evidence", sa.Column(column, kind, nullable=True))
    widen(
        "evidence",
        "kind",
        ("file", "web", "document"),
        more=("excerpt", "reading", "video"),
        constraint="evidencekind",
    )


def _what_was_read() -> None:
    op.create_table(
        "document_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column(
            "state", one_of("readstate", "waiting", "reading", "read", "refused", "cancelled"), nullable=False
        ),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("paged", sa.Boolean(), nullable=False),
        sa.Column("pages_total", sa.Integer(), nullable=True),
        sa.Column("pages_read", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        points("document_versions", "document_id", "documents"),
        points("document_versions", "file_id", "stored_files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_versions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_document_versions_document_id_number")),
    )
    op.create_index(op.f("ix_document_versions_file_id"), "document_versions", ["file_id"])
    op.create_table(
        "document_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("picture_sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        points("document_pages", "version_id", "document_versions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_pages")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_document_pages_version_id_position")),
    )


def _excerpts() -> None:
    op.create_table(
        "excerpts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("kind", one_of("excerptkind", "words", "page", "figure", "table"), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("state", one_of("excerptstate", "found", "moved", "changed", "gone"), nullable=False),
        sa.Column("state_note", sa.Text(), nullable=False),
        sa.Column("seen_to_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("excerpts", "document_id", "documents"),
        points("excerpts", "version_id", "document_versions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excerpts")),
    )
    op.create_index(op.f("ix_excerpts_document_id"), "excerpts", ["document_id"])
    op.create_index(op.f("ix_excerpts_version_id"), "excerpts", ["version_id"])

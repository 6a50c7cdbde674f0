"""Reports for an audience: approval, sign-off, redaction, building in the background, writing; and the published record."""

import sqlalchemy as sa
from alembic import op

from migrations.columns import add_reference, add_text, one_of, points
from migrations.widening import widen

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

AUDIENCES = ("meeting", "panel", "public", "owner")
MAILS = (
    *("reminder", "escalation", "fresh_link", "account", "action_log", "meeting_moved", "raised"),
    *("digest", "handover", "commission", "clock", "asked_again", "test"),
)


def upgrade() -> None:
    _versions()
    _sign_offs_and_redactions()
    _builds()
    _writing()
    _published()
    op.add_column(
        "actions", sa.Column("marking", sa.String(length=40), nullable=False, server_default="OFFICIAL")
    )
    for flag in ("elected", "named_contact"):
        op.add_column("posts", sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false()))
    add_text("meetings", "captions_url")
    op.create_index("ix_actions_due_at_number", "actions", ["due_meeting_id", "number"])
    widen("mails", "kind", MAILS, more=("sign_off",), constraint="mailkind")


def _versions() -> None:
    for table in ("record_snapshots", "report_versions"):
        op.add_column(table, sa.Column("about", sa.String(length=120), nullable=False, server_default=""))
    op.add_column("report_versions", sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
    add_text("report_versions", "approved_by", "correction", "issued_without")
    add_reference("report_versions", "post_id", "posts")
    add_reference("report_versions", "action_id", "actions")
    for table in ("record_snapshots", "report_versions"):
        op.execute(
            f"UPDATE {table} SET about = COALESCE((SELECT 'meeting:' || meetings.reference FROM meetings "  # noqa: S608
            f"WHERE meetings.id = {table}.meeting_id), '')"
        )
    # SQLite changes no constraint of a table that is there: batch mode makes it anew.
    audience = sa.Column("audience", one_of("audience", *AUDIENCES), nullable=False, server_default="meeting")
    with op.batch_alter_table("report_versions") as versions:
        versions.add_column(audience)
        versions.drop_constraint(op.f("uq_report_versions_kind_meeting_id_number"), type_="unique")
        versions.create_unique_constraint(
            op.f("uq_report_versions_kind_about_audience_number"), ["kind", "about", "audience", "number"]
        )
    op.create_index(op.f("ix_report_versions_meeting_id"), "report_versions", ["meeting_id"])


def _sign_offs_and_redactions() -> None:
    op.create_table(
        "report_sign_offs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_version_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("authorised", sa.Boolean(), nullable=True),
        sa.Column("authorised_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_words", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("fell_away_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        points("report_sign_offs", "report_version_id", "report_versions"),
        points("report_sign_offs", "post_id", "posts"),
        points("report_sign_offs", "mail_id", "mails"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_sign_offs")),
    )
    op.create_index(op.f("ix_report_sign_offs_report_version_id"), "report_sign_offs", ["report_version_id"])
    op.create_table(
        "redactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_version_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("reason_words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=False),
        points("redactions", "report_version_id", "report_versions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redactions")),
    )
    op.create_index(op.f("ix_redactions_report_version_id"), "redactions", ["report_version_id"])


def _builds() -> None:
    states = one_of("buildstate", "waiting", "running", "done", "failed", "cancelled")
    op.create_table(
        "report_builds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_version_id", sa.Integer(), nullable=False),
        sa.Column("forms", sa.Text(), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        points("report_builds", "report_version_id", "report_versions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_builds")),
    )
    op.create_index(op.f("ix_report_builds_report_version_id"), "report_builds", ["report_version_id"])


def _writing() -> None:
    op.create_table(
        "written_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=120), nullable=False),
        sa.Column("slot", sa.String(length=120), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_texts")),
        sa.UniqueConstraint("kind", "about", "slot", name=op.f("uq_written_texts_kind_about_slot")),
    )
    op.create_table(
        "written_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prose", sa.Text(), nullable=False),
        sa.Column("taken_from", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        points("written_versions", "text_id", "written_texts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_versions")),
        sa.UniqueConstraint("text_id", "number", name=op.f("uq_written_versions_text_id_number")),
    )


def _published() -> None:
    kinds = one_of("published", "meeting", "action", "measure", "document", "report")
    withheld_kinds = one_of("withheld_kind", "meeting", "action", "measure", "document", "report")
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=False),
        sa.Column("priority_title", sa.Text(), nullable=False),
        sa.Column("meeting", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("cut", sa.Text(), nullable=False),
        sa.Column("cut_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_from", sa.String(length=64), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_publications_kind_subject")),
        sa.UniqueConstraint("address", name=op.f("uq_publications_address")),
    )
    for column in ("priority", "meeting"):
        op.create_index(op.f(f"ix_publications_{column}"), "publications", [column])
    op.create_table(
        "publication_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        points("publication_files", "publication_id", "publications"),
        points("publication_files", "file_id", "stored_files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_files")),
        sa.UniqueConstraint("publication_id", "name", name=op.f("uq_publication_files_publication_id_name")),
    )
    op.create_table(
        "publication_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("event", one_of("publishedevent", "published", "changed", "withdrawn"), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("public_words", sa.Text(), nullable=False),
        sa.Column("cut_sha256", sa.String(length=64), nullable=False),
        points("publication_decisions", "publication_id", "publications"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_decisions")),
    )
    op.create_index(
        op.f("ix_publication_decisions_publication_id"), "publication_decisions", ["publication_id"]
    )
    op.create_table(
        "public_withholdings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", withheld_kinds, nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("reason_words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_withholdings")),
    )
    op.create_index("ix_public_withholdings_subject", "public_withholdings", ["kind", "subject"])
    op.create_table(
        "published_elsewhere",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=60), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_elsewhere")),
        sa.UniqueConstraint("duty", name=op.f("uq_published_elsewhere_duty")),
    )

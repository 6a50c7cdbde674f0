"""Inspections and the Panel; what is kept, disposed of, purged and disclosed."""

import sqlalchemy as sa
from alembic import op

from migrations.columns import one_of, points

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _inspections()
    _keeping()
    _disposed_of()
    _kinds_of_series()


def _kinds_of_series() -> None:
    check = op.f("ck_meeting_series_serieskind")
    op.execute(
        "ALTER TABLE meeting_series ADD COLUMN kind VARCHAR(40) DEFAULT 'performance' NOT NULL "
        f"CONSTRAINT {check} CHECK (kind IN ('performance', 'panel', 'inspection'))"
    )


def _disposed_of() -> None:
    for table in ("actions", "updates", "mails", "documents", "report_versions"):
        op.add_column(table, sa.Column("disposed_on", sa.Date(), nullable=True))
    op.add_column("stored_files", sa.Column("destroyed_on", sa.Date(), nullable=True))


def _inspections() -> None:
    op.create_table(
        "inspection_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=True),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("invited_mail_id", sa.Integer(), nullable=True),
        sa.Column("force_comments", sa.Text(), nullable=False),
        sa.Column("force_comments_on", sa.Date(), nullable=True),
        sa.Column("comments", sa.Text(), nullable=False),
        sa.Column("comments_published_on", sa.Date(), nullable=True),
        sa.Column("comments_url", sa.Text(), nullable=False),
        sa.Column("sent_to_inspectorate_on", sa.Date(), nullable=True),
        sa.Column("sent_to_home_secretary_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("inspection_reports", "document_id", "documents"),
        points("inspection_reports", "series_id", "meeting_series"),
        points("inspection_reports", "clock_id", "statutory_clocks"),
        points("inspection_reports", "invited_mail_id", "mails"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_reports")),
        sa.UniqueConstraint("code", name=op.f("uq_inspection_reports_code")),
    )
    op.create_table(
        "inspection_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            one_of("findingkind", "recommendation", "area_for_improvement", "cause_of_concern"),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("due_words", sa.Text(), nullable=False),
        sa.Column("action_taken", sa.Text(), nullable=False),
        sa.Column("no_action_reason", sa.Text(), nullable=False),
        sa.Column("state", one_of("findingstate", "open", "submitted", "closed"), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("submitted_note", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("inspection_findings", "report_id", "inspection_reports"),
        points("inspection_findings", "action_id", "actions"),
        points("inspection_findings", "parent_id", "inspection_findings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_findings")),
        sa.UniqueConstraint("action_id", name=op.f("uq_inspection_findings_action_id")),
    )
    op.create_index(op.f("ix_inspection_findings_report_id"), "inspection_findings", ["report_id"])
    _inspection_steps()
    op.create_table(
        "panel_asks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("askkind", "recommendation", "question"), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("clock_id", sa.Integer(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        points("panel_asks", "action_id", "actions"),
        points("panel_asks", "clock_id", "statutory_clocks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_asks")),
        sa.UniqueConstraint("action_id", name=op.f("uq_panel_asks_action_id")),
    )


def _inspection_steps() -> None:
    op.create_table(
        "inspection_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column(
            "what",
            one_of(
                "inspectionstepkind",
                "invited",
                "force_commented",
                "published",
                "sent_to_inspectorate",
                "sent_to_home_secretary",
                "submitted",
                "sent_back",
                "closed",
                "reopened",
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        points("inspection_steps", "report_id", "inspection_reports"),
        points("inspection_steps", "finding_id", "inspection_findings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_steps")),
    )
    for column in ("report_id", "finding_id"):
        op.create_index(op.f(f"ix_inspection_steps_{column}"), "inspection_steps", [column])


def _keeping() -> None:
    op.create_table(
        "retention_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kept_class",
            one_of("keptclass", "actions", "updates", "mail", "documents", "drafts"),
            nullable=False,
        ),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rules")),
        sa.UniqueConstraint("kept_class", name=op.f("uq_retention_rules_kept_class")),
    )
    op.create_table(
        "disposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kept_class",
            one_of("disposed_class", "actions", "updates", "mail", "documents", "drafts"),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column(
            "state", one_of("disposalstate", "proposed", "destroyed", "refused", "kept"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_reason", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("destroyed", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposals")),
    )
    op.create_index(op.f("ix_disposals_subject"), "disposals", ["subject"])
    op.create_table(
        "purges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("taken_from", sa.Text(), nullable=False),
        sa.Column("still_in", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purges")),
    )
    op.create_table(
        "disclosures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("kind", one_of("disclosurekind", "foi", "sar"), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("state", one_of("disclosurestate", "gathering", "sent", "closed"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
        sa.UniqueConstraint("reference", name=op.f("uq_disclosures_reference")),
    )

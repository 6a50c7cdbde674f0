"""Measures: areas, definitions, rebases, readings, what they are set beside, and exit rules."""

import sqlalchemy as sa
from alembic import op

from migrations.columns import add_reference, one_of, points

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _what_is_measured()
    _readings()
    _exit_rules()
    add_reference("evidence", "reading_id", "readings")


def _what_is_measured() -> None:
    op.create_table(
        "areas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", one_of("areakind", "force", "hub", "other"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("code", name=op.f("uq_areas_code")),
    )
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("unit", one_of("unit", "count", "percent", "rate_per_1000", "duration"), nullable=False),
        sa.Column("better", one_of("better", "higher", "lower", "neither"), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("national_measure_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_note", sa.Text(), nullable=False),
        sa.Column("fix_after", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("measures", "national_measure_id", "national_measures"),
        points("measures", "priority_id", "priorities"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("code", name=op.f("uq_measures_code")),
    )
    op.create_table(
        "measure_definitions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("breaks", sa.Boolean(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        points("measure_definitions", "measure_id", "measures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_definitions")),
    )
    op.create_index(op.f("ix_measure_definitions_measure_id"), "measure_definitions", ["measure_id"])
    op.create_table(
        "rebases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        points("rebases", "area_id", "areas"),
        points("rebases", "measure_id", "measures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rebases")),
    )
    op.create_index(op.f("ix_rebases_measure_id"), "rebases", ["measure_id"])
    op.create_table(
        "againsts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind", one_of("againstkind", "target", "national", "most_similar", "rank"), nullable=False
        ),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rank_of", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("againsts", "area_id", "areas"),
        points("againsts", "measure_id", "measures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_againsts")),
    )
    op.create_index(op.f("ix_againsts_measure_id"), "againsts", ["measure_id"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column(
            "basis",
            one_of("basis", "month", "quarter", "year", "financial_year", "rolling", "other"),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("numerator", sa.Float(), nullable=True),
        sa.Column("denominator", sa.Float(), nullable=True),
        sa.Column("status", one_of("readingstatus", "provisional", "final", "revised"), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("queried_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("excerpt_id", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("removed_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("readings", "area_id", "areas"),
        points("readings", "document_id", "documents"),
        points("readings", "excerpt_id", "excerpts"),
        points("readings", "measure_id", "measures"),
        points("readings", "replaces_id", "readings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_document_id"), "readings", ["document_id"])
    op.create_index(op.f("ix_readings_replaces_id"), "readings", ["replaces_id"])
    op.create_index("ix_readings_series", "readings", ["measure_id", "area_id", "starts_on"])


def _exit_rules() -> None:
    op.create_table(
        "exit_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("kind", one_of("exitkind", "improvement", "target_met", "within_reach"), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column(
            "basis",
            one_of("basis", "month", "quarter", "year", "financial_year", "rolling", "other"),
            nullable=False,
        ),
        sa.Column("periods", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("lost_on", sa.Date(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("kept_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        points("exit_rules", "action_id", "actions"),
        points("exit_rules", "area_id", "areas"),
        points("exit_rules", "measure_id", "measures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exit_rules")),
        sa.UniqueConstraint("action_id", name=op.f("uq_exit_rules_action_id")),
    )
    op.create_index(op.f("ix_exit_rules_measure_id"), "exit_rules", ["measure_id"])

"""Actions, their dates, updates and reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "action",
                "commitment",
                "standing",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "recommended",
                "closed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "closure",
            sa.Enum(
                "complete",
                "no_further_action",
                "merged",
                "void",
                name="closure",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "assurance",
            sa.Enum(
                "assured",
                "further",
                "not_assured",
                name="assurance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("raised_meeting_id", sa.Integer(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("national_measure_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column(
            "due_kind",
            sa.Enum(
                "date",
                "meeting",
                "next_meeting",
                "standing",
                "none",
                name="duekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_meeting_id", sa.Integer(), nullable=True),
        sa.Column("due_since", sa.Date(), nullable=True),
        sa.Column("exit_rule", sa.Text(), nullable=False),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("times_moved", sa.Integer(), nullable=False),
        sa.Column("times_carried", sa.Integer(), nullable=False),
        sa.Column("last_update_on", sa.Date(), nullable=True),
        sa.Column(
            "last_rating",
            sa.Enum(
                "green", "amber", "red", name="rating", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_actions_agenda_item_id")
        ),
        sa.ForeignKeyConstraint(["due_meeting_id"], ["meetings.id"], name=op.f("fk_actions_due_meeting_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["actions.id"], name=op.f("fk_actions_merged_into_id")),
        sa.ForeignKeyConstraint(
            ["national_measure_id"], ["national_measures.id"], name=op.f("fk_actions_national_measure_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["actions.id"], name=op.f("fk_actions_parent_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_actions_post_id")),
        sa.ForeignKeyConstraint(["priority_id"], ["priorities.id"], name=op.f("fk_actions_priority_id")),
        sa.ForeignKeyConstraint(
            ["raised_meeting_id"], ["meetings.id"], name=op.f("fk_actions_raised_meeting_id")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["meeting_series.id"], name=op.f("fk_actions_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("client_id", name=op.f("uq_actions_client_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_actions_reference")),
        sa.UniqueConstraint("series_id", "number", name=op.f("uq_actions_series_id_number")),
    )
    op.create_index(op.f("ix_actions_agenda_item_id"), "actions", ["agenda_item_id"], unique=False)
    op.create_index("ix_actions_at_meeting", "actions", ["raised_meeting_id", "number"], unique=False)
    op.create_index("ix_actions_due_at", "actions", ["due_meeting_id", "status"], unique=False)
    op.create_index(op.f("ix_actions_merged_into_id"), "actions", ["merged_into_id"], unique=False)
    op.create_index("ix_actions_open", "actions", ["status", "due_on"], unique=False)
    op.create_index("ix_actions_owed", "actions", ["post_id", "status", "due_on"], unique=False)
    op.create_index(op.f("ix_actions_parent_id"), "actions", ["parent_id"], unique=False)
    op.create_index("ix_actions_priority", "actions", ["priority_id", "status"], unique=False)
    op.create_table(
        "due_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column(
            "before_kind",
            sa.Enum(
                "date",
                "meeting",
                "next_meeting",
                "standing",
                "none",
                name="before_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("before_on", sa.Date(), nullable=True),
        sa.Column(
            "after_kind",
            sa.Enum(
                "date",
                "meeting",
                "next_meeting",
                "standing",
                "none",
                name="after_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("after_on", sa.Date(), nullable=True),
        sa.Column(
            "cause",
            sa.Enum(
                "agreed",
                "meeting_moved",
                "carried_forward",
                "corrected",
                "made_standing",
                name="duecause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_due_changes_action_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_changes")),
    )
    op.create_index(op.f("ix_due_changes_action_id"), "due_changes", ["action_id"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "update",
                "recommend",
                "continue",
                "revised_date",
                "complete",
                "no_further_action",
                "made_standing",
                "raise_with_chief_constable",
                "deferred",
                "merged",
                "void",
                "reopened",
                name="move",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column(
            "assurance",
            sa.Enum(
                "assured",
                "further",
                "not_assured",
                name="assurance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("revised_to", sa.Date(), nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_reviews_action_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_reviews_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_action_id"), "reviews", ["action_id"], unique=False)
    op.create_index(op.f("ix_reviews_meeting_id"), "reviews", ["meeting_id"], unique=False)
    op.create_table(
        "updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_words", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "rating",
            sa.Enum(
                "green", "amber", "red", name="rating", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recommends_closure", sa.Boolean(), nullable=False),
        sa.Column("more_time_until", sa.Date(), nullable=True),
        sa.Column("via", sa.String(length=20), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_updates_action_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_updates_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_updates")),
        sa.UniqueConstraint("client_id", name=op.f("uq_updates_client_id")),
    )
    op.create_index(op.f("ix_updates_action_id"), "updates", ["action_id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_table("reviews")
    op.drop_table("updates")
    op.drop_table("due_changes")
    op.drop_table("actions")

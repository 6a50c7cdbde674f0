"""What arises at a meeting is found, counted and put in order from indexes alone, however many actions are open."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ARISING = (
    "series_id",
    "status",
    "raised_on",
    "raised_meeting_id",
    "due_meeting_id",
    "due_on",
    "kind",
    "number",
)


def upgrade() -> None:
    op.create_index("ix_actions_arising", "actions", [*ARISING, "agenda_item_id"])
    op.create_index("ix_reviews_outcome", "reviews", ["outcome", "action_id"])

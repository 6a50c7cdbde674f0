"""Runs migrations on the connection that `tracker.store.schema` hands in."""

from alembic import context

from tracker.models import SQLModel, users  # noqa: F401  (accounts too, so that metadata is whole)

connection = context.config.attributes["connection"]

# Renaming a constraint in SQLite rebuilds its table; batch mode does that, with foreign keys off (see store/schema.py).
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()

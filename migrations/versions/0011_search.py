"""The index of what can be found. It is left empty: `flask database upgrade` fills it afterwards, as `flask search rebuild` does."""

import sqlalchemy as sa
from alembic import op

from migrations.columns import one_of

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BY_ITSELF = {
    "update_id": "updates",
    "review_id": "reviews",
    "note_id": "agenda_notes",
    "page_id": "document_pages",
}
TOGETHER = {
    "action_id": "actions",
    "document_id": "documents",
    "version_id": "document_versions",
    "meeting_id": "meetings",
}


def upgrade() -> None:
    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            one_of("searchkind", "action", "update", "decision", "note", "document", "page"),
            nullable=False,
        ),
        *(sa.Column(column, sa.Integer(), nullable=True) for column in (*TOGETHER, *BY_ITSELF)),
        sa.Column("day", sa.Date(), nullable=True),
        *(_goes_with(column, table) for column, table in (*TOGETHER.items(), *BY_ITSELF.items())),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        *(sa.UniqueConstraint(column, name=op.f(f"uq_search_texts_{column}")) for column in BY_ITSELF),
    )
    op.create_index("ix_search_texts_kind", "search_texts", ["kind", "day"])
    for column in TOGETHER:
        op.create_index(op.f(f"ix_search_texts_{column}"), "search_texts", [column])
    if op.get_bind().dialect.name == "sqlite":
        _stems_in_sqlite()
    else:
        _stems_in_postgresql()


def _goes_with(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_search_texts_{column}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="CASCADE")


def _stems_in_sqlite() -> None:
    # The stems hold nothing but a to z, 0 to 9 and _, so that the tokenizer has nothing to decide.
    op.execute(
        """CREATE VIRTUAL TABLE search_stems USING fts5 (stems, tokenize = "unicode61 tokenchars '_'")"""
    )
    op.execute(
        "CREATE TRIGGER search_texts_gone AFTER DELETE ON search_texts"
        " BEGIN DELETE FROM search_stems WHERE rowid = old.id; END"
    )


def _stems_in_postgresql() -> None:
    # The lexemes are given as they are to stand: no parser and no dictionary has a say.
    op.execute(
        "CREATE TABLE search_stems ("
        " text_id INTEGER CONSTRAINT pk_search_stems PRIMARY KEY"
        " CONSTRAINT fk_search_stems_text_id REFERENCES search_texts (id) ON DELETE CASCADE,"
        " stems TEXT NOT NULL, lexemes TSVECTOR NOT NULL)"
        # The texts of pages stand apart: then the few bytes that a search needs of each row lie close together.
        " WITH (toast_tuple_target = 128)"
    )
    op.execute("CREATE INDEX ix_search_stems_lexemes ON search_stems USING gin (lexemes)")

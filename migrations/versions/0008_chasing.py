"""Chasing: policies, absences, closed days, clocks, requests to the force, calls, the ledger of mails, and mail that comes in."""

import sqlalchemy as sa
from alembic import op

from migrations.widening import widen

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = ("reminder", "escalation", "fresh_link", "account", "action_log", "meeting_moved", "raised")
READINGS = ("new", "accepted", "asked_again", "for_meeting")


def upgrade() -> None:
    _who_and_when()
    _what_is_owed()
    _the_ledger()
    _what_comes_in()
    _columns()
    more = ("digest", "handover", "commission", "clock", "asked_again", "test")
    widen("mails", "kind", KINDS, more=more, constraint="mailkind")


def _who_and_when() -> None:
    op.create_table(
        "closed_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_days")),
        sa.UniqueConstraint("day", name=op.f("uq_closed_days_day")),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("absences", "delegate_id", "persons"),
        _points("absences", "post_id", "posts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_post_id"), "absences", ["post_id"])
    op.create_table(
        "calendar_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        _points("calendar_addresses", "person_id", "persons"),
        _points("calendar_addresses", "post_id", "posts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_addresses")),
        sa.UniqueConstraint("post_id", name=op.f("uq_calendar_addresses_post_id")),
    )
    op.create_table(
        "series_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("series_policies", "series_id", "meeting_series"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_policies")),
        sa.UniqueConstraint("series_id", name=op.f("uq_series_policies_series_id")),
    )


def _what_is_owed() -> None:
    op.create_table(
        "statutory_clocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("clockkind", "inspection_comments", "panel_reply", "other"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("statutory_clocks", "action_id", "actions"),
        _points("statutory_clocks", "post_id", "posts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statutory_clocks")),
    )
    op.create_index(op.f("ix_statutory_clocks_action_id"), "statutory_clocks", ["action_id"])
    op.create_table(
        "clock_reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("owed_on", sa.Date(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        _points("clock_reminders", "clock_id", "statutory_clocks"),
        _points("clock_reminders", "mail_id", "mails"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_reminders")),
        sa.UniqueConstraint(
            "clock_id", "step", "last_on", name=op.f("uq_clock_reminders_clock_id_step_last_on")
        ),
    )
    op.create_index(op.f("ix_clock_reminders_mail_id"), "clock_reminders", ["mail_id"])
    op.create_table(
        "commissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("requests", sa.Text(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("commissions", "mail_id", "mails"),
        _points("commissions", "meeting_id", "meetings"),
        _points("commissions", "post_id", "posts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commissions")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_commissions_meeting_id")),
    )
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("spoke_to", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _points("calls", "action_id", "actions"),
        _points("calls", "post_id", "posts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index(op.f("ix_calls_action_id"), "calls", ["action_id"])
    op.create_index(op.f("ix_calls_post_id"), "calls", ["post_id"])


def _the_ledger() -> None:
    op.create_table(
        "mail_ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "entry",
            _words(
                "entry",
                "handed_over",
                "accepted",
                "put_off",
                "refused",
                "lost",
                "delivered",
                "delayed",
                "bounced",
                "answered",
                "unsubscribed",
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        _points("mail_ledger", "mail_id", "mails"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_ledger")),
    )
    op.create_index(op.f("ix_mail_ledger_mail_id"), "mail_ledger", ["mail_id"])
    op.create_table(
        "bad_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("bad_addresses", "mail_id", "mails"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bad_addresses")),
    )
    op.create_index("ix_bad_addresses_address", "bad_addresses", ["address"])


def _what_comes_in() -> None:
    op.create_table(
        "incoming_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=500), nullable=False),
        sa.Column(
            "kind", _words("incomingkind", "reply", "automatic", "delivery_report", "other"), nullable=False
        ),
        sa.Column(
            "state", _words("incomingstate", "waiting", "accepted", "set_aside", "done"), nullable=False
        ),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("from_address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points("incoming_mails", "action_id", "actions"),
        _points("incoming_mails", "file_id", "stored_files"),
        _points("incoming_mails", "mail_id", "mails"),
        _points("incoming_mails", "post_id", "posts"),
        _points("incoming_mails", "update_id", "updates"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_mails")),
        sa.UniqueConstraint("message_id", name=op.f("uq_incoming_mails_message_id")),
    )
    op.create_index(op.f("ix_incoming_mails_action_id"), "incoming_mails", ["action_id"])
    op.create_index(op.f("ix_incoming_mails_mail_id"), "incoming_mails", ["mail_id"])
    op.create_table(
        "incoming_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        _points("incoming_files", "file_id", "stored_files"),
        _points("incoming_files", "incoming_id", "incoming_mails"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_files")),
    )
    op.create_index(op.f("ix_incoming_files_incoming_id"), "incoming_files", ["incoming_id"])


def _columns() -> None:
    for name, kind in (
        ("copies", sa.Text()),
        ("thread", sa.String(length=200)),
        ("carrier_id", sa.String(length=200)),
    ):
        op.add_column("mails", sa.Column(name, kind, nullable=False, server_default=""))
    op.add_column(
        "persons", sa.Column("weekly_only", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("updates", sa.Column("read_by", sa.Text(), nullable=False, server_default=""))
    # SQLite takes a constraint with its column, and in no other way.
    words = ", ".join(map(repr, READINGS))
    check = f"CONSTRAINT {op.f('ck_updates_reading')} CHECK (reading IN ({words}))"
    op.execute(f"ALTER TABLE updates ADD COLUMN reading VARCHAR(40) DEFAULT 'accepted' NOT NULL {check}")
    for table, column, to in (
        ("meeting_series", "liaison_post_id", "posts"),
        ("posts", "staff_officer_id", "persons"),
    ):
        key = op.f(f"fk_{table}_{column}")
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {key} REFERENCES {to} (id)")


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, native_enum=False, create_constraint=True, length=40, name=name)

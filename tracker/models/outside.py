"""What other programs may ask and are told: tokens, answers kept for a repeat, webhooks; and the lists that people keep."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from tracker.domain.webhooks import DeliveryState, WebhookEvent
from tracker.models.base import Row, moment, text, words_of


class ApiToken(Row, table=True):
    """A bearer token. Only its digest is kept (SHA-256, hex); `scopes` are words with a space between."""

    __tablename__ = "api_tokens"
    name: str = text()
    digest: str = Field(max_length=64, unique=True)
    hint: str = Field(max_length=12, default="")
    scopes: str = text()
    expires_on: date
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    last_used_at: datetime | None = moment(nullable=True)
    revoked_at: datetime | None = moment(nullable=True)
    revoked_by: str = text()
    version: int = Field(default=1)


class ApiAnswer(Row, table=True):
    """What was answered to a request with an Idempotency-Key, for when it is sent again. `asked` is the digest of the request."""

    __tablename__ = "api_answers"
    __table_args__ = (sa.UniqueConstraint("token_id", "request_key"),)
    token_id: int = Field(foreign_key="api_tokens.id")
    request_key: str = Field(max_length=255)
    asked: str = Field(max_length=64)
    status: int
    headers: str = text()
    body: str = text()
    answered_at: datetime = moment(nullable=False, index=True)


class Webhook(Row, table=True):
    """An address that is told of what happens. Its secret is derived from a key, this row and `issue`."""

    __tablename__ = "webhooks"
    url: str = text()
    events: str = text()
    note: str = text()
    issue: int = Field(default=1)
    active: bool = Field(default=True)
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    stopped_because: str = text()
    version: int = Field(default=1)


class WebhookDelivery(Row, table=True):
    """One notice to one address: written with the change, sent after it. `event_key` (a UUID) is the same at every try."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (sa.Index("ix_webhook_deliveries_waiting", "state", "next_try_at"),)
    webhook_id: int = Field(foreign_key="webhooks.id", index=True)
    event: WebhookEvent = words_of(WebhookEvent)
    event_key: str = Field(max_length=36, unique=True)
    subject: str = Field(max_length=120)
    body: str = text()
    state: DeliveryState = words_of(DeliveryState, default=DeliveryState.QUEUED)
    attempts: int = Field(default=0)
    queued_at: datetime = moment(nullable=False)
    next_try_at: datetime | None = moment(nullable=True)
    delivered_at: datetime | None = moment(nullable=True)
    status: int | None = Field(default=None)
    said: str = text()


class SeriesCalendar(Row, table=True):
    """The private calendar address of a series: its meetings and papers deadlines. The token is derived; nothing here opens anything."""

    __tablename__ = "series_calendars"
    series_id: int = Field(foreign_key="meeting_series.id", unique=True)
    issue: int = Field(default=1)
    active: bool = Field(default=True)
    made_on: date
    made_by: str = text()


class SavedFilter(Row, table=True):
    """A list of actions under a name: `query` is that of its address, canonical. Shared with all who see the list, or private."""

    __tablename__ = "saved_filters"
    __table_args__ = (sa.UniqueConstraint("user_id", "name"),)
    user_id: int = Field(foreign_key="users.id")
    name: str = Field(max_length=80)
    query: str = text()
    shared: bool = Field(default=False)
    made_at: datetime = moment(nullable=False)
    version: int = Field(default=1)

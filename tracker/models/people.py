"""Organisations, persons, posts and who held them when."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from tracker.models.base import Row, text, words_of


class OrganisationKind(StrEnum):
    FORCE = "force"
    OFFICE = "office"
    FIRE_SERVICE = "fire_service"
    PARTNER = "partner"
    PANEL = "panel"


class Organisation(Row, table=True):
    __tablename__ = "organisations"
    code: str = Field(max_length=60, unique=True)
    name: str = text()
    kind: OrganisationKind = words_of(OrganisationKind)


class Person(Row, table=True):
    """Someone with a name and an address, who may never sign in. `weekly_only`: they asked for reminders once a week."""

    __tablename__ = "persons"
    name: str = text()
    email: str = text()
    weekly_only: bool = Field(default=False)
    chosen: bool = Field(default=False)
    version: int = Field(default=1)


class Post(Row, table=True):
    """What answers for an action. `address` is the post's own mailbox, used while a holder has none; the staff officer gets copies.

    A holder is named to the public where the post is a chief officer's, `elected`, or the one to ask (`named_contact`); else the post is.
    """

    __tablename__ = "posts"
    code: str = Field(max_length=60, unique=True)
    title: str = text()
    organisation_id: int = Field(foreign_key="organisations.id", index=True)
    chief_officer: bool = Field(default=False)
    elected: bool = Field(default=False)
    named_contact: bool = Field(default=False)
    escalates_to_id: int | None = Field(default=None, foreign_key="posts.id")
    address: str = text()
    staff_officer_id: int | None = Field(default=None, foreign_key="persons.id")
    active: bool = Field(default=True)
    version: int = Field(default=1)


class Holder(Row, table=True):
    """One person's time in one post. An unknown first day, or no last day yet, is null.

    A day that is there but not `…_known` is only the edge of what is proved: in post by then, or at least until then.
    """

    __tablename__ = "holders"
    post_id: int = Field(foreign_key="posts.id", index=True)
    person_id: int = Field(foreign_key="persons.id", index=True)
    acting: bool = Field(default=False)
    starts_on: date | None = Field(default=None)
    ends_on: date | None = Field(default=None)
    starts_known: bool = Field(default=True)
    ends_known: bool = Field(default=True)
    note: str = text()
    version: int = Field(default=1)

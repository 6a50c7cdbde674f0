"""Accounts and what they may do."""

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlmodel import Field, Relationship, SQLModel

from tracker.models.base import moment, text


class RoleOfUser(SQLModel, table=True):
    __tablename__ = "roles_of_users"
    user_id: int = Field(foreign_key="users.id", primary_key=True)
    role_id: int = Field(foreign_key="roles.id", primary_key=True)


class UserRole(SQLModel, RoleMixin, table=True):
    """A role; its name is a value of `domain.viewers.Role`."""

    __tablename__ = "roles"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=40, unique=True)
    description: str = text()


class User(SQLModel, UserMixin, table=True):
    """Someone who signs in. A user may be a person who holds posts."""

    __tablename__ = "users"
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=320, unique=True)
    password: str = text()
    name: str = text()
    active: bool = Field(default=True)
    fs_uniquifier: str = Field(max_length=64, unique=True)
    person_id: int | None = Field(default=None, foreign_key="persons.id")
    created_at: datetime = moment(nullable=False)
    confirmed_at: datetime | None = moment(nullable=True)
    version: int = Field(default=1)
    roles: list[UserRole] = Relationship(link_model=RoleOfUser, sa_relationship_kwargs={"lazy": "selectin"})

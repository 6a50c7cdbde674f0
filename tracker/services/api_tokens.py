"""Makes and revokes the tokens with which other programs ask, and finds the one that a request bears."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from tracker.domain.api_tokens import (
    HINT_LENGTH,
    NAME_LIMIT,
    PREFIX,
    Scope,
    check_expiry,
    digest_of,
    works_on,
)
from tracker.domain.errors import BadInput, InvalidMove
from tracker.domain.moments import Moment
from tracker.domain.viewers import Actor, Role
from tracker.domain.wording import date_words
from tracker.models.outside import ApiToken
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.versions import next_version
from tracker.store import api_tokens as stored

RANDOM_BYTES = 32
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a token was last used: to note each use would make a write of every read."""


@dataclass(frozen=True)
class TokenWanted:
    """A token as an administrator asks for it. `name` stands in the history for whatever is done with it."""

    name: str
    scopes: tuple[Scope, ...]
    expires_on: date


def make_token(desk: Desk, wanted: TokenWanted) -> tuple[ApiToken, str]:
    """A new token, and its words, which are kept nowhere. Raises `BadInput` for a name that is taken or a day that cannot be."""
    name = _free_name(desk, wanted.name)
    check_expiry(wanted.expires_on, desk.moment.today)
    if not wanted.scopes:
        raise BadInput("Choose what the program may do: at least one thing.", field="scopes")
    secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    token = ApiToken(
        name=name,
        digest=digest_of(secret),
        hint=secret[-HINT_LENGTH:],
        scopes=" ".join(wanted.scopes),
        expires_on=wanted.expires_on,
        made_at=desk.moment.now,
        made_by=desk.by.name,
    )
    desk.session.add(token)
    desk.session.flush()
    record(desk, "token.made", subject_of(token), after=shown(token))
    return token, secret


def revoke_token(desk: Desk, token: ApiToken) -> None:
    """It opens nothing from now on. Raises `InvalidMove` where it was revoked before. `token` is locked."""
    if token.revoked_at is not None:
        raise InvalidMove(f"“{token.name}” was revoked on {date_words(token.revoked_at)} already.")
    token.revoked_at, token.revoked_by = desk.moment.now, desk.by.name
    next_version(token)
    record(desk, "token.revoked", subject_of(token), after={"name": token.name, "hint": token.hint})


def token_of(session: Session, secret: str, moment: Moment) -> ApiToken | None:
    """The token with these words, while it works; None for one that is unknown, revoked or expired."""
    token = stored.by_digest(session, digest_of(secret)) if secret.startswith(PREFIX) else None
    if token is None or token.revoked_at is not None or not works_on(token.expires_on, moment.today):
        return None
    return token


def use_is_noted(token: ApiToken, moment: Moment) -> bool:
    """True where a use was noted a moment ago."""
    used = token.last_used_at
    return used is not None and used <= moment.now < used + NOTED_EVERY


def note_use(session: Session, token_id: int, moment: Moment) -> None:
    """Keeps when a token was last used. That is no change to the record, and stands in no history."""
    token = stored.by_number(session, token_id, lock=True)
    token.last_used_at = moment.now


def actor_of(token: ApiToken, address: str) -> Actor:
    """Who writes when a program does. It works for the office, so it may do what the secretariat may, as far as its scopes go."""
    return Actor(token.name, frozenset({Role.SECRETARIAT}), "api", address=address)


def scopes_of(token: ApiToken) -> frozenset[str]:
    return frozenset(token.scopes.split())


def shown(token: ApiToken) -> dict[str, object]:
    """What the history keeps of a token: never its words, nor their digest."""
    return {
        "name": token.name,
        "hint": token.hint,
        "scopes": token.scopes,
        "expires_on": token.expires_on,
    }


def subject_of(token: ApiToken) -> str:
    """What the history calls a token."""
    return f"token {token.name}"


def _free_name(desk: Desk, typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise BadInput("Name the program that will use this token.", field="name")
    if len(name) > NAME_LIMIT:
        raise BadInput(f"Keep the name to {NAME_LIMIT} characters; it has {len(name)}.", field="name")
    if stored.named(desk.session, name):
        raise BadInput(
            f"There is or was a token named “{name}”. Give another name, so that the history tells them apart.",
            field="name",
        )
    return name

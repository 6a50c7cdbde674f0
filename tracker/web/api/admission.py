"""Who asks: the token that a request bears, and what it may do. Nothing else opens the API, and a token opens nothing else."""

from dataclasses import dataclass

from flask import g, request
from flask.typing import ResponseReturnValue

from tracker.domain.api_tokens import Scope
from tracker.domain.errors import TooMany
from tracker.domain.viewers import Actor, Role, Viewer
from tracker.services import api_tokens as service
from tracker.services.limits import Limit, bucket_of, count_try, network_of
from tracker.web.api.operations import current_operation
from tracker.web.api.problems import Refused
from tracker.web.requests import current_moment, wiring

WRONG_TOKENS = Limit(60, 300, "Too many requests from here bore no token that works. Wait five minutes.")
"""For one network: a program that goes on asking with a token that was revoked."""
REALM = 'Bearer realm="Matters Arising"'


@dataclass(frozen=True)
class Caller:
    """A program that asks: its token’s number and name, and its scopes."""

    token_id: int
    actor: Actor
    scopes: frozenset[str]

    @property
    def sees_sensitive(self) -> bool:
        return Scope.SENSITIVE in self.scopes

    @property
    def viewer(self) -> Viewer:
        """For reads of actions: the office’s. What is OFFICIAL-SENSITIVE is left out by `store/api_lists.py`."""
        return Viewer(self.actor.name, self.actor.roles)

    @property
    def reader_of_readings(self) -> Viewer:
        """For reads of readings, which ask the viewer themselves whether they may come from a paper that is OFFICIAL-SENSITIVE."""
        return self.viewer if self.sees_sensitive else Viewer(self.actor.name, frozenset({Role.PANEL}))


def caller() -> Caller:
    """The program behind this request, once it is admitted."""
    found: Caller = g.api_caller
    return found


def admit() -> ResponseReturnValue | None:
    """Runs before each request of the API. Deny by default: a route that is not in the table of operations is not there."""
    operation = current_operation()
    if operation is None:
        raise Refused("not-found", "There is no such address.")
    if request.method == "OPTIONS" or operation.scope is None:
        return None
    asking = _asking()
    if operation.scope not in asking.scopes:
        raise Refused(
            "scope-needed",
            f"This token may not do that: it has no scope “{operation.scope}”.",
            headers={"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{operation.scope}"'},
        )
    g.api_caller = asking
    return None


def _asking() -> Caller:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise Refused(
            "token-needed",
            "Send a token with the request, as “Authorization: Bearer ma_…”.",
            headers={"WWW-Authenticate": REALM},
        )
    moment = current_moment()
    with wiring().read() as session:
        token = service.token_of(session, secret.strip(), moment)
    if token is None:
        _count_wrong()
        raise Refused(
            "token-needed",
            "This token does not work: it is unknown, has expired or was revoked.",
            headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'},
        )
    if not service.use_is_noted(token, moment):
        with wiring().write() as session:
            service.note_use(session, token.key, moment)
            session.commit()
    actor = service.actor_of(token, request.remote_addr or "")
    return Caller(token.key, actor, service.scopes_of(token))


def _count_wrong() -> None:
    """Counts in a transaction of its own. A token cannot be guessed; what is limited is the work that wrong ones make."""
    bucket = bucket_of("api token", network_of(request.remote_addr or ""))
    with wiring().write() as session:
        try:
            count_try(session, bucket, WRONG_TOKENS, current_moment().machine)
        except TooMany as error:
            raise Refused("too-many", str(error), headers={"Retry-After": str(error.wait)}) from error
        finally:
            session.commit()

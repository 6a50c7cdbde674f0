"""Keeps accounts: who may sign in, as what, and as which person. Passwords come hashed, or not at all."""

import secrets
from dataclasses import dataclass

from tracker.domain.addresses import mail_address
from tracker.domain.errors import BadInput
from tracker.domain.viewers import Role
from tracker.models.people import Person
from tracker.models.users import User
from tracker.services.desk import Desk
from tracker.services.history import record, record_change
from tracker.services.versions import check_version, next_version
from tracker.store import users as stored

NAME_LIMIT = 200


@dataclass(frozen=True)
class UserWanted:
    """An account as the form gives it. `person_id` is the person whose posts an owner answers for.

    Without one, an owner is taken to be the person with the same address, if there is one.
    """

    email: str
    name: str
    roles: frozenset[Role]
    person_id: int | None = None
    active: bool = True


def create_user(desk: Desk, wanted: UserWanted, *, password_hash: str = "") -> User:
    """A new account. Without a hash nobody can sign in with it until its password is set by the one-time link.

    Raises `BadInput` for an address that is wrong or taken, a name that is missing, or no role.
    """
    checked = _checked(desk, wanted, None)
    user = User(
        email=checked.email,
        password=password_hash,
        name=checked.name,
        active=checked.active,
        person_id=checked.person_id,
        fs_uniquifier=secrets.token_hex(32),
        created_at=desk.moment.machine,
        confirmed_at=desk.moment.machine,
    )
    _put_roles(desk, user, checked.roles)
    desk.session.add(user)
    record(desk, "user.created", subject_of(user), after=shown(user))
    return user


def correct_user(desk: Desk, user: User, wanted: UserWanted, *, version: int | None) -> User:
    """Changes an account. One that is closed is signed out everywhere, and its one-time links stop working.

    Raises `BadInput` as `create_user`, and where nobody could administer any more; `Conflict` for a stale form.
    """
    before = shown(user)
    check_version(user, version, before)
    checked = _checked(desk, wanted, user)
    _check_still_administered(desk, user, checked)
    if user.active and not checked.active:
        user.fs_uniquifier = secrets.token_hex(32)
    user.email, user.name, user.active = checked.email, checked.name, checked.active
    user.person_id = checked.person_id
    _put_roles(desk, user, checked.roles)
    next_version(user)
    record_change(desk, "user.corrected", subject_of(user), before, shown(user))
    return user


def note_link(desk: Desk, user: User, *, how: str) -> None:
    """Keeps in the history that a one-time link to set the password was given out; `how` says by mail or shown."""
    record(desk, "user.link_given", subject_of(user), after={"how": how})


def shown(user: User) -> dict[str, object]:
    """The values of an account that its history keeps. The password is never among them."""
    return {
        "email": user.email,
        "name": user.name,
        "active": user.active,
        "person_id": user.person_id,
        "roles": sorted(role.name for role in user.roles),
    }


def subject_of(user: User) -> str:
    """What the history calls an account."""
    return user.email[:120]


def _checked(desk: Desk, wanted: UserWanted, user: User | None) -> UserWanted:
    email = mail_address(wanted.email).lower()
    if not email:
        raise BadInput("Give the email address that this person signs in with.", field="email")
    known = stored.by_email(desk.session, email)
    if known is not None and (user is None or known.id != user.id):
        raise BadInput(f"There is an account for {email} already. Change that one instead.", field="email")
    name = " ".join(wanted.name.split())
    if not name:
        raise BadInput("Give the person's name, as it should stand in the history.", field="name")
    if len(name) > NAME_LIMIT:
        raise BadInput(f"Keep the name to {NAME_LIMIT} characters; it has {len(name)}.", field="name")
    if not wanted.roles:
        raise BadInput("Choose what this person does: at least one role.", field="roles")
    if wanted.person_id is not None and desk.session.get(Person, wanted.person_id) is None:
        raise BadInput("Choose a person from the list.", field="person")
    return UserWanted(email, name, wanted.roles, _person(desk, wanted, email), wanted.active)


def _person(desk: Desk, wanted: UserWanted, email: str) -> int | None:
    """The person behind an account: the one named or, for an owner, the one who has this address."""
    if wanted.person_id is None and Role.OWNER in wanted.roles:
        known = stored.person_with_address(desk.session, email)
        return known.id if known else None
    return wanted.person_id


def _check_still_administered(desk: Desk, user: User, wanted: UserWanted) -> None:
    """Nobody shuts the door on themselves, and the last administrator stays."""
    stays = wanted.active and Role.ADMINISTRATOR in wanted.roles
    administrators = stored.lock_administrators(desk.session)
    if stays or user.id not in {one.id for one in administrators}:
        return
    if len(administrators) == 1:
        raise BadInput(
            "This is the only administrator. Give another account that role first.",
            field="roles" if wanted.active else "active",
        )
    if desk.by.user_id is not None and desk.by.user_id == user.id:
        raise BadInput(
            "You cannot close your own account or take your own administrator's role away. Ask another administrator.",
            field="roles" if wanted.active else "active",
        )


def _put_roles(desk: Desk, user: User, wanted: frozenset[Role]) -> None:
    if {role.name for role in user.roles} != {role.value for role in wanted}:
        user.roles = [stored.role_named(desk.session, role.value) for role in sorted(wanted)]

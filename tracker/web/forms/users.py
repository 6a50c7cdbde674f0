"""The form of an account: what was typed, and what it asks for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from tracker.domain.errors import BadInput
from tracker.domain.viewers import Role
from tracker.services.users import UserWanted

if TYPE_CHECKING:
    from tracker.models.users import User

LABELS = {"email": "Email address", "name": "Name", "roles": "What this person does here", "person": "Person"}


@dataclass(frozen=True)
class TypedUser:
    """The form as it stands on the page."""

    email: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    person: str = ""
    active: bool = True
    sends_link: bool = True

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "TypedUser":
        return cls(
            email=form.get("email", ""),
            name=form.get("name", ""),
            roles=frozenset(form.getlist("roles")),
            person=form.get("person", ""),
            active=form.get("active", "yes") == "yes",
            sends_link=form.get("link", "mail") == "mail",
        )

    @classmethod
    def of(cls, user: "User") -> "TypedUser":
        return cls(
            email=user.email,
            name=user.name,
            roles=frozenset(role.name for role in user.roles),
            person=str(user.person_id or ""),
            active=user.active,
        )

    def wanted(self) -> UserWanted:
        """What the form asks for. Raises `BadInput` for a role or a person that the page does not offer."""
        try:
            roles = frozenset(Role(name) for name in self.roles)
        except ValueError:
            raise BadInput("Choose from the roles on the page.", field="roles") from None
        if self.person and not (self.person.isdecimal() and len(self.person) < 10):
            raise BadInput("Choose a person from the list.", field="person")
        person_id = int(self.person) if self.person else None
        return UserWanted(self.email, self.name, roles, person_id, self.active)

    def words(self, people: dict[str, str], role_names: dict[Role, str]) -> dict[str, str]:
        """Its values as people read them, for comparing what two of them saved."""
        return {
            "email": self.email,
            "name": self.name,
            "roles": ", ".join(name for role, name in role_names.items() if role.value in self.roles),
            "person": people.get(self.person, ""),
            "active": "open" if self.active else "closed",
        }

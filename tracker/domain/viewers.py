"""Who is looking, and who is writing."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do here. The public has no role."""

    ADMINISTRATOR = "administrator"
    SECRETARIAT = "secretariat"
    COMMISSIONER = "commissioner"
    OWNER = "owner"
    PANEL = "panel"
    AUDITOR = "auditor"


WHOLE_RECORD = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT, Role.COMMISSIONER, Role.AUDITOR})
"""The roles that read every action. An owner reads those of their posts; the Panel reads what was issued."""


@dataclass(frozen=True)
class Viewer:
    """The person a page is made for. `post_ids` are the posts held today by the person behind the account."""

    name: str
    roles: frozenset[Role] = frozenset()
    user_id: int | None = None
    post_ids: frozenset[int] = frozenset()

    @property
    def reads_everything(self) -> bool:
        return bool(self.roles & WHOLE_RECORD)

    def may(self, *roles: Role) -> bool:
        """True when the viewer has one of `roles`."""
        return bool(self.roles.intersection(roles))


NOBODY = Viewer(name="", roles=frozenset())
THE_OFFICE = Viewer(name="The office", roles=frozenset({Role.SECRETARIAT}))
"""For commands and passes, which work on the whole record."""


@dataclass(frozen=True)
class Actor:
    """Who makes a change, for the history: a name, what they act as, and where from.

    `source` is one of `web`, `link`, `api`, `command`, `scheduler`, `demonstration`, with an address behind it if there is one.
    """

    name: str
    roles: frozenset[Role]
    source: str
    user_id: int | None = None
    address: str = ""

"""The accounts of the demonstration, under names that are nobody's."""

from dataclasses import dataclass
from datetime import date

from tracker.demonstration.stage import Stage
from tracker.domain.viewers import Role
from tracker.services.users import UserWanted, create_user
from tracker.store import users as stored

HOST = "demo.example"
OWNED_POST = "head-of-contact"
"""The post that the owner's account holds."""


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    role: Role


ACCOUNTS = tuple(
    Account(f"{name}@{HOST}", words, role)
    for name, words, role in (
        ("secretariat", "Demonstration secretariat", Role.SECRETARIAT),
        ("commissioner", "Demonstration commissioner", Role.COMMISSIONER),
        ("owner", "Demonstration owner", Role.OWNER),
        ("panel", "Demonstration Panel member", Role.PANEL),
        ("admin", "Demonstration administrator", Role.ADMINISTRATOR),
        ("auditor", "Demonstration auditor", Role.AUDITOR),
    )
)


def create_accounts(stage: Stage, demo_date: date, password_hash: str) -> int:
    """Creates the accounts that are not there yet, all with one password. Returns how many there are."""
    desk = stage.on(demo_date)
    for account in ACCOUNTS:
        if stored.by_email(desk.session, account.email) is None:
            person_id = _holder(stage, demo_date) if account.role is Role.OWNER else None
            wanted = UserWanted(account.email, account.name, frozenset({account.role}), person_id)
            create_user(desk, wanted, password_hash=password_hash)
    return len(ACCOUNTS)


def _holder(stage: Stage, day: date) -> int:
    """The person who holds the owner's post on `day`, by the record."""
    held = [h for h in stage.record.holders if h.post == OWNED_POST and h.starts_on <= day]
    return stage.persons[max(held, key=lambda h: h.starts_on).person].key

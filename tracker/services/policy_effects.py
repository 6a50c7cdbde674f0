"""What a policy does to the mails that wait already: said before it is saved, done when it is."""

from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.mails import MailKind, MailState
from tracker.domain.policy import Policy
from tracker.domain.reminders import has_step, holds_step, is_held
from tracker.domain.wording import count_words
from tracker.models.mail import Mail
from tracker.models.meetings import MeetingSeries
from tracker.services.desk import Desk
from tracker.services.history import record
from tracker.services.mails import give_up
from tracker.services.versions import next_version
from tracker.store import policies as stored
from tracker.store.policies import Waiting


@dataclass(frozen=True)
class Effect:
    """Of the mails about a series that wait, those that are held from now on and those that are not sent any more."""

    waiting: int
    held: tuple[Mail, ...]
    given_up: tuple[Mail, ...]

    @property
    def words(self) -> str:
        """3 mails about this series have not left yet. 1 will be held until you release it. The others stay as they are."""
        if not self.waiting:
            return "No mail about this series waits, so nothing that is written already changes."
        said = [f"{count_words(self.waiting, 'mail has', 'mails have')} not left yet about this series."]
        if held := len(self.held):
            said.append(f"{held:,} will be held until you release {'it' if held == 1 else 'them'}.")
        if gone := len(self.given_up):
            said.append(
                f"{gone:,} will not be sent: {'its step is' if gone == 1 else 'their steps are'} gone."
            )
        left = self.waiting - held - gone
        changed = bool(held or gone)
        if left:
            stay = "The others stay as they are." if changed else "They stay as they are."
            said.append(stay if self.waiting > 1 else "It stays as it is.")
        return " ".join(said)


def effect_of(session: Session, series: MeetingSeries, policy: Policy, *, lock: bool = False) -> Effect:
    """What `policy` does to the mails that wait. One that the secretariat released goes as it was released.

    What is held stays held: a policy that holds less lets nothing go by itself.
    """
    waiting = stored.waiting(session, series.key, lock=lock)
    gone = [one for one in waiting if _is_gone(one, policy)]
    held = [one for one in waiting if one not in gone and _is_held_now(one, policy)]
    return Effect(len(waiting), tuple(one.mail for one in held), tuple(one.mail for one in gone))


def put_in_force(desk: Desk, series: MeetingSeries, effect: Effect) -> None:
    """Holds and takes back what `effect` names. Call it with those mails locked."""
    because = f"The policy of {series.code} was changed while it waited."
    for mail in effect.given_up:
        give_up(desk, mail, f"Not sent: the policy of {series.code} has no such step any more.")
    for mail in effect.held:
        mail.state, mail.held_because = MailState.HELD, because
        next_version(mail)
        record(desk, "mail.held", f"mail {mail.key}", after={"to": mail.to_address, "reason": because})


def _is_gone(one: Waiting, policy: Policy) -> bool:
    untouched = one.mail.released_at is None and not one.tells_more
    return untouched and not any(has_step(policy, step) for step in one.steps)


def _is_held_now(one: Waiting, policy: Policy) -> bool:
    if one.mail.state is not MailState.QUEUED or one.mail.released_at is not None:
        return False
    escalation = one.mail.kind is MailKind.ESCALATION
    if is_held(chief_officer=one.chief_officer, escalation=escalation, policy=policy):
        return True
    if one.mail.kind is MailKind.HANDOVER:
        return policy.hold_handovers
    return not escalation and any(holds_step(policy, step) for step in one.steps)

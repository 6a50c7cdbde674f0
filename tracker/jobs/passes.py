"""What the scheduler does: sends what waits, makes the day's reminders, and tidies up. Each is safe to repeat."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from tracker.domain.mails import MailState
from tracker.domain.viewers import Actor, Role
from tracker.jobs.backing_up import BackingUp
from tracker.jobs.beside import Beside
from tracker.jobs.building import Building
from tracker.jobs.importing import Importing
from tracker.jobs.reading import Reading
from tracker.jobs.receiving import MAILBOX, check_inbox, receive
from tracker.jobs.sweeping import Sweeping
from tracker.jobs.telling import Telling
from tracker.services.api_answers import forget_old
from tracker.services.clock_mails import queue_clock_mails
from tracker.services.desk import Desk
from tracker.services.exit_rules import judge_all
from tracker.services.following import follow_mails
from tracker.services.leases import note_pass, pass_is_owed
from tracker.services.policies import policies
from tracker.services.reminders import queue_reminders
from tracker.services.sending import send_waiting
from tracker.store import mails
from tracker.store.limits import forget_before
from tracker.wiring import Wiring

SCHEDULER = Actor("Scheduler", frozenset({Role.SECRETARIAT}), "scheduler")
TIDYING = "tidying"
LIMITS_LAST = timedelta(days=1)
"""Windows of tries are over within an hour; a day leaves room for clocks that were set wrong."""
LETTERS_LAST = timedelta(days=4)
"""The one-time links in mails about accounts live for three days."""

log = logging.getLogger("tracker.jobs")


def daily_pass(hour: time) -> str:
    """The name of the pass that makes the reminders of a day, from `hour` on by the record's clock in the office's zone."""
    return f"reminders {hour:%H:%M}"


class Passes:
    """The passes over one record. `stopping` is asked between two mails."""

    def __init__(self, wiring: Wiring, stopping: Callable[[], bool] = lambda: False) -> None:
        self._wiring = wiring
        self._stopping = stopping
        self.reading = Reading(wiring, self._writing, stopping)
        self.building = Building(wiring, self._writing, stopping)
        self.backing_up = BackingUp(wiring, self._writing)
        self.telling = Telling(wiring, self._writing, stopping)
        self.sweeping = Sweeping(wiring, self._writing)
        importing = Importing(wiring, self._writing, stopping)
        self.beside: tuple[Beside, ...] = (
            self.reading,
            self.building,
            self.backing_up,
            self.telling,
            self.sweeping,
            importing,
        )

    def mail_waits(self) -> bool:
        """True while there is a mail whose time has come."""
        with self._wiring.read() as session:
            return mails.waits(session, self._wiring.clock.moment().machine)

    def send(self) -> None:
        """Sends every mail whose time has come."""
        for mail in send_waiting(self._writing, self._wiring.post_office, stopping=self._stopping):
            if mail.state is MailState.SENT:
                log.info("Sent mail %s.", mail.mail_id)
            else:
                log.warning("Mail %s was not sent. %s", mail.mail_id, mail.error)

    def follow(self) -> None:
        """Asks what became of the mails that left by GOV.UK Notify, where mail leaves by that."""
        if self._wiring.settings.mail.scheme != "notify":
            return
        carrier = self._wiring.carrier
        try:
            follow_mails(self._writing, carrier, stopping=self._stopping)
        finally:
            carrier.rest()

    def receive(self) -> None:
        """Takes in what came to the mailbox, where one is set."""
        wiring = self._wiring
        if wiring.inbox is None:
            return
        check_inbox(wiring)
        new = receive(
            lambda: wiring.writing(MAILBOX), wiring.inbox, wiring.letterbox, stopping=self._stopping
        )
        if new:
            log.info("Mail taken in: %d.", new)

    def daily(self) -> None:
        """Makes the day's reminders, once for each hour that a policy names: at once where that hour was missed."""
        moment = self._wiring.clock.moment()
        local = moment.now.astimezone(ZoneInfo(self._wiring.settings.timezone))
        with self._wiring.read() as session:
            hours = policies(session).hours()
        come = [hour for hour in hours if hour <= local.time() and self._owed(daily_pass(hour))]
        if not come:
            return
        made = queue_reminders(self._writing, self._wiring.stationery, until=max(come))
        clocks = queue_clock_mails(self._writing, self._wiring.stationery)
        with self._writing() as desk:
            for hour in come:
                note_pass(desk, daily_pass(hour), moment.today)
        held = sum(bool(mail.held_because) for mail in made)
        log.info("Reminders for %s: %d mails, %d of them held.", moment.today, len(made), held)
        if clocks:
            log.info("Dates that the office owes: %d mails.", len(clocks))

    def tidy(self) -> None:
        """Drops, once a day, what nobody needs any more: old windows of tries, answers of the API, letters whose links are dead.

        Looks at every exit rule too: a target may begin or end without a reading.
        """
        if not self._owed(TIDYING):
            return
        moment = self._wiring.clock.moment()
        with self._writing() as desk:
            forget_before(desk.session, int((moment.machine - LIMITS_LAST).timestamp()))
            forget_old(desk.session, moment.machine)
            judge_all(desk)
            note_pass(desk, TIDYING, moment.today)
        self._wiring.drawer.drop_older_than(moment.machine - LETTERS_LAST)

    def _owed(self, name: str) -> bool:
        with self._wiring.read() as session:
            return pass_is_owed(session, name, self._wiring.clock.moment().today)

    def _writing(self) -> AbstractContextManager[Desk]:
        return self._wiring.writing(SCHEDULER)

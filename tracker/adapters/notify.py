"""Hands mail to GOV.UK Notify, and asks what became of it.

Notify sends plain text from a template of its own, which has to say ((subject)) and ((body)). Our Message-ID goes with each mail
as its reference: what may have left before is looked up by it, and not sent a second time.
"""

import re
from typing import Any

from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import APIError

from tracker.domain.delivery_reports import Outcome
from tracker.domain.errors import DeliveryFailed
from tracker.domain.ledger import Entry
from tracker.ports import Letter, Receipt

SERVICE = "https://api.notifications.service.gov.uk"
TIMEOUT_SECONDS = 30
LONGEST_REASON = 300
FOUND = "It was taken at an earlier try."
ENDS = {
    "delivered": (Entry.DELIVERED, ""),
    "permanent-failure": (Entry.BOUNCED, "5.1.1"),
    "temporary-failure": (Entry.BOUNCED, "4.2.0"),
    "technical-failure": (Entry.BOUNCED, "4.3.0"),
}
"""What each last status means, with a code of RFC 3463. Any other status is on its way to one of these."""
HAS_MEANING = re.compile(r"^([ \t]*)(?=#|\^|\*|---)", re.MULTILINE)
"""How a line begins that Notify takes for a heading, an inset text, a list or a rule."""
NO_WIDTH = "\u200b"


class NotifyMailer:
    """One service of GOV.UK Notify. `key` is its API key, which no message repeats; `template` the number of the template."""

    def __init__(
        self, key: str, template: str, *, url: str = SERVICE, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        self._client = NotificationsAPIClient(key, base_url=url, timeout=timeout)
        self._template = template

    def send(self, letter: Letter) -> Receipt:
        """Returns when Notify has taken the mail, and one for each copy. Raises `DeliveryFailed`."""
        try:
            known = self._known(letter.message_id) if letter.may_have_left else ""
            if known:
                return Receipt(said=FOUND, carrier_id=known)
            answer = self._give(letter, letter.to_address, letter.message_id)
        except APIError as error:
            raise _failure(error) from None
        said = [_left_behind(letter), *(self._copied(letter, copy) for copy in letter.copies)]
        return Receipt(code="201", said=" ".join(filter(None, said)), carrier_id=str(answer["id"]))

    def rest(self) -> None:
        """Lets go of the connection."""
        self._client.request_session.close()

    def outcome(self, carrier_id: str) -> Outcome | None:
        """What became of a mail in the end; None while that is open. Raises `DeliveryFailed` where Notify cannot say."""
        try:
            found = self._client.get_notification_by_id(carrier_id)
        except APIError as error:
            if error.status_code == 404:
                # Notify forgets after seven days: as much as will ever be known.
                return None
            raise _failure(error) from None
        end = ENDS.get(str(found.get("status")))
        if end is None:
            return None
        address = str(found.get("email_address") or "")
        return Outcome(end[0], address, address, end[1], f"GOV.UK Notify says {found['status']}")

    def _give(self, letter: Letter, address: str, reference: str) -> Any:
        return self._client.send_email_notification(
            email_address=address,
            template_id=self._template,
            personalisation={"subject": letter.subject, "body": plain(letter.body_text)},
            reference=reference,
        )

    def _copied(self, letter: Letter, copy: str) -> str:
        """A copy that is refused does not keep the mail from its owner; the ledger says that it was left out."""
        try:
            self._give(letter, copy, f"{letter.message_id} copy")
        except APIError as error:
            return f"No copy went to {copy}: {_words(error)}."
        return ""

    def _known(self, reference: str) -> str:
        found = self._client.get_all_notifications(reference=reference)["notifications"]
        return str(found[0]["id"]) if found else ""


def _left_behind(letter: Letter) -> str:
    """Notify takes no files: the ledger says which did not go with the mail."""
    names = ", ".join(file.name for file in letter.attachments)
    return f"Without {names}." if names else ""


def plain(text: str) -> str:
    """The text with nothing in it that Notify would set as a heading, a list or a link with other words: people typed parts of it."""
    return HAS_MEANING.sub(rf"\1{NO_WIDTH}", text).replace("](", f"]{NO_WIDTH}(")


def _failure(error: APIError) -> DeliveryFailed:
    """A refusal of the address is for good. One of us may pass: a key, a template, a limit, a fault of theirs."""
    if error.response is None or error.status_code >= 500:
        said = _words(error)
        sentence = f"GOV.UK Notify gave no answer that tells whether it took the mail: {said}."
        return DeliveryFailed(sentence, lost=True, code=str(error.status_code), said=said)
    said = _words(error)
    permanent = error.status_code == 400 and "email_address" in said
    what = "would not take the address" if permanent else "would not take the mail"
    sentence = f"GOV.UK Notify {what}: {error.status_code} {said}."
    return DeliveryFailed(sentence, permanent=permanent, code=str(error.status_code), said=said)


def _words(error: APIError) -> str:
    """What Notify said, in one line."""
    found = error.message
    if isinstance(found, list):
        found = "; ".join(str(one.get("message", "")) for one in found if isinstance(one, dict))
    line = " ".join(str(found).split()).rstrip(".")
    return line if len(line) <= LONGEST_REASON else f"{line[:LONGEST_REASON]}…"

"""Every way in which the product says no. `web/errors.py` and `cli/errors.py` map them to pages and exit codes.

TrackerError
├── NotAllowed        the person may not do this
├── NotFound          nothing there, or nothing that this person may see
├── BadInput          what was typed cannot be taken; `field` names the field
│   ├── EvidenceMissing   agreed complete needs evidence, or a reason for closing without
│   └── Unreadable        a file that cannot be read as a document, and why
├── InvalidMove       the action or meeting is not in a state that allows this
├── Conflict          someone saved first; carries what is there now
├── TooMany           a limit was reached; try again later
├── LinkDead          an owner's link has expired, was revoked or is not ours
├── DeliveryFailed    a mail server refused or could not be reached
├── RecordBroken      the history's chain does not verify
├── Unavailable       the database is locked, full, read-only or of another version
└── WrongSetting      a setting that cannot be used; one line names it
"""

from collections.abc import Callable, Mapping


class TrackerError(Exception):
    """The root. `str(error)` is a sentence that can be shown to the person as it stands."""


class NotAllowed(TrackerError):
    """The person is known, but may not do this."""


class NotFound(TrackerError):
    """Nothing there, or nothing that this person may see: the two are never told apart."""


class BadInput(TrackerError):
    """What was typed cannot be taken. `field` is the name of the form field it belongs to."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class EvidenceMissing(BadInput):
    """Agreed complete needs evidence, or a recorded reason for closing without."""


class Unreadable(BadInput):
    """A file that cannot be read as a document: damaged, locked, too large or made to do harm."""


class InvalidMove(TrackerError):
    """The action or the meeting is not in a state that allows this."""


class Conflict(TrackerError):
    """Someone saved first. `current` holds their values by field name, `version` the row's version now."""

    def __init__(self, sentence: str, *, current: Mapping[str, object], version: int) -> None:
        super().__init__(sentence)
        self.current = dict(current)
        self.version = version


class TooMany(TrackerError):
    """A limit was reached. `wait` is the number of seconds until it is worth trying again."""

    def __init__(self, sentence: str, *, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


class LinkDead(TrackerError):
    """An owner's link has expired, was revoked, or was never ours."""


class DeliveryFailed(TrackerError):
    """A mail server refused or could not be reached. `permanent` is true for a 5xx answer.

    `lost`: the line broke after the text was given, so that the mail may have been taken. `code` and `said` are the server's own.
    `no_such_address`: it is the address of the owner that the server refuses for good, and not us or what we say.
    """

    def __init__(
        self,
        sentence: str,
        *,
        permanent: bool = False,
        lost: bool = False,
        code: str = "",
        said: str = "",
        no_such_address: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.permanent = permanent
        self.lost = lost
        self.code = code
        self.said = said
        self.no_such_address = no_such_address

    def saying(self, change: Callable[[str], str]) -> "DeliveryFailed":
        """The same failure, with each of its texts changed."""
        sentence, said = change(str(self)), change(self.said)
        return DeliveryFailed(
            sentence,
            permanent=self.permanent,
            lost=self.lost,
            code=self.code,
            said=said,
            no_such_address=self.no_such_address,
        )


class RecordBroken(TrackerError):
    """The history's chain does not verify."""


class Unavailable(TrackerError):
    """The database is locked, full, read-only or of another version."""


class WrongSetting(TrackerError):
    """A setting that cannot be used. One line names it and says what it takes."""

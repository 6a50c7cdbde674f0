"""How long each class of the record is kept, and how a disposal is decided."""

from enum import StrEnum


class KeptClass(StrEnum):
    ACTIONS = "actions"
    UPDATES = "updates"
    MAIL = "mail"
    DOCUMENTS = "documents"
    DRAFTS = "drafts"


class DisposalState(StrEnum):
    """One person proposes, another decides; *kept* is looked at again on its review date."""

    PROPOSED = "proposed"
    DESTROYED = "destroyed"
    REFUSED = "refused"
    KEPT = "kept"

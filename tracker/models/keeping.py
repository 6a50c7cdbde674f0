"""How long things are kept, what was disposed of or purged, and what was gathered for a disclosure."""

from datetime import date, datetime

from sqlmodel import Field

from tracker.domain.disclosures import DisclosureKind, DisclosureState
from tracker.domain.keeping import DisposalState, KeptClass
from tracker.models.base import Row, moment, text, words_of


class RetentionRule(Row, table=True):
    """For how many `years` a class is kept after its last day; `basis` says by what rule of the office."""

    __tablename__ = "retention_rules"
    kept_class: KeptClass = words_of(KeptClass, unique=True)
    years: int
    basis: str = text()
    version: int = Field(default=1)


class Disposal(Row, table=True):
    """A decision about one thing that is due: `subject` names it as the history does. It never holds what was destroyed.

    `proposed_by_id` is the account that proposed it, which may not decide. `destroyed` is canonical JSON: how many of what. `review_on` is when a thing that is kept is looked at again.
    """

    __tablename__ = "disposals"
    kept_class: KeptClass = words_of(KeptClass, name="disposed_class")
    subject: str = Field(max_length=120, index=True)
    state: DisposalState = words_of(DisposalState, default=DisposalState.PROPOSED)
    reason: str = text()
    proposed_at: datetime = moment(nullable=False)
    proposed_by: str = text()
    proposed_by_id: int | None = Field(default=None)
    decided_at: datetime | None = moment(nullable=True)
    decided_by: str = text()
    decided_reason: str = text()
    review_on: date | None = Field(default=None)
    destroyed: str = text()
    version: int = Field(default=1)


class Purge(Row, table=True):
    """That a mistake was taken out of everything at once: by whom, why, and from where. Never the words themselves."""

    __tablename__ = "purges"
    reason: str = text()
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    subjects: str = text()
    taken_from: str = text()
    still_in: str = text()


class Disclosure(Row, table=True):
    """A request for what is held. `terms` are what is searched for, a line each; what was found is a report of the kind `disclosure`."""

    __tablename__ = "disclosures"
    reference: str = Field(max_length=40, unique=True)
    kind: DisclosureKind = words_of(DisclosureKind)
    about: str = text()
    terms: str = text()
    received_on: date
    answer_by: date | None = Field(default=None)
    state: DisclosureState = words_of(DisclosureState, default=DisclosureState.GATHERING)
    note: str = text()
    made_at: datetime = moment(nullable=False)
    made_by: str = text()
    version: int = Field(default=1)

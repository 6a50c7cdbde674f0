"""What an action dossier freezes: one action with everything that the record holds of it, as plain values.

Words that need the rest of the record to be written arrive as words. `report_dossier_paper` puts the values into words;
`report_dossier_files` says which files of evidence go with them.
"""

from dataclasses import dataclass
from datetime import date

from tracker.domain.actions import Rating
from tracker.domain.frozen import KnownExit
from tracker.domain.marking import Marking, highest, marking_of
from tracker.domain.reports import Report


@dataclass(frozen=True)
class DossierValue:
    """One thing that was known, under what it is called."""

    label: str
    value: str


@dataclass(frozen=True)
class DossierHolder:
    """Somebody's time in a post that owned the action. `from_words` and `to_words` are days, or say that they are not known."""

    post: str
    name: str
    from_words: str
    to_words: str
    acting: bool = False
    note: str = ""


@dataclass(frozen=True)
class DossierOwner:
    """From which day on which post owned the action, and who said so. `on_words` may be "Raised with this owner"."""

    post: str
    on_words: str
    by: str = ""


@dataclass(frozen=True)
class DossierDue:
    """One move of the due date. `cause` is in words; `agreed` is true where it counts as slippage."""

    on: date
    from_words: str
    to_words: str
    cause: str
    reason: str = ""
    by: str = ""
    agreed: bool = False


@dataclass(frozen=True)
class DossierUpdate:
    """One report of progress. `way` says how it came, `reading` what the secretariat made of it; `notes` are sentences of the record's own."""

    day: str
    by: str
    text: str
    rating: Rating | None = None
    recommends_closure: bool = False
    way: str = ""
    reading: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True)
class DossierReview:
    """One decision, and what was known of the action when it was made; `known` is empty where nothing was frozen."""

    day: str
    at: str
    outcome: str
    by: str
    note: str = ""
    reason: str = ""
    assurance: str = ""
    notes: tuple[str, ...] = ()
    known_on: date | None = None
    known: tuple[DossierValue, ...] = ()
    exit: KnownExit | None = None


@dataclass(frozen=True)
class DossierMail:
    """One thing that was sent, said or received about the action. `became` are lines of its ledger, the first one first."""

    on: date
    what: str
    to: str
    state: str
    subject: str = ""
    became: tuple[str, ...] = ()


@dataclass(frozen=True)
class DossierLink:
    """Another action that hangs together with this one, and how."""

    relation: str
    number_words: str
    title: str
    status_words: str


@dataclass(frozen=True)
class DossierEvidence:
    """One piece of evidence. `number` counts from 1 in this dossier; `file` is that of a `DossierFile`, 0 where there is none.

    `page` is that of the file. `thumbnail` is the digest of the picture of its page. `gone` says that it was removed, by whom and why.
    `attached_to` names the update or the decision that it came with.
    """

    number: int
    kind: str
    citation: str
    place: str = ""
    quote: str = ""
    shows: str = ""
    url: str = ""
    seen: str = ""
    added: str = ""
    attached_to: str = ""
    held: bool = True
    marking: str = Marking.OFFICIAL
    file: int = 0
    page: int | None = None
    thumbnail: str = ""
    gone: str = ""
    changed: str = ""

    @property
    def is_sensitive(self) -> bool:
        return marking_of(self.marking) is Marking.SENSITIVE

    @property
    def name(self) -> str:
        """ "Evidence 3" """
        return f"Evidence {self.number}"


@dataclass(frozen=True)
class DossierFile:
    """A file that evidence rests on, once however much rests on it. `size` is in bytes; `pages` is None for what has no pages."""

    number: int
    name: str
    title: str
    sha256: str
    size: int
    media_type: str
    pages: int | None = None
    marking: str = Marking.OFFICIAL

    @property
    def is_pdf(self) -> bool:
        return self.media_type == "application/pdf"

    @property
    def is_sensitive(self) -> bool:
        return marking_of(self.marking) is Marking.SENSITIVE


@dataclass(frozen=True)
class DossierCorrection:
    """A correction of the record of a meeting, as far as it was about this action."""

    on_words: str
    by: str
    what: str
    reason: str


@dataclass(frozen=True)
class DossierRow:
    """One row of the history about the action. `changes` are "Due on: 31 August 2023, before that 30 June 2023"; `digest` is hexadecimal."""

    number: int
    when: str
    actor: str
    event: str
    digest: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DossierSheet:
    """One appended page of the print form: page `page` of the file numbered `file`, or, without a page, a sheet that says why there is none.

    `wide` is true for a page that is wider than it is high. `why` is a sentence.
    """

    evidence: int
    file: int = 0
    page: int | None = None
    wide: bool = False
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionDossier(Report):
    """One action with everything. `facts` are what stands at its head; `exit` is the exit rule with its chart as it stood.

    `printed` and `sheets` are never frozen: they are put in when the print form is made.
    """

    reference: str
    number_words: str
    title: str
    asked: str
    status_words: str
    facts: tuple[DossierValue, ...] = ()
    video: str = ""
    action_marking: str = Marking.OFFICIAL
    owners: tuple[DossierOwner, ...] = ()
    holders: tuple[DossierHolder, ...] = ()
    due_words: str = ""
    dues: tuple[DossierDue, ...] = ()
    updates: tuple[DossierUpdate, ...] = ()
    reviews: tuple[DossierReview, ...] = ()
    exit_rule: str = ""
    exit: KnownExit | None = None
    exit_state: str = ""
    mails: tuple[DossierMail, ...] = ()
    links: tuple[DossierLink, ...] = ()
    evidence: tuple[DossierEvidence, ...] = ()
    files: tuple[DossierFile, ...] = ()
    corrections: tuple[DossierCorrection, ...] = ()
    history: tuple[DossierRow, ...] = ()
    printed: bool = False
    sheets: tuple[DossierSheet, ...] = ()

    @property
    def is_sensitive(self) -> bool:
        """Whether anything in it is OFFICIAL-SENSITIVE."""
        markings = [self.action_marking, self.marking, *(one.marking for one in self.evidence)]
        return highest(marking_of(one) for one in markings) is Marking.SENSITIVE

    def file(self, number: int) -> DossierFile | None:
        return next((one for one in self.files if one.number == number), None)

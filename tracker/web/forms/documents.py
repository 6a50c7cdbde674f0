"""The form of a document: what is said of it, as it is typed."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from tracker.domain.errors import BadInput
from tracker.domain.marking import Marking, marking_of
from tracker.domain.wording import date_words
from tracker.services.documents import Paper
from tracker.store import meetings
from tracker.web.forms.day_field import read_day

if TYPE_CHECKING:
    from tracker.models.documents import DocumentVersion
    from tracker.models.evidence import Document

LABELS = {
    "title": "Title",
    "publisher": "Publisher",
    "meeting": "Meeting",
    "dated": "Date",
    "printed": "Version as printed",
    "owner": "Owner",
    "authors": "Authors",
    "marking": "Protective marking",
    "transparency": "Transparency",
    "authorised_by": "Authorised by",
    "note": "Note",
}
LONGEST_DATE = 80


@dataclass(frozen=True)
class TypedPaper:
    """A document as its form stands on the page. `meeting` is a reference; `dated` a day, or words where the day is not known."""

    title: str = ""
    publisher: str = ""
    meeting: str = ""
    dated: str = ""
    printed: str = ""
    owner: str = ""
    authors: str = ""
    marking: str = Marking.OFFICIAL
    transparency: str = ""
    authorised_by: str = ""
    note: str = ""

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "TypedPaper":
        return cls(**{one.name: form.get(one.name, str(one.default)).strip() for one in fields(cls)})

    @classmethod
    def of(cls, session: Session, document: "Document", version: "DocumentVersion | None") -> "TypedPaper":
        meeting = meetings.numbered(session, document.meeting_id)
        day = document.published_on
        return cls(
            title=document.title,
            publisher=document.publisher,
            meeting=meeting.reference if meeting else "",
            dated=date_words(day) if day else document.published_words,
            printed=version.printed if version else "",
            owner=document.owner,
            authors=document.authors,
            marking=marking_of(document.marking),
            transparency=document.transparency,
            authorised_by=document.authorised_by,
            note=document.note,
        )

    def words(self) -> dict[str, str]:
        """Its values as people read them, for comparing what two of them saved."""
        return {name: getattr(self, name) for name in LABELS}

    def paper(self, session: Session, document: "Document | None" = None) -> Paper:
        """What the services are given. The words of a date stay where its day does. Raises `BadInput`."""
        meeting = meetings.find(session, self.meeting) if self.meeting else None
        if self.meeting and meeting is None:
            raise BadInput("Choose the meeting from the list.", field="meeting")
        day, words = None, " ".join(self.dated.split())
        try:
            day = read_day(words) if words else None
        except ValueError:
            if len(words) > LONGEST_DATE:
                raise BadInput(
                    "Give a day such as 4 February 2019, or a month and a year.", field="dated"
                ) from None
        if day:
            words = document.published_words if document and document.published_on == day else ""
        same = (
            "title",
            "publisher",
            "printed",
            "owner",
            "authors",
            "marking",
            "transparency",
            "authorised_by",
            "note",
        )
        return Paper(
            meeting_id=meeting.key if meeting else None,
            published_on=day,
            published_words=words,
            **{name: getattr(self, name) for name in same},
        )

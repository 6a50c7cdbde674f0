"""The versions of the Commissioner's comments on an inspection report: compared, and an older one taken back."""

from typing import Any, NamedTuple

from flask import url_for
from flask.typing import ResponseReturnValue

from tracker.domain.inspection_steps import COMMENTS, COMMENTS_SLOT
from tracker.domain.subjects import about_inspection
from tracker.domain.writing import Slot
from tracker.store import inspections as stored
from tracker.web.inspections import inspections
from tracker.web.requests import current_session
from tracker.web.writing_versions import taken_back, versions_page

PAGES = {
    "writing.edit": "inspections.write",
    "writing.versions": "inspections.versions",
    "writing.take_back": "inspections.take_back",
}


class CommentsPlace(NamedTuple):
    """Where the comments stand: the report, by its code, and its title."""

    code: str
    caption: str
    kind: str = COMMENTS
    slot: Slot = Slot(COMMENTS_SLOT, "The Commissioner’s comments")

    @property
    def about(self) -> str:
        return about_inspection(self.code)

    def address(self, endpoint: str, **values: Any) -> str:
        """The address of a page of writing, for these comments."""
        return url_for(PAGES[endpoint], code=self.code, **values)


@inspections.get("/inspections/<code>/comments/versions")
def versions(code: str) -> str:
    """Every version of the comments, and two of them compared."""
    return versions_page(_place(code))


@inspections.post("/inspections/<code>/comments/versions/<int:number>")
def take_back(code: str, number: int) -> ResponseReturnValue:
    """An older version becomes the newest; the ones between them are kept."""
    return taken_back(_place(code), number)


def _place(code: str) -> CommentsPlace:
    report = stored.by_code(current_session(), code)
    return CommentsPlace(report.code, report.title)

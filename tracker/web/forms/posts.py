"""The forms of a post: what it is, and who takes it over."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from tracker.domain.errors import BadInput
from tracker.web.forms.day_field import read_day

if TYPE_CHECKING:
    from tracker.models.people import Post

LABELS = {
    "title": "Title",
    "code": "Short code",
    "organisation": "Organisation",
    "escalates_to": "Escalates to",
    "address": "Mail address of the post",
    "chief_officer": "Chief officer",
    "elected": "Elected",
    "named_contact": "The contact whom papers name",
    "active": "In use",
}
NEW = "new"
"""What the select of organisations and of persons holds for one that is not on record yet."""
NOBODY = "nobody"


@dataclass(frozen=True)
class TypedPost:
    """A post as its form stands on the page. `organisation` and `escalates_to` are codes."""

    title: str = ""
    code: str = ""
    organisation: str = ""
    organisation_name: str = ""
    organisation_kind: str = ""
    escalates_to: str = ""
    address: str = ""
    chief_officer: bool = False
    elected: bool = False
    named_contact: bool = False
    active: bool = True

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "TypedPost":
        return cls(
            title=form.get("title", ""),
            code=form.get("code", ""),
            organisation=form.get("organisation", ""),
            organisation_name=form.get("organisation_name", ""),
            organisation_kind=form.get("organisation_kind", ""),
            escalates_to=form.get("escalates_to", ""),
            address=form.get("address", ""),
            chief_officer=form.get("chief_officer") == "yes",
            elected=form.get("elected") == "yes",
            named_contact=form.get("named_contact") == "yes",
            active=form.get("active", "yes") == "yes",
        )

    @classmethod
    def of(cls, post: "Post", organisation: str, escalates_to: str) -> "TypedPost":
        return cls(
            title=post.title,
            code=post.code,
            organisation=organisation,
            escalates_to=escalates_to,
            address=post.address,
            chief_officer=post.chief_officer,
            elected=post.elected,
            named_contact=post.named_contact,
            active=post.active,
        )

    def words(self) -> dict[str, str]:
        """Its values as people read them, for comparing what two of them saved."""
        yes = {True: "yes", False: "no"}
        return {
            name: yes[value] if isinstance(value, bool) else value
            for name in LABELS
            for value in [getattr(self, name)]
        }


@dataclass(frozen=True)
class TypedHandOver:
    """Who takes a post over. `who` is the number of a person, `new`, or `nobody`."""

    who: str = ""
    name: str = ""
    email: str = ""
    on: str = ""
    acting: bool = False

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "TypedHandOver":
        return cls(
            who=form.get("who", ""),
            name=form.get("name", ""),
            email=form.get("email", ""),
            on=form.get("on", ""),
            acting=form.get("acting") == "yes",
        )

    def fields(self) -> dict[str, str]:
        """Its fields as a form carries them."""
        typed = {"who": self.who, "name": self.name, "email": self.email, "on": self.on}
        return {**typed, "acting": "yes" if self.acting else ""}

    def day(self) -> date:
        """The first day of the new holder. Raises `BadInput`."""
        text = " ".join(self.on.split())
        if not text:
            raise BadInput("Give the first day, such as 20 September 2023.", field="on")
        try:
            return read_day(text)
        except ValueError as error:
            raise BadInput(str(error), field="on") from None

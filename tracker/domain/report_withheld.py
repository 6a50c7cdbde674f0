"""What a report holds about withholding: what was taken out, and who is on record under which name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Withheld:
    """How many times something is withheld from a version for one reason: "section 40", "personal information"."""

    reason: str
    about: str
    times: int


@dataclass(frozen=True)
class ReportPerson:
    """Someone whose name can stand in the record. `post` stands in its place where the reader does not get it; `is_named` where
    they do: a chief officer, someone elected, the contact."""

    name: str
    post: str = ""
    is_named: bool = False


@dataclass(frozen=True)
class ReportNames:
    """Who was on record when it was frozen, and the titles of posts and organisations, which are no names of persons."""

    people: tuple[ReportPerson, ...] = ()
    titles: tuple[str, ...] = ()


NO_NAMES = ReportNames()

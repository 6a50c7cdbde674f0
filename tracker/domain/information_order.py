"""What the law asks a commissioner to publish of this work, paragraph by paragraph.

The Elected Local Policing Bodies (Specified Information) Order 2011 (S.I. 2011/3050), made under section 11(2) of the Police Reform and
Social Responsibility Act 2011, as amended by S.I. 2012/2479 and 2013/1816 (staff, contracts, expenditure: no part of this work) and by
S.I. 2021/547, in force from 31 May 2021, which inserts paragraphs 7A to 7C and a Part 3 on the manner of publication. Paragraph 7C
(complaints) and paragraphs 1 to 4, 6 and 7 concern other work of the office and stand on its own list.

The words of paragraphs 5, 7A and 7B were read at legislation.gov.uk; the day by which each has to be published (Part 2 of the Schedule)
was not, and is therefore not said here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ORDER = "The Elected Local Policing Bodies (Specified Information) Order 2011 (S.I. 2011/3050), as amended in 2012, 2013 and 2021"
ORDER_URL = "https://www.legislation.gov.uk/uksi/2011/3050"


@dataclass(frozen=True)
class Duty:
    """`code` names it for good; `paragraph` is where it stands; `asks` says what is asked in plain words. `here`: whether this product
    holds what it asks for, or can only be told where it stands."""

    code: str
    paragraph: str
    title: str
    asks: str
    here: bool = True


MEETINGS, AGENDAS, PAPERS, MINUTES, DECISIONS = "meetings", "agendas", "papers", "minutes", "decisions"
STATEMENT, PRIORITIES = "national-statement", "national-priorities"
PEEL, SUMMARY, RESPONSES = "peel", "summary-assessment", "inspection-responses"

DUTIES: tuple[Duty, ...] = (
    Duty(
        MEETINGS,
        "Schedule, paragraph 5(a)",
        "Public meetings to come",
        "The date, time and place of each public meeting to be held.",
    ),
    Duty(
        AGENDAS,
        "Schedule, paragraph 5(b)",
        "Agendas",
        "The agenda of each public meeting.",
    ),
    Duty(
        PAPERS,
        "Schedule, paragraph 5(b)",
        "Papers",
        "Any report or other document that an item on the agenda is about.",
    ),
    Duty(
        MINUTES,
        "Schedule, paragraph 5(c)",
        "Minutes",
        "The minutes of each public meeting; and of each other meeting at which matters of significant public interest are discussed.",
    ),
    Duty(
        DECISIONS,
        "Schedule, paragraph 5(d)",
        "Decisions",
        "A record of each decision of significant public interest, made at a meeting or otherwise.",
    ),
    Duty(
        STATEMENT,
        "Schedule, paragraph 7A(a)",
        "Statement on the national priorities for policing",
        "A statement on what the force contributes to improvement against them. The National Crime and Policing Measures specify them.",
    ),
    Duty(
        PRIORITIES,
        "Schedule, paragraph 7A(b)",
        "Which national priorities apply",
        "An explanation of which are assessed to apply in the police area and which not, and why.",
    ),
    Duty(
        PEEL,
        "Schedule, paragraph 7B(a)",
        "Latest inspection report on the force",
        "The most recent annual report of HMICFRS on its effectiveness, efficiency and legitimacy.",
        here=False,
    ),
    Duty(
        SUMMARY,
        "Schedule, paragraph 7B(b)",
        "Latest summary assessment",
        "The most recent summary assessment of the force’s performance by HMICFRS.",
        here=False,
    ),
    Duty(
        RESPONSES,
        "Police Act 1996, section 55, and not the Order",
        "Comments on inspection reports",
        "The Commissioner’s comments on each report, with those of the Chief Constable, within 56 days of its publication.",
        here=False,
    ),
)
NAMED: Mapping[str, Duty] = {duty.code: duty for duty in DUTIES}


THE_PANELS = re.compile(r"\bcrime panel\b", re.IGNORECASE)


def is_the_panels(series_title: str) -> bool:
    """Whether the meetings of this series are those of the Police and Crime Panel, whatever its full name: not of the Commissioner.
    Their agendas, papers and minutes are published by the council that hosts it (Local Government Act 1972, Part VA)."""
    return THE_PANELS.search(series_title) is not None


class Mend(StrEnum):
    """What would fill a gap."""

    PUBLISH = "publish"
    TIME_AND_PLACE = "time and place"
    AGENDA = "agenda"
    PAPER = "paper"
    LOG = "log"
    REPORT = "report"
    DECISIONS = "decisions"
    RESPONSE = "response"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Missing:
    """`subject` is the reference of the meeting that it concerns; with `Mend.REPORT` the number of the version that can be published,
    with `Mend.ELSEWHERE` the code of the duty."""

    words: str
    mend: Mend
    subject: str = ""


@dataclass(frozen=True)
class Standing:
    """Something that is published, or is not: `url` and `on` are where and since when; both are empty for what is missing."""

    title: str
    url: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Answered:
    """How a duty is met: what is published, and what is missing. `told` says that it stands elsewhere."""

    duty: Duty
    published: tuple[Standing, ...] = ()
    missing: tuple[Missing, ...] = ()
    told: Standing | None = None
    note: str = ""

    @property
    def state(self) -> str:
        """ "met", "partly" or "missing": nothing that is asked for is taken as met because it is not known."""
        if self.published and self.missing:
            return "partly"
        if self.published or self.told:
            return "met"
        return "missing"

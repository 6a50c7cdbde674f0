"""Lines as they are typed in a real meeting, read with the posts of the demonstration and the real matcher.

It is Wednesday 20 September 2023. The tables are in `tests/unit/domain/lines`; each row says what must be understood of a
line: `title`, and where there is one `owner` (a short code), `due`, `priority` and `item`. `says` holds a part of each
sentence that is said though the line can be logged, `stops` a part of each that must be put right first.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.typed import WEDNESDAY
from tracker.adapters.fuzzy import PostMatcher
from tracker.domain.capture import Captured, PostName, read_line
from tracker.domain.typed_due import typed_words

TABLES = Path(__file__).parents[1] / "unit" / "domain" / "lines"

_POSTS = """
chief-constable: Chief Constable: Chris Noble
dcc: Deputy Chief Constable
acc-local-policing: Assistant Chief Constable (Local Policing)
acc-public-protection: Assistant Chief Constable (Public Protection): Becky Riggs
head-of-contact: Head of Contact and Response
head-of-knowledge-hub: Head of the Knowledge Hub
head-of-service-development: Head of the Service Development Unit
crime-registrar: Force Crime Registrar
stop-search-lead: Force lead for stop and search
roads-policing-lead: Force lead for roads policing
head-of-public-protection: Head of the Public Protection Unit
victims-lead: Force lead for victims and witnesses
head-of-learning: Head of Learning and Development
head-of-criminal-justice: Head of Criminal Justice
head-of-people: Head of People Services
head-of-estates: Head of Estates
commissioner: Staffordshire Commissioner: Ben Adams
chief-executive: Chief Executive
secretariat: Governance Officer
panel-report-officer: Officer for the Panel report: Ralph Butler
safer-roads-manager: Manager of the Safer Roads Partnership
criminal-justice-board-manager: Manager of the Local Criminal Justice Board
"""
POSTS = [
    PostName(number, *(part.strip() for part in line.split(":")))
    for number, line in enumerate(_POSTS.strip().splitlines(), 1)
]
CODES = ("local", "harm", "victims", "offending", "justice")
BANK_HOLIDAYS = (date(2023, 12, 25), date(2023, 12, 26), date(2024, 1, 1))
MATCHER = PostMatcher()


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def heard(text: str, *, today: date = WEDNESDAY) -> Captured:
    """The line, read as in the demonstration's meeting room."""
    return read_line(
        text,
        today=today,
        posts=POSTS,
        match=MATCHER.match,
        priorities=CODES,
        is_working_day=is_working_day,
    )


def table() -> list[dict[str, Any]]:
    """Every row of every table."""
    return [row for path in sorted(TABLES.glob("*.toml")) for row in tomllib.loads(path.read_text())["lines"]]


def as_row(read: Captured) -> dict[str, Any]:
    """What was understood, in the shape of a row of the table, without what is empty."""
    due = read.due and typed_words(read.due.kind, read.due.on, exit_rule=read.due.exit_rule)
    row = {
        "title": read.title,
        "owner": read.owner and read.owner.code,
        "due": due,
        "priority": read.priority,
        "item": read.agenda_item,
        "says": [note.sentence for note in read.notes],
        "stops": [problem.sentence for problem in read.problems],
    }
    return {name: value for name, value in row.items() if value}

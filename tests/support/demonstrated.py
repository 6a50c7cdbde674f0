"""The demonstration, put into a database as the command does it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.support.builders import moment
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.markdown import WrittenMarkdown
from tracker.adapters.stemmer import EnglishStemmer
from tracker.demonstration.load import BY_DEMONSTRATION, Loaded, load_demonstration
from tracker.domain.stemming import WordReader
from tracker.services.desk import Desk, Keys
from tracker.store.session import Database

FIRST_DAY = date(2023, 9, 20)
KEYS = Keys(history=b"the key of the history", links=b"the key of links")
MACHINE = datetime(2030, 6, 30, 23, 30, tzinfo=UTC)
"""Late in the evening of a summer's day in UTC: in London it is the next day already."""


def load(desk: Desk) -> Loaded | None:
    return load_demonstration(
        desk,
        password_hash="a hash",
        demo_date=FIRST_DAY,
        zone="Europe/London",
        reader=WrittenMarkdown(),
        words=WordReader(EnglishStemmer()),
    )


def load_into(database: Database) -> Loaded | None:
    with database.write() as session:
        at = replace(moment(FIRST_DAY), machine=MACHINE)
        done = load(Desk(session, BY_DEMONSTRATION, at, EnglandCalendar(), KEYS))
        session.commit()
    return done

"""Things made public for a test, and the public's browser."""

from tests.support.builders import Record
from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.publishing import Published
from tracker.domain.stemming import WordReader
from tracker.models.publishing import Publication
from tracker.services import publishing
from tracker.services.publishing import Decision

WORDS = WordReader(EnglishStemmer())
DECIDED = Decision("The Commissioner", "The public asked about it.")
TAKEN_BACK = Decision("The Commissioner", "CANARY-REASON", "It is being checked.")


def publish(record: Record, kind: Published, subject: str, decision: Decision = DECIDED) -> Publication:
    return publishing.publish(record.desk, WORDS, kind, subject, decision)

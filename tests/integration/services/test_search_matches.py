"""The same query finds the same texts on both databases: those that a plain reading of the rules finds."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from tests.support.databases import PostgreSQL, sqlite_copy
from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.search_words import Query, Term, read_query
from tracker.domain.searching import SearchKind
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import THE_OFFICE
from tracker.models.evidence import Document
from tracker.store.search import found
from tracker.store.search_index import keep_in_step
from tracker.store.session import Database

READER = WordReader(EnglishStemmer())
NOW = datetime(2023, 9, 20, tzinfo=UTC)

# fmt: off
WORDS = st.sampled_from([
    "rate", "rates", "rating", "abandoned", "abandonment", "call", "calls", "call-handling",
    "callhandling", "re-offending", "reoffending", "offending", "101", "8.6%", "8.6", "86", "PPM-006",
    "006", "s.55", "force’s", "force", "café", "cafe", "the", "of", "and", "ﬁre", "fire", "2018/19",
    "1,234", "1234", "Ωμέγα", "–", "'", "_", "*", "NOT", "OR", "AND", "NEAR", "^", ":", "(", ")",
])
# fmt: on
TEXTS = st.lists(WORDS, max_size=9).map(" ".join)
MINUS = st.sampled_from(["", "", "-"])
ONE = st.tuples(MINUS, WORDS).map("".join)
QUOTED = st.tuples(MINUS, st.lists(WORDS, min_size=1, max_size=3)).map(
    lambda it: f'{it[0]}"{" ".join(it[1])}"'
)
QUERIES = st.lists(st.one_of(ONE, QUOTED), min_size=1, max_size=4).map(" ".join)


@pytest.fixture(scope="module")
def databases(
    sqlite_template: Path, postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Database]]:
    made = [
        Database(sqlite_copy(sqlite_template, tmp_path_factory.mktemp("search") / "search.db")),
        Database(postgresql.fresh()),
    ]
    yield made
    for database in made:
        database.close()


def has(stems: str, term: Term) -> bool:
    return any(f" {' '.join(phrase)} " in f" {stems} " for phrase in term)


def matches(query: Query, title: str, note: str) -> bool:
    """The rules in their plainest words."""
    stems = READER.stems(title, "", "", "", note)
    required = all(has(stems, term) for term in query.required)
    return bool(query.required) and required and not any(has(stems, term) for term in query.refused)


def titles_found(session: Session, query: Query) -> set[str]:
    hits = found(session, THE_OFFICE, query).hits
    return {session.get_one(Document, hit.numbers["document_id"]).code for hit in hits}


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    papers=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5),
    queries=st.lists(QUERIES, min_size=1, max_size=4),
)
def test_both_databases_find_what_the_rules_say(databases, papers, queries):
    for database in databases:
        with database.write() as session:
            keep_in_step(session, READER)
            for number, (title, note) in enumerate(papers):
                session.add(Document(code=str(number), title=title, note=note, added_at=NOW))
            session.flush()
            for typed in queries:
                query = read_query(typed, READER)
                expected = {str(n) for n, (title, note) in enumerate(papers) if matches(query, title, note)}
                assert titles_found(session, query) == expected, (database.url.get_backend_name(), typed)
            session.rollback()


@pytest.mark.parametrize(
    "typed",
    ["NOT", "a AND b", 'x" OR "y', "title:rate", "rate*", "NEAR(a b)", "'; --", "%", "\\", "& | !", "ﷺ"],
)
def test_what_means_something_to_a_database_is_a_word_like_any_other(databases, typed):
    for database in databases:
        with database.read() as session:
            assert found(session, THE_OFFICE, read_query(typed, READER)).counts == {}


def test_a_phrase_is_found_however_far_down_it_stands_and_however_often_its_words_do(databases):
    text = "rate abandonment " * 20_000 + "the abandonment rate"
    for database in databases:
        with database.write() as session:
            keep_in_step(session, READER)
            session.add(Document(code="long", title="A long one", note=text, added_at=NOW))
            session.add(Document(code="short", title="", note="The rate of abandonment", added_at=NOW))
            session.flush()
            hits = found(session, THE_OFFICE, read_query('"the abandonment rate"', READER)).hits
            assert [hit.kind for hit in hits] == [SearchKind.DOCUMENT]
            assert titles_found(session, read_query('"the abandonment rate"', READER)) == {"long"}
            session.rollback()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"call rate abandonment"', set()),
        ('"call rate" "rate abandonment"', {"pieces"}),
        ('call -"call rate abandonment"', {"pieces"}),
        ('call -"rate abandonment"', set()),
    ],
)
def test_a_phrase_is_not_found_in_pieces(databases, typed, expected):
    for database in databases:
        with database.write() as session:
            keep_in_step(session, READER)
            session.add(
                Document(
                    code="pieces",
                    title="",
                    note="Call rate, and rate of abandonment. Rate: abandonment.",
                    added_at=NOW,
                )
            )
            session.flush()
            assert titles_found(session, read_query(typed, READER)) == expected
            session.rollback()


@pytest.mark.parametrize("letters", [2, 3, 5])
def test_a_text_of_two_hundred_thousand_words_in_no_order_is_kept(databases, letters):
    chance = Random(letters)  # noqa: S311
    text = " ".join("".join(chance.choices("abcdefghijklmnop0123456789", k=letters)) for _ in range(200_000))
    for database in databases:
        with database.write() as session:
            keep_in_step(session, READER)
            session.add(Document(code="huge", title="", note=f"The beginning. {text}", added_at=NOW))
            session.flush()
            assert titles_found(session, read_query('"the beginning"', READER)) == {"huge"}
            session.rollback()

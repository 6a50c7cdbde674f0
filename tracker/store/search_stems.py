"""The stems of what can be found, in the way of each database: FTS5 in SQLite, a tsvector in PostgreSQL. Both give the same matches.

The stems come from `domain/stemming.py`, so that nothing is left for a tokenizer, a parser or a dictionary to decide. PostgreSQL is
given its words as an array, without places: those it cuts off at 16,383, and after 256 of one word. A phrase is looked for in
the stems themselves, among the texts that have its words and its pairs of words.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, bindparam, cast, column, func, insert, not_, or_, table
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlmodel import Session

from tracker.domain.search_words import Phrase, Query, Term
from tracker.domain.stemming import BARRIER, in_title

_SQLITE = table("search_stems", column("rowid", sa.Integer), column("stems", sa.Text), column("search_stems"))
_POSTGRESQL = table(
    "search_stems", column("text_id", sa.Integer), column("stems", sa.Text), column("lexemes")
)


_ADD_FTS5 = insert(_SQLITE).values(rowid=bindparam("key"), stems=bindparam("line"))
_ADD_TSVECTOR = insert(_POSTGRESQL).values(
    text_id=bindparam("key"),
    stems=bindparam("line"),
    lexemes=func.array_to_tsvector(bindparam("words", type_=ARRAY(sa.Text))),
)


class Stems:
    """The table of stems in the database of `session`. `key` is the number of the text in the index."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sqlite = session.get_bind().dialect.name == "sqlite"
        self.table = _SQLITE if self._sqlite else _POSTGRESQL
        self.key: ColumnElement[int] = self.table.c.rowid if self._sqlite else self.table.c.text_id

    def add(self, lines: Mapping[int, str]) -> None:
        """Keeps the stems of texts, by their number in the index."""
        rows = [{"key": number, "line": line} for number, line in lines.items()]
        if not self._sqlite:
            rows = [{**row, "words": sorted(_words_and_pairs(str(row["line"])))} for row in rows]
        self._session.connection().execute(_ADD_FTS5 if self._sqlite else _ADD_TSVECTOR, rows)

    def having(self, query: Query) -> ColumnElement[bool]:
        """True for a text that has all that is required and nothing that is refused. `query` must look for something."""
        return _matching_fts5(query) if self._sqlite else _matching_tsvector(query)

    def in_title(self, query: Query) -> ColumnElement[bool]:
        """True for a text whose title has every word of what is required."""
        stems = [in_title(stem) for term in query.required for stem in term[0]]
        return self.having(Query(query.typed, required=tuple(((stem,),) for stem in stems)))


def _matching_fts5(query: Query) -> ColumnElement[bool]:
    wanted = " AND ".join(_either(term) for term in query.required)
    if query.refused:
        wanted = f"({wanted}) NOT ({' OR '.join(_either(term) for term in query.refused)})"
    return _SQLITE.c.search_stems.op("MATCH", is_comparison=True)(wanted)


def _either(term: Term) -> str:
    return f"({' OR '.join(_quoted(phrase) for phrase in term)})"


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'


def _matching_tsvector(query: Query) -> ColumnElement[bool]:
    wanted = [_any_of(term) for term in query.required]
    # What the index alone can tell is left to it: looking into a text takes longer.
    wanted += [f"!{_any_of(term)}" for term in query.refused if not _has_phrases(term)]
    conditions = [_has(" & ".join(wanted))]
    conditions += [_says(term) for term in query.required if _has_phrases(term)]
    conditions += [
        not_(and_(_has(_any_of(term)), _says(term))) for term in query.refused if _has_phrases(term)
    ]
    return and_(*conditions)


def _has_phrases(term: Term) -> bool:
    return any(len(phrase) > 1 for phrase in term)


def _any_of(term: Term) -> str:
    """A text that has the term has these words and pairs: what the index can tell."""
    return f"({' | '.join(f'({_all_of(phrase)})' for phrase in term)})"


def _all_of(phrase: Phrase) -> str:
    return " & ".join(f"'{word}'" for word in (*phrase, *_pairs(phrase)))


def _words_and_pairs(line: str) -> set[str]:
    words = line.split()
    return {*words, *_pairs(words)}


def _pairs(words: Iterable[str]) -> Iterable[str]:
    """Two words that follow each other, as one short word. Few pairs share one, and a text is looked into all the same."""
    for one, other in pairwise(words):
        if BARRIER not in (one, other):
            yield f"_{crc32(f'{one} {other}'.encode()) & 0xFFFFF:05x}"


def _has(wanted: str) -> ColumnElement[bool]:
    return _POSTGRESQL.c.lexemes.op("@@", is_comparison=True)(cast(wanted, TSQUERY))


def _says(term: Term) -> ColumnElement[bool]:
    line = " " + _POSTGRESQL.c.stems + " "
    return or_(*(line.contains(f" {' '.join(phrase)} ", autoescape=True) for phrase in term))

"""The stems of what can be found, in the way of each database: FTS5 in SQLite, a tsvector in PostgreSQL. Both give the same matches.

The stems come from `domain/stemming.py`, so that nothing is left for a tokenizer, a parser or a dictionary to decide. PostgreSQL is
given its words as an array, without places: those it cuts off at 16,383, and after 256 of one word. A phrase is therefore
looked for in the stems themselves, among the texts that have all its words.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, cast, column, not_, or_, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session

from tracker.domain.search_words import Phrase, Query, Term
from tracker.domain.stemming import in_title

_SQLITE = table("search_stems", column("rowid", sa.Integer), column("stems", sa.Text), column("search_stems"))
_POSTGRESQL = table(
    "search_stems", column("text_id", sa.Integer), column("stems", sa.Text), column("lexemes")
)


class Stems:
    """The table of stems in the database of `session`. `key` is the number of the text in the index."""

    def __init__(self, session: Session) -> None:
        self._sqlite = session.get_bind().dialect.name == "sqlite"
        self.table = _SQLITE if self._sqlite else _POSTGRESQL
        self.key: ColumnElement[int] = self.table.c.rowid if self._sqlite else self.table.c.text_id
        self.key_name = "rowid" if self._sqlite else "text_id"

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
    wanted = " & ".join(_any_of(term) for term in query.required)
    conditions = [_has(wanted)]
    conditions += [_says(term) for term in query.required if any(len(phrase) > 1 for phrase in term)]
    conditions += [not_(and_(_has(_any_of(term)), _says(term))) for term in query.refused]
    return and_(*conditions)


def _any_of(term: Term) -> str:
    """A text that has the term has these words: what the index can tell."""
    return f"({' | '.join(f'({_all_of(phrase)})' for phrase in term)})"


def _all_of(words: Iterable[str]) -> str:
    return " & ".join(f"'{word}'" for word in words)


def _has(wanted: str) -> ColumnElement[bool]:
    return _POSTGRESQL.c.lexemes.op("@@", is_comparison=True)(cast(wanted, TSQUERY))


def _says(term: Term) -> ColumnElement[bool]:
    line = " " + _POSTGRESQL.c.stems + " "
    return or_(*(line.contains(f" {' '.join(phrase)} ", autoescape=True) for phrase in term))

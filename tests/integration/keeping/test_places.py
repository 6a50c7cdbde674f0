"""No text of the record can be forgotten by a purge: every column is in a list, and a word is taken out of every one of them."""

from collections.abc import Iterator, Sequence

import pytest
import sqlalchemy as sa

from tests.support.builders import Record, acting_as
from tests.support.held_bytes import holds
from tests.support.planted import plant
from tracker.adapters.stemmer import EnglishStemmer
from tracker.domain.errors import BadInput, NotAllowed
from tracker.domain.purging import Looked, Loose, Sweep, Words
from tracker.domain.stemming import WordReader
from tracker.domain.viewers import Actor, Role
from tracker.services.audit import verify_history
from tracker.services.desk import Desk
from tracker.services.history import record as note
from tracker.services.purging import Tools, purge_words
from tracker.services.purging_look import Found, look
from tracker.store import search_index
from tracker.store.places import classified, text_columns

ADMINISTRATOR = Actor("Ada Administrator", frozenset({Role.ADMINISTRATOR}), "web")
WORD = "Quillfeather"
WORDS = Words((WORD,))
NOTHING_FIXED = frozenset({"users.email"})


class NoFiles:
    """A data folder without a file that holds anything."""

    def look(self, sha256s: Sequence[str], words: Words) -> Iterator[Looked]:
        return iter([Looked() for _ in sha256s])

    def loose(self, named: object) -> Sequence[Loose]:
        return ()

    def look_loose(self, loose: Sequence[Loose], words: Words) -> Iterator[Looked]:
        return iter(())

    def backups(self) -> Sequence[str]:
        return ("matters-arising-2023-09-19.zip",)

    def is_there(self, sha256: str) -> bool:
        return False

    def destroy(self, sweep: Sweep) -> None: ...


@pytest.fixture
def tools() -> Tools:
    return Tools(NoFiles(), WordReader(EnglishStemmer()))


def test_every_column_of_text_is_in_one_of_the_lists() -> None:
    """Put a new column into `store/places.py`: where people's words can stand, into a place; else into `FIXED`."""
    forgotten = {(table, column.name) for table, column in text_columns()} - classified()
    assert forgotten == set()


def test_a_list_names_no_column_that_is_not_there() -> None:
    assert classified() - {(table, column.name) for table, column in text_columns()} == set()


def test_a_word_planted_in_every_place_of_every_table_is_taken_out_of_all(desk: Desk, tools: Tools) -> None:
    search_index.keep_in_step(desk.session, tools.reader)
    planted = plant(desk.session, WORD)
    note(desk, "action.raised", "PPM-001", after={"title": f"About {WORD}"})
    desk.session.commit()
    assert _holding(desk) >= {f"{table}.{column}" for table, column in planted}
    found = look(desk.session, tools.held, WORDS)
    _purge(desk, tools, found)
    desk.session.commit()
    assert _holding(desk) == set()
    assert verify_history(desk.session, desk.keys.history, None).disposed == 1


def test_the_purge_says_from_where_and_what_backups_there_are_and_never_the_words(
    desk: Desk, record: Record, tools: Tools
) -> None:
    action = record.action(f"Ask {WORD}")
    desk.session.commit()
    made = _purge(desk, tools, look(desk.session, tools.held, WORDS))
    assert action.reference in made.subjects
    assert "Actions: titles" in made.taken_from
    assert "matters-arising-2023-09-19.zip" in made.still_in
    assert not WORDS.count(f"{made.reason} {made.subjects} {made.taken_from} {made.still_in}")


def test_what_was_not_ticked_stays_and_is_named(desk: Desk, record: Record, tools: Tools) -> None:
    action = record.action(f"Ask {WORD}", asked="and tell nobody")
    desk.session.commit()
    found = look(desk.session, tools.held, WORDS)
    made = purge_words(
        acting_as(desk, ADMINISTRATOR),
        tools,
        WORDS,
        chosen=["history"],
        reason="Typed by mistake",
        places_typed=str(sum(place.count for place in found.places if place.code == "history")),
    )
    desk.session.refresh(action)
    assert action.title == f"Ask {WORD}"
    assert "It was not ticked" in made.still_in


def test_a_number_that_is_not_that_of_the_places_changes_nothing(
    desk: Desk, record: Record, tools: Tools
) -> None:
    action = record.action(f"Ask {WORD}")
    desk.session.commit()
    found = look(desk.session, tools.held, WORDS)
    with pytest.raises(BadInput, match="just now"):
        _purge(desk, tools, found, number="1")
    assert action.title == f"Ask {WORD}"


def test_only_an_administrator_purges(desk: Desk, record: Record, tools: Tools) -> None:
    record.action(f"Ask {WORD}")
    with pytest.raises(NotAllowed):
        purge_words(desk, tools, WORDS, chosen=["actions"], reason="Mistake", places_typed="1")


def _purge(desk: Desk, tools: Tools, found: Found, *, number: str = "") -> object:
    return purge_words(
        acting_as(desk, ADMINISTRATOR),
        tools,
        WORDS,
        chosen=[place.code for place in found.places],
        reason="Typed by mistake",
        places_typed=number or str(found.total),
    )


def _holding(desk: Desk) -> set[str]:
    """Columns of the database itself that hold the word or its stem."""
    inspector = sa.inspect(desk.session.connection())
    found = set()
    for name in inspector.get_table_names():
        table = sa.table(name, *(sa.column(one["name"]) for one in inspector.get_columns(name)))
        for row in desk.session.execute(sa.select(table)):
            found |= {
                f"{name}.{column}"
                for column, value in row._mapping.items()
                if holds(str(value).encode(), WORD) or holds(str(value).encode(), WORD.lower()[:11])
            }
    return found

"""Texts for reports, on both databases: every version is kept, no writer loses words, figures stay linked to their readings."""

from threading import Barrier, Thread

import pytest

from tests.integration.conftest import KEYS
from tests.support.builders import COMMISSIONER, SECRETARIAT, acting_as, moment
from tests.support.measured import Measured
from tracker.adapters.england import EnglandCalendar
from tracker.adapters.markdown import WrittenMarkdown
from tracker.domain.errors import BadInput, Conflict
from tracker.models.reports import WrittenText
from tracker.services.desk import Desk
from tracker.services.readings_of_measures import query_reading, remove_reading, revise_reading
from tracker.services.writing import save_text, subject_of, written_of
from tracker.store import history
from tracker.store import writing as stored
from tracker.store.session import Database

READER = WrittenMarkdown()
ABOUT = "meeting:PPM-2023-10-04"


def save(desk: Desk, body: str, seen: int | None = 0, slot: str = "purpose") -> WrittenText:
    return save_text(desk, READER, kind="panel-update", about=ABOUT, slot=slot, body=body, seen_version=seen)


def test_a_text_is_kept_as_it_was_typed_and_read_back_by_its_slot(desk: Desk) -> None:
    save(desk, "To **report**.\r\n\r\n- one ", slot="background")
    assert stored.texts_of(desk.session, "panel-update", ABOUT) == {"background": "To **report**.\n\n- one "}
    assert stored.texts_of(desk.session, "panel-update", "meeting:PPM-2023-05-17") == {}


def test_each_save_is_a_version_and_the_same_text_again_is_none(desk: Desk) -> None:
    text = save(desk, "First.")
    save(acting_as(desk, COMMISSIONER), "Second.", seen=text.version)
    save(desk, "Second.", seen=1)
    versions = stored.versions(desk.session, text.key)
    assert [(one.number, one.body, one.saved_by) for one in versions] == [
        (2, "Second.", "Cory Commissioner"),
        (1, "First.", "Sam Secretary"),
    ]
    events = [row.event for row, _ in history.of_subject(desk.session, subject_of(text), limit=5)]
    assert events == ["text.saved", "text.saved"]


def test_a_second_writer_is_told_what_the_first_one_saved(desk: Desk) -> None:
    text = save(desk, "First.")
    seen = text.version
    save(desk, "Theirs.", seen=seen)
    with pytest.raises(Conflict) as refused:
        save(desk, "Mine.", seen=seen)
    assert refused.value.current == {"body": "Theirs."}
    assert stored.texts_of(desk.session, "panel-update", ABOUT) == {"purpose": "Theirs."}


def test_two_who_begin_an_empty_text_at_once_do_not_write_over_each_other(desk: Desk) -> None:
    save(desk, "Theirs.", seen=0)
    with pytest.raises(Conflict):
        save(desk, "Mine.", seen=0)


def test_a_text_that_is_too_long_changes_nothing(desk: Desk) -> None:
    with pytest.raises(BadInput, match="20,000 characters"):
        save(desk, "x" * 20_001)
    with pytest.raises(BadInput, match="no such place"):
        save(desk, "x", slot="../x")
    assert stored.texts_of(desk.session, "panel-update", ABOUT) == {}


def test_an_emptied_text_is_not_among_those_written(desk: Desk) -> None:
    save(desk, "", seen=save(desk, "First.").version)
    assert written_of(desk.session, "panel-update", ABOUT) == {}


def test_a_figure_prints_its_reading_with_its_source(desk: Desk) -> None:
    reading = Measured(desk).reading("August 2023", "12.7%", source="Performance pack, heading 2")
    save(desk, "It is {101-abandonment 2023-08}.")
    writing = written_of(desk.session, "panel-update", ABOUT)["purpose"]
    assert writing.pieces[0].words == "It is 12.7%."
    (figure,) = writing.figures
    assert (figure.reading, figure.told) == (reading.key, "101 abandonment rate, August 2023, The force")
    assert figure.source == "Performance pack, heading 2"
    assert figure.is_in_order


def test_a_revised_reading_is_printed_and_noted_beside_the_one_it_was_written_with(desk: Desk) -> None:
    measured = Measured(desk)
    reading = measured.reading("August 2023", "12.7%")
    save(desk, "It is {101-abandonment 2023-08}, and 12.7% by hand.")
    revise_reading(
        desk, measured.measure, reading, measured.wanted("August 2023", "12.9%"), version=reading.version
    )
    writing = written_of(desk.session, "panel-update", ABOUT)["purpose"]
    assert writing.pieces[0].words == "It is 12.9%, and 12.7% by hand."
    (note,) = writing.figures[0].notes
    assert note.startswith("12.7% is 12.9% now: revised on ")


def test_saved_again_after_the_revision_the_note_is_gone(desk: Desk) -> None:
    measured = Measured(desk)
    reading = measured.reading("August 2023", "12.7%")
    seen = save(desk, "It is {101-abandonment 2023-08}.").version
    revise_reading(
        desk, measured.measure, reading, measured.wanted("August 2023", "12.9%"), version=reading.version
    )
    save(desk, "It was {101-abandonment 2023-08}.", seen=seen)
    assert written_of(desk.session, "panel-update", ABOUT)["purpose"].figures[0].is_in_order


def test_a_queried_and_a_withdrawn_reading_are_said(desk: Desk) -> None:
    measured = Measured(desk)
    reading = measured.reading("August 2023", "12.7%")
    save(desk, "It is {101-abandonment 2023-08}.")
    query_reading(desk, measured.measure, reading, question="Is it 12.9?", version=reading.version)
    (figure,) = written_of(desk.session, "panel-update", ABOUT)["purpose"].figures
    assert figure.notes == ("12.7% was queried with the force on 20 September 2023.",)
    remove_reading(desk, measured.measure, reading, reason="Counted twice.", version=reading.version)
    writing = written_of(desk.session, "panel-update", ABOUT)["purpose"]
    assert writing.pieces[0].words == "It is [figure not found: 101-abandonment 2023-08]."
    (figure,) = writing.figures
    assert "was withdrawn on 20 September 2023: Counted twice." in figure.problem
    assert figure.notes == ("It was 12.7% when this was written.",)


def test_of_two_who_save_at_the_same_moment_one_is_told(database: Database) -> None:
    """Both begin an empty text; neither has seen the other's words."""
    outcomes: list[str] = []
    both = Barrier(2)

    def write(words: str) -> None:
        both.wait()
        try:
            with database.write() as session:
                save(Desk(session, SECRETARIAT, moment(), EnglandCalendar(), KEYS), words)
                session.commit()
                outcomes.append(words)
        except Conflict as told:
            outcomes.append(f"told of {told.current['body']}")

    writers = [Thread(target=write, args=(words,)) for words in ("One.", "Two.")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    saved = next(one for one in outcomes if not one.startswith("told"))
    assert sorted(outcomes) == sorted([saved, f"told of {saved}"])
    with database.read() as session:
        assert stored.texts_of(session, "panel-update", ABOUT) == {"purpose": saved}

"""The life of an action across meetings: which cell an event stands in, and what always holds of the strip and its picture."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.actions import DECISIONS
from tracker.domain.life import DECIDED, ENDS, SAID, WORDS, Cell, Event, Happened, Sat, life, life_words
from tracker.domain.life_picture import COLUMN, MOST, legend, picture

FIRST = date(2019, 2, 12)
SAT = [Sat(number, FIRST + timedelta(days=90 * number), f"meeting {number}") for number in range(5)]


def strip(*happened: Happened) -> list[list[str]]:
    return [[mark.words() for mark in cell.marks] for cell in life(happened, SAT)]


def test_a_cell_for_each_meeting_since_it_was_raised_says_that_it_was_carried_forward() -> None:
    assert strip(Happened(Event.RAISED, SAT[2].on, 2)) == [["raised"], ["carried forward"], []]


def test_an_answer_stands_with_the_meeting_that_it_was_given_for() -> None:
    raised = Happened(Event.RAISED, SAT[2].on, 2)
    days = (SAT[2].on + timedelta(days=1), SAT[3].on, SAT[3].on + timedelta(days=1))
    answers = [Happened(Event.ANSWERED, day) for day in days]
    assert strip(raised, *answers) == [
        ["raised"],
        ["answered", "answered at the meeting", "carried forward"],
        ["answered"],
    ]


def test_what_was_said_on_the_day_of_a_meeting_was_said_at_it() -> None:
    told = life([Happened(Event.RAISED, SAT[3].on, 3), Happened(Event.RECOMMENDED, SAT[3].on)], SAT)
    assert [(mark.event, mark.between) for mark in told[0].marks] == [
        (Event.RAISED, False),
        (Event.RECOMMENDED, False),
    ]


def test_a_decision_takes_the_place_of_carrying_forward_and_one_between_meetings_does_not() -> None:
    raised = Happened(Event.RAISED, SAT[1].on, 1)
    moved = Happened(Event.MOVED, SAT[2].on, 2)
    between = Happened(Event.MOVED, SAT[3].on - timedelta(days=9))
    assert strip(raised, moved, between)[1:3] == [
        ["date moved"],
        ["date moved between meetings", "carried forward"],
    ]


def test_what_was_raised_before_the_record_begins_says_so_and_was_open_at_its_first_meeting() -> None:
    assert strip(Happened(Event.RAISED, date.min))[0] == ["raised earlier", "carried forward"]


def test_a_closed_action_is_carried_no_further_until_it_is_reopened() -> None:
    told = strip(
        Happened(Event.RAISED, SAT[0].on, 0),
        Happened(Event.COMPLETE, SAT[1].on, 1),
        Happened(Event.REOPENED, SAT[2].on + timedelta(days=1)),
    )
    assert told == [
        ["raised"],
        ["closed as complete"],
        [],
        ["reopened between meetings", "carried forward"],
        [],
    ]


def test_the_words_say_what_the_picture_shows() -> None:
    told = life(
        [
            Happened(Event.RAISED, SAT[2].on, 2),
            Happened(Event.ANSWERED, SAT[3].on),
            Happened(Event.DEFERRED, SAT[3].on, 3),
        ],
        SAT,
    )
    assert life_words(told) == (
        "3 meetings. meeting 2: raised. meeting 3: answered at the meeting, deferred, not reached. "
        "meeting 4: this meeting."
    )


def test_every_decision_has_its_event_and_every_event_its_words() -> None:
    assert set(DECIDED) == set(DECISIONS)
    assert set(WORDS) == set(Event)
    assert set(DECIDED.values()) | SAID | {Event.RAISED, Event.CARRIED} == set(Event)


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[Happened], list[Sat]]:
    """A series of meetings, and what happened to one action at them and between them."""
    gaps = draw(st.lists(st.integers(1, 200), min_size=1, max_size=40))
    days = [FIRST + timedelta(days=sum(gaps[: number + 1])) for number in range(len(gaps))]
    sat = [Sat(number, day, f"day {number}") for number, day in enumerate(days)]
    at = st.sampled_from(sat).map(lambda one: (one.on, one.key))
    between = st.integers(-300, 9000).map(lambda shift: (FIRST + timedelta(days=shift), None))
    events = st.tuples(st.sampled_from(sorted(set(DECIDED.values()))), at | between)
    answers = st.tuples(st.sampled_from(sorted(SAID)), between)
    raised = st.tuples(st.just(Event.RAISED), at | between | st.just((date.min, None)))
    found = [draw(raised), *draw(st.lists(events | answers, max_size=30))]
    return [Happened(event, on, key) for event, (on, key) in found], sat


def _raised_at(happened: list[Happened], sat: list[Sat]) -> int:
    """The cell in which the first event stands, worked out one by one."""
    places = []
    for one in happened:
        if one.meeting is not None:
            places.append(one.meeting)
        else:
            places.append(min([meeting.key for meeting in sat if meeting.on >= one.on], default=len(sat) - 1))
    return min(places)


@given(lives())
def test_there_is_one_cell_for_each_meeting_since_and_the_last_is_this_one(
    drawn: tuple[list[Happened], list[Sat]],
) -> None:
    happened, sat = drawn
    cells = life(happened, sat)
    assert [cell.sat for cell in cells] == sat[_raised_at(happened, sat) :]
    assert [cell.here for cell in cells] == [False] * (len(cells) - 1) + [True]


@given(lives())
def test_every_event_appears_and_none_but_carrying_forward_is_added(
    drawn: tuple[list[Happened], list[Sat]],
) -> None:
    happened, sat = drawn
    shown = [
        (mark.event, mark.between)
        for cell in life(happened, sat)
        for mark in cell.marks
        for _ in range(mark.times)
        if mark.event is not Event.CARRIED
    ]
    days = {meeting.on for meeting in sat}
    assert sorted(shown) == sorted(
        (one.event, one.meeting is None and not (one.event in SAID and one.on in days)) for one in happened
    )


@given(lives())
def test_it_is_carried_forward_by_a_meeting_before_this_one_that_found_it_open_and_decided_nothing(
    drawn: tuple[list[Happened], list[Sat]],
) -> None:
    cells = life(*drawn)
    for cell in cells:
        carried = any(mark.event is Event.CARRIED for mark in cell.marks)
        assert not (carried and cell.here)
        assert not carried or cell.goes_on
        if carried:
            assert {mark.event for mark in cell.marks if not mark.between} <= SAID | {Event.CARRIED}
        if cell.goes_on and not cell.here:
            assert cell.at_it


@given(lives())
def test_the_picture_shows_every_mark_once_on_its_own_place_within_its_edges(
    drawn: tuple[list[Happened], list[Sat]],
) -> None:
    cells = life(*drawn)
    drawing = picture(cells)
    assert len(drawing.columns) == len(cells)
    places = [(mark.x, mark.y) for column in drawing.columns for mark in column.marks]
    assert len(set(places)) == len(places)
    assert all(0 <= x <= drawing.width - 20 and 0 <= y <= drawing.height - 20 for x, y in places)
    assert drawing.width <= MOST * COLUMN
    for cell, column in zip(cells, drawing.columns, strict=True):
        assert [symbol for mark in column.marks if (symbol := mark.symbol) not in ("here", "none")] == [
            f"{mark.event}-between" if mark.between else mark.event.value for mark in reversed(cell.marks)
        ]


@given(lives())
def test_the_picture_the_legend_and_the_words_say_the_same(drawn: tuple[list[Happened], list[Sat]]) -> None:
    cells: tuple[Cell, ...] = life(*drawn)
    drawing = picture(cells)
    used = {mark.symbol for column in drawing.columns for mark in column.marks}
    assert {symbol for symbol, _ in legend([drawing])} == used
    for cell, column in zip(cells, drawing.columns, strict=True):
        assert column.words in drawing.words
        assert cell.sat.words in column.words
        assert all(mark.words() in column.words for mark in cell.marks)


def test_a_year_stands_under_the_first_meeting_that_was_in_it() -> None:
    drawing = picture(life([Happened(Event.RAISED, SAT[0].on, 0)], SAT))
    assert [column.year for column in drawing.columns] == ["’19", "", "", "", "’20"]


def test_fifteen_meetings_fit_on_a_phone_and_a_longer_life_goes_on_below() -> None:
    sat = [Sat(number, FIRST + timedelta(days=90 * number), "") for number in range(17)]
    drawing = picture(life([Happened(Event.RAISED, FIRST, 0)], sat))
    assert drawing.width == 360
    assert [column.x for column in drawing.columns[14:]] == [336, 0, 24]
    assert drawing.columns[15].year, "each line says where it is"
    assert drawing.columns[15].year_y > drawing.columns[14].year_y


def test_what_ends_an_action_ends_its_rail() -> None:
    for event in ENDS:
        told = [Happened(Event.RAISED, SAT[0].on, 0), Happened(event, SAT[1].on, 1)]
        assert len(picture(life(told, SAT)).rails) == 1

"""What holds for any line at all, and for every date and post that may be typed."""

import re
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.lines import CODES, MATCHER, POSTS, heard, is_working_day, table
from tests.support.typed import WEDNESDAY
from tracker.domain.capture import LINE_LIMIT, PostName, read_line
from tracker.domain.due import DueKind
from tracker.domain.wording import date_words
from tracker.domain.workdays import working_day_after

typed_words = sorted({word for line in table() for word in line["typed"].split()})
lines = st.one_of(
    st.text(max_size=200),
    st.text(max_size=LINE_LIMIT),
    st.lists(st.sampled_from(typed_words), max_size=25).map(" ".join),
    st.lists(st.sampled_from(typed_words) | st.text(max_size=6), max_size=25).map("".join),
)


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


@settings(deadline=None)
@given(line=lines, today=st.dates())
@example(line="due @contact 4 Oct", today=WEDNESDAY)
@example(line="every meeting until @contact 101 improves", today=WEDNESDAY)
def test_any_line_can_be_logged_or_says_why_and_loses_no_word(line: str, today: date) -> None:
    read = heard(line, today=today)
    assert _words(" ".join([read.title, *read.understood])) == _words(line)
    if not read.problems:
        assert any(mark.isalnum() for mark in read.title)
        assert len(read.title) <= 500
    for said in (*read.problems, *read.notes):
        assert said.sentence[-1] in ".?"
        assert said.words in read.title
    assert not (read.owner and read.owner_choices)


@settings(deadline=None)
@given(line=lines)
def test_reading_a_title_again_changes_nothing_that_matters(line: str) -> None:
    read = heard(line)
    if read.problems or read.notes:
        return
    again = heard(read.title)
    assert again.title == read.title
    assert (again.owner, again.due, again.priority, again.agenda_item) == (None, None, None, None)


days = st.dates(min_value=WEDNESDAY, max_value=WEDNESDAY + timedelta(days=20 * 365))
SHAPES = (
    "{d.day}/{d.month}/{d.year}",
    "{d.day:02}/{d.month:02}/{d.year}",
    "{d.day}.{d.month}.{d.year}",
    "{d.day}-{d.month}-{d.year}",
    "{d.day} {d.month} {d.year}",
    "{d.day}/{d.month}/{d:%y}",
    "{d.day}.{d.month}.{d:%y}",
    "{d:%Y-%m-%d}",
    "{d.day} {d:%b} {d.year}",
    "{d.day}{d:%b}{d.year}",
    "{d.day}th {d:%B} {d.year}",
    "{d:%a} {d.day} {d:%b} {d:%y}",
    "{d:%B} {d.day}th, {d.year}",
    "the {d.day}th of {d:%B} ’{d:%y}",
)


@settings(deadline=None)
@given(day=days, shape=st.sampled_from(SHAPES))
def test_the_day_always_comes_before_the_month(day: date, shape: str) -> None:
    typed = shape.format(d=day)
    read = heard(f"Vehicle crime trends due {typed}")
    assert read.due is not None, typed
    assert (read.due.kind, read.due.on) == (DueKind.DATE, day), typed
    assert (read.title, read.problems, read.notes) == ("Vehicle crime trends", (), ())


@settings(deadline=None)
@given(day=days)
def test_a_month_above_twelve_is_never_turned_round(day: date) -> None:
    read = heard(f"Vehicle crime trends due {day.month}/{day.day}/{day.year}")
    if day.day > 12:
        assert (read.due, [problem.kind for problem in read.problems]) == (None, ["no_such_date"])
    else:
        assert read.due is None or read.due.on == date(day.year, day.day, day.month)


@settings(deadline=None)
@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), today=st.dates())
def test_a_date_as_the_pages_write_it_is_read_as_that_date(day: date, today: date) -> None:
    read = heard(f"Vehicle crime trends due {date_words(day)}", today=today)
    assert (read.due.on if read.due else None) in (None, day)
    if today <= day <= today + timedelta(days=365):
        assert read.due is not None


title_words = st.sampled_from(
    ("head", "contact", "chief", "local", "crime", "roads", "public", "lead", "of", "and")
)
titles = st.lists(title_words, min_size=1, max_size=5).map(" ".join)


@settings(deadline=None)
@given(title=titles, other=titles, data=st.data())
def test_two_posts_that_fit_equally_are_always_asked_about(
    title: str, other: str, data: st.DataObject
) -> None:
    """Two posts of one title differ in nothing that can be typed but their codes."""
    twins = [
        PostName(1, "zz-1", title.title()),
        PostName(2, "zz-2", title.title()),
        PostName(3, "zz-3", other),
    ]
    words = title.split()
    letters = [data.draw(st.integers(1, len(word))) for word in words]
    typed = " ".join(word[:length] for word, length in zip(words, letters, strict=True))
    read = read_line(f"Plan @{typed}", today=WEDNESDAY, posts=twins, match=MATCHER.match)
    turned = read_line(f"Plan @{typed}", today=WEDNESDAY, posts=twins[::-1], match=MATCHER.match)
    assert read.owner is None or read.owner.id == 3
    assert (turned.owner, turned.owner_choices) == (read.owner, read.owner_choices)
    if typed == title and title != other:
        assert read.owner_choices[:2] == tuple(twins[:2])


@settings(deadline=None)
@given(count=st.integers(1, 1000))
def test_working_days_are_counted_as_they_are_everywhere_else(count: int) -> None:
    read = heard(f"Vehicle crime trends due in {count} working days")
    assert read.due is not None
    assert read.due.on == working_day_after(WEDNESDAY, count, is_working_day)


@settings(deadline=None)
@given(tag=st.text("abcdefghijklmnop-", min_size=1, max_size=12))
def test_an_unknown_code_is_always_said_and_a_known_one_never(tag: str) -> None:
    read = heard(f"Vehicle crime trends #{tag}")
    if read.priority:
        assert read.priority.startswith(tag.strip("-"))
        assert read.notes == ()
    elif tag.strip("-") and not tag.startswith("-"):
        assert [note.kind for note in read.notes] == ["unknown_code"]
        assert f"#{tag}" in read.title
    assert read.priority in (None, *CODES)


def test_a_code_finds_its_post_whatever_else_is_called_alike() -> None:
    for post in POSTS:
        assert heard(f"Plan @{post.code} due Friday").owner == post
        assert heard(f"Plan @{post.title} due Friday").owner == post
        if post.holder:
            assert heard(f"Plan @{post.holder} due Friday").owner == post

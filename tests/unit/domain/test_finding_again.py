"""What becomes of an excerpt when a new version of its document is read."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from tracker.adapters.near_words import FuzzyWords
from tracker.domain.documents import ExcerptKind, ExcerptState
from tracker.domain.finding_again import Part, Result, Sought, find_again

QUOTE = "101 abandoned rates are increasing and the Commissioner would like to bring this back to the next meeting."
PAGE = f"Contact and response.\n\n{QUOTE}\n\nGrade 1 calls were attended in 19 min 45 s."
FOUND, MOVED, CHANGED, GONE = ExcerptState


def pages(*words: str, first: int = 1) -> list[Part]:
    return [Part(i, i, "", text) for i, text in enumerate(words, start=first)]


def headed(*parts: tuple[str, str]) -> list[Part]:
    return [Part(i, None, place, text) for i, (place, text) in enumerate(parts, start=1)]


def sought(part: Part, quote: str = QUOTE) -> Sought:
    return Sought(ExcerptKind.WORDS, quote, part, part.words.index(quote))


def again(what: Sought, parts: list[Part]) -> Result:
    return find_again(what, parts, FuzzyWords().near)


def words_of(found: Result) -> str:
    assert found.part is not None
    return found.part.words[found.starts : found.ends]


def test_the_same_words_on_the_same_page_are_found_wherever_they_stand_on_it() -> None:
    found = again(sought(pages(PAGE)[0]), pages(f"A new foreword. {PAGE}"))
    assert (found.state, words_of(found)) == (FOUND, QUOTE)


def test_the_same_words_on_another_page_have_moved() -> None:
    found = again(sought(pages(PAGE)[0]), pages("Foreword", "Contents", PAGE))
    assert (found.state, found.part and found.part.page, words_of(found)) == (MOVED, 3, QUOTE)


@pytest.mark.parametrize(
    "set_as",
    [
        QUOTE.replace(" ", "\n"),
        QUOTE.replace("abandoned", "aban-\ndoned"),
        QUOTE.replace("increasing", "in\xadcreasing"),
    ],
)
def test_words_that_are_set_in_another_way_are_the_same_words(set_as: str) -> None:
    found = again(sought(pages(PAGE)[0]), pages(f"Before. {set_as} After."))
    assert (found.state, words_of(found)) == (FOUND, set_as)


def test_words_of_which_a_few_were_changed_are_offered_and_not_taken() -> None:
    new = QUOTE.replace("increasing", "falling")
    found = again(sought(pages(PAGE)[0]), pages(PAGE.replace(QUOTE, new)))
    assert (found.state, words_of(found)) == (CHANGED, new)


@pytest.mark.parametrize(
    ("old", "new"), [("8.6 %", "18.6 %"), ("17 %", "-17 %"), ("20 %", "20.5 %"), ("2.7", "12.7")]
)
def test_a_figure_inside_another_figure_is_another_figure(old: str, new: str) -> None:
    found = again(sought(Part(1, 1, "", f"Calls: {old}."), old), pages(f"Calls: {new}."))
    assert found.state in (CHANGED, GONE)


def test_what_stands_nowhere_is_gone() -> None:
    assert again(sought(pages(PAGE)[0]), pages("Vehicle crime fell.", "OFFICIAL")).state is GONE


def test_where_several_other_places_say_it_a_person_is_asked() -> None:
    found = again(sought(pages(PAGE)[0]), pages("Foreword", PAGE, PAGE))
    assert found.state is CHANGED
    assert "2 other places" in found.why


def test_of_several_places_on_the_same_page_the_nearest_is_meant() -> None:
    twice = f"{PAGE}\n\n{PAGE}"
    second = twice.rindex(QUOTE)
    found = again(Sought(ExcerptKind.WORDS, QUOTE, pages(twice)[0], second), pages(f"x {twice}"))
    assert (found.state, found.starts) == (FOUND, second + 2)


def test_without_pages_the_heading_and_the_paragraph_are_the_place() -> None:
    old = headed(("3.1 Contact", PAGE))[0]
    same = again(sought(old), headed(("Foreword", "New."), ("3.1 Contact", PAGE)))
    assert (same.state, same.part and same.part.position) == (FOUND, 2)
    later = again(sought(old), headed(("3.1 Contact", f"One more.\n\n{PAGE}")))
    assert later.state is MOVED


def test_a_page_is_the_same_when_it_reads_the_same() -> None:
    old = Part(4, 4, "", PAGE, "aa")
    assert (
        again(Sought(ExcerptKind.PAGE, "", old), [Part(4, 4, "", PAGE.replace(" ", "  "), "bb")]).state
        is FOUND
    )
    assert again(Sought(ExcerptKind.PAGE, "", old), [Part(9, 9, "", PAGE, "aa")]).state is MOVED
    assert (
        again(Sought(ExcerptKind.PAGE, "", old), [Part(4, 4, "", PAGE.replace("45", "46"))]).state is CHANGED
    )
    assert again(Sought(ExcerptKind.PAGE, "", old), pages("Vehicle crime fell.")).state is GONE


def test_a_scanned_page_is_the_same_when_it_looks_the_same() -> None:
    old = Sought(ExcerptKind.PAGE, "", Part(2, 2, "", "", "aa"))
    assert again(old, [Part(1, 1, "", "", "cc"), Part(2, 2, "", "", "aa")]).state is FOUND
    assert again(old, [Part(1, 1, "", "", "cc"), Part(2, 2, "", "", "bb")]).state is GONE


def test_a_figure_that_was_drawn_again_is_looked_at_by_a_person() -> None:
    words = "Figure 3: Calls by month"
    old = Sought(ExcerptKind.FIGURE, words, Part(2, 2, "", words, "aa"))
    assert again(old, [Part(2, 2, "", words, "aa")]).state is FOUND
    assert again(old, [Part(2, 2, "", words, "bb")]).state is CHANGED


WORDS = some.text(alphabet="abc 12.,-%\n“”", min_size=1, max_size=60)


@given(some.lists(WORDS, min_size=1, max_size=5), some.data())
def test_an_unchanged_version_changes_nothing(texts: list[str], data: some.DataObject) -> None:
    parts = pages(*texts)
    part = data.draw(some.sampled_from(parts))
    starts = data.draw(some.integers(0, len(part.words) - 1))
    ends = data.draw(some.integers(starts + 1, len(part.words)))
    quote = part.words[starts:ends]
    assume(quote.strip())
    found = again(Sought(ExcerptKind.WORDS, quote, part, starts), parts)
    assert (found.state, found.part, found.starts, found.ends) == (FOUND, part, starts, ends)


@given(some.lists(WORDS, max_size=4), some.integers(0, 4))
def test_what_is_found_or_moved_says_the_same_words(others: list[str], where: int) -> None:
    texts = [*others[:where], PAGE, *others[where:]]
    found = again(sought(pages(PAGE)[0]), pages(*texts))
    assert found.state in (FOUND, MOVED)
    assert words_of(found) == QUOTE


def test_a_long_passage_of_which_a_few_words_changed_is_offered_whole() -> None:
    old = " ".join(f"Point {i}: the force answered {i * 37} calls in {i} minutes." for i in range(1, 30))
    new = old.replace("Point 9:", "Point nine:").replace("answered 370", "missed 370")
    found = again(
        sought(pages(f"Before.\n{old}\nAfter.")[0], old), pages("Foreword", f"Then.\n{new}\nLater.")
    )
    assert (found.state, words_of(found)) == (CHANGED, new)


def test_a_long_page_of_which_little_is_left_is_gone() -> None:
    old = Part(4, 4, "", " ".join(f"Point {i} of the old page." for i in range(200)))
    new = pages(" ".join(f"Vehicle crime in area {i} fell." for i in range(200)))
    assert again(Sought(ExcerptKind.PAGE, "", old), new).state is GONE

"""Words are found whatever their case, spacing and way of writing, and taken out without breaking what is around them."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.purging import Words, check_reason, fitted, mark_of, words_typed

MARK = "[removed 22 November 2026]"


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe",
        "JANE DOE’s call",
        "jane\r\n   doe",
        "Jane&nbsp;Doe",
        "jane.doe@example.org",
        "statement_of_jane_doe.pdf",
        "q=jane%20doe",
        "Jane D-\noe",
        "said:\\nJane Doe",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert Words(("Jane Doe",)).count(text) == 1
    assert "oe" not in Words(("Jane Doe",)).out_of(text, MARK).replace("removed", "")


def test_a_shorter_name_is_not_found_inside_a_longer_word_unless_that_is_asked_for() -> None:
    assert Words(("Ann",)).count("planning, annual, Ann") == 1
    assert Words(("Ann",), within=True).count("planning, annual, Ann") == 3


def test_accents_and_apostrophes_are_one_however_they_are_encoded() -> None:
    assert Words(("José O'Brien",)).count("Jose\u0301 O’BRIEN and José O&#39;Brien") == 2


def test_words_leave_canonical_json_canonical_in_values_and_names() -> None:
    text = json.dumps({"said": ["Jane Doe"], "Jane Doe": {"n": 1}})
    cleared = Words(("Jane Doe",)).out_of_json(text, MARK)
    assert json.loads(cleared) == {"said": [MARK], MARK: {"n": 1}}


@pytest.mark.parametrize("typed", ["", "  \n ", "ab", "A.B.", "x" * 201])
def test_what_is_too_short_or_too_long_to_look_for_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        words_typed(typed)


def test_words_of_the_mark_itself_are_refused() -> None:
    with pytest.raises(BadInput, match="mark"):
        words_typed("November", mark=mark_of(date(2026, 11, 22)))


def test_a_reason_that_holds_the_words_is_refused() -> None:
    with pytest.raises(BadInput, match="must not hold"):
        check_reason("jane  DOE was typed", Words(("Jane Doe",)))


def test_a_text_fits_its_column() -> None:
    assert fitted("x" * 50, MARK, 40) == MARK
    assert fitted("x" * 50, MARK, 12) == "–"
    assert fitted("short", MARK, 12) == "short"


@given(
    st.text(alphabet="abcdefgh ÄöéZ'’-\n", min_size=3, max_size=20),
    st.text(max_size=60),
    st.text(max_size=60),
)
def test_what_was_taken_out_is_not_found_again(words: str, before: str, after: str) -> None:
    try:
        sought = words_typed(words.replace("\n", " "), within=True, mark=MARK)
    except BadInput:
        return
    assert sought.count(f"{before} {words} {after}") >= 1
    assert sought.count(sought.out_of(f"{before} {words} {after}", MARK)) == 0

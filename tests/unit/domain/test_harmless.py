"""Texts that a spreadsheet could take for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.harmless import as_text, is_dangerous


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+44 1785",
        "-17 %",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "＝1",
        "＋1",
        "﹣1",
        "＠x",
        "\ttext",
    ],
)
def test_what_a_program_could_calculate_is_marked_as_text(typed: str) -> None:
    assert is_dangerous(typed)
    assert as_text(typed) == f"'{typed}"


@pytest.mark.parametrize(
    "typed", ["", "Words", "– a dash", "1 = 1", "12.7 %", "’tis", "(a)", "17 May 2023", "− 3"]
)
def test_what_people_write_stays_as_it_is(typed: str) -> None:
    assert as_text(typed) == typed


@given(st.text())
def test_no_text_begins_with_a_sign_of_a_formula(typed: str) -> None:
    assert as_text(typed).lstrip()[:1] not in tuple("=+-@")
    assert as_text(typed).removeprefix("'") in (typed, typed.removeprefix("'"))

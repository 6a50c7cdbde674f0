"""Stacked bars: a number stands in each part, and beneath the bar where a phone has no room for it."""

import pytest
from flask import Flask


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"overdue": 1, "open": 60, "closed": 120}, "1 overdue, 60 open, 120 closed"),
        ({"overdue": 0, "open": 60, "closed": 121}, ""),
    ],
)
def test_a_bar_with_a_part_too_short_for_its_number_is_told_in_words(
    app: Flask, row: dict[str, int], words: str
) -> None:
    figures = app.jinja_env.get_template("components/figures.html").module
    html = str(figures.stacked_bars([{"label": "All", "href": "", **row}], "Where they stand"))  # type: ignore[attr-defined]
    assert ("app-bar__words" in html) is bool(words)
    assert words in html

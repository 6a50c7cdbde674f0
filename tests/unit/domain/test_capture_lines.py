"""Lines as people really type them: 160 of them, in tables, each with what must be understood."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.lines import as_row, heard, table

LINES = table()
PLAIN = [line for line in LINES if not (line.get("says") or line.get("stops"))]
"""Lines of which all was understood: of the others the title holds words that somebody may still put right."""


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


def test_there_are_at_least_120_lines_and_none_stands_there_twice() -> None:
    assert len(LINES) >= 120
    assert len({line["typed"] for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=[line["typed"][:70] for line in LINES])
def test_a_line_is_understood_as_its_row_says(line: Mapping[str, Any]) -> None:
    expected = {name: value for name, value in line.items() if name not in ("typed", "says", "stops")}
    row = as_row(heard(line["typed"]))
    says, stops = row.pop("says", []), row.pop("stops", [])
    assert row == expected
    for sentences, parts in ((says, line.get("says", [])), (stops, line.get("stops", []))):
        assert len(sentences) == len(parts)
        assert all(part in sentence for part, sentence in zip(parts, sentences, strict=True))


@pytest.mark.parametrize("line", LINES, ids=[line["typed"][:70] for line in LINES])
def test_no_word_of_it_is_lost(line: Mapping[str, Any]) -> None:
    read = heard(line["typed"])
    assert _words(" ".join([read.title, *read.understood])) == _words(line["typed"])
    for said in (*read.problems, *read.notes):
        assert said.words in read.title, "what is said is about words that are still there"
        assert said.sentence[-1] in ".?"


@pytest.mark.parametrize("line", PLAIN, ids=[line["typed"][:70] for line in PLAIN])
def test_reading_its_title_again_changes_nothing(line: Mapping[str, Any]) -> None:
    read = heard(line["typed"])
    again = heard(read.title)
    assert (again.title, again.owner, again.due, again.priority, again.agenda_item) == (
        read.title,
        None,
        None,
        None,
        None,
    )

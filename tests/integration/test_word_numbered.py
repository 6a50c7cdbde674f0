"""Numbered paragraphs in Word: the number is text, and what belongs to the paragraph begins where its words do."""

import io
import itertools
import json

import docx

from tests.support.written_sample import panel_update, response
from tracker.adapters.word import PythonDocx
from tracker.domain.report_record import record_text
from tracker.domain.reports import Report


def document(report: Report) -> docx.document.Document:
    return docx.Document(io.BytesIO(PythonDocx().make(json.loads(record_text(report)))))


def test_each_paragraph_has_its_number_and_its_list_begins_beneath_its_words() -> None:
    lines = document(panel_update()).paragraphs
    numbered = [line.text for line in lines if line.style and line.style.name == "Numbered paragraph"]
    assert "4.1.1\tTeams are local." in numbered
    assert "4.1.2\tThey answer sooner." in numbered
    (one,) = [line for line in lines if line.text == "one"]
    assert round(one.paragraph_format.left_indent.mm) == 20


def test_headings_go_down_by_one_level_at_a_time() -> None:
    for report in (panel_update(), response()):
        levels = [
            int(line.style.name[-1])
            for line in document(report).paragraphs
            if line.style and (line.style.name or "").startswith("Heading ")
        ]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))

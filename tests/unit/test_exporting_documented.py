"""docs/exporting.md says what an export holds: each heading and field, each list with its fields, and nothing else."""

import re
from dataclasses import fields

from tracker.config import ROOT
from tracker.domain.import_rows import LogRow, More
from tracker.domain.log_export import CSV_ORDER
from tracker.domain.log_export_columns import MORE, ROW
from tracker.domain.log_export_document import PLACE
from tracker.store.exports_beside import SECTIONS

TEXT = (ROOT / "docs" / "exporting.md").read_text("utf-8")


def _table(heading: str) -> list[list[str]]:
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_heading_is_explained_in_its_order_and_no_other() -> None:
    said = [row[0] for row in _table("Actions")]
    assert set(said) == set(CSV_ORDER)
    assert len(said) == len(CSV_ORDER)


def test_every_column_names_its_field_in_json() -> None:
    said = {row[0]: re.findall(r"`([^`]+)`", row[1]) for row in _table("Actions")}
    for column in ROW:
        assert said[column.heading] == [column.name]
    for column in MORE:
        assert said[column.heading] == [f"more.{column.name}"]


def test_every_field_of_an_action_is_a_column_or_named_in_words() -> None:
    known = {f.name for f in fields(LogRow)} | {f"more.{f.name}" for f in fields(More)}
    section = TEXT.partition("\n## Actions\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z_.]+)`", section))
    assert known - named == {*PLACE, "more"} - named


def test_every_list_is_named_with_its_fields() -> None:
    said = {row[0]: re.findall(r"`([^`]+)`", row[1]) for row in _table("Lists of the JSON document")}
    assert said.pop("`actions` *") == []
    assert said == {
        f"`{section.name}`{' *' if section.sheet else ''}": list(section.fields) for section in SECTIONS
    }

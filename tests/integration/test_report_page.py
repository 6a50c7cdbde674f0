"""Reports as web pages: one file that needs nothing else, with landmarks, headings in order and tables that say what they head."""

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup

from tests.integration.test_pdf_kinds import LONG, hostile
from tests.integration.test_word_blocks import OnePage
from tests.support.inspection_sample import register
from tests.support.paper_sample import EVERY_BLOCK
from tests.support.report_sample import report
from tests.support.sitting_sample import action_log, chairs_list, minutes
from tracker.adapters.report_page import ReportPages
from tracker.domain.errors import Unavailable
from tracker.domain.paper import Block, Part, Table
from tracker.domain.report_kinds import kind_of
from tracker.domain.report_record import to_record
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState

TEMPLATES = Path(__file__).parents[2] / "templates"
REPORTS: dict[str, Report] = {
    "inspection-register": register(),
    "action-log": action_log(),
    "minutes": minutes(),
    "chairs-list": chairs_list(),
    "action-status": report(),
}
every_kind = pytest.mark.parametrize("name", REPORTS)


def page(one: Report) -> Any:
    return BeautifulSoup(ReportPages(TEMPLATES).make(to_record(one)), "html.parser")


@pytest.fixture(scope="module")
def blocks() -> Any:
    """Every block, as the templates set them."""
    pages = ReportPages(TEMPLATES, thumbnails=OnePage())
    module = pages._jinja.get_template("html/_blocks.html").make_module({})
    return BeautifulSoup("".join(str(module.block(block, 2)) for block in EVERY_BLOCK), "html.parser")


def test_every_block_is_set(blocks: Any) -> None:
    assert {type(block) for block in EVERY_BLOCK} == set(get_args(Block))
    assert [image["alt"] for image in blocks.find_all("img")] == [
        "Calls that were given up, by month",
        "Page 10 of the performance pack",
    ]
    text = " ".join(blocks.get_text(" ").split())
    for words in (
        "Overdue by 3 working days",
        "Second paragraph.",
        "Another thing",
        "Bring them by hour.",
        "a survey is required",
        "4.5.2",
        "Calls are answered sooner.",
        "Action 016:",
    ):
        assert words in text
    assert {link["href"] for link in blocks.find_all("a")} == {"#action-016", "https://example.com/pack"}


def test_a_block_that_is_not_known_is_refused_and_not_left_out() -> None:
    module = ReportPages(TEMPLATES)._jinja.get_template("html/_blocks.html").make_module({})
    with pytest.raises(Unavailable, match="no way to show its “object”"):
        module.block(object(), 2)


@every_kind
def test_its_headings_are_in_order_and_lead_to_landmarks(name: str) -> None:
    found = page(REPORTS[name])
    levels = [int(heading.name[1]) for heading in found.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert found.html["lang"] == "en-GB"
    assert [len(found.find_all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    names = [one["id"] for one in found.find_all(id=True)]
    assert len(names) == len(set(names))
    assert {link["href"][1:] for link in found.find_all("a", href=re.compile("^#"))} <= set(names)


@every_kind
def test_its_tables_say_what_they_head(name: str) -> None:
    one = REPORTS[name]
    tables = list(_tables(kind_of(one).paper(one).parts))
    found = page(one).find_all("table")
    assert [table.caption.get_text() for table in found] == [table.caption for table in tables]
    for told, table in zip(found, tables, strict=True):
        assert [head["scope"] for head in told.find_all("th")] == ["col"] * len(table.columns) + [
            "row"
        ] * len(table.rows)


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Part):
            yield from _tables(block.blocks)


@every_kind
def test_it_needs_nothing_else_and_runs_nothing(name: str) -> None:
    found = page(REPORTS[name])
    assert not found.find_all(["script", "link", "iframe", "object", "form"])
    assert all(image["src"].startswith("data:image/") and image["alt"] for image in found.find_all("img"))
    assert not [one for one in found.find_all(True) for name in one.attrs if name.startswith("on")]
    assert "url(" not in found.style.get_text()


@every_kind
def test_what_somebody_typed_is_never_markup(name: str) -> None:
    found = page(hostile(REPORTS[name]))
    assert not found.find_all("script")
    assert "<script>alert(1)</script>" in found.get_text()
    assert "{{ 7 * 7 }}" in found.get_text()
    assert LONG in found.get_text()


@every_kind
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    assert ReportPages(TEMPLATES).make(to_record(REPORTS[name])) == ReportPages(TEMPLATES).make(
        to_record(REPORTS[name])
    )


def test_it_says_its_marking_and_that_a_draft_is_one() -> None:
    found = page(action_log(state=VersionState.DRAFT))
    assert found.find(class_="marking").get_text() == "OFFICIAL"
    assert found.find(class_="draft").get_text() == "Draft, not yet approved"
    assert "version 1 (draft)" in found.footer.get_text()


def test_it_takes_the_colour_of_the_office() -> None:
    content = ReportPages(TEMPLATES, brand="#402a5e").make(to_record(action_log()))
    assert b"--brand: #402a5e" in content
    assert b"#12344d" not in content

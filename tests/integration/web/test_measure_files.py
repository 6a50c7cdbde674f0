"""Readings from a CSV or an Excel file: what was read stands in the form, and a hostile file costs a sentence."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest

from tests.support.builders import Record
from tests.support.measured import Measured
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role

TABLE = "/measures/101-abandonment/table"


@pytest.fixture
def secretariat(on_record: Record, sign_in: Callable[..., Browser]) -> Browser:
    Measured(on_record.desk)
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def send(browser: Browser, name: str, content: bytes, **others: str) -> Page:
    sent = {"area": "force", "file": (BytesIO(content), name), **others}
    return browser.post(TABLE, sent, content_type="multipart/form-data")


def test_a_workbook_becomes_the_text_of_the_form(secretariat: Browser) -> None:
    page = send(
        secretariat,
        "rates.xlsx",
        workbook(["Period", "Hub", "Value"], ["April 2023", "", 8.6], ["May 2023", "", 9]),
        table="what was there",
    )
    assert page.heading == "Two readings can be saved"
    assert "April 2023" in page.value("table")
    assert "what was there" not in page.value("table")
    assert "8.6%" in page.text
    seen = page.html.find("button", attrs={"name": "seen"})["value"]
    text = page.html.find("textarea", attrs={"name": "table"}).get_text()
    saved = secretariat.post(TABLE, {"area": "force", "table": text, "seen": seen})
    assert "Two readings are saved." in saved.html.get_text()


def test_fractions_of_a_spreadsheet_are_pointed_out(secretariat: Browser) -> None:
    page = send(secretariat, "rates.xlsx", workbook(["Period", "Value"], ["April 2023", 0.086]))
    assert "A spreadsheet keeps 8.6% as 0.086" in page.text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rates.pdf", b"%PDF-1.7", "Send a CSV or an Excel file"),
        ("rates.xlsx", b"PK\x03\x04 nothing", ""),
        ("rates.xlsx", b"Period,Value", ""),
        ("rates.csv", b"", ""),
        ("rates.csv", b"Period,Value\n" + b"x" * 20_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_table_is_refused_at_the_file_and_the_text_stays(
    secretariat: Browser, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, sentence: str
) -> None:
    monkeypatch.setattr("tracker.web.measures_tables.LARGEST", 20_000)
    page = send(secretariat, name, content, table="April 2023,8%")
    assert page.status == 422
    assert sentence in page.errors[0]
    assert page.html.select_one(".govuk-error-summary a")["href"] == "#file"
    assert page.value("table") == "April 2023,8%"

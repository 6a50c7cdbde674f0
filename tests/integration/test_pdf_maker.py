"""The process that makes PDFs: what it may fetch, how it ends, and what it mends."""

import http.server
import io
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.support.pdf import elements, marked_content, operators, page_texts, tagged
from tracker.adapters import weasyprint
from tracker.adapters.weasyprint import WeasyPrintPdf
from tracker.domain.errors import Unavailable

FONT = Path(__file__).parents[2] / "static/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
HEAD = "<!doctype html><html lang=en-GB><title>A paper</title>"


class Server(http.server.HTTPServer):
    """On loopback; keeps the paths that were asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answers)


class _Answers(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *arguments: object) -> None:
        """A test prints nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def test_nothing_is_fetched_but_the_assets(server: Server, tmp_path: Path) -> None:
    there = f"http://127.0.0.1:{server.server_port}"
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'a secret of the server' }")
    html = f"""{HEAD}
        <link rel=stylesheet href="{there}/sheet.css"><link rel=stylesheet href="{secret.as_uri()}">
        <link rel=attachment href="{secret.as_uri()}">
        <link rel=stylesheet href="report:sheet.css">
        <style>
            @import url({there}/import.css);
            @font-face {{ font-family: F; src: url({there}/font.woff2) }}
            body {{ background: url({there}/ground.png); font-family: F }}
        </style>
        <p>Words</p><img alt=x src="{there}/x.png"><img alt=y src="{secret.as_uri()}"><object data="{there}/object"></object>
        <iframe src="{there}/frame"></iframe><img alt=z src="/etc/hostname"><img alt=w src="report:../../etc/hostname">
        <svg xmlns="http://www.w3.org/2000/svg"><image href="{there}/in.svg"/><use href="{there}/use.svg#a"/></svg>"""
    sheet = f"p::after {{ content: ' of the sheet' url({there}/after.png) }}".encode()
    content = WeasyPrintPdf().make(html, {"sheet.css": sheet})
    text = page_texts(content)[0]
    assert "Words of the sheet" in text
    assert "secret" not in text
    assert server.asked == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not pdf.attachments


def test_a_pdf_that_takes_too_long_is_stopped_with_a_sentence() -> None:
    with pytest.raises(Unavailable, match=r"longer than 0\.05 seconds"):
        WeasyPrintPdf(seconds=0.05).make(f"{HEAD}<p>Words</p>", {})


def test_a_pdf_that_needs_too_much_memory_is_stopped_with_a_sentence() -> None:
    with pytest.raises(Unavailable):
        WeasyPrintPdf(megabytes=80).make(f"{HEAD}<p>Words</p>", {})


def test_an_asset_that_cannot_be_used_stops_the_pdf_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    sheet = b"@font-face { font-family: F; src: url('report:f.woff2?wght=400') } p { font-family: F }"
    html = f"{HEAD}<link rel=stylesheet href='report:s.css'><p>Words</p>"
    with pytest.raises(Unavailable, match="ask the administrator to read the log"):
        WeasyPrintPdf().make(html, {"s.css": sheet, "f.woff2": b"no font"})
    assert "f.woff2 cannot be used" in caplog.text


def test_the_process_sees_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "environment"
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\nenv > {told}\n")
    python.chmod(0o755)
    monkeypatch.setenv("TRACKER_SECRET_KEY", "not for the renderer")
    monkeypatch.setattr(weasyprint.sys, "executable", str(python))
    with pytest.raises(Unavailable):
        WeasyPrintPdf().make("", {})
    assert "PATH=" in told.read_text()
    assert "TRACKER" not in told.read_text()


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shared = Path(tempfile.gettempdir())
    before = set(shared.glob("weasyprint-*"))
    monkeypatch.setattr(weasyprint.tempfile, "tempdir", str(tmp_path))
    sheet = b"@font-face { font-family: F; src: url('report:f.woff2?wght=400') } p { font-family: F }"
    html = f"{HEAD}<link rel=stylesheet href='report:s.css'><p>Words</p>"
    WeasyPrintPdf().make(html, {"s.css": sheet, "f.woff2": FONT.read_bytes()})
    assert list(tmp_path.iterdir()) == []
    assert set(shared.glob("weasyprint-*")) == before


@pytest.fixture(scope="module")
def long_table() -> bytes:
    rows = "".join(f"<tr><th scope=row>Row {n}</th><td>{n}</td><td>{n * n}</td></tr>" for n in range(120))
    return WeasyPrintPdf().make(
        f"{HEAD}<table><caption>Squares</caption><thead><tr><th>Name</th><th>Number</th><th>Square</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><table><tr><th scope=row>Other</th><td>1</td></tr></table>",
        {},
    )


def test_a_table_over_several_pages_is_one_table(long_table: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_table)) as pdf:
        assert len(pdf.pages) > 2
        table, other = tagged(pdf, "Table")
        assert sum(row.S == "/TR" for row in elements(table)) == 121
        assert sum(row.S == "/TR" for row in elements(other)) == 1
        assert [part.S for part in table.K].count("/THead") == 1
        parts = {part.objgen for part in elements(table)}
        assert all(part.P.objgen in {*parts, table.objgen} for part in elements(table))


def test_header_rows_that_are_repeated_are_passed_over_by_readers(long_table: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_table)) as pdf:
        known = {(page.objgen, number) for page, number in marked_content(pdf.Root.StructTreeRoot)}
        for page in pdf.pages:
            numbers = [number for _, number in operators(page) if number is not None]
            assert {(page.objgen, int(number)) for number in numbers} <= known
        assert all("Name Number Square" in text for text in page_texts(long_table)[:2])
        assert sum(tag == "/Artifact" for tag, _ in operators(pdf.pages[1])) >= 3


def test_the_cells_of_every_page_name_the_headers_of_the_first(long_table: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_table)) as pdf:
        table = tagged(pdf, "Table")[0]
        heads = {bytes(cell.ID) for cell in elements(table) if cell.S == "/TH"}
        cells = [cell for cell in elements(table) if cell.S == "/TD"]
        assert len(cells) == 240
        assert all({bytes(name) for name in cell.A.Headers} <= heads for cell in cells)


def test_whoever_watches_is_told_what_is_done_and_can_stop_it() -> None:
    pages = "<p style='break-after: page'>A page</p>" * 400
    said: list[str] = []

    class Enough(Exception):
        pass

    def watch(words: str) -> None:
        said.append(words)
        if words.startswith("laying out page"):
            raise Enough

    with pytest.raises(Enough):
        WeasyPrintPdf().watched(watch).make(f"{HEAD}<body>{pages}", {})
    assert said[-1].startswith("laying out page ")

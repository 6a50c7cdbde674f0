"""Files under static/ come compressed to those who take it, and are the same when they are unpacked."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import Headers


def fetched(app: Flask, name: str, takes: str) -> tuple[int, Headers, bytes]:
    """Status, headers and body; the file behind the answer is closed."""
    with app.test_client().get(f"/static/{name}", headers={"Accept-Encoding": takes}) as answer:
        return answer.status_code, answer.headers, answer.data


@pytest.mark.parametrize(("takes", "comes"), [("gzip", "gzip"), ("gzip, br", "br"), ("identity", None)])
def test_the_style_sheet_comes_in_the_best_coding_that_the_browser_takes(
    app: Flask, takes: str, comes: str | None
) -> None:
    status, headers, _ = fetched(app, "app.css", takes)
    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert headers.get("Content-Encoding") == comes
    assert "Accept-Encoding" in headers["Vary"]


def test_what_is_unpacked_is_the_file(app: Flask) -> None:
    _, _, body = fetched(app, "app.css", "gzip")
    assert gzip.decompress(body) == (Path(str(app.static_folder)) / "app.css").read_bytes()
    assert len(body) < 40_000


def test_a_file_without_a_copy_comes_as_it_is(app: Flask) -> None:
    status, headers, _ = fetched(app, "images/favicon.svg", "gzip, br")
    assert (status, headers.get("Content-Encoding")) == (200, None)


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "nothing.css"])
def test_nothing_outside_the_folder_is_sent(app: Flask, name: str) -> None:
    status, _, _ = fetched(app, name, "gzip")
    assert status == 404

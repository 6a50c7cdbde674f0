"""Files under static/ come compressed to those who take it, and are the same when they are unpacked."""

import gzip
from pathlib import Path

import pytest
from flask import Flask


@pytest.mark.parametrize(("takes", "comes"), [("gzip", "gzip"), ("gzip, br", "br"), ("identity", None)])
def test_the_style_sheet_comes_in_the_best_coding_that_the_browser_takes(
    app: Flask, takes: str, comes: str | None
) -> None:
    answer = app.test_client().get("/static/app.css", headers={"Accept-Encoding": takes})
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert answer.headers.get("Content-Encoding") == comes
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_is_unpacked_is_the_file(app: Flask) -> None:
    answer = app.test_client().get("/static/app.css", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.data) == (Path(str(app.static_folder)) / "app.css").read_bytes()
    assert len(answer.data) < 40_000


def test_a_file_without_a_copy_comes_as_it_is(app: Flask) -> None:
    answer = app.test_client().get("/static/images/favicon.svg", headers={"Accept-Encoding": "gzip, br"})
    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, None)


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "nothing.css"])
def test_nothing_outside_the_folder_is_sent(app: Flask, name: str) -> None:
    answer = app.test_client().get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 404

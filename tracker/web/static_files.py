"""What is under static/, compressed where the browser takes that. It was compressed when it was built (`assets/build.mjs`).

Pages are not compressed: they hold tokens beside what people typed, and their length would give the tokens away (BREACH).
"""

from pathlib import Path

from flask import Flask, Response, current_app, request
from werkzeug.security import safe_join

CODINGS = {"br": ".br", "gzip": ".gz"}
"""The best first."""


def send(filename: str) -> Response:
    """The file, or its compressed copy: Flask reads type and coding from the copy's name."""
    response = current_app.send_static_file(_copy(filename) or filename)
    response.vary.add("Accept-Encoding")
    return response


def _copy(filename: str) -> str | None:
    for coding, ending in CODINGS.items():
        if coding in request.accept_encodings:
            path = safe_join(current_app.static_folder or "", filename + ending)
            if path and Path(path).is_file():
                return filename + ending
    return None


def init_app(app: Flask) -> None:
    app.view_functions["static"] = send

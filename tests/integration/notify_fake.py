"""GOV.UK Notify on loopback, as far as its HTTP interface is used: it takes mails, answers for them, and refuses when told to."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

SERVICE = "0a1b2c3d-0000-4000-8000-00000000000f"
SECRET = "1a1b2c3d-0000-4000-8000-00000000beef"
KEY = f"office-{SERVICE}-{SECRET}"
TEMPLATE = "2a1b2c3d-0000-4000-8000-00000000000f"


@dataclass
class FakeNotify:
    """`refusals` are the answers to the next requests to send: (code, error, message). With `hang_up` it says nothing at all."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[tuple[int, str, str]] = field(default_factory=list)
    hang_up: bool = False
    asked: int = 0

    def becomes(self, status: str) -> None:
        for one in self.taken:
            one["status"] = status

    def take(self, wanted: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.refusals:
            code, error, message = self.refusals.pop(0)
            return code, {"status_code": code, "errors": [{"error": error, "message": message}]}
        one = {**wanted, "id": str(uuid.uuid4()), "status": "created"}
        self.taken.append(one)
        return 201, one

    def find(self, path: str, query: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        self.asked += 1
        if path == "/v2/notifications":
            wanted = query.get("reference", [""])[0]
            return 200, {"notifications": [one for one in self.taken if one["reference"] == wanted]}
        number = path.rpartition("/")[2]
        for one in self.taken:
            if one["id"] == number:
                return 200, one
        return 404, {"errors": [{"error": "NoResultFound", "message": "No result found"}]}


@contextmanager
def notify() -> Iterator[FakeNotify]:
    """The service while it runs."""
    fake = FakeNotify()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            code, answer = fake.take(wanted)
            if not fake.hang_up:
                self._say(code, answer)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._say(*fake.find(parts.path, parse_qs(parts.query)))

        def _say(self, code: int, answer: dict[str, Any]) -> None:
            content = json.dumps(answer).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

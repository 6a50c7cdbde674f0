"""Visits to a running server: signing in, one request after another, and eight clients at once through wrk."""

import http.client
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

WRK = shutil.which("wrk") or ""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LUA = Path(__file__).with_name("visits.lua")


@dataclass
class Visitor:
    """A browser's connection that stays open, with its cookies. `headers` go with every request."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    _cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """The status and the text of the answer. Redirects are not followed."""
        sent = (method, path, body or None, {**self.all_headers(), **(headers or {})})
        try:
            self._connection.request(*sent)
            answer = self._connection.getresponse()
        except ConnectionError:  # it was idle for longer than the server keeps a connection
            self._connection.close()
            self._connection.request(*sent)
            answer = self._connection.getresponse()
        text = answer.read().decode(errors="replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text

    def submit(self, path: str, **fields: str) -> tuple[int, str]:
        return self.ask("POST", path, urlencode(fields), FORM)

    def all_headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {**self.headers, **({"Cookie": cookies} if cookies else {})}

    def close(self) -> None:
        self._connection.close()


def sign_in(port: int, email: str, password: str) -> Visitor:
    """Someone who signed in by the page, with the token that scripts send."""
    visitor = Visitor(port)
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.ask("GET", "/sign-in")[1])
    fields = {"email": email, "password": password, "csrf_token": token[1] if token else ""}
    status, _ = visitor.submit("/sign-in", **fields)
    home_status, home = visitor.ask("GET", "/")
    token = re.search(r'name="csrf-token" content="([^"]+)"', home)
    if status not in (302, 303) or home_status != 200 or token is None:
        raise SystemExit(f"{email} cannot sign in: {status}, then {home_status}.")
    visitor.headers = {"X-CSRFToken": token[1]}
    return visitor


@dataclass(frozen=True)
class Times:
    """Of single requests, in milliseconds."""

    median: float
    p95: float


def alone(visit: Callable[[int], tuple[int, str]], times: int, *, unmeasured: int = 30) -> Times:
    """`visit(n)` again and again, each answer read before the next is asked for. Refuses an answer that is an error."""
    taken = []
    for n in range(unmeasured + times):
        started = time.perf_counter()
        status, text = visit(n)
        taken.append((time.perf_counter() - started) * 1000)
        if status >= 400:
            raise SystemExit(f"Visit {n} was answered with {status}:\n{text[:400]}")
    taken = sorted(taken[unmeasured:])
    return Times(statistics.median(taken), taken[int(len(taken) * 0.95)])


@dataclass(frozen=True)
class Load:
    """What one of the clients sends: its headers, and the requests that it goes through over and over.

    In a path or a body `{uuid}` stands for a new UUID each time, and `{n}` for a number that counts up.
    """

    headers: dict[str, str]
    paths: Sequence[str]
    method: str = "GET"
    body: str = ""


def together(port: int, clients: Iterable[Load], seconds: int) -> float:
    """Requests answered per second when every client asks again as soon as it was answered. One thread of wrk for each."""
    loads = [load.__dict__ for load in clients]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(f"clients = {_lua(loads)}\n{LUA.read_text()}")
        script.flush()
        count = str(len(loads))
        options = ("-t", count, "-c", count, "-d", f"{seconds}s", "--timeout", "30s", "-s", script.name)
        command = (WRK, *options, f"http://127.0.0.1:{port}/")
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"Under load some answers were errors:\n{said}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", said)
    return float(found[1]) if found else 0.0


def _lua(value: object) -> str:
    """`value` as Lua writes it: strings, lists and dictionaries of strings."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"[{_lua(k)}] = {_lua(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "{" + ", ".join(_lua(item) for item in value) + "}"
    return json.dumps(str(value))

"""A test client that checks every page it fetches: one heading, a title, no id twice, forms with a token, the headers."""

import re
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Page:
    """An answer, read as a page."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = BeautifulSoup(response.get_data(as_text=True), "html.parser")

    @property
    def heading(self) -> str:
        return _text(self.html.h1)

    @property
    def text(self) -> str:
        return _text(self.html.main or self.html)

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [_text(item) for item in self.html.select(".govuk-error-summary__list li")]

    def value(self, name: str) -> str:
        """What the field `name` holds."""
        field = self.html.find(attrs={"name": name})
        assert field is not None, f"no field {name}"
        return _text(field) if field.name == "textarea" else str(field.get("value", ""))


class Browser:
    """Someone's browser, without scripts. Posts carry the token of the session; redirects are followed by `post`."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **options: Any) -> Page:
        return self._read(self.client.get(address, **options))

    def post(
        self, address: str, data: dict[str, Any] | None = None, *, follow: bool = True, **options: Any
    ) -> Page:
        if "json" not in options:
            options["data"] = {"csrf_token": self.token(), **(data or {})}
        return self._read(self.client.post(address, follow_redirects=follow, **options))

    def download(self, address: str) -> bytes:
        """The bytes of a file, with its headers checked as far as every answer's are."""
        with self.client.get(address) as response:
            assert response.status_code == 200, response.status
            check_headers(response)
            return response.get_data()

    def token(self) -> str:
        """The token of this session, as `<meta name="csrf-token">` or the sign-in form says it."""
        page = BeautifulSoup(self.client.get("/accessibility").get_data(as_text=True), "html.parser")
        meta = page.find("meta", attrs={"name": "csrf-token"})
        if meta is None:
            page = BeautifulSoup(self.client.get("/sign-in").get_data(as_text=True), "html.parser")
            meta = page.find("input", attrs={"name": "csrf_token"})
            return str(meta.get("value")) if meta else ""
        return str(meta["content"])

    def _read(self, response: TestResponse) -> Page:
        page = Page(response)
        if response.mimetype == "text/html" and page.html.find("html") and not response.location:
            check_page(page)
        check_headers(response)
        return page


def check_page(page: Page) -> None:
    """What holds for every whole page."""
    html = page.html
    assert len(html.find_all("h1")) == 1, f"{len(html.find_all('h1'))} headings of the first level"
    assert html.title, "a title"
    assert re.search(" – (Matters Arising|Published record)", _text(html.title)), (
        "a title that says where one is"
    )
    assert html.html
    assert html.html.get("lang"), "the language of the page"
    twice = [key for key, count in Counter(tag["id"] for tag in html.find_all(id=True)).items() if count > 1]
    assert not twice, f"ids that are there twice: {twice}"
    for form in html.find_all("form", method=lambda value: value and value.lower() == "post"):
        assert form.find("input", attrs={"name": "csrf_token"}), (
            f"a form without a token: {form.get('action')}"
        )
    assert not html.find_all(style=True), "a style in the page, which the policy forbids"
    assert not html.find_all(
        lambda tag: tag.name in {"script", "style"} and not tag.get("src") and tag.get_text(strip=True)
    )


def check_headers(response: TestResponse) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    assert policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert response.headers.get("X-Content-Type-Options") == "nosniff"


def _text(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""

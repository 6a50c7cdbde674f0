"""Where evidence lies: addresses that can be taken, pages, and words for the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.evidence import Locator, page_number, web_address


@pytest.mark.parametrize(
    "address", ["https://example.org/pack.pdf", "http://example.org", "https://a.b:8443/x?y=1#z"]
)
def test_a_whole_web_address_is_taken_as_it_is(address: str) -> None:
    assert web_address(f"  {address} ") == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://a b",
        "https://a:99999",
        "https://a.b/c\nd",
        f"https://a.b/{'x' * 2000}",
        "data:x,y",
    ],
)
def test_anything_else_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(BadInput, match="starting with https://") as refused:
        web_address(typed)
    assert refused.value.field == "url"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_of_the_web_or_is_refused(typed: str) -> None:
    try:
        address = web_address(typed)
    except BadInput:
        return
    assert address.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("typed", "page"), [("8", 8), (" 47 ", 47), ("", None), ("   ", None), ("99999", 99_999)]
)
def test_a_page_is_a_number_or_nothing(typed: str, page: int | None) -> None:
    assert page_number(typed) == page


@pytest.mark.parametrize("typed", ["0", "-1", "page 8", "8a", "100000", "9" * 400, "½", "²"])
def test_what_is_no_page_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="such as 8") as refused:
        page_number(typed)
    assert refused.value.field == "page"


def test_a_place_is_told_in_words_and_never_guessed() -> None:
    assert Locator(8, "table 2").words() == "page 8, table 2"
    assert Locator(None, "Resolution Centre").words() == "Resolution Centre"
    assert Locator().words() == ""

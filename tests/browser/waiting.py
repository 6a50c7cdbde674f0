"""Waiting for what only a script in the page can tell.

Playwright's own `wait_for_function` makes a function of the text inside the page from its second look on, which the
pages' content security policy refuses: it works only where the first look is enough.
"""

from time import monotonic

from playwright.sync_api import Page

STEP = 50
"""Milliseconds between two looks."""


def until(page: Page, expression: str, *, patience: int = 15_000) -> None:
    """Waits until the expression (or function) is true in the page. `patience` in milliseconds; fails with the expression."""
    late = monotonic() + patience / 1000
    while not page.evaluate(expression):
        assert monotonic() < late, f"It did not come to be: {expression}"
        page.wait_for_timeout(STEP)

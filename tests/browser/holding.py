"""Requests that are held back until a test lets them go."""

import re

from playwright.sync_api import Page, Route

from tests.browser.conftest import PATIENCE

STEP = 20


class Held:
    """What `page` asks of an address waits here, in its order, until it is let go."""

    def __init__(self, page: Page, address: str | re.Pattern[str]) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route(address, self._hold)

    def _hold(self, route: Route) -> None:
        self._routes.append(route)

    def let_go(self, number: int = 0) -> None:
        """Lets one go on to the server, as soon as it has come."""
        for _ in range(PATIENCE // STEP):
            if len(self._routes) > number:
                return self._routes[number].continue_()
            self._page.wait_for_timeout(STEP)
        raise AssertionError(f"only {len(self._routes)} requests came")

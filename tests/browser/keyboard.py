"""Hands that know no mouse: from one thing to the next by Tab alone."""

from playwright.sync_api import Page

FARTHEST = 160
"""Steps of Tab after which a thing counts as out of reach."""

NAME = """() => {
    const it = document.activeElement
    const words = it.getAttribute('aria-label') || it.labels?.[0]?.innerText || it.innerText || it.value || ''
    return words.replace(/\\s+/g, ' ').trim()
}"""


class Keyboard:
    """Someone at the keyboard of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, name: str, *, backwards: bool = False) -> None:
        """Goes on by Tab until what has the focus is called so, or begins so."""
        for _ in range(FARTHEST):
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
            if self.page.evaluate(NAME).startswith(name):
                return
        raise AssertionError(f"“{name}” cannot be reached by Tab on {self.page.url}.")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def follow(self, name: str, to: str) -> None:
        """Goes to a link or a button, presses Enter, and is at the address `to`."""
        self.reach(name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"**{to}")

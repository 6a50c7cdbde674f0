"""Scribes in the meeting room, as the tests of its failures know them."""

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import PASSWORD, Server
from tests.browser.test_the_whole_loop import MEETING
from tests.browser.waiting import until

LIVE = f"{MEETING}/live"
LOG = "**/meetings/ppm-2023-10-04/actions"


class Room:
    """The meeting room in one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box: Locator = page.locator("#text")
        self.waiting: Locator = page.locator("#unsent")
        self.trouble: Locator = page.locator("#trouble")
        self.saved: Locator = page.locator("#saved")
        self.logged: Locator = page.locator("#logged")
        self.heard: Locator = page.locator("#heard > p").last

    @classmethod
    def open(cls, page: Page) -> "Room":
        page.goto(LIVE)
        return cls(page)

    def log(self, *lines: str) -> None:
        """Types each line into the box, and presses Enter."""
        for line in lines:
            self.box.fill(line)
            self.box.press("Enter")

    def line(self, number: str) -> Locator:
        return self.page.locator(f"#logged-PPM-{number}")

    def change(self, number: str) -> Locator:
        """Opens the form of a line in its place, and answers with it once it has the focus."""
        self.line(number).get_by_role("link", name="Change").click()
        expect(self.line(number).locator("[name=title]")).to_be_focused()
        return self.line(number)

    def all_is_saved(self) -> None:
        """Nothing of this scribe waits in the browser any more, and the page says so."""
        until(
            self.page,
            "() => { const { viewer, meeting } = document.querySelector('[data-live]').dataset;"
            " return !localStorage.getItem(`live:${viewer}:${meeting}:unsent`) }",
            patience=20_000,
        )
        expect(self.saved).to_contain_text("Everything saved", timeout=20_000)
        expect(self.waiting).to_be_hidden()


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def new_scribe(server: Server, page: Page, name: str) -> str:
    """Makes an account of the secretariat for `name`, sets its password in `page`, and answers with its address."""
    email = f"{name.lower().replace(' ', '.')}@office.example.org"
    link = server.flask("users", "create", email, "--role", "secretariat", "--name", name).strip()
    page.goto(link[link.index("/set-password") :])
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=password_confirm]", PASSWORD)
    page.press("[name=password_confirm]", "Enter")
    page.wait_for_load_state()
    return email


def hold_back(context: BrowserContext) -> None:
    """From now on nothing that is logged reaches the server; pages still do."""
    context.route(LOG, _abort)


def let_through(context: BrowserContext) -> None:
    context.unroute(LOG, _abort)


def _abort(route: Route) -> None:
    route.abort("connectionfailed")

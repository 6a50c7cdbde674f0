"""The round through the matters arising, by keyboard alone: each card, each outcome, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.test_the_whole_loop import MEETING

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Check = Callable[[Page], None]
MATTERS = f"{MEETING}/matters-arising"
EVERY_OUTCOME = [
    ("1", "", "Continue"),
    ("2", "30 November 2023\tThe figures come with the pack.", "Revised date agreed, 30 November 2023"),
    ("3", "The Chief Constable showed it at the meeting.", "Agreed closed – complete"),
    ("4", "Overtaken by the new contract.", "Closed – no further action"),
    ("5", "It is under 5% for three months.", "Made a standing item"),
    ("6", "", "Raise with the Chief Constable"),
    ("7", "", "Deferred"),
    ("8", "PPM-012", "Merged with another action"),
]


@dataclass
class Round:
    """One card after the other, with nothing but the keyboard."""

    page: Page

    @classmethod
    def begin(cls, page: Page) -> "Round":
        """From the list to the first card."""
        page.goto(MATTERS)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == "Go through them":
                page.keyboard.press("Enter")
                page.wait_for_url(f"**{MATTERS}/PPM-*")
                expect(page.locator(".app-decision--figures")).to_be_visible()
                return cls(page)
        raise AssertionError("The round cannot be begun by keyboard.")

    @property
    def reference(self) -> str:
        return self.page.url.rpartition("/")[2].partition("?")[0]

    @property
    def number(self) -> str:
        """ "Action 012" """
        return self.page.locator("h1").inner_text().partition(":")[0]

    def choose(self, figure: str, typed: str = "") -> None:
        self.page.keyboard.press(figure)
        for at, words in enumerate(typed.split("\t")):
            if at:
                self.page.keyboard.press("Tab")
            self.page.keyboard.type(words)

    def save(self) -> str:
        """Saves, and answers with what the next page says of it."""
        before = self.page.url
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_url(lambda address: address != before)
        return self.page.locator(".app-just__words").inner_text()


def test_every_outcome_is_recorded_by_keyboard_alone(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    seen = []
    for figure, typed, words in EVERY_OUTCOME:
        expect(page.locator(".app-to-decide__words")).to_contain_text("?")
        reference, number = going.reference, going.number
        seen.append(reference)
        going.choose(figure, typed)
        check_accessible(page)
        assert going.save().startswith(f"{number}: {words}, decided by the Commissioner")
        expect(page.locator(".app-caption").first).to_contain_text(f"{len(seen)} of 23")
    assert len(set(seen)) == len(EVERY_OUTCOME), "each is one card, and the round goes on to the next"
    check_accessible(page)
    page.keyboard.press("u")
    page.wait_for_url(f"**/{seen[-1]}")
    expect(page.locator("body")).to_contain_text("It is as it was before.")
    expect(page.locator(".app-card-facts")).not_to_contain_text("Merged")


def test_the_note_the_assurance_and_who_decided_are_typed_without_the_mouse_and_stay_with_the_action(
    open_as: Open,
) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    reference = going.reference
    going.choose("2", "30 November 2023\tThe registrar is away.")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    page.keyboard.type("n is a letter here, 8 a figure, and ? a sign.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Dana Deputy")
    said = "Revised date agreed, 30 November 2023, decided by Dana Deputy; further assurance needed"
    assert said in going.save()
    expect(page.locator("[name=decided_by]")).to_have_value("Dana Deputy")
    page.goto(f"/actions/{reference}")
    expect(page.locator(".app-memory")).to_contain_text("urther assurance needed")
    expect(page.locator(".moj-timeline")).to_contain_text("n is a letter here, 8 a figure, and ? a sign.")


def test_the_keys_are_listed_and_single_ones_can_be_switched_off(
    open_as: Open, check_accessible: Check
) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys")).to_contain_text("Undo the decision that was just saved")
    check_accessible(page)
    page.locator("#letters").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("[name=outcome]:checked")).to_have_count(0)
    expect(page.locator(".app-outcome-figure").first).to_be_hidden()
    first = going.reference
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_url(lambda address: first not in address)
    expect(page.locator("#letters")).not_to_be_checked()


def test_the_evidence_opens_beside_and_the_focus_comes_back(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    Round.begin(page)
    page.keyboard.press("e")
    expect(page.locator("#beside")).to_be_visible()
    expect(page.locator("#beside-heading")).to_be_focused()
    check_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("#beside")).to_be_hidden()
    expect(page.locator("a[data-beside]").first).to_be_focused()


def test_bad_input_keeps_what_was_typed_and_goes_to_the_field(open_as: Open, check_accessible: Check) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    going.choose("2", "31 June\tBecause the registrar is away.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("31 June")
    expect(page.locator("[name=revised_to]")).to_have_value("31 June")
    expect(page.locator("[name=reason_revised_date]")).to_have_value("Because the registrar is away.")
    check_accessible(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=revised_to]")).to_be_focused()


def test_a_decision_waits_while_the_line_is_down_and_is_saved_once(open_as: Open) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    reference = going.reference
    going.choose("4", "Overtaken.")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-sending]")).to_contain_text("Your decision waits here")
    page.context.set_offline(False)
    page.wait_for_url(f"**decided={reference}")
    expect(page.locator(".app-just__words")).to_contain_text("Closed – no further action")
    page.goto(f"/actions/{reference}")
    expect(page.locator(".moj-timeline__title", has_text="Closed – no further action")).to_have_count(1)


def test_what_was_typed_is_there_again_after_the_tab_was_closed(open_as: Open) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    address = page.url
    going.choose("2", "30 November 2023\tThe registrar is away.")
    page.goto(MATTERS)
    page.goto(address)
    expect(page.locator("[name=outcome]:checked")).to_have_value("revised_date")
    expect(page.locator("[name=reason_revised_date]")).to_be_visible()
    expect(page.locator("[name=reason_revised_date]")).to_have_value("The registrar is away.")
    going.save()
    page.goto(address)
    expect(page.locator("[name=outcome]:checked")).to_have_count(0)


def test_after_the_session_has_ended_the_decision_is_sent_again(open_as: Open) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    going.choose("4", "Overtaken by the new contract.")
    page.context.clear_cookies()
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Overtaken by the new contract.")
    tab = page.context.new_page()
    tab.goto("/sign-in")
    tab.fill("[name=email]", "secretariat@demo.example")
    tab.fill("[name=password]", PASSWORD)
    tab.press("[name=password]", "Enter")
    tab.wait_for_url("**/")
    page.get_by_role("button", name="Send it again").press("Enter")
    expect(page.locator(".app-just__words")).to_contain_text("Closed – no further action")
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kept:'))")
    assert kept == [], "what arrived is not offered again"


def test_two_who_decide_on_one_card_see_both(open_as: Open, check_accessible: Check) -> None:
    mine, theirs = Round.begin(open_as("secretariat")), Round.begin(open_as("commissioner"))
    assert mine.reference == theirs.reference
    mine.choose("4", "Overtaken by the new contract.")
    theirs.choose("1")
    theirs.save()
    mine.page.keyboard.press("Control+Enter")
    both = mine.page.locator(".app-conflict")
    expect(both).to_contain_text("decided first")
    expect(both.locator("tr", has_text="Decision")).to_contain_text("Closed – no further action")
    expect(both.locator("tr", has_text="Decision")).to_contain_text("Continue")
    expect(mine.page.locator("[name=reason_no_further_action]")).to_have_value(
        "Overtaken by the new contract."
    )
    check_accessible(mine.page)
    assert "Closed – no further action" in mine.save()


def test_on_a_phone_a_card_is_one_column_and_accessible(open_as: Open, check_accessible: Check) -> None:
    page = open_as("commissioner", size=PHONE)
    page.goto(MATTERS)
    page.get_by_role("button", name="Go through them").click()
    expect(page.locator(".app-to-decide")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    check_accessible(page)


def test_without_scripts_a_decision_is_recorded_and_undone(open_as: Open) -> None:
    page = open_as("secretariat", scripts=False)
    page.goto(MATTERS)
    page.get_by_role("button", name="Go through them").click()
    reference = page.url.rpartition("/")[2]
    page.get_by_label("Revised date agreed").check()
    page.get_by_label("New date", exact=True).fill("30 November 2023")
    page.get_by_label("Reason for the new date").fill("The registrar is away.")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.locator(".app-just__words")).to_contain_text("Revised date agreed, 30 November 2023")
    page.locator("a.app-evidence, .app-evidence a").first.click()
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_contain_text(f"Action {reference[-3:]}")
    expect(page.locator("body")).to_contain_text("It is as it was before.")


def test_a_decision_whose_answer_was_lost_stands_once(open_as: Open) -> None:
    page = open_as("secretariat")
    going = Round.begin(page)
    address, reference = page.url, going.reference
    lost: list[Route] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route)
        route.fetch(max_redirects=0)
        return route.abort("connectionreset")

    page.route(f"**/{reference}", lose)
    going.choose("1")
    page.keyboard.press("n")
    page.keyboard.type("Bring the figures.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_have_count(0)
    assert lost, "the server has it, and the browser knows nothing of it"
    page.goto(address)
    expect(page.locator(".app-decided-here")).to_contain_text("Continue, decided by the Commissioner")
    expect(page.locator("[name=note]")).to_have_value("Bring the figures.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**decided={reference}")
    page.goto(f"/actions/{reference}")
    expect(page.locator(".moj-timeline").get_by_text("Bring the figures.")).to_have_count(1)

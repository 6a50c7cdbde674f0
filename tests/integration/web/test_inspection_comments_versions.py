"""The versions of the Commissioner's comments on an inspection report: compared, and an older one taken back."""

from collections.abc import Callable

from tests.support.builders import Record
from tests.support.inspected import inspected
from tests.support.page import Browser
from tracker.domain.viewers import Role

WHERE = "/inspections/2023-custody-services-in-the-area/comments"


def test_two_versions_are_compared_and_the_older_one_stands_again(
    sign_in: Callable[..., Browser], on_record: Record
) -> None:
    inspected(on_record)
    on_record.desk.session.commit()
    browser = sign_in(Role.SECRETARIAT)
    for body in ("I welcome this.", "I regret this."):
        version = browser.get(WHERE).value("version")
        browser.post(WHERE, {"body": body, "version": version})
    assert browser.get(WHERE).html.select_one(f'a[href="{WHERE}/versions"]')
    page = browser.get(f"{WHERE}/versions")
    assert page.heading == "2 versions of this text"
    assert "welcome" in page.html.select_one("del").text
    assert "regret" in page.html.select_one("ins").text
    seen = page.value("version")
    stale = browser.post(f"{WHERE}/versions/1", {"version": "1"})
    assert "Someone saved another version meanwhile" in stale.text
    done = browser.post(f"{WHERE}/versions/1", {"version": seen})
    assert "Version 1 of “The Commissioner’s comments” stands again" in done.text
    assert browser.get(WHERE).value("body") == "I welcome this."

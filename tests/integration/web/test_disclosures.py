"""The pages of requests for what is held: for the secretariat and the administrator alone."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
TYPED = {
    "kind": "foi",
    "about": "All that is held on the custody suite.",
    "terms": "custody suite",
    "received_on": "18 9 2023",
    "answer_by": "",
    "note": "",
}


@pytest.fixture(autouse=True)
def on_file(on_record: Record) -> None:
    on_record.action("Mend the custody suite")
    on_record.desk.session.commit()


@pytest.fixture
def secretariat(sign_in: SignIn) -> Browser:
    return sign_in(Role.SECRETARIAT)


def test_a_request_is_taken_down_and_becomes_a_bundle_in_which_words_can_be_withheld(
    secretariat: Browser,
) -> None:
    page = secretariat.post("/disclosures", TYPED)
    assert "Its answer is due by 16 October 2023." in page.text
    assert page.heading.endswith("working days left")
    bundle = secretariat.post("/disclosures/FOI-001/bundle")
    assert bundle.heading == "Disclosure bundle: version 1 is a draft"
    assert bundle.html.select_one("a[href='/disclosures/FOI-001']") is not None
    withholding = bundle.html.find("a", string="Withhold words from it")
    assert withholding is not None
    assert "Mend the custody suite" in secretariat.get(str(withholding["href"])).text
    assert "Disclosure bundle" in secretariat.get("/disclosures/foi-001").text
    assert "FOI-001" in secretariat.get("/reports").text


def test_what_was_typed_is_kept_when_something_is_missing(secretariat: Browser) -> None:
    page = secretariat.post("/disclosures", {**TYPED, "terms": "of"})
    assert "found nearly everywhere" in page.text
    assert "All that is held on the custody suite." in page.text
    assert "No request is waiting for an answer" in secretariat.get("/disclosures").text


def test_a_stale_change_is_refused_and_kept(secretariat: Browser) -> None:
    secretariat.post("/disclosures", TYPED)
    page = secretariat.post("/disclosures/FOI-001", {**TYPED, "terms": "roof", "version": "7"})
    assert "roof" in page.text
    assert "custody suite" in secretariat.get("/disclosures/FOI-001").text


def test_it_is_said_to_be_answered_and_opened_again(secretariat: Browser) -> None:
    secretariat.post("/disclosures", TYPED)
    secretariat.post("/disclosures/FOI-001/settle", {"state": "sent", "note": "By mail.", "version": "1"})
    assert "Answered" in secretariat.get("/disclosures").text
    secretariat.post("/disclosures/FOI-001/settle", {"state": "gathering", "note": "", "version": "2"})
    assert secretariat.get("/disclosures").heading == "One request is to be answered"


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL, Role.COMMISSIONER, Role.AUDITOR])
def test_nobody_else_may_open_them(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).client.get("/disclosures").status_code == 403

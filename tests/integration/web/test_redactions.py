"""The page on which words are withheld from a version, and given back."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.cutting import cut, held_meeting
from tests.support.page import Browser
from tracker.domain.audiences import Audience
from tracker.domain.report_kinds import ACTION_LOG
from tracker.domain.viewers import THE_OFFICE, Role
from tracker.services.reports import cut_for
from tracker.store.actions import by_reference


@pytest.fixture
def number(on_record: Record) -> int:
    """The action log of a held meeting, cut for the public."""
    on_record.post("head-of-estates", holder="Bo Baker")
    meeting = held_meeting(on_record)
    asked = by_reference(on_record.desk.session, THE_OFFICE, "PPM-003")
    asked.asked = "Ask Bo Baker and Inspector Jones"
    version = cut_for(on_record.desk, cut(on_record.desk, ACTION_LOG, meeting), Audience.PUBLIC)
    key = version.key
    on_record.desk.session.commit()
    return key


PATH = "raised/PPM-003/title"


def test_words_are_withheld_shown_as_they_are_read_and_given_back(
    number: int, sign_in: Callable[..., Browser]
) -> None:
    office = sign_in(Role.SECRETARIAT)
    here = f"/reports/{number}/redactions"
    page = office.get(here)
    assert "Nothing is withheld from this version" in page.text
    said = {
        "path": PATH,
        "words": "abandonment",
        "reason": "foi-31",
        "everywhere": "yes",
        "note": "Until May",
    }
    assert office.post(here, said).status == 200
    page = office.get(here)
    assert page.heading == "Words are withheld once"
    assert "Bring the [withheld: section 31] figures" in page.text
    assert "Until May" in page.text
    fact = office.get(f"/reports/{number}").html.find("a", string="Words are withheld once")
    assert fact
    assert fact["href"] == here
    assert office.post(f"{here}/1/back", {}).status == 200
    page = office.get(here)
    assert "Nothing is withheld from this version" in page.text
    assert "Given back by" in page.text


def test_a_text_is_chosen_by_a_link_and_what_was_typed_stays_when_it_does_not_fit(
    number: int, sign_in: Callable[..., Browser]
) -> None:
    office = sign_in(Role.SECRETARIAT)
    here = f"/reports/{number}/redactions"
    assert "Withhold: Title" in office.get(f"{here}?field={PATH}").text
    answer = office.post(here, {"path": PATH, "words": "nowhere at all", "reason": "foi-31"})
    assert answer.status == 422
    assert "do not stand in the text" in answer.text
    assert "nowhere at all" in answer.text
    assert "Nothing is withheld" in office.get(here).text


def test_names_that_were_replaced_are_listed_and_one_may_stand(
    number: int, sign_in: Callable[..., Browser]
) -> None:
    office = sign_in(Role.SECRETARIAT)
    here = f"/reports/{number}/redactions"
    page = office.get(here)
    assert "Ask Head of estates and Inspector Jones" in page.text
    assert "These may be names too" in page.text
    assert office.post(f"{here}/names", {"name": "Bo Baker"}).status == 200
    assert "Ask Bo Baker and Inspector Jones" in office.get(here).text


def test_words_are_looked_for(number: int, sign_in: Callable[..., Browser]) -> None:
    office = sign_in(Role.SECRETARIAT)
    page = office.get(f"/reports/{number}/redactions?q=abandonment")
    assert "stands once in the record" in page.text
    assert "stands nowhere in the record" in office.get(f"/reports/{number}/redactions?q=zebra").text


@pytest.mark.parametrize("role", [Role.PANEL, Role.OWNER])
def test_who_only_reads_what_is_issued_never_sees_it(
    role: Role, number: int, sign_in: Callable[..., Browser]
) -> None:
    assert sign_in(role).get(f"/reports/{number}/redactions").status in (403, 404)

"""The policy of a series on a page: what would go out under it and what becomes of what waits, before it is saved."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from tests.support.builders import SECRETARIAT, Record
from tests.support.page import Browser, Page
from tracker.domain.mails import MailState
from tracker.domain.policy import DEFAULT, Policy, PolicyStep
from tracker.domain.viewers import Role
from tracker.models.mail import Mail
from tracker.services.policies import policy_of
from tracker.services.reminders import queue_reminders
from tracker.store.meetings import series_by_code
from tracker.web.forms.policy import TypedPolicy
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]
ADDRESS = "/series/ppm/chasing"


@pytest.fixture
def owing(on_record: Record, wires: Wiring) -> Wiring:
    on_record.action("Bring the figures", due="2023-09-22", post=on_record.post(), on="2023-05-17")
    on_record.desk.session.commit()
    return wires


def in_force(wires: Wiring) -> Policy:
    with wires.read() as session:
        return policy_of(session, series_by_code(session, "PPM").key)


def fields(page: Page) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    found = {}
    form = page.html.select_one("form.app-policy")
    assert form
    for field in form.select("input[type=text], input[type=hidden]"):
        found[str(field["name"])] = str(field.get("value", ""))
    for box in form.select("input[type=checkbox][checked]"):
        found[str(box["name"])] = "yes"
    for area in form.select("textarea"):
        found[str(area["name"])] = area.get_text().strip()
    for choice in form.select("select"):
        chosen = choice.select_one("option[selected]") or choice.option
        assert chosen
        found[str(choice["name"])] = str(chosen["value"])
    return found


def test_the_form_shows_the_policy_in_force_and_saving_it_as_it_stands_changes_nothing(
    owing: Wiring, sign_in: SignIn
) -> None:
    page, before = sign_in(Role.SECRETARIAT), in_force(owing)
    answer = page.post(ADDRESS, {**fields(page.get(ADDRESS)), "do": "save"})
    assert "are chased by this policy from now on" in answer.text
    assert in_force(owing) == before


def test_a_policy_is_read_back_from_the_form_as_it_was_written() -> None:
    policy = Policy(
        steps=(PolicyStep(-5, held=True), PolicyStep(0), PolicyStep(7)),
        escalate_again_after=30,
        copy_to=("a@example.org", "b@example.org"),
        hold_escalations=False,
        digest_day=4,
    )
    for one in (policy, DEFAULT):
        assert TypedPolicy.of(one).policy() == one


def test_a_preview_says_what_would_go_out_and_saves_nothing(owing: Wiring, sign_in: SignIn) -> None:
    page, before = sign_in(Role.SECRETARIAT), in_force(owing)
    typed = fields(page.get(ADDRESS))
    same = page.post(ADDRESS, {**typed, "do": "preview"})
    assert "Nothing would change in the next ten working days" in same.text
    typed |= {"step_3_days": "1", "step_3_side": "before", "step_3_held": "yes"}
    preview = page.post(ADDRESS, {**typed, "do": "preview"})
    assert "1 mail would change" in preview.text
    (row,) = [row for row in preview.html.select("#preview tbody tr") if "21 September" in row.get_text()]
    assert "Held for you" in row.get_text()
    assert "New" in row.get_text()
    assert preview.value("step_3_days") == "1"
    assert in_force(owing) == before


def test_a_change_says_what_it_does_to_what_waits_and_does_it_when_saved(
    owing: Wiring, sign_in: SignIn
) -> None:
    queue_reminders(lambda: owing.writing(SECRETARIAT), owing.stationery)
    page = sign_in(Role.SECRETARIAT)
    typed = {**fields(page.get(ADDRESS)), "step_1_days": "4"}
    preview = page.post(ADDRESS, {**typed, "do": "preview"})
    assert "1 mail has not left yet about this series. 1 will not be sent: its step is gone." in preview.text
    answer = page.post(ADDRESS, {**typed, "do": "save"})
    assert "1 will not be sent" in answer.text
    with owing.read() as session:
        assert session.exec(select(Mail)).one().state is MailState.CANCELLED


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("step_0_days", "soon", "“soon” is not a number of working days."),
        ("repeat_every", "", "Say how many working days lie between two reminders"),
        ("hour", "at noon", "“at noon” is not a time of day."),
        ("escalate_again_after", "3", "The post above that is told later than the post above"),
        ("copy_to", "nobody", "Give an email address"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_what_was_typed_is_kept(
    owing: Wiring, sign_in: SignIn, field: str, typed: str, sentence: str
) -> None:
    page, before = sign_in(Role.SECRETARIAT), in_force(owing)
    for what in ("save", "preview"):
        answer = page.post(ADDRESS, {**fields(page.get(ADDRESS)), field: typed, "do": what})
        assert answer.status == 422
        assert sentence in answer.errors[0]
        assert answer.value(field) == typed
    assert in_force(owing) == before


def test_of_two_who_save_the_second_sees_both_and_may_save_again(owing: Wiring, sign_in: SignIn) -> None:
    page = sign_in(Role.SECRETARIAT)
    typed = fields(page.get(ADDRESS))
    page.post(ADDRESS, {**typed, "repeat_every": "8", "do": "save"})
    answer = page.post(ADDRESS, {**typed, "repeat_every": "3", "do": "save"})
    assert answer.status == 409
    row = answer.html.select_one("#theirs tbody tr")
    assert row
    assert "every 3 working days" in row.get_text()
    assert "every 8 working days" in row.get_text()
    assert in_force(owing).repeat_every == 8
    page.post(ADDRESS, {**fields(answer), "do": "save"})
    assert in_force(owing).repeat_every == 3


def test_only_the_secretariat_saves(owing: Wiring, sign_in: SignIn) -> None:
    administrator = sign_in(Role.ADMINISTRATOR)
    assert "Save the policy" not in administrator.get(ADDRESS).text
    assert administrator.post(ADDRESS, {"do": "save"}).status == 403
    assert sign_in(Role.COMMISSIONER).get(ADDRESS).status == 403
    assert administrator.get("/series/none/chasing").status == 404


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        ("4", "The request for 4 October 2023 is to be sent from 6 September 2023."),
        ("0", "The request for 4 October 2023 is not asked for any more."),
        ("6", ""),
    ],
)
def test_a_preview_says_from_when_a_request_to_the_force_is_to_leave(
    owing: Wiring, on_record: Record, sign_in: SignIn, weeks: str, words: str
) -> None:
    on_record.meeting("2023-10-04")
    on_record.desk.session.commit()
    page = sign_in(Role.SECRETARIAT)
    typed = fields(page.get(ADDRESS)) | {"commissioning_weeks": weeks, "do": "preview"}
    preview = page.post(ADDRESS, typed).html.select_one("#preview").get_text(" ")  # type: ignore[union-attr]
    assert words in preview
    assert ("The request for" in preview) is bool(words)

"""The pages of what the Panel asked: its series is made, an ask is logged, a reply noted."""

from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]


@pytest.fixture
def secretariat(sign_in: SignIn, on_record: Record) -> Browser:
    on_record.post("chief-executive", holder="Cey Exec")
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


@pytest.fixture
def form() -> dict[str, str]:
    return {
        "kind": "question",
        "wording": "How long do callers wait?",
        "title": "Say how long callers wait",
        "asked_on": "12 9 2023",
        "asked_by": "The chair",
        "reply_by": "31 10 2023",
        "post": "chief-executive",
        "action": "",
    }


def test_with_no_series_the_page_makes_one(secretariat: Browser) -> None:
    page = secretariat.get("/panel")
    assert page.heading == "The Panel has asked for nothing that is on record"
    assert page.value("code") == "PFCP"
    assert secretariat.post("/panel/series", {"code": "?", "title": "The Panel"}).status == 422
    page = secretariat.post("/panel/series", {"code": "PFCP", "title": "The Panel"})
    assert "Its papers leave five clear days before each meeting" in page.text
    assert page.html.select_one('a[href="/panel/asks/new"]')


def test_an_ask_is_logged_and_its_reply_noted(secretariat: Browser, form: dict[str, str]) -> None:
    assert secretariat.post("/panel/asks", form).status == 409
    secretariat.post("/panel/series", {"code": "PFCP", "title": "The Panel"})
    page = secretariat.post("/panel/asks", form)
    assert page.heading == "1 reply to the Panel is due"
    assert "Reply by 31 October 2023" in page.text
    assert "Reply to the Panel: Say how long callers wait" in secretariat.get("/clocks").text
    reply = secretariat.get("/panel/asks/PFCP-001")
    sent = {"version": reply.value("version"), "reply": "", "replied_on": "19 9 2023"}
    wrong = secretariat.post("/panel/asks/PFCP-001", sent)
    assert wrong.html.select_one(".govuk-error-summary a")["href"] == "#reply"
    page = secretariat.post("/panel/asks/PFCP-001", {**sent, "reply": "They wait 45 seconds."})
    assert page.heading == "Every question of the Panel is answered"
    assert "Replied on 19 September 2023" in page.text
    stale = secretariat.post("/panel/asks/PFCP-001", {**sent, "reply": "Else"})
    assert stale.status == 409
    assert "On record now: They wait 45 seconds." in stale.text
    assert stale.value("reply") == "Else"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("wording", ""),
        ("title", ""),
        ("asked_on", "soon"),
        ("reply_by", "1 1 2023"),
        ("kind", "x"),
        ("post", ""),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    secretariat: Browser, form: dict[str, str], field: str, typed: str
) -> None:
    secretariat.post("/panel/series", {"code": "PFCP", "title": "The Panel"})
    page = secretariat.post("/panel/asks", {**form, field: typed})
    assert page.status == 422
    assert page.html.select_one(".govuk-error-summary a")["href"] == f"#{field}"
    assert page.value("asked_by") == "The chair"
    assert "PFCP-001" not in secretariat.get("/panel").text


def test_an_action_of_its_meeting_waits_to_be_noted_as_asked(
    secretariat: Browser, on_record: Record, form: dict[str, str]
) -> None:
    secretariat.post("/panel/series", {"code": "PFCP", "title": "The Panel"})
    on_record.desk.session.rollback()
    on_record.action("Bring the figures", meeting=on_record.meeting("2023-09-20", series="PFCP"))
    on_record.desk.session.commit()
    assert "not yet noted as asked" in secretariat.get("/panel").text
    page = secretariat.get("/panel/asks/new?action=PFCP-001")
    assert page.heading == "What did the Panel ask in PFCP-001?"
    done = secretariat.post("/panel/asks", {**form, "action": "PFCP-001", "asked_on": "20 9 2023"})
    assert done.heading == "1 reply to the Panel is due"
    assert "not yet noted as asked" not in done.text


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL])
def test_who_is_not_of_the_office_reads_none_of_it(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get("/panel").status == 403

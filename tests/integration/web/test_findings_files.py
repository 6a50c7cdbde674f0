"""What an inspection found, taken from a file: shown as it was understood, corrected, and only then on record."""

import io
from collections.abc import Callable

import pytest

from tests.support.builders import Record
from tests.support.inspected import inspected
from tests.support.logs import workbook
from tests.support.page import Browser, Page
from tracker.domain.viewers import Role

SignIn = Callable[..., Browser]
WHERE = "/inspections/2023-custody-services-in-the-area"
ROWS = [
    "Ref | Type | Wording | Deadline | Action taken",
    "1 | Cause of concern | Detainees are not kept safe enough. | | ",
    "2 | Recommendation | The force should check every cell hourly. | @2024-03-31 | Checks began in May.",
]
CSV = b"Ref,Type,Wording,Deadline,Action taken\r\n2,AFI,The force should check every cell hourly.,31/03/2024,Checks began.\r\n"


@pytest.fixture
def browser(sign_in: SignIn, on_record: Record) -> Browser:
    inspected(on_record)
    on_record.desk.session.commit()
    return sign_in(Role.SECRETARIAT)


def sent(browser: Browser, content: bytes, name: str, pasted: str = "") -> Page:
    return browser.post(f"{WHERE}/findings/read", {"file": (io.BytesIO(content), name), "pasted": pasted})


def test_a_workbook_is_shown_first_and_then_put_on_record_with_what_is_done(browser: Browser) -> None:
    page = sent(browser, workbook([{"name": "PEEL", "rows": "\n".join(ROWS)}]), "peel.xlsx")
    assert page.heading == "Check these 2 findings"
    assert "“Action taken”: what is done about it" in page.text
    assert (page.value("number-1"), page.value("due-1")) == ("2", "31 3 2024")
    assert "Nothing it found is on record yet" in browser.get(WHERE).text
    names = ("number", "wording", "title", "due", "due_words", "action_taken")
    typed = {f"{name}-{n}": page.value(f"{name}-{n}") or "" for name in names for n in range(2)}
    typed |= {"count": "2", "kind-0": "cause_of_concern", "kind-1": "recommendation", "under-1": "0"}
    wrong = browser.post(f"{WHERE}/findings", {**typed, "due-1": "soon"})
    assert (wrong.status, wrong.value("action_taken-1")) == (422, "Checks began in May.")
    assert "under cause of concern 1" in browser.post(f"{WHERE}/findings", typed).text
    assert "Checks began in May." in browser.get("/actions/INS-002").text


def test_a_csv_file_is_read_as_a_workbook_is(browser: Browser) -> None:
    page = sent(browser, CSV, "afis.csv")
    assert page.value("action_taken-0") == "Checks began."
    assert page.html.select_one('select[name="kind-0"] option[selected]')["value"] == "area_for_improvement"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"Name,Telephone\r\nJo,101\r\n", "people.csv", "No finding was recognised in “people.csv”"),
        (b"not a workbook", "list.xlsx", "“list.xlsx”: "),
        (b"%PDF-1.7", "report.pdf", "“report.pdf”: "),
    ],
)
def test_a_file_that_is_no_list_says_so_and_keeps_what_was_pasted(
    browser: Browser, content: bytes, name: str, why: str
) -> None:
    page = sent(browser, content, name, pasted="Recommendation 1: kept")
    assert page.status == 422
    assert page.html.select_one(".govuk-error-summary a")["href"] == "#file"
    assert why in page.text
    assert page.value("pasted") == "Recommendation 1: kept"

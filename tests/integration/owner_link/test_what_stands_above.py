"""What the owner's page says before anything is typed, and what it takes besides one file."""

import io

from tests.integration.mails.conftest import stationery
from tests.integration.owner_link.conftest import rows, send
from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.reading import Reading
from tracker.models.actions import Update
from tracker.models.evidence import Evidence
from tracker.services.readings import accept, ask_again
from tracker.wiring import Wiring

QUESTION = "Which hubs does it cover?\nSince when?"


def test_the_page_says_what_was_said_last(visitor: Browser, token: str) -> None:
    assert "said last" not in visitor.get(f"/update/{token}").text
    send(visitor, token, text="<b>Two</b> hubs are open.")
    page = visitor.get(f"/update/{token}")
    assert "What was said last, on 20 September 2023" in page.text
    assert "<b>Two</b> hubs are open." in page.text
    assert "Amber, at risk" in page.text
    assert page.value("text") == ""


def test_the_page_says_what_was_asked_again_until_it_is_answered(
    visitor: Browser, token: str, on_record: Record, wires: Wiring
) -> None:
    send(visitor, token)
    [update] = rows(wires, Update)
    ask_again(on_record.desk, update.id, QUESTION, stationery())
    on_record.desk.session.commit()
    assert "Asked again Which hubs does it cover? Since when?" in visitor.get(f"/update/{token}").text
    send(visitor, token, text="Both, since May.")
    assert "Asked again" not in visitor.get(f"/update/{token}").text


def test_an_answer_by_the_link_waits_to_be_read(
    visitor: Browser, token: str, on_record: Record, wires: Wiring
) -> None:
    send(visitor, token)
    [update] = rows(wires, Update)
    assert update.reading is Reading.NEW
    accept(on_record.desk, update.id)
    on_record.desk.session.commit()
    send(visitor, token, text="And more.")
    assert [row.reading for row in rows(wires, Update)] == [Reading.ACCEPTED, Reading.NEW]


def test_several_files_come_with_one_answer(visitor: Browser, token: str, wires: Wiring) -> None:
    files = [(io.BytesIO(b"month,rate\n"), "rates.csv"), (io.BytesIO(b"%PDF-1.7"), "pack.pdf")]
    page = send(visitor, token, evidence_file=files, evidence_page="8")
    assert page.heading == "Update sent"
    assert [(row.label, row.page) for row in rows(wires, Evidence)] == [
        ("rates.csv", None),
        ("pack.pdf", None),
    ]


def test_one_bad_file_of_several_keeps_the_text_and_takes_nothing(
    visitor: Browser, token: str, wires: Wiring
) -> None:
    files = [(io.BytesIO(b"month,rate\n"), "rates.csv"), (io.BytesIO(b"MZ"), "run.exe")]
    page = send(visitor, token, text="See both.", evidence_file=files)
    assert (page.status, page.value("text")) == (422, "See both.")
    assert "Send a PDF, Word, Excel" in page.errors[0]
    assert (rows(wires, Update), rows(wires, Evidence)) == ([], [])


def test_too_many_files_are_refused_in_a_sentence(visitor: Browser, token: str, wires: Wiring) -> None:
    files = [(io.BytesIO(b"a,b\n"), f"{number}.csv") for number in range(11)]
    page = send(visitor, token, evidence_file=files)
    assert (page.status, page.errors) == (422, ["Send up to 10 files at once."])
    assert rows(wires, Update) == []

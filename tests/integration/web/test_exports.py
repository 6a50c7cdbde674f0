"""The page from which the record goes out."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from itsdangerous import URLSafeSerializer

from tests.support.builders import Record
from tests.support.page import Browser
from tracker.domain.viewers import Role
from tracker.services.exports import SUBJECT
from tracker.store.history import of_subject
from tracker.wiring import Wiring

SignIn = Callable[..., Browser]


@pytest.fixture
def one(on_record: Record) -> Record:
    on_record.action("Bring the figures")
    on_record.desk.session.commit()
    return on_record


def asked(browser: Browser, form: str) -> str:
    """The address to which asking for a form leads."""
    answer = browser.post("/export", {"form": form}, follow=False)
    assert answer.status == 303
    return str(answer.response.location)


def test_each_form_is_sent_as_a_file_and_leaves_an_entry_in_the_history(
    sign_in: SignIn, wires: Wiring, one: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    lines = browser.download(asked(browser, "csv")).decode("utf-8-sig")
    assert [row["Action"] for row in csv.DictReader(io.StringIO(lines))] == ["Bring the figures"]
    document = json.loads(browser.download(asked(browser, "json")))
    assert (document["made_by"], document["actions"][0]["title"]) == ("Secretariat", "Bring the figures")
    assert browser.download(asked(browser, "xlsx")).startswith(b"PK")
    archive = zipfile.ZipFile(io.BytesIO(browser.download(asked(browser, "zip"))))
    assert archive.namelist() == ["list.csv", "SHA256SUMS"]
    with wires.read() as session:
        forms = [json.loads(payload or "")["after"]["form"] for _, payload in of_subject(session, SUBJECT)]
    assert forms == ["zip", "xlsx", "json", "csv"]


def test_a_file_has_a_name_with_its_day(sign_in: SignIn, one: Record) -> None:
    browser = sign_in(Role.ADMINISTRATOR)
    with browser.client.get(asked(browser, "xlsx")) as answer:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="record-2023-09-20.xlsx"'
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_warns_of_what_is_sensitive_and_says_what_was_exported_before(
    sign_in: SignIn, one: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    assert "OFFICIAL-SENSITIVE" not in browser.get("/export").text
    one.action().marking = "OFFICIAL-SENSITIVE"
    one.desk.session.commit()
    asked(browser, "csv")
    page = browser.get("/export")
    assert page.heading == "2 actions and everything that belongs to them can leave as a file"
    assert "1 action is OFFICIAL-SENSITIVE and will be in the file." in page.text
    assert "20 September 2023 at 10:00: CSV file, by Secretariat" in page.text


@pytest.mark.parametrize("form", ["", "pdf"])
def test_what_was_not_chosen_is_asked_for(sign_in: SignIn, wires: Wiring, one: Record, form: str) -> None:
    page = sign_in(Role.SECRETARIAT).post("/export", {"form": form})
    assert (page.status, page.errors) == (422, ["Choose what to export."])
    with wires.read() as session:
        assert of_subject(session, SUBJECT) == []


def test_an_address_is_good_for_the_one_who_asked_and_for_ten_minutes(
    sign_in: SignIn, wires: Wiring, one: Record
) -> None:
    browser = sign_in(Role.SECRETARIAT)
    address = asked(browser, "csv")
    assert sign_in(Role.ADMINISTRATOR).get(address).status == 404
    assert browser.get(f"{address}x").status == 404
    tickets = URLSafeSerializer(wires.key_for("exports"))
    form, user_id, until = tickets.loads(address.rpartition("/")[2])
    late = tickets.dumps([form, user_id, until - int(timedelta(minutes=11).total_seconds())])
    assert browser.get(f"/export/{late}").status == 404


@pytest.mark.parametrize("role", [Role.OWNER, Role.PANEL, Role.COMMISSIONER])
def test_others_take_nothing_out(sign_in: SignIn, one: Record, role: Role) -> None:
    browser = sign_in(role)
    assert browser.get("/export").status == 403
    assert browser.post("/export", {"form": "csv"}).status == 403


def test_an_auditor_may(sign_in: SignIn, one: Record) -> None:
    browser = sign_in(Role.AUDITOR)
    assert browser.download(asked(browser, "csv"))

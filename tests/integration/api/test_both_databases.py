"""One round of everything that a program writes, on each database."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr

from tests.integration.api.conftest import MakeProgram
from tests.integration.conftest import StoppedClock
from tests.support.builders import Record
from tests.support.databases import sqlite_copy
from tracker.config import Settings
from tracker.domain.measures import Better, Unit
from tracker.factory import create_app
from tracker.models.measures import Measure


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    url = (
        sqlite_copy(request.getfixturevalue("sqlite_template"), tmp_path / "app.db")
        if request.param == "sqlite"
        else request.getfixturevalue("postgresql").fresh()
    )
    secret = SecretStr("a secret key of more than 32 characters")
    app = create_app(Settings(data_dir=tmp_path, database_url=url, given_secret_key=secret))
    app.config["TESTING"] = True
    app.extensions["tracker"].__dict__["clock"] = StoppedClock()
    yield app
    app.extensions["tracker"].database.close()


def test_a_program_writes_and_reads_it_back(on_record: Record, program: MakeProgram) -> None:
    on_record.meeting()
    on_record.post()
    on_record.desk.session.add(Measure(code="rate", title="Rate", unit=Unit.DURATION, better=Better.LOWER))
    on_record.desk.session.commit()
    office, key = program(), {"Idempotency-Key": "one"}
    line = {"line": "Bring it back @head of contact due 6 october 2023"}
    first, again = (
        office.post("/meetings/PPM-2023-10-04/actions", line, headers=key).get_json() for _ in range(2)
    )
    assert first == again
    assert office.post("/meetings/PPM-2023-10-04/actions", {"line": "x"}, headers=key).status_code == 422
    tag = {"If-Match": office.get("/actions/PPM-001").headers["ETag"]}
    assert office.patch("/actions/PPM-001", {"asked": "All of it"}, headers=tag).status_code == 200
    assert office.patch("/actions/PPM-001", {"asked": "None"}, headers=tag).status_code == 412
    assert office.post("/actions/PPM-001/updates", {"text": "Done", "by": "Ann Able"}).status_code == 201
    form = {"file": (BytesIO(b"a,b"), "a.csv")}
    sent = office.post("/actions/PPM-001/evidence/files", data=form, content_type="multipart/form-data")
    with office.get(sent.get_json()["file"]["href"].removeprefix("/api/v1")) as file:
        assert file.get_data() == b"a,b"
    readings = {"readings": [{"period": "May 2023", "value": 1185.5}, {"period": "June 2023", "value": 970}]}
    assert office.post("/measures/rate/readings", readings).status_code == 201
    assert len(office.get("/measures/rate/readings").get_json()["readings"]) == 2
    shown = office.get("/actions/PPM-001").get_json()
    assert (shown["asked"], len(shown["updates"])) == ("All of it", 1)
    below = {"readings": [{"period": "July 2023", "value": -1}]}
    assert office.post("/measures/rate/readings", below).status_code == 422

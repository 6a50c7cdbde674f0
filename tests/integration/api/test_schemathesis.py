"""schemathesis against the app, in this process: what is described is what is answered, whatever is sent.

Every check is on, and both kinds of data: what fits the description, and what does not. The examples are the same in each run.
"""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from schemathesis.transport.wsgi import WSGITransport

from tests.integration.api.conftest import Program
from tests.support.builders import Record
from tracker.domain.measures import Better, Unit
from tracker.models.measures import Area, Measure

EXAMPLES = 12
"""For each operation, in each of the phases."""
OFTEN = 0.8
"""How often an address names a row that is there."""


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """schemathesis 4.32 hands what belongs to a network to Werkzeug’s client when it looks whether a token is asked for."""
    send = WSGITransport.send

    def without_network(self: WSGITransport, case: Any, **options: Any) -> Any:
        for name in ("max_redirects", "verify", "cert", "proxies"):
            options.pop(name, None)
        return send(self, case, **options)

    monkeypatch.setattr(WSGITransport, "send", without_network)


@pytest.fixture
def described(app: Flask, on_record: Record, anything: Program) -> Any:
    """The description as the app gives it, with rows that its addresses may meet."""
    on_record.meeting()
    on_record.action("Bring the figures", due="2023-10-04", post=on_record.post(), on="2023-05-17")
    session = on_record.desk.session
    session.add(Area(code="force", title="The force"))
    session.add(Measure(code="rate", title="Rate", unit=Unit.PERCENT, better=Better.LOWER))
    session.commit()
    config = SchemathesisConfig.from_dict(
        {
            "seed": 7,
            "auth": {"openapi": {"token": {"bearer": anything.secret}}},
            "dictionaries": {
                "actions": {"values": ["PPM-001"]},
                "meetings": {"values": ["PPM-2023-10-04"]},
                "measures": {"values": ["rate"]},
            },
            "parameters": {
                "path.reference": {"dictionary": "actions", "probability": OFTEN},
                "path.meeting": {"dictionary": "meetings", "probability": OFTEN},
                "path.code": {"dictionary": "measures", "probability": OFTEN},
            },
            "generation": {"max-examples": EXAMPLES, "deterministic": True},
            "cache": {"enabled": False},
            "continue-on-failure": True,
            "checks": {
                # What fits the description may still make no sense on this record: a day that is over, a key that was used.
                "positive_data_acceptance": {
                    "expected-statuses": ["2xx", "304", "401", "403", "404", "409", "412", "415", "422"]
                },
                "missing_required_header": {"expected-statuses": ["401", "404", "428"]},
            },
        }
    )
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)


# schemathesis does not close the files that it downloads.
@pytest.mark.filterwarnings("ignore:.*_io.FileIO:pytest.PytestUnraisableExceptionWarning")
def test_schemathesis_finds_no_failure(described: Any) -> None:
    failures, errors, asked = [], [], 0
    for event in from_schema(described).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            errors.append(str(getattr(event, "info", event)))
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.cases)
            for checks in event.recorder.checks.values():
                failures += [
                    f"{event.recorder.label}: {one.failure_info.failure}"
                    for one in checks
                    if one.status is Status.FAILURE
                ]
    assert not errors
    assert not failures, "\n\n".join(dict.fromkeys(failures))[:6000]
    assert asked > 500

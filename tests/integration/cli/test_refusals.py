"""What the database refuses is told in one line, and no command ends in a traceback."""

from click.testing import Result
from flask import Flask
from sqlalchemy import text

from tracker.wiring import Wiring


def test_a_database_of_another_version_is_told_in_a_sentence(app: Flask, wires: Wiring) -> None:
    with wires.write() as session:
        session.connection().execute(text("ALTER TABLE report_versions RENAME COLUMN correction TO gone"))
        session.commit()
    result: Result = app.test_cli_runner().invoke(args=["reports", "list"])
    assert result.exit_code == 1
    assert "flask database upgrade" in result.output
    assert "Traceback" not in result.output

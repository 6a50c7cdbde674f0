"""How long taking in an existing log takes, from the file to the last row of the history, and how much memory.

Run by hand from the repository's folder: `.venv/bin/python -m bench.imports [--rows 10000] [--url postgresql+psycopg://…]`. The aim is
under 20 seconds for 10,000 rows with flat memory: a tenth of the rows, taken in first, shows how little the rest adds. Without `--url` it
runs on SQLite in a folder of its own. The database must be empty.
"""

import argparse
import io
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from tracker.config import Settings
from tracker.domain.viewers import Actor, Role
from tracker.models.meetings import MeetingSeries
from tracker.services.documents import Upload
from tracker.services.import_preparing import Bench, prepare
from tracker.services.import_undoing import take_back
from tracker.services.import_writing import write
from tracker.services.imports import choose_file, write_it
from tracker.store import imports as stored
from tracker.store import schema
from tracker.wiring import Wiring

AIM = 20
BY = Actor("Bench", frozenset({Role.SECRETARIAT}), "command")
HEADINGS = (
    "Action No",
    "Minute ref",
    "Action",
    "Lead",
    "Target date",
    "New date",
    "Status",
    "RAG",
    "Progress",
)


def main() -> None:
    parser = argparse.ArgumentParser(description="How long taking in an existing log takes.")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--url", help="an empty PostgreSQL database; SQLite where none is given")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        wiring = Wiring(Settings(data_dir=data, database_url=options.url or f"sqlite:///{data / 'bench.db'}"))
        schema.upgrade(wiring.database)
        print(f"{'PostgreSQL' if options.url else 'SQLite'}, {options.rows:,} rows, aim {AIM} s")
        _take_in(wiring, "ONE", options.rows // 10)
        number = _take_in(wiring, "TEN", options.rows)
        started = time.perf_counter()
        with wiring.writing(BY) as desk:
            take_back(desk, stored.by_number(desk.session, number, lock=True), reason="Measured.")
        print(f"  taken back in {time.perf_counter() - started:.1f} s")
        wiring.database.close()


def _take_in(wiring: Wiring, code: str, rows: int) -> int:
    """Takes a log of so many rows in, says how long each part took, and answers the number of the import."""
    content = _log(rows)
    with wiring.writing(BY) as desk:
        series = MeetingSeries(code=code, title=code)
        desk.session.add(series)
        desk.session.flush()
        number = choose_file(desk, wiring.files, series, Upload("log.xlsx", content, 50_000_000)).key
    bench = Bench(wiring.logs, wiring.files, wiring.matcher, "bench")
    before, started = _megabytes(), time.perf_counter()
    prepare(lambda: wiring.writing(BY), bench, number)
    prepared = time.perf_counter()
    with wiring.writing(BY) as desk:
        write_it(desk, stored.by_number(desk.session, number, lock=True), version=None)
    state = write(lambda: wiring.writing(BY), wiring.progress_notes, wiring.matcher, number)
    ended = time.perf_counter()
    print(
        f"{rows:>7,} rows, {len(content) / 1e6:.1f} MB: {state}; read and judged in {prepared - started:.1f} s, "
        f"written in {ended - prepared:.1f} s, together {ended - started:.1f} s; "
        f"memory {before:.0f} MB before, at most {_megabytes():.0f} MB"
    )
    return number


def _log(rows: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Actions")
    sheet.append(["Public Performance Meeting: action log"])
    sheet.append([])
    sheet.append(HEADINGS)
    day = date(2021, 1, 4)
    for at in range(1, rows + 1):
        due = (day + timedelta(days=at % 900), "Next meeting", "TBC", "31/10/23")[at % 4]
        later = day + timedelta(days=at % 900 + 30) if at % 9 == 0 else None
        said = (
            f"01/08/23 Figures being drawn for {at}. 05/09/23 Draft shared with the office, {at}."
            if at % 3
            else None
        )
        what = f"Bring the abandonment figures of hub {at} back with a split by hour and say what changed"
        sheet.append(
            [
                at,
                f"{at % 9}.1",
                what,
                f"Lead {at % 40}",
                due,
                later,
                ("Open", "Complete")[at % 2],
                "GAR"[at % 3],
                said,
            ]
        )
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()

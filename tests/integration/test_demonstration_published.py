"""What of the demonstration is public: what its papers say of themselves, and nothing that was made up or is still to come."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from tracker.domain.publishing import Published
from tracker.domain.viewers import THE_OFFICE
from tracker.models.measures import MeasureReading
from tracker.models.people import Person
from tracker.services.desk import Desk
from tracker.services.information_order import checklist
from tracker.services.public_cuts import compose
from tracker.services.public_cuts_withheld import public_rules
from tracker.store import documents, published
from tracker.store.public_stamps import stamps


def subjects(desk: Desk, kind: Published) -> set[str]:
    return {row.subject for row in published.all_of(desk.session, kind)}


def test_its_meetings_papers_and_actions_can_be_read_by_anyone(loaded: Desk) -> None:
    assert subjects(loaded, Published.MEETING) == {
        "PPM-2019-02-12",
        "PPM-2020-02-01",
        "PPM-2021-02-16",
        "PPM-2023-05-17",
        "PPM-2023-10-04",
    }
    assert subjects(loaded, Published.DOCUMENT) == {
        "pack-2019-02",
        "pack-2020-02",
        "pack-2021-02",
        "response-2023-05",
    }
    assert len(subjects(loaded, Published.ACTION)) == 31, "all but the one that was logged in error"


def test_each_is_a_decision_with_a_reason_and_nobodys_name(loaded: Desk) -> None:
    for row in published.all_of(loaded.session):
        (decision,) = published.decisions(loaded.session, row.key)
        assert decision.decided_by == "The demonstration"
        assert decision.reason


def test_no_person_is_named_in_what_is_public(loaded: Desk) -> None:
    everything = "".join(row.cut for row in published.all_of(loaded.session))
    assert not [one.name for one in loaded.session.exec(select(Person)).all() if one.name in everything]


def test_no_invented_figure_and_none_of_a_paper_to_come_is_public(loaded: Desk) -> None:
    to_come = documents.by_code(loaded.session, THE_OFFICE, "panel-report-2023-10")
    rows = published.all_of(loaded.session, Published.MEASURE)
    assert rows
    assert to_come.title not in "".join(row.cut for row in rows)
    invented = loaded.session.exec(select(MeasureReading).where(MeasureReading.invented)).first()
    assert invented is not None
    assert "nvented" not in "".join(row.cut for row in rows)


def test_the_checklist_finds_meetings_agendas_papers_and_decisions(loaded: Desk) -> None:
    found = {one.duty.code: one.state for one in checklist(loaded.session, loaded.moment.today)}
    assert found["agendas"] in ("met", "partly")
    assert found["decisions"] == "met"
    assert found["minutes"] == "missing"
    assert found["peel"] == "missing"


@pytest.mark.parametrize("kind", [kind for kind in Published if kind is not Published.REPORT])
def test_the_stamp_of_a_kind_reads_every_table_that_its_composer_reads(loaded: Desk, kind: Published) -> None:
    session = loaded.session
    rules = public_rules(session, loaded.moment.today)
    subjects = [row.subject for row in published.all_of(session, kind)]
    session.expire_all()
    stamped = tables_read(session, lambda: stamps(session, kind))
    composed = tables_read(session, lambda: [compose(session, kind, one, rules) for one in subjects])
    # Files are kept under their digest and never change: a version of a document names its own. Sets of priorities only order them.
    assert composed - stamped - {"stored_files", "priority_sets"} == set()


def tables_read(session: Session, read: Callable[[], object]) -> set[str]:
    seen: set[str] = set()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.update(re.findall(r"(?:FROM|JOIN) (\w+)", statement))

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        read()
    finally:
        event.remove(bind, "before_cursor_execute", note)
    return seen

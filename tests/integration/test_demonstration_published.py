"""What of the demonstration is public: what its papers say of themselves, and nothing that was made up or is still to come."""

from sqlmodel import select

from tracker.domain.publishing import Published
from tracker.domain.viewers import THE_OFFICE
from tracker.models.measures import MeasureReading
from tracker.models.people import Person
from tracker.services.desk import Desk
from tracker.services.information_order import checklist
from tracker.store import documents, published


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

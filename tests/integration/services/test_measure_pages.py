"""What the pages of measures read: charts, targets in force, actions that hang on a measure. On both databases."""

from datetime import date

import pytest

from tests.support.builders import Record
from tests.support.measured import Measured
from tests.support.queries import queries
from tracker.domain.control_charts import Assurance, PointType
from tracker.domain.exit_rules import Exit, ExitKind
from tracker.domain.measures import AgainstKind, Basis
from tracker.domain.viewers import THE_OFFICE, Role, Viewer
from tracker.models.evidence import Document
from tracker.services.areas import AreaWanted, add_area
from tracker.services.desk import Desk
from tracker.services.exit_rules import ExitWanted, set_exit_rule
from tracker.services.measures_beside import AgainstWanted, RebaseWanted, add_definition, rebase, set_beside
from tracker.store import measure_pages as pages
from tracker.store import measures as stored
from tracker.store.session import Database

MONTHS = ["9", "8", "9", "7", "8", "9", "8", "7", "9", "8", "9", "8", "9", "20"]


@pytest.fixture
def measured(desk: Desk) -> Measured:
    return Measured(desk)


def test_a_chart_is_made_of_the_readings_that_enter_with_target_rebase_and_break(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    rows = measured.months(MONTHS)
    measured.reading("12 months to March 2022", "8.4")
    set_beside(desk, measure, AgainstWanted(AgainstKind.TARGET, value=5.0, to_on=date(2021, 12, 31)))
    set_beside(desk, measure, AgainstWanted(AgainstKind.TARGET, value=30.0, from_on=date(2022, 1, 1)))
    add_definition(desk, measure, from_on=date(2021, 9, 1), words="Callbacks too", breaks=True)
    here = stored.readings(desk.session, measure.key)
    plot = pages.plot_of(desk.session, measure, measured.force, Basis.MONTH, here)
    assert len(plot.chart.points) == len(rows)
    assert (plot.chart.variation, plot.chart.assurance) == (PointType.CONCERN, Assurance.CONSISTENT_PASS)
    assert [one.words for one in plot.breaks] == ["Callbacks too"]
    assert len(plot.targets) == 2
    rebase(
        desk,
        measure,
        RebaseWanted(date(2022, 1, 1), "New model", "Hubs", date(2022, 1, 10), "The Commissioner"),
    )
    beside = pages.around_all(desk.session)[measure.key]
    again = pages.plot_of(desk.session, measure, measured.force, Basis.MONTH, here, beside)
    assert [len(group.points) for group in again.chart.groups] == [9, 5]
    assert again == pages.plot_of(desk.session, measure, measured.force, Basis.MONTH, here)


def test_the_target_of_an_area_comes_before_the_common_one_and_each_has_its_days(measured: Measured) -> None:
    desk, measure = measured.desk, measured.measure
    north = add_area(desk, AreaWanted(code="north", title="North hub"))
    common = set_beside(desk, measure, AgainstWanted(AgainstKind.TARGET, value=5.0))
    later = set_beside(desk, measure, AgainstWanted(AgainstKind.TARGET, value=4.0, from_on=date(2023, 4, 1)))
    own = set_beside(desk, measure, AgainstWanted(AgainstKind.TARGET, value=9.0, area_id=north.key))
    besides = stored.set_beside(desk.session, measure.key)

    def on(area_id: int | None, day: date) -> object:
        return pages.in_force_on(besides, AgainstKind.TARGET, area_id, day)

    assert on(measured.force.key, date(2023, 3, 31)) is common
    assert on(measured.force.key, date(2023, 4, 1)) is later
    assert on(north.key, date(2023, 4, 1)) is own
    assert pages.in_force_on(besides, AgainstKind.NATIONAL, None, date(2023, 4, 1)) is None


def test_an_action_hangs_on_the_measure_of_its_exit_rule_for_those_who_may_see_it(
    measured: Measured, record: Record
) -> None:
    desk, measure = measured.desk, measured.measure
    action = record.action("Bring the rate", due="standing: until it falls", post=record.post())
    set_exit_rule(
        desk,
        action,
        ExitWanted(measure, measured.force, Exit(ExitKind.IMPROVEMENT, Basis.MONTH)),
        version=None,
    )
    assert pages.actions_on(desk.session, THE_OFFICE, [measure.key]) == {measure.key: [action]}
    stranger = Viewer("Pat Panel", frozenset({Role.PANEL}))
    assert pages.actions_on(desk.session, stranger, [measure.key]) == {}


def test_a_reading_from_a_sensitive_paper_is_for_the_office_alone(measured: Measured) -> None:
    desk = measured.desk
    paper = Document(code="close", title="Kept close", marking="OFFICIAL-SENSITIVE")
    desk.session.add(paper)
    desk.session.flush()
    measured.reading("April 2023", "9")
    measured.reading("May 2023", "8", document_id=paper.key)
    owner = Viewer("Olly Owner", frozenset({Role.OWNER}))
    for viewer, seen in ((THE_OFFICE, 2), (owner, 1)):
        assert len(pages.all_readings_for(desk.session, viewer)[measured.measure.key]) == seen
        assert len(pages.readings_for(desk.session, viewer, measured.measure.key)) == seen


def test_all_measures_are_read_in_as_many_queries_as_one(measured: Measured, database: Database) -> None:
    measured.months(MONTHS)
    with queries(database.engine) as asked:
        pages.all_readings_for(measured.desk.session, THE_OFFICE)
        pages.around_all(measured.desk.session)
    assert len(asked) == 4

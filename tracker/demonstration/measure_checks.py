"""What must hold between the entries of measures; ValueError names the file and the entry."""

from tracker.demonstration.entries import Record
from tracker.demonstration.measured import value_of
from tracker.domain.errors import BadInput
from tracker.domain.measures import Basis
from tracker.domain.periods import read_period


def check_measures(record: Record) -> None:
    """Raises ValueError for the first thing that does not hold."""
    measures = {one.code: one for one in record.measures}
    areas = {one.code for one in record.areas}
    documents = {one.code for one in record.documents}
    for entry in (*record.figure_sets, *record.besides, *record.rebases, *record.invented_series):
        _fail_if(entry.measure not in measures, entry.place, f"measure {entry.measure!r} is not on record")
    for beside in (*record.figure_sets, *record.besides):
        _fail_if(beside.document not in documents, beside.place, f"{beside.document!r} is not on record")
    for rule in record.exit_rules:
        _fail_if(rule.measure not in measures, rule.place, f"measure {rule.measure!r} is not on record")
        known = any(action.number == rule.action for action in record.actions)
        _fail_if(not known, rule.place, f"action {rule.action} is not on record")
    for figures in record.figure_sets:
        unit = measures[figures.measure].unit
        for figure in figures.figures:
            place = f"{figures.place}, {figures.measure}, {figure.printed}"
            _fail_if(figure.area not in areas, place, f"area {figure.area!r} is not on record")
            try:
                period = read_period(figure.period)
                value_of(figure, unit)
            except BadInput as error:
                raise ValueError(f"{place}: {error}") from None
            rolls = period.basis is Basis.ROLLING
            _fail_if(figure.period_chosen and not rolls, place, "a period that is chosen is a rolling one")


def _fail_if(wrong: object, place: str, sentence: str) -> None:
    if wrong:
        raise ValueError(f"{place}: {sentence}")

"""The statement on the National Crime and Policing Measures: each with its reading against the baseline, or the reason for none.

Nothing is worked out here: a reading without a baseline on record says so, and a reason that is not written is missing.
"""

from tracker.domain.paper import Cell, Column, Part, Prose, Table
from tracker.domain.report_notes import with_notes
from tracker.domain.report_response import STATEMENT, CommissionersResponse, read_under, statement_slot
from tracker.domain.report_told import AGAINST_BASELINE, NationalTold, ToldMeasure, reading_cell
from tracker.domain.report_words import stopped
from tracker.domain.written_reports import written_blocks

HEADING = "Statement on the National Crime and Policing Measures"
LAW = (
    "This statement is published under the Elected Local Policing Bodies (Specified Information) Order 2011, as amended. It says how "
    "the force contributes to each national measure: its reading against the baseline, or the reason why there is none."
)
NO_READING = "No reading on record for the year before the meeting."
NO_BASELINE = "No baseline is on record for it."
THE_CHANGE = "The reading is itself the change since the baseline."
REASON_BELOW = "The reason is given below."
COLUMNS = (
    Column("National measure", 24),
    Column("Measured by", 24),
    Column("Reading", 22),
    Column("Against the baseline", 30),
)


def statement_part(response: CommissionersResponse) -> tuple[Part, ...]:
    """The statement; nothing where no national measure is on record."""
    if not response.national:
        return ()
    rows = tuple(row for one in response.national for row in _rows(response, one))
    comments = tuple(_comment(response, one) for one in response.national)
    blocks = (
        *(written_blocks(response, STATEMENT) or (Prose((LAW,)),)),
        *with_notes(Table("statement", "Each national measure with its reading", COLUMNS, rows)),
        *(part for part in comments if part.blocks),
    )
    return (Part(HEADING, blocks, key="statement"),)


def _rows(response: CommissionersResponse, national: NationalTold) -> tuple[tuple[Cell, ...], ...]:
    name = Cell(strong=national.title)
    read = read_under(response, national)
    if not read:
        return ((name, Cell(texts=("–",)), Cell(texts=(NO_READING,)), Cell(texts=(REASON_BELOW,))),)
    return tuple((name, Cell(texts=(one.title,)), reading_cell(one), _against(one)) for one in read)


def _against(measure: ToldMeasure) -> Cell:
    if measure.baseline:
        words = measure.baseline
    elif AGAINST_BASELINE in measure.counts:
        words = THE_CHANGE
    else:
        words = NO_BASELINE
    note = (stopped(measure.note),) if measure.note else ()
    return Cell(texts=(words,), quiet=note)


def _comment(response: CommissionersResponse, national: NationalTold) -> Part:
    """What the Commissioner says of one of them; the reason where there is no reading."""
    return Part(national.title, written_blocks(response, statement_slot(national.code)), key="comment")

"""Makes a part of the demonstration public: the meetings that were held, the papers that say so of themselves, the actions raised
there, and the measures with real figures; and the meeting to come, with its agenda.

Nobody's decision is made up: each says that it belongs to the demonstration, and on what it rests.
"""

from datetime import date

from tracker.demonstration.stage import Stage
from tracker.domain.errors import InvalidMove
from tracker.domain.publishing import Published
from tracker.domain.stemming import WordReader
from tracker.services.publishing import Decision, publish

BY = "The demonstration"
PAPERS = "The paper says of itself “Full: proactively published”."
RESPONSE = "The Commissioner’s office published this response to the performance report."
MEETINGS = "A public meeting: its agenda follows the papers that were published for it."
ACTIONS = "It was raised in public, and is told in papers that are published."
MEASURES = "Its figures are printed in papers that are published."
HELD = ("PPM-2019-02-12", "PPM-2020-02-01", "PPM-2021-02-16", "PPM-2023-05-17")
TO_COME = "PPM-2023-10-04"
DOCUMENTS = {
    "pack-2019-02": PAPERS,
    "pack-2020-02": PAPERS,
    "pack-2021-02": PAPERS,
    "response-2023-05": RESPONSE,
}


def publish_some(stage: Stage, words: WordReader, on: date) -> None:
    """All of it on one day. What the demonstration's record does not hold is passed over, and so is what may not be public."""
    # A paper of which the public knows nothing yet on that day keeps its figures to itself.
    unpublished = {
        figures.measure for figures in stage.record.figure_sets if figures.document not in DOCUMENTS
    }
    wanted = [
        (Published.MEASURE, measure.code, MEASURES)
        for measure in stage.record.measures
        if measure.code not in unpublished
    ]
    # The papers come before the actions that rest on them.
    wanted += [(Published.DOCUMENT, code, why) for code, why in DOCUMENTS.items() if code in stage.documents]
    wanted += [(Published.ACTION, action.reference, ACTIONS) for action in stage.actions.values()]
    wanted += [(Published.MEETING, code, MEETINGS) for code in (*HELD, TO_COME) if code in stage.meetings]
    for kind, subject, why in wanted:
        try:
            publish(stage.on(on), words, kind, subject, Decision(BY, why))
        except InvalidMove:
            continue

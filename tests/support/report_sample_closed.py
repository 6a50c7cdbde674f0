"""The closed, merged and void numbers of the sample report."""

from datetime import date

from tracker.domain.actions import Closure, Rating, Status
from tracker.domain.reports import ReportAction, ReportEvidence, ReportReview, ReportUpdate

PACK_2019 = "Performance pack, 12 February 2019"


def _closed(
    number: int,
    title: str,
    owner: str,
    priority: str,
    closed: str,
    said: str,
    decided: str = "",
    **more: object,
) -> ReportAction:
    fields: dict[str, object] = {
        "reference": f"PPM-{number:03}",
        "number_words": f"Action {number:03}",
        "title": title,
        "status": Status.CLOSED,
        "closure": Closure.COMPLETE,
        "status_words": "Closed – complete",
        "owner": owner,
        "priority_code": priority,
        "raised_words": "16 February 2021",
        "original_due_on": date(2023, 5, 10),
        "due_on": date(2023, 5, 10),
        "closed_words": closed,
        "last_update": ReportUpdate(date(2023, 6, 12), owner, said, Rating.GREEN, recommends_closure=True),
        "last_review": ReportReview(closed, "agreed closed as complete", decided, assurance_words="assured"),
    }
    return ReportAction(**{**fields, **more})  # type: ignore[arg-type]


ACC = "Assistant Chief Constable (Public Protection)"
NO_MORE = {"closure": Closure.NO_FURTHER_ACTION, "status_words": "Closed – no further action"}
MEETING = "17 May 2023"
BETWEEN = "14 July 2023"

CLOSED = (
    _closed(6, "Is the Resolution Centre giving the confidence that was expected?", "Head of Local Resolution", "local", MEETING,
            "In 2018 it took 19,295 incidents and settled 18,849 of them, 12 hours sooner on average.",
            "Answered in part. The missing survey goes on as Action 016.", raised_words="before the record begins",
            original_due_on=None, due_on=None, evidence=(ReportEvidence(PACK_2019, "pages 10 and 11"),), children=("Action 016",)),
    _closed(12, "What counts as other violence against the person", "Head of Crime Recording", "harm", MEETING,
            "1,454 more crimes, 59% of the whole rise, most of them from the rules of April 2018.", raised_words="before the record begins",
            original_due_on=None, due_on=None, evidence=(ReportEvidence(PACK_2019, "pages 15 to 17"),)),
    _closed(14, "Do victims in business need other support than people at home?", "Head of Victim Services", "victims", MEETING,
            "81% of victims were satisfied in 2018. Business victims cannot be reached by the telephone survey.",
            raised_words="before the record begins", original_due_on=None, due_on=None, **NO_MORE,
            last_review=ReportReview(MEETING, "closed with no further action", reason="The business crime helpline now asks them.",
                                     assurance_words="not assured"),
            evidence=(ReportEvidence(PACK_2019, "pages 21 to 26"),)),
    _closed(15, "Three years of drugs offences, possession against supply", "Head of Serious Crime", "harm", MEETING,
            "273 fewer offences in a year, a fall of 13%.", raised_words="before the record begins", original_due_on=None, due_on=None,
            evidence=(ReportEvidence(PACK_2019, "pages 18 to 20"),)),
    _closed(39, "Stop and search: lift the rate of positive outcomes", "Head of Neighbourhoods", "local", BETWEEN,
            "All 16 points of the answer of February 2020 are in place.", "The working group goes on meeting each quarter.",
            raised_words="February 2020", evidence=(ReportEvidence("Performance pack, February 2020", "pages 12 to 16"),)),
    _closed(40, "Missing people: keep the team that brought episodes down by 24%", ACC,
            "harm", BETWEEN, "The team is permanent. 3,812 episodes in 2019 against 5,022 the year before."),
    _closed(41, "Officer recruitment after the national uplift", "Director of People", "justice", MEETING,
            "The target for March 2023 was met and passed."),
    _closed(42, "Text messages to every victim of crime", "Head of Victim Services", "victims", BETWEEN,
            "A trial with 1,100 victims found that most wanted a call.", **NO_MORE,
            last_review=ReportReview(BETWEEN, "closed with no further action", reason="The trial spoke against it.",
                                     assurance_words="assured")),
    _closed(44, "Seven areas for improvement of the 2019 inspection", "Deputy Chief Constable", "justice", BETWEEN,
            "All seven are closed in the force’s register.", evidence=(ReportEvidence("Performance pack, 16 February 2021", "page 22"),)),
    _closed(45, "Case files that travel between police and prosecutors without paper", "Head of Criminal Justice", "justice", BETWEEN,
            "The two-way link is live."),
    _closed(46, "Youth services for those at risk of offending", "Head of Partnerships", "reoffending", BETWEEN,
            "34 young people were supported between April and June 2023."),
    _closed(47, "Offenders in work or training", "Head of Partnerships", "reoffending", BETWEEN,
            "Of 54 people referred, 13 took up training and 8 a job."),
    _closed(48, "Calls about mental health: who should go?", ACC, "harm", BETWEEN,
            "Right Care, Right Person starts in February 2024 with partners’ agreement."),
    _closed(49, "Hotspot patrols against anti-social behaviour", "Head of Neighbourhoods", "local", BETWEEN,
            "£2 million over two years is awarded; five areas are chosen."),
    _closed(50, "Cameras that read number plates", "Director of Resources", "local", BETWEEN,
            "£0.5 million is set aside in 2023/24 and the first 11 sites are surveyed."),
    _closed(43, "Harassment that used to be recorded as anti-social behaviour", "Head of Crime Recording", "local", "20 June 2023",
            "", closure=Closure.MERGED, status_words="Merged", last_update=None, last_review=None,
            closed_words="20 June 2023", notes=("It goes on as Action 020.",), parent="Action 020"),
    _closed(51, "Vehicle crime in the south", "Chief Constable", "local", "17 May 2023", "", closure=Closure.VOID,
            status_words="Void", raised_words="17 May 2023, item 3.4", last_update=None, last_review=None, closed_words="",
            notes=("Logged in error on 17 May 2023: it repeats Action 019",)),
)  # fmt: skip

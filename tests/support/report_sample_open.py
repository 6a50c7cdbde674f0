"""The actions of the sample report that are open and in time, and its standing items."""

from datetime import date

from tracker.domain.actions import Kind, Rating, Status
from tracker.domain.reports import ReportAction, ReportEvidence, ReportReview, ReportUpdate

PAPERS = date(2023, 9, 27)
NEXT = "the next meeting, papers by 27 September 2023"
RESPONSE = "Commissioner’s response, May 2023"
ACC = "Assistant Chief Constable (Public Protection)"
GREEN, AMBER, RED = Rating.GREEN, Rating.AMBER, Rating.RED
CONTINUE = ReportReview("17 May 2023", "continue", assurance_words="further assurance needed")


def _next(
    number: int,
    title: str,
    owner: str,
    priority: str,
    item: str,
    said: str = "",
    rating: Rating = GREEN,
    **more: object,
) -> ReportAction:
    """Raised in May 2023 and due for the papers of October 2023."""
    fields: dict[str, object] = {
        "reference": f"PPM-{number:03}",
        "number_words": f"Action {number:03}",
        "title": title,
        "owner": owner,
        "priority_code": priority,
        "raised_words": f"17 May 2023, item {item}",
        "due_on": PAPERS,
        "due_words": NEXT,
        "original_due_on": PAPERS,
        "last_update": ReportUpdate(date(2023, 9, 18), owner, said, rating) if said else None,
        "evidence": (ReportEvidence(RESPONSE, f"section {item}"),),
    }
    return ReportAction(**{**fields, **more})  # type: ignore[arg-type]


def _standing(
    number: int, title: str, owner: str, priority: str, rule: str, said: str, rating: Rating
) -> ReportAction:
    return _next(number, title, owner, priority, "3.2", said, rating, kind=Kind.STANDING, exit_rule=rule,
                 due_on=None, due_words="", original_due_on=None, times_carried=2, last_review=CONTINUE)  # fmt: skip


READY = {"status": Status.RECOMMENDED, "status_words": "Recommended for closure"}
UNDATED = {"due_on": None, "due_words": "No date yet", "original_due_on": None}

OPEN = (
    _next(18, "How long callers to 101 wait before they give up", "Head of Contact", "local", "3.1",
          "Callers who gave up waited 4 minutes 20 seconds on average in August. The wait by hour of the day is in the pack.",
          AMBER, times_carried=0),
    _next(19, "Vehicle crime trends in the south of the county", "Chief Constable", "local", "3.4",
          "Keyless theft is down since the joint operation; the figures by district are not ready.", GREEN, **UNDATED,
          kind=Kind.COMMITMENT),
    _next(20, "Why anti-social behaviour fell by 37% when people do not feel it", "Head of Neighbourhoods", "local", "3.3",
          "A sample of 200 harassment and malicious communications records shows 61 that would have been anti-social behaviour.",
          times_carried=1, children=("Action 043",)),
    _next(22, "People killed or seriously injured: what the partnership does about pedestrians", "Head of Roads Policing", "local",
          "3.5", "Two of the four sites named in May have a crossing study. The councils answer by October.", AMBER),
    _next(23, "New digital safety cameras: where and from when", "Head of Roads Policing", "local", "3.5",
          "All cameras are in use; the list of places is published.", **READY,
          last_update=ReportUpdate(date(2023, 9, 20), "Head of Roads Policing", "All cameras are in use since 4 September; "
                                   "the list of places is published.", GREEN, recommends_closure=True)),
    _next(25, "Soteria in rape investigations, and the 117 posts behind it", ACC, "harm", "4.1",
          "71 of the 117 posts are filled. The first review with the academics is booked for 12 October.", AMBER),
    _next(26, "Non-fatal strangulation: 512 offences, and what they hide", ACC, "harm", "4.2",
          "Taken out, more serious violence is level with the year before."),
    _next(27, "Monkey dust: people referred to treatment and what became of them", "Head of Serious Crime", "harm", "4.3", **UNDATED),
    _next(28, "Fraud reports that come back from the national bureau", "Head of Serious Crime", "harm", "4.4",
          "39% fewer cases came back for investigation than in 2018/19. The bureau was asked why and has not answered.", RED),
    _next(29, "Personal robbery of children for their phones", "Head of Local Policing", "harm", "4.2",
          "A problem profile is drafted.", AMBER, evidence=(ReportEvidence("Police performance pack, May 2023", "page 47", held=False),)),
    _next(30, "The victim and witness strategy, with its dates", "Head of Victim Services", "victims", "5.2",
          "The strategy went to the chief officers on 5 September. Masterclasses start in November.",
          evidence=(ReportEvidence(RESPONSE, "section 5.2"), ReportEvidence("Draft strategy, version 0.4", "page 3"))),
    _next(31, "Referral to support within two days: 67% and falling", "Head of Victim Services", "victims", "5.1",
          "Since the bureau changed its process nearly all names arrive within 48 hours.", **READY,
          last_update=ReportUpdate(date(2023, 9, 15), "Head of Victim Services", "Since the bureau changed its process nearly all "
                                   "names arrive within 48 hours: 97% in August.", GREEN, recommends_closure=True)),
    _next(32, "Complaints: does the new front desk shorten the wait?", "Head of Professional Standards", "victims", "5.3",
          "First contact now takes two days in place of nine.", GREEN, due_on=date(2023, 11, 30), due_words="30 November 2023",
          original_due_on=date(2023, 9, 27), times_moved=1, moved_days=64,
          last_review=ReportReview("between meetings, 11 September 2023", "revised date agreed",
                                   reason="A full quarter of figures is wanted.", assurance_words="assured")),
    _next(33, "The outcome rate beside that of other areas, for the criminal justice board", "Head of Criminal Justice",
          "reoffending", "6.1", "The board met on 21 June and asked for outcomes by offence."),
    _next(34, "Finalised court cases down by 12%: what the force can change", "Head of Criminal Justice", "justice", "7.1",
          "File quality is checked before submission in two of five teams.", AMBER),
    _next(35, "Sixty officers to be recruited within the year’s budget", "Director of People", "justice", "8.1",
          "28 have started. Strength stood at 1,962 on 31 August against 2,000 by March 2024."),
    _next(36, "Stafford police station: the plan and its cost", "Director of Resources", "local", "8.1",
          "Designs are with the architect.", due_on=date(2024, 1, 31), due_words="31 January 2024",
          original_due_on=date(2024, 1, 31)),
    _standing(37, "Attendance at Grade 2 incidents", "Head of Response", "local",
              "Median attendance under 60 minutes in six months running, shown on a control chart, and the Commissioner’s decision.",
              "Appointments are taken out of the figures since July. The median was 71 minutes in August.", AMBER),
    _standing(38, "The key measures, at every meeting", "Deputy Chief Constable", "justice",
              "A decision of the Commissioner to replace them.", "The October pack has all six.", GREEN),
)  # fmt: skip

"""The overdue actions of the sample report."""

from datetime import date

from tracker.domain.actions import Kind, Rating, Status
from tracker.domain.reports import ReportAction, ReportEvidence, ReportReview, ReportUpdate

RAISED = "17 May 2023"
PACK = "Police performance pack, May 2023"
RESPONSE = "Commissioner’s response to the Public Performance Report, May 2023"

OVERDUE = (
    ReportAction(
        "PPM-016",
        "Action 016",
        "A survey of its own for people helped by the Resolution Centre",
        asked="Show whether people dealt with by the Resolution Centre are as satisfied as those who were visited.",
        owner="Head of Local Resolution",
        owner_note="post vacant since 31 March 2023",
        priority_code="local",
        raised_words="12 February 2019",
        due_on=date(2023, 7, 10),
        due_words="10 July 2023",
        original_due_on=date(2019, 9, 30),
        times_moved=3,
        moved_days=1379,
        times_carried=3,
        overdue_working_days=56,
        last_update=ReportUpdate(
            date(2021, 2, 16),
            "Head of Local Resolution",
            "No survey has been commissioned. Too few people were asked in 2018 to compare one crime type with another.",
            Rating.RED,
        ),
        last_review=ReportReview(
            "17 May 2023",
            "revised date agreed",
            "The Commissioner asked for a survey or a reason for doing without.",
            "The post has no holder.",
            "not assured",
        ),
        evidence=(
            ReportEvidence(
                "Performance pack, 12 February 2019",
                "page 10",
                "a dedicated Resolution Centre survey is required",
            ),
        ),
        parent="Action 006",
    ),
    ReportAction(
        "PPM-021",
        "Action 021",
        "Time to charge: 96 days here against 41 in the country",
        asked="Bring the detail behind the time from a recorded offence to a charge, beside most similar forces.",
        owner="Head of Criminal Justice",
        priority_code="justice",
        raised_words=f"{RAISED}, item 7.1",
        due_on=date(2023, 9, 8),
        due_words="8 September 2023",
        original_due_on=date(2023, 7, 28),
        times_moved=1,
        moved_days=42,
        times_carried=1,
        overdue_working_days=13,
        last_update=ReportUpdate(
            date(2023, 8, 4),
            "Head of Criminal Justice",
            "The first quarter of 2023/24 came down to 74 days from a high of 109. "
            "The comparison with similar forces waits for the national dashboard to be refreshed.",
            Rating.AMBER,
        ),
        last_review=ReportReview(
            "between meetings, 24 July 2023",
            "revised date agreed",
            reason="The national figures are published six weeks later than expected.",
            assurance_words="further assurance needed",
        ),
        evidence=(
            ReportEvidence(RESPONSE, "section 7.1"),
            ReportEvidence("Panel report, 10 October 2023", "paragraph 4.5.2"),
        ),
    ),
    ReportAction(
        "PPM-017",
        "Action 017",
        "Repeat callers to 101: who they are and what they need",
        owner="Head of Contact",
        priority_code="local",
        raised_words=f"{RAISED}, item 3.1",
        due_on=date(2023, 9, 13),
        due_words="13 September 2023",
        original_due_on=date(2023, 9, 13),
        overdue_working_days=10,
        last_update=ReportUpdate(
            date(2023, 6, 30),
            "Head of Contact",
            "The list of repeat callers needs a change to the telephony report. Expected in September.",
            Rating.AMBER,
        ),
        evidence=(ReportEvidence(PACK, "page 8", held=False),),
    ),
    ReportAction(
        "PPM-024",
        "Action 024",
        "What young people carry, and why: knife crime up by a quarter",
        asked="Say which of the 177 further knife offences in a year involve under-25s, and what is done at school age.",
        kind=Kind.COMMITMENT,
        status=Status.RECOMMENDED,
        status_words="Recommended for closure",
        owner="Assistant Chief Constable (Public Protection)",
        priority_code="harm",
        raised_words=f"{RAISED}, item 4.2",
        due_on=date(2023, 9, 26),
        due_words="26 September 2023",
        original_due_on=date(2023, 9, 26),
        overdue_working_days=1,
        last_update=ReportUpdate(
            date(2023, 9, 22),
            "Assistant Chief Constable (Public Protection)",
            "The profile is finished and went to the Violence Reduction Alliance on 20 September.\n"
            "Two areas asked for the lesson plan that goes with it.",
            Rating.GREEN,
            recommends_closure=True,
        ),
        evidence=(ReportEvidence("Knife crime profile, September 2023", "pages 4 to 9"),),
    ),
)

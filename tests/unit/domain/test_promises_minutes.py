"""Action lines, action tables and lists of minutes, as they come out of PDF, Word and plain text."""

import pytest

from tracker.domain.promises import find_promises

Printed = tuple[str, str | None, str | None, str | None]


def _printed(text: str) -> list[Printed]:
    return [(" ".join(one.quote.split()), one.ref, one.owner, one.due) for one in find_promises(text)]


def _rules(text: str) -> list[str]:
    return [one.rule for one in find_promises(text)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "ACTION: Head of Finance to circulate the figures.",
            ("Head of Finance to circulate the figures", None, "Head of Finance", None),
        ),
        (
            "Action: Arrange a briefing on fire doors. Owner: Director of Resources. By: 30 June 2024.",
            ("Arrange a briefing on fire doors", None, "Director of Resources", "30 June 2024"),
        ),
        (
            "Action: Arrange a briefing\nOwner: Clerk\nBy when: next meeting\n",
            ("Arrange a briefing", None, "Clerk", "next meeting"),
        ),
        (
            "ACTION 24/07 – Chief Nurse to present a plan to the July Board.",
            ("ACTION 24/07 – Chief Nurse to present a plan to the July Board", "ACTION 24/07", "Chief Nurse", "to the July Board"),
        ),
        (
            "Action 031\n\n \n'Fleet' figures to be received on mileage.\n\nFleet\n",
            ("Action 031 'Fleet' figures to be received on mileage", "Action 031", None, None),
        ),
        (
            "Action (JS): chase the invoice.",
            ("chase the invoice", None, "JS", None),
        ),
        (
            "Decision/Action: The Chair would raise the matter at the Senior Team.",
            ("The Chair would raise the matter at the Senior Team", None, "Chair", None),
        ),
        (
            "AP/24/11: KM to confirm numbers.",
            ("AP/24/11: KM to confirm numbers", "AP/24/11", "KM", None),
        ),
        (
            "Recommendation 3: Introduce monthly checks. Management response: Accepted. Owner: Treasurer. Due: June 2025",
            ("Recommendation 3: Introduce monthly checks", "Recommendation 3", "Treasurer", "June 2025"),
        ),
        (
            "The policy will be updated. Responsible officer: Head of HR. Target date: 31 March 2025",
            ("The policy will be updated", None, "Head of HR", "31 March 2025"),
        ),
        (
            "AP125 SL to ask the partners",
            ("AP125 SL to ask the partners", "AP125", "SL", None),
        ),
        (
            "Leaflets about the watch were shown. Action: To be put on the village notice board.",
            ("To be put on the village notice board", None, None, None),
        ),
        (
            "AP5 Chair to speak to the Leader",
            ("AP5 Chair to speak to the Leader", "AP5", "Chair", None),
        ),
        (
            "Action point 4: the Clerk to obtain quotations (by 1 May)",
            ("Action point 4: the Clerk to obtain quotations (by 1 May)", "Action point 4", "Clerk", "by 1 May"),
        ),
        (
            "The pump had failed again. The maker had no answer. ACTION: Workshop Manager",
            ("The maker had no answer.", None, "Workshop Manager", None),
        ),
        (
            "The figures would be circulated by the Clerk. (Action: PJ)",
            ("The figures would be circulated by the Clerk.", None, "PJ", None),
        ),
    ],
)  # fmt: skip
def test_an_action_line_gives_its_words_and_what_is_printed(text: str, printed: Printed) -> None:
    [found] = _printed(text)
    assert (found[0].rstrip("."), *found[1:]) == (printed[0].rstrip("."), *printed[1:])


@pytest.mark.parametrize(
    "text",
    [
        "Action: None.",
        "AP135 MR to send the letter again. A copy has been sent - CLOSED.",
        "Decision/Action: The Board approved the terms of reference.",
        "ACTION 12: Completed",
        "Action 7 – closed.",
        "Action Fraud data show a rise.",
        "Action plan: see appendix B.",
        "Action 3 was closed at the last meeting.",
    ],
)
def test_an_action_that_is_done_or_none_is_not_offered(text: str) -> None:
    assert _printed(text) == []


TABBED = (
    "Ref\tAction\tLead\tDue date\tStatus\n"
    "23/112\tShare the estates strategy\tDirector of Estates\t30 May 2024\tOpen\n"
    "23/118\tCirculate the dashboard\tCOO\t28 March 2024\tComplete\n"
    "24/02\tReport on agency staff\t\tJuly 2024\tIn progress\n"
)
BARRED = (
    "| No. | Action required | By whom | By when |\n|-----|-----|-----|-----|\n"
    "| 1 | Provide data on false alarms | Area Manager | Next meeting |\n| 2 | Visit to be arranged | Clerk | |\n"
)


def test_a_table_with_tabs_gives_its_open_rows() -> None:
    assert _printed(TABBED) == [
        ("Share the estates strategy", "23/112", "Director of Estates", "30 May 2024"),
        ("Report on agency staff", "24/02", None, "July 2024"),
    ]


def test_a_table_with_bars_gives_its_rows() -> None:
    assert _printed(BARRED) == [
        ("Provide data on false alarms", "1", "Area Manager", "Next meeting"),
        ("Visit to be arranged", "2", "Clerk", None),
    ]


def test_a_table_of_figures_holds_no_promise() -> None:
    assert _printed("Hub\tAverage time\tTarget\nNorth\t20 minutes\t63%\nEast\t18 minutes\t66%\n") == []


def test_what_stands_in_a_cell_of_another_table_is_still_read() -> None:
    text = "Risk\tMitigation\nFlood\tThe Clerk will review the insurance in May. Pumps were bought.\n"
    assert _printed(text) == [("The Clerk will review the insurance in May.", None, "Clerk", "in May")]


def test_the_table_ends_where_text_begins() -> None:
    text = f"{TABBED}\nThe chair thanked everyone for their hard work over a difficult year and closed the meeting.\nA\tB\tC\tD\n"
    assert len(_printed(text)) == 2


RUN_TOGETHER = """Action log
Ref Action Lead Due date Status
23/41 Circulate the revised terms of
reference to all members
Trust
Secretary
30 April
2024
Open
23/42 Brief the board on the new framework
Director of
Quality
May 2024 Complete
23/43 Review the risk on oxygen COO Next
meeting
In
progress
The Chair thanked members and closed the meeting.
"""


def test_a_table_whose_cells_run_together_gives_its_open_rows() -> None:
    for text in (RUN_TOGETHER, RUN_TOGETHER.replace("\n", "\r\n")):
        assert _printed(text) == [
            ("Circulate the revised terms of reference to all members", "23/41", "Trust Secretary", "30 April 2024"),
            ("Review the risk on oxygen", "23/43", "COO", "Next meeting"),
        ]  # fmt: skip


def test_a_table_run_together_without_days_gives_its_owners() -> None:
    text = "No. Action By whom\n1. Circulate the slides\nPJ\n2 Write to the pilots Clerk\n"
    assert [one[:3] for one in _printed(text)] == [
        ("Circulate the slides", "1", "PJ"),
        ("Write to the pilots", "2", "Clerk"),
    ]


AGREED = """RESOLVED – That
(a) the report be noted;
(b) officers report back on the audits to the next meeting; and
(c) the Chief Finance Officer write to the Secretary of State about the delay.
"""


def test_a_list_of_resolutions_gives_those_that_leave_work() -> None:
    assert _printed(AGREED) == [
        ("officers report back on the audits to the next meeting; and", None, "officers", "to the next meeting"),
        ("the Chief Finance Officer write to the Secretary of State about the delay.", None, "Chief Finance Officer", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "count"),
    [
        ("Actions\nCirculate the slides - PJ\nInvite the Coroner to the September meeting\n", "listed under actions", 2),
        ("Agreed:\n- Risk plans to be shared with parishes\n- To note the position\n", "listed as agreed or resolved", 1),
        ("Members asked for:\n- a note on the fees\n- a map of the routes\n", "listed as asked for", 2),
        ("Officers will:\n• draft a new policy\n• consult the unions on it\n", "listed as what will be done", 2),
        ("Work continues to:\n- Develop the rota further\n- Continue to help the wards\n", "listed as work that goes on", 1),
        ("Proposals for the coming year include:\n- A survey of tenants' views\n- Free swimming for carers\n", "listed as a proposal or a plan", 2),
    ],
)  # fmt: skip
def test_a_list_is_read_by_the_line_above_it(text: str, rule: str, count: int) -> None:
    assert _rules(text) == [rule] * count


def test_an_item_of_a_list_says_who_before_or_behind_its_words() -> None:
    text = "Actions\n1. CFO – VAT\n2. Circulate the slides - PJ\n3. Clerk: letter to the pilots\n"
    assert [one.owner for one in find_promises(text)] == ["CFO", "PJ", "Clerk"]


def test_the_list_ends_where_other_text_begins() -> None:
    text = "Officers will:\n- draft a new policy soon\n\nThe hall was full.\n\n- Review of the year\n"
    assert len(_rules(text)) == 1


@pytest.mark.parametrize(
    ("sentence", "owner", "due"),
    [
        ("Dr Patel agreed to bring a deep dive to the Quality Committee in May.", "Dr Patel", "to the Quality Committee in May"),
        ("The Panel asked the Head of Legal to provide advice within two weeks.", "Head of Legal", "within two weeks"),
        ("The Board requested that the Clerk obtain three quotations.", "Clerk", None),
        ("Members requested a note on fees by Friday.", None, "by Friday"),
        ("The lease will be looked at by the Head of Legal in May.", "Head of Legal", "in May"),
        ("The lease will be looked at in May.", None, "in May"),
        ("Ms Obi said that she would write to the bus company.", "Ms Obi", None),
        ("We will publish the plan in autumn 2025.", None, "in autumn 2025"),
        ("The Local Health Board in June will discuss the closures.", "Local Health Board", "in June"),
        ("The depot will be repainted no later than 1 September 2025.", None, "no later than 1 September 2025"),
        ("A further update will come to the Panel in six months' time.", None, "in six months' time"),
        ("The service will be reviewed in the near future.", None, "in the near future"),
    ],
)  # fmt: skip
def test_owner_and_day_are_the_words_of_the_sentence(
    sentence: str, owner: str | None, due: str | None
) -> None:
    [promise] = find_promises(sentence)
    assert (promise.owner, promise.due) == (owner, due)


def test_lines_broken_by_a_page_are_one_sentence() -> None:
    text = "It was agreed that a report on the recruitment of\nauditors be brought to the June\nmeeting.\nThe meeting closed at noon.\n"
    [promise] = find_promises(text)
    assert promise.quote == text[: text.index("\nThe meeting")]


def test_marks_of_layout_are_left_in_the_quote_and_read_over() -> None:
    text = "- 4.1. The **Clerk** will <b>publish</b> the list.\n"
    [promise] = find_promises(text)
    assert (promise.start, promise.quote, promise.owner) == (7, text[7:-1], "Clerk")
    assert text[slice(*promise.said)] == "will <b>publish"

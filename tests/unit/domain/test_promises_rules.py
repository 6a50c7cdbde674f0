"""Each rule about promises by sentences of boards that do not exist: what it finds, and by which name."""

import pytest

from tracker.domain.promises import WHY, Strength, find_promises
from tracker.domain.promises_firm import FIRM
from tracker.domain.promises_lists import LISTS
from tracker.domain.promises_weak import WEAK

FIRM_EXAMPLES = {
    "comes back at every meeting": [
        "Lone working will remain a standing item on the agenda of the committee.",
        "Bed occupancy will be reported to every meeting until it is below 92%.",
        "Attendance at incidents is to be discussed at all future meetings of the panel.",
    ],
    "asked to come back": [
        "The Chair would like to see the lift contract brought back to the next meeting.",
        "The Medical Director would be happy to bring a fuller paper to the board.",
        "The pilot will be brought back to the committee in March.",
    ],
    "undertook": [
        "The Treasurer undertook to circulate the reserves policy.",
        "Dr Osei promised that the rota would be published.",
        "The authority has committed to savings of £1.2m by 2026.",
        "JT took an action to follow this up with the surgery.",
    ],
    "agreed or resolved": [
        "It was agreed that the Clerk write to the bus company.",
        "RESOLVED: That officers report back on the tender in June.",
        "It was agreed work to be completed on Saturday 1 May.",
        "Mr Ali agreed to share the slides.",
        "Agreed: paper on options to the next board.",
        "It was proposed by Cllr Jones, seconded by Cllr Hart and RESOLVED that the hall be repainted.",
        "The Committee recommends that Cabinet review the parking charges before May 2025.",
    ],
    "asked for": [
        "Members requested a breakdown of agency costs by ward.",
        "Cllr Hart asked that the minutes show her concern about the crossing.",
        "The board asked the Director of Nursing to review the escalation policy.",
        "The Panel asked to be kept informed of the repairs.",
    ],
    "decided to do": [
        "The trustees have decided to replace the boiler at the annexe.",
        "We agreed a target with the contractor of 95% by March 2025.",
    ],
    "is to be done": [
        "A further exercise is to be held at the tunnel.",
        "Both reports are also to be shared with the parish councils.",
    ],
    "minuted as a resolution": [
        "That scoping reports on both reviews be prepared by the scrutiny officer.",
        "The matter be given further consideration at the next meeting.",
    ],
    "note of work to be done": [
        "Revised travel policy to be brought to the autumn meeting.",
        "Copies of the letter to be circulated with the minutes.",
    ],
    "somebody is to do it": [
        "Head of Estates to provide a plan of the car park.",
        "JM and PT to meet with the union.",
        "Cllrs Jones and Hart to meet the contractor on site.",
        "Officers are to speak with the tenants.",
        "Park inspection - clerk to get quotes for the swings.",
    ],
    "due or planned for a day": [
        "The new appliance is due for delivery in October 2025.",
        "Interviews are scheduled for 12 May.",
        "The new depot will be fully operational by the end of the year.",
        "The review is set to conclude by the end of the year.",
    ],
    "it will be done": [
        "The duty rota will be published on the intranet.",
        "Water samples will be peer reviewed by the university.",
    ],
    "somebody will do it": [
        "The Chief Fire Officer will write to the Minister.",
        "The depot will open in spring 2026.",
        "We will shortly recruit two inspectors.",
    ],
    "minuted as what would be done": [
        "The Risk Manager said that she would provide a note on cyber risk.",
        "Mrs Reed would look into this.",
        "The Cabinet Member reassured the Panel that potholes would be repaired within 28 days.",
        "A paper on fees would be presented to the council.",
    ],
    "intends to": ["The service intends to replace its radios."],
}
WEAK_EXAMPLES = {
    "work goes on towards an end": [
        "Work continues to remove the cladding from the tower.",
        "Recruitment of two auditors is under way.",
        "Work on the new bus lane is progressing.",
    ],
    "is being done": [
        "A new triage form is being piloted at two hospitals.",
        "The reserves policy is currently being redrafted.",
    ],
    "minuted as being done": [
        "The Director reported that the depot was developing a new rota.",
        "It was confirmed that recruitment was under way.",
    ],
    "somebody is doing it": [
        "The trust is drawing up a workforce plan.",
        "We are now recruiting a second clerk.",
    ],
    "works with others towards an end": [
        "The council is working with the health board to introduce a shared referral form.",
        "Officers are working towards implementing the new standard.",
    ],
    "will go on": ["The authority will continue to press the Minister for an answer."],
    "awaited": [
        "Two bids were sent to the Department, and a decision is awaited.",
        "The board currently awaits the results of the staff survey.",
        "The date of the inspection is yet to be confirmed.",
        "A decision on the tender is pending.",
        "Further investment in the fleet is under active consideration.",
    ],
    "needed or recommended": [
        "Further work is required to understand the rise in falls.",
        "It was suggested that the leaflet be translated.",
        "The contingency plan should be reviewed.",
        "The constabulary should make sure that supervisors check each crime report.",
        "By 30 June 2025, chief constables should complete an audit of their property stores.",
    ],
    "asked of somebody": ["The contractor has been asked to submit a recovery plan."],
    "has begun": ["The estates team has begun the first phase of the refurbishment."],
    "in development": [
        "A dashboard for governors is in development.",
        "A training course has been developed for implementation from October.",
    ],
    "with an end in view": ["The scheme ran at one school with a view to extending it."],
    "means to": [
        "The service plans to introduce a text reminder.",
        "Plans are in place to replace the vans by 2027.",
        "The college is intent on closing the gap in attendance.",
    ],
    "progress expected by a time": [
        "The extension is expected to be completed by June 2025.",
        "Delivery is expected by the end of May 2025.",
        "The group should demonstrate progress in the coming months.",
    ],
    "new within a time": ["The programme includes three new lifeboats over the next two years."],
}


def _cases(examples: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(rule, sentence) for rule, sentences in examples.items() for sentence in sentences]


@pytest.mark.parametrize(("rule", "sentence"), _cases(FIRM_EXAMPLES))
def test_a_firm_promise_is_found_whole_by_its_rule(rule: str, sentence: str) -> None:
    [promise] = find_promises(sentence)
    assert (promise.rule, promise.strength, promise.quote) == (rule, Strength.FIRM, sentence)


@pytest.mark.parametrize(("rule", "sentence"), _cases(WEAK_EXAMPLES))
def test_work_with_an_end_in_sight_is_weak_and_found_by_its_rule(rule: str, sentence: str) -> None:
    [promise] = find_promises(sentence)
    assert promise.strength is Strength.WEAK
    assert promise.rule == rule


def test_every_rule_has_an_example_here_and_a_sentence_for_people() -> None:
    assert {rule.name for rule in FIRM} == set(FIRM_EXAMPLES)
    assert {rule.name for rule in WEAK} == set(WEAK_EXAMPLES)
    assert len(WHY) == len(FIRM) + len(WEAK) + len(LISTS) + 2
    assert all(why[0].isupper() and why.endswith(".") for why in WHY.values())


NO_PROMISE = [
    # What is past
    "The risk of flooding was reviewed in January.",
    "Fourteen nurses have been appointed.",
    "Resurfacing was completed in May 2024.",
    "In 2019 the council agreed to increase the precept.",
    "At the previous meeting it was agreed that the fee be waived.",
    # Habit
    "The force works with partners across the county.",
    "The trust continues to work with partners across the system.",
    "We work hard to listen to residents.",
    "We are committed to improving our roads.",
    "The Commissioner remains committed to neighbourhood policing.",
    "Call volumes will continue to rise.",
    "When a call is received, it will be graded by an operator.",
    "If a vehicle is found abandoned, it will be removed.",
    # Effects and guesses
    "Counselling will be available to anybody who asks.",
    "This will help to reduce the number of falls.",
    "The new rota will improve morale.",
    "It is likely that costs will rise.",
    "Demand is increasing, a trend that we anticipate will continue.",
    "Members discussed how the force should review its stores.",
    "The strategy sets out how the council will work with partners.",
    # Decisions that leave nothing to do
    "RESOLVED: That the minutes of 12 December be approved as a correct record.",
    "The Committee agreed to note the report.",
    "It was agreed that the accounts be adopted.",
    # The rest
    "The next meeting will be held on 13 June 2024.",
    "Will the officers confirm the cost?",
    "Members asked whether the audit had been carried out.",
    "No further action would be taken.",
    "The scheme will not be extended.",
    "The board noted the report.",
    "RESOLVED: That the Committee:-",
    "That Councillor Shields be appointed to the review group.",
    "The scheme would make an excellent topic for the panel in June.",
    "Terms of reference",
]


@pytest.mark.parametrize("sentence", NO_PROMISE)
def test_the_past_habits_effects_and_decisions_are_no_promises(sentence: str) -> None:
    assert [(one.rule, one.quote) for one in find_promises(sentence)] == []

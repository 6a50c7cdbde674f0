"""What a report, or a text written for it, is about: one word that names a meeting, a post, an action or a request for good."""


def about_meeting(reference: str) -> str:
    """ "meeting:PPM-2023-10-04" """
    return f"meeting:{reference}"


def about_post(code: str) -> str:
    """ "post:head-of-contact" """
    return f"post:{code}"


def about_action(reference: str) -> str:
    """ "action:PPM-006" """
    return f"action:{reference}"


def about_disclosure(reference: str) -> str:
    """ "disclosure:FOI-001" """
    return f"disclosure:{reference}"


def about_inspection(code: str) -> str:
    """ "inspection:2023-custody", "inspection:all" for all reports together"""
    return f"inspection:{code}"

"""What a report, or a text written for it, is about: one word that names a meeting, a post or an action for good."""


def about_meeting(reference: str) -> str:
    """ "meeting:PPM-2023-10-04" """
    return f"meeting:{reference}"


def about_post(code: str) -> str:
    """ "post:head-of-contact" """
    return f"post:{code}"


def about_action(reference: str) -> str:
    """ "action:PPM-006" """
    return f"action:{reference}"

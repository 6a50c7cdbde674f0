"""How the texts of a record are called on the page: what they are about, and which text of it they are."""

from tracker.domain.redaction_paths import texts

THE_PAPER = "The paper itself"

LABELS = {
    "asked": "What was asked",
    "last_update/text": "Last update",
    "last_update/by": "Who gave the last update",
    "last_review/note": "Note on the decision",
    "last_review/reason": "Reason for the decision",
    "last_review/outcome_words": "Decision",
    "last_review/on_words": "When it was decided",
    "last_review/assurance_words": "Assurance",
    "owner_note": "About the owner",
    "status_words": "Status",
    "raised_words": "When it was raised",
    "due_words": "When it is due",
    "closed_words": "When it was closed",
    "decided_by": "Who decided",
    "picture_sha256": "Picture of the page",
    "address": "Address",
    "where": "Page or place",
    "about_words": "What it is about",
    "meeting_words": "The meeting",
    "approved_words": "Approval",
    "authorised_words": "Authorised by",
}
"""What a text is called, by the end of its path; any other by the name of its field."""


def label_of(path: str) -> str:
    """ "Last update", "Evidence, 2: quote" """
    parts = path.split("/")
    within = parts[2:] or parts
    for size in (2, 1):
        if label := LABELS.get("/".join(within[-size:])):
            return label
    words = [part.replace("_", " ") for part in within if part not in ("runs", "text", "pieces")]
    plain = ", ".join(part.lstrip("#") for part in words) or "text"
    return plain[:1].upper() + plain[1:]


def groups_of(record: object) -> dict[str, str]:
    """What each text is about, by its path: "Action 006: Bring the figures", "Evidence", "The paper itself"."""
    found = texts(record)
    known = {place.path: place.text for place in found}
    return {place.path: _group(place.path, known) for place in found}


def _group(path: str, known: dict[str, str]) -> str:
    parts = path.split("/")
    if len(parts) < 3:
        return THE_PAPER
    stem = "/".join(parts[:2])
    names = [known.get(f"{stem}/{name}", "") for name in ("number_words", "heading", "title")]
    words = ": ".join(dict.fromkeys(name for name in names if name))
    kind = parts[0].replace("_", " ")
    return words or f"{kind[:1].upper()}{kind[1:]}: {parts[1].lstrip('#')}"

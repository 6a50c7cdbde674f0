"""Frozen values in the words of a page: an action as it stood, and what was decided on it."""

from collections.abc import Sequence
from typing import Any

from tracker.domain import labels
from tracker.domain.actions import Status
from tracker.domain.frozen import Known, KnownDecision, KnownEvidence, KnownUpdate
from tracker.domain.matters_arising import memory
from tracker.domain.references import spoken
from tracker.domain.wording import date_words
from tracker.web.action_list import TONES
from tracker.web.action_page import moved_words
from tracker.web.evidence_items import quotation
from tracker.web.exit_shown import frozen

Row = dict[str, Any]


def known_card(known: Known) -> Row:
    """`action`, `memory`, `said`, `evidence` and `facts` of reviews/looked_back.html."""
    return {
        "action": {
            "reference": known.reference,
            "number": spoken(known.reference),
            "short_title": known.title,
            "question": known.asked or known.title,
            "raised_words": known.raised_words,
        },
        "memory": known_memory(known),
        "said": said(known.last_update) if known.last_update else None,
        "evidence": evidence(known.evidence, known.reference),
        "facts": facts(known),
        "exit": frozen(known.exit),
    }


def known_memory(known: Known) -> str:
    """ "Carried forward 4 times · … · further assurance needed", as it was then."""
    words = memory(
        times_carried=known.times_carried,
        times_moved=known.times_moved,
        original=known.original_due_on,
        due_on=known.due_on,
        assurance=known.assurance,
    )
    return _capital(words) or "Not carried forward yet"


def said(update: KnownUpdate) -> Row:
    """The owner's last word, as an entry of components/timeline.html."""
    title = "Closure recommended" if update.recommends_closure else "Update"
    more = (
        f"Asked for more time until {date_words(update.more_time_until)}." if update.more_time_until else ""
    )
    return {
        "when": f"{update.on_words}{f', by {update.by_name}' if update.by_name else ''}",
        "title": title,
        "rating": update.rating.value if update.rating else None,
        "text": update.text,
        "facts": [more] if more else [],
    }


def evidence(items: Sequence[KnownEvidence], reference: str) -> list[Row]:
    """What it rested on, for components/evidence.html: each opens beside."""
    return [
        {
            "name": one.label,
            "where": one.place,
            "href": f"/actions/{reference}/evidence/{one.number}/beside",
            "beside": True,
            "kind": {"web": "link"}.get(one.kind, one.kind.value),
            "held": one.held,
            "shows": one.shows,
            "words": quotation(one.quote),
        }
        for one in items
    ]


def facts(known: Known) -> list[Row]:
    """What stood beside the story."""
    status = labels.status_words(known.status, known.closure, known.kind)
    rows = [
        {"name": "Status then", "value": status, "note": known.closed_reason},
        {"name": "Owner then", "value": known.owner or "No owner yet", "note": _holder(known)},
        {
            "name": "Due then",
            "value": known.due_words,
            "note": moved_words(known.times_moved, known.moved_days, known.original_due_on),
        },
        {
            "name": "Assurance then",
            "value": _capital(labels.ASSURANCE[known.assurance]) if known.assurance else "Not said yet",
        },
    ]
    return rows + ([{"name": "Ended when", "value": known.exit_rule}] if known.exit_rule else [])


def decision(found: KnownDecision) -> Row:
    """What the meeting decided, for reviews/_decided.html."""
    words = labels.OUTCOME[found.outcome]
    recorded = found.recorded_by if found.recorded_by != found.decided_by else ""
    return {
        "words": _capital(words),
        "revised": date_words(found.revised_to) if found.revised_to else "",
        "note": found.note,
        "reason": found.reason,
        "assurance": _capital(labels.ASSURANCE[found.assurance]) if found.assurance else "",
        "by": found.decided_by,
        "recorded_by": recorded,
    }


def decision_words(found: KnownDecision) -> str:
    """ "Revised date agreed, 1 December 2023; further assurance needed", for a list."""
    told = decision(found)
    words = ", ".join(filter(None, (told["words"], told["revised"])))
    return "; ".join(filter(None, (words, told["assurance"].lower())))


def line(known: Known, found: KnownDecision | None, here: str) -> Row:
    """One line of reviews/looked_back_list.html."""
    return {
        "reference": known.reference,
        "href": f"{here}/{known.reference}",
        "title": known.title,
        "owner": known.owner or "No owner yet",
        "due": known.due_words,
        "memory": known_memory(known) if known.times_carried or known.times_moved else "",
        "status": labels.status_words(known.status, known.closure, known.kind),
        "tone": TONES[known.status],
        "rating": known.rating.value if known.rating and known.status is not Status.CLOSED else None,
        "decided": decision_words(found) if found else "",
        "by": found.decided_by if found else "",
        "note": (found.note or found.reason) if found else "",
    }


def _holder(known: Known) -> str:
    if not known.owner:
        return ""
    return f"{known.holder}{', acting' if known.acting else ''}" if known.holder else "Post vacant"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

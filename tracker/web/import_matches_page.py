"""The owners and statuses of a log, and what they mean: as the page asks, and as it is answered."""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import BadInput
from tracker.domain.import_numbers import folded
from tracker.domain.import_owners import OwnerFound
from tracker.domain.wording import count_words
from tracker.services.desk import Desk
from tracker.services.import_known import KEEP, NEW, Matches, owners_found
from tracker.services.imports import statuses_said
from tracker.store import posts
from tracker.web.import_rows_page import STATUSES
from tracker.web.requests import wiring

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.models.imports import Import


def matches_page(session: "Session", one: "Import", today: date, typed: Mapping[str, str]) -> dict[str, Any]:
    """The context of imports/matches.html."""
    owners = owners_found(session, one, wiring().matcher, today)
    asks = sum(not owner.is_settled for owner in owners)
    return {
        "owners": [_owner(at, owner, typed) for at, owner in enumerate(owners)],
        "asks": asks,
        "heading": _heading(len(owners), asks),
        "posts": [
            {"value": name.code, "label": _label(name.title, name.holder)}
            for name in posts.names(session, today)
        ],
        "organisations": [
            {"value": f"{NEW}{each.code}", "label": each.name} for each in posts.organisations(session)
        ],
        "statuses": [_status(at, words, typed) for at, words in enumerate(_statuses(one).items())],
        "status_options": [{"value": ours.value, "label": words} for ours, words in STATUSES.items()],
        "keep": KEEP,
    }


def typed_matches(desk: Desk, one: "Import", form: Mapping[str, str]) -> Matches:
    """What the form says. Raises `BadInput`, naming the first owner about whom nothing is said."""
    chosen = dict(Matches.from_text(one.matches).owners)
    rest = form.get("rest") == KEEP
    for at, owner in enumerate(owners_found(desk.session, one, wiring().matcher, desk.moment.today)):
        value = form.get(f"owner-{at}", "") or (KEEP if rest else "")
        if not value and not owner.is_settled:
            raise BadInput(
                f"Choose a post for “{owner.words[:60]}”, or keep the words as they are.", field=f"owner-{at}"
            )
        # What fits alone is not written down: another holder may answer to it when the next file comes.
        if value and (owner.chosen or not owner.fits.certain or value != owner.fits.posts[0].code):
            chosen[owner.words] = value
    return Matches(chosen, {**Matches.from_text(one.matches).statuses, **_said(one, form)})


def _said(one: "Import", form: Mapping[str, str]) -> dict[str, Any]:
    found = _statuses(one)
    changed = {}
    for at, (words, (ours, _)) in enumerate(found.items()):
        value = form.get(f"status-{at}", ours)
        if value != ours:
            changed[folded(words)] = value
    return statuses_said(changed)


def _heading(owners: int, asks: int) -> str:
    if not owners:
        return "No owner is named in this file"
    if asks:
        return f"{count_words(asks, 'owner')} of {owners} {'has' if asks == 1 else 'have'} to be matched with a post"
    return "Every owner is matched with a post or kept in words"


def _owner(at: int, owner: OwnerFound, typed: Mapping[str, str]) -> dict[str, Any]:
    certain = owner.fits.posts[0].code if owner.fits.certain else ""
    return {
        "name": f"owner-{at}",
        "words": owner.words,
        "rows": count_words(owner.count, "row"),
        "value": typed.get(f"owner-{at}", owner.chosen or certain),
        "asks": not owner.is_settled,
        "fits": [{"value": post.code, "label": _label(post.title, post.holder)} for post in owner.fits.posts],
        "hint": _hint(owner),
    }


def _hint(owner: OwnerFound) -> str:
    if owner.is_settled:
        return ""
    if len(owner.fits.posts) > 1:
        return "More than one post fits, so you choose."
    return "One post fits a part of these words." if owner.fits.posts else "No post fits these words."


def _label(title: str, holder: str) -> str:
    return f"{title} ({holder})" if holder else title


def _statuses(one: "Import") -> dict[str, tuple[str, int]]:
    """Each word for a status, what it is taken for, and on how many rows."""
    found: dict[str, tuple[str, int]] = {}
    matches = Matches.from_text(one.matches)
    said: list[tuple[str, str, int]] = json.loads(one.found).get("statuses", []) if one.found else []
    for words, ours, count in sorted(said, key=lambda each: -each[2]):
        if words.strip():
            known = matches.statuses.get(folded(words))
            before = found.get(words, (known.value if known else ours, 0))
            found[words] = before[0], before[1] + count
    return found


def _status(at: int, found: tuple[str, tuple[str, int]], typed: Mapping[str, str]) -> dict[str, Any]:
    words, (ours, count) = found
    return {
        "name": f"status-{at}",
        "words": words,
        "rows": count_words(count, "row"),
        "value": typed.get(f"status-{at}", ours),
    }

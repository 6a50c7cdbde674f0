"""How everything public stands, at a glance: composed is only what may have changed, and once for as long as it stays so.

What stands behind each thing has a stamp. It is kept with the publication, so that nothing is composed while it is the same; where it
is another, what composing found is remembered here until the stamp moves on.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlmodel import Session

from tracker.domain.public_cuts import CUTS
from tracker.domain.publishing import Published
from tracker.models.publishing import Publication
from tracker.services.public_cuts_withheld import PublicRules
from tracker.services.public_states import PublicState, standing_of
from tracker.store import public_stamps


@dataclass(frozen=True)
class Glance:
    """`refused` is why it may not be public any more; `changes` how many things differ from what is."""

    state: PublicState
    refused: str = ""
    changes: int = 0


_found: dict[tuple[Published, str], tuple[str, Glance]] = {}
"""What composing found of each thing, with the stamps of both sides: one entry for each publication, whatever becomes of it."""


def glances(session: Session, rows: Sequence[Publication], rules: PublicRules) -> list[Glance]:
    """How each of these, which are public, stands; in their order."""
    stamps = {kind: _stamps(session, kind, rules) for kind in {row.kind for row in rows}}
    return [_glance(session, row, stamps[row.kind].get(row.subject, ""), rules) for row in rows]


def stamp_of(session: Session, kind: Published, subject: str, rules: PublicRules) -> str:
    """The stamp of what stands behind one thing now. "" where it is not on record."""
    return _stamps(session, kind, rules, subject).get(subject, "")


def _glance(session: Session, row: Publication, stamp: str, rules: PublicRules) -> Glance:
    if stamp and stamp == row.made_from:
        return Glance(PublicState.PUBLIC)
    both = f"{row.cut_sha256} {stamp}"
    known = _found.get((row.kind, row.subject))
    if stamp and known and known[0] == both:
        return known[1]
    standing = standing_of(session, row.kind, row.subject, rules)
    glance = Glance(standing.state, standing.refused, len(standing.changes))
    _found[row.kind, row.subject] = (both, glance)
    return glance


def _stamps(session: Session, kind: Published, rules: PublicRules, subject: str = "") -> dict[str, str]:
    """With the rules of the day, and with what a cut has places for, which a later release may add to."""
    places = [one.name for one in fields(CUTS[kind])]
    before = hashlib.sha256(repr((places, rules)).encode())
    stamps = {}
    for named, stamp in public_stamps.stamps(session, kind, subject).items():
        whole = before.copy()
        whole.update(f"{stamp} {rules.pages.get((kind, named), ())}".encode())
        stamps[named] = whole.hexdigest()
    return stamps

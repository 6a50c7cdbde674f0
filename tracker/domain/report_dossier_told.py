"""The updates and the decisions of a dossier, put into words."""

from tracker.domain.labels import RATING
from tracker.domain.paper import Block, Fact, Facts, Link, Part, Prose, Tag
from tracker.domain.report_dossier import ActionDossier, DossierReview, DossierUpdate, DossierValue
from tracker.domain.report_dossier_exit import exit_blocks
from tracker.domain.wording import date_words


def updates_part(dossier: ActionDossier) -> Part:
    if not dossier.updates:
        return Part("Updates", (Prose(("The owner has not reported yet.",)),), anchor="updates")
    parts = tuple(_update(one, number) for number, one in enumerate(dossier.updates, start=1))
    return Part("Updates", parts, count_words=str(len(parts)), anchor="updates")


def _update(one: DossierUpdate, number: int) -> Part:
    facts = [
        Fact("Said", tags=_rating(one), texts=tuple(line for line in one.text.splitlines() if line.strip())),
        Fact("By", texts=(one.by,) if one.by else ()),
        Fact("How it came", texts=(one.way,) if one.way else ()),
        Fact("Read", texts=(one.reading,) if one.reading else ()),
        Fact("Note", texts=one.notes),
    ]
    if one.evidence:
        links = tuple(Link(f"Evidence {number}", f"#evidence-{number}") for number in one.evidence)
        facts.append(Fact("Rests on", links=links))
    what = "Closure recommended" if one.recommends_closure else "Update"
    return Part(f"{what}, {one.day}", (_facts(facts),), anchor=f"update-{number}")


def _rating(one: DossierUpdate) -> tuple[Tag, ...]:
    return (Tag(one.rating.value, RATING[one.rating], one.rating.value[0].upper()),) if one.rating else ()


def reviews_part(dossier: ActionDossier) -> Part:
    if not dossier.reviews:
        return Part("Decisions", (Prose(("Nothing has been decided yet.",)),), anchor="decisions")
    parts = tuple(_review(one, number) for number, one in enumerate(dossier.reviews, start=1))
    return Part("Decisions", parts, count_words=str(len(parts)), anchor="decisions")


def _review(one: DossierReview, number: int) -> Part:
    facts = [
        Fact("Decided", strong=f"{one.outcome}.", texts=(one.note,) if one.note else ()),
        Fact("Reason", texts=(one.reason,) if one.reason else ()),
        Fact("Assurance", texts=(one.assurance,) if one.assurance else ()),
        Fact("By", texts=(one.by,) if one.by else ()),
        Fact("Note", texts=one.notes),
    ]
    blocks: tuple[Block, ...] = (_facts(facts), _known(one, number))
    return Part(f"{one.day}, {one.at}", blocks, anchor=f"decision-{number}")


def _known(one: DossierReview, number: int) -> Block:
    if one.known_on is None:
        return Prose(
            ("What was known then was not frozen: the decision was recorded from a document.",), quiet=True
        )
    within: tuple[Block, ...] = (_facts([_value(value) for value in one.known]),)
    if one.exit:
        within += exit_blocks(one.exit)
    return Part(f"What was known on {date_words(one.known_on)}", within, anchor=f"known-{number}")


def _value(one: DossierValue) -> Fact:
    return Fact(one.label, texts=tuple(one.value.splitlines()))


def _facts(facts: list[Fact]) -> Facts:
    return Facts(tuple(one for one in facts if one.texts or one.strong or one.links or one.tags))

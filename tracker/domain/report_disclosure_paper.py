"""The bundle of a disclosure, put into words: what was asked and how it was searched for, then what is held, part by part."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from tracker.domain.paper import Bullets, Cell, Column, Fact, Facts, Figure, Paper, Part, Prose, Table
from tracker.domain.report_disclosure import DisclosureBundle, HeldText
from tracker.domain.wording import count_words, date_words

NAME = "Disclosure bundle"
Key = TypeVar("Key")
READING = (
    "Each text is as it stands on record, whole, with its place. What is withheld has a mark in its place that names the reason; the "
    "reasons are counted at the end."
)


def disclosure_paper(bundle: DisclosureBundle) -> Paper:
    found = count_words(len(bundle.texts), "text is", "texts are")
    return Paper(
        name=NAME,
        report=bundle,
        title=f"{found} held about what was asked for"
        if bundle.texts
        else "Nothing is held about what was asked for",
        subtitle=f"{bundle.kind_words} {bundle.reference}",
        lead=f"Received on {date_words(bundle.received_on)}; to be answered by {date_words(bundle.answer_by)} ({bundle.law}).",
        reading=READING,
        figures=(Figure("open", len(bundle.texts), "texts held"),),
        parts=(_request(bundle), *_held(bundle), _search(bundle)),
    )


def _request(bundle: DisclosureBundle) -> Part:
    facts = Facts(
        (
            Fact("What was asked for", texts=tuple(bundle.asked.splitlines())),
            Fact("Searched for", texts=bundle.terms),
        )
    )
    return Part("The request", (facts,), anchor="request")


def _held(bundle: DisclosureBundle) -> list[Part]:
    return [
        Part(source, tuple(_rows(texts)), count_words=str(len(texts)), anchor=f"held-{place}")
        for place, (source, texts) in enumerate(_grouped(bundle.texts, lambda one: one.source), 1)
    ]


def _rows(texts: list[HeldText]) -> list[Part]:
    """A part for each thing that texts were found of, with each of them under what it is called."""
    return [
        Part(
            heading,
            (Facts(tuple(Fact(one.label, texts=tuple(one.text.splitlines())) for one in found)),),
            under=day,
        )
        for (heading, day), found in _grouped(texts, lambda one: (one.heading, one.day_words))
    ]


def _grouped(texts: Iterable[HeldText], by: Callable[[HeldText], Key]) -> list[tuple[Key, list[HeldText]]]:
    return [(key, list(found)) for key, found in groupby(texts, by)]


def _search(bundle: DisclosureBundle) -> Part:
    columns = (
        Column("Part of the record", 50),
        Column("Rows gone through", 25, "number"),
        Column("Texts found", 25, "number"),
    )
    rows = tuple(
        (Cell(strong=part.title), Cell(texts=(f"{part.rows:,}",)), Cell(texts=(f"{part.found:,}",)))
        for part in bundle.searched
    )
    table = Table("searched", "What was gone through, and how many texts were found there", columns, rows)
    unread = (
        Prose(("These were not searched, because their words are not on record:",)),
        Bullets(bundle.not_searched),
    )
    return Part("How it was searched for", (table, *(unread if bundle.not_searched else ())), anchor="search")

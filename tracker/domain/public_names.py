"""Posts in place of names, for the public: a person is named only as a chief officer, as somebody elected, or as the contact.

Names are found in the fields that hold one and inside free text, with the rank, the collar number or the initials before them. What
looks like a name and is nobody's on record is not touched: it is shown to the secretariat as a doubt.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from tracker.domain.redaction_paths import rewritten, texts
from tracker.domain.redaction_words import BETWEEN, LETTER, Folded, Span, body_of, folded, joined, needed_in
from tracker.domain.report_withheld import ReportNames, ReportPerson

Some = TypeVar("Some")

NAME_FIELDS = frozenset({"by", "author", "decided_by"})
"""Fields of a record that hold who it was, and nothing else; so does the name of who attended."""
APPROVED = re.compile(r"(?P<before>Approved by )(?P<name>.+)(?P<after> on \d{1,2} \w+ \d{4})", re.DOTALL)
"""A sentence of a version that says who it was; the name was typed, and may be nobody's on record."""
UNKNOWN = "[name withheld]"
"""What stands in place of a name that no post is known for."""
NO_PERSONS = frozenset(
    {
        *(
            "commissioner",
            "deputy commissioner",
            "chief executive",
            "chief constable",
            "deputy chief constable",
        ),
        *("force", "office", "secretariat", "governance team", "chair", "panel", "meeting", "owner"),
        *("not known", "nobody", "no owner yet"),
    }
)
"""What a field of a name may hold that is nobody's name."""

RANKS = (
    *(
        "police constable",
        "pc",
        "pcso",
        "detective constable",
        "dc",
        "sergeant",
        "sgt",
        "ps",
        "detective sergeant",
        "ds",
    ),
    *(
        "inspector",
        "insp",
        "detective inspector",
        "di",
        "chief inspector",
        "ch insp",
        "detective chief inspector",
        "dci",
    ),
    *("superintendent", "supt", "detective superintendent", "det supt", "detective chief superintendent"),
    *("chief superintendent", "ch supt", "commander", "cmdr", "assistant chief constable", "acc"),
    *("deputy chief constable", "dcc", "chief constable", "cc"),
    *("mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "professor", "prof", "councillor", "cllr"),
)
RANK = "(?:" + "|".join(body_of(rank) for rank in sorted(RANKS, key=len, reverse=True)) + r")\.?"
NUMBERED = re.compile(
    rf"(?<!{LETTER})(?:pcso|pc|ps|dc|ds|sgt)\.?{BETWEEN}*(?P<number>\d{{2,6}})(?!{LETTER})(?:{BETWEEN}+(?P<name>{LETTER}+))?"
)
"""An officer with a collar number ("PC 1234 Smith"): never named, on record or not."""
DOUBT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sgt|Sergeant|Insp|Inspector|DI|DCI|DS|DC|PC|PS|Supt|Superintendent)\.?\s+(?:[A-Z]\.?\s+)*[A-Z][\w’'-]+"
)


@dataclass(frozen=True)
class Renamed:
    """A name that was found at `path`, as it is written there, and what stands in its place; "" for a doubt, which stands as it is."""

    found: str
    instead: str
    path: str


@dataclass(frozen=True)
class Cast:
    """Everyone on record by the ways in which they can be written. `kept`: names that may stand in this version.

    `sought` holds for each a word without which no way of writing them is there, so that most texts need no second look.
    """

    people: tuple[ReportPerson, ...]
    no_names: frozenset[str]
    kept: frozenset[str]
    sought: tuple[tuple[str, ReportPerson], ...]


def posts_for_names(
    record: Some, names: ReportNames, kept: Iterable[str] = ()
) -> tuple[Some, tuple[Renamed, ...]]:
    """The record as the public gets it, and what was said otherwise in it."""
    cast, found = _cast(names, kept), list[Renamed]()

    def change(path: str, field: str, text: str) -> str:
        approved = APPROVED.fullmatch(text) if field == "approved_words" else None
        name = approved.group("name") if approved else text
        is_name = approved or _is_name(path, field)
        said, renamed = _field(name, cast, path) if is_name else _free(text, cast, path)
        found.extend(renamed)
        return f"{approved['before']}{said}{approved['after']}" if approved else said

    return rewritten(record, change), tuple(found)


def doubts(record: object, names: ReportNames, kept: Iterable[str] = ()) -> tuple[Renamed, ...]:
    """What still looks like a name in a record that was cut for the public: a rank or a title before a word, or a surname on record."""
    cast = _cast(names, kept)
    named = " ".join(person.name for person in cast.people if _is_named(person, cast))
    surnames = {
        surname
        for person in cast.people
        if not _is_named(person, cast) and (surname := _surname(person.name))
    }
    return tuple(
        Renamed(word, "", place.path)
        for place in texts(record)
        if place.is_prose
        for word in dict.fromkeys(_doubtful(place.text, surnames, named))
        if _plain(word) not in cast.kept
    )


def _doubtful(text: str, surnames: set[str], named: str) -> Iterator[str]:
    for match in DOUBT.finditer(text):
        if match.group().split()[-1] not in named.split():
            yield match.group()
    for word in re.findall(r"\b[A-Z][\w’'-]+", text):
        if re.sub(r"[’']s$", "", word) in surnames:
            yield word


def _is_name(path: str, field: str) -> bool:
    return field in NAME_FIELDS or (field == "name" and path.startswith("attendance/"))


def _field(text: str, cast: Cast, path: str) -> tuple[str, list[Renamed]]:
    """A field that holds who it was: it keeps what is a title, and nobody's name but theirs who are named."""
    said, renamed = _free(text, cast, path)
    if renamed or not text.strip() or _plain(text) in cast.no_names | cast.kept:
        return said, renamed
    plain = folded(text).text
    if any(_sought(person.name).search(plain) for word, person in cast.sought if word in plain):
        return said, renamed
    return UNKNOWN, [Renamed(text, UNKNOWN, path)]


def _free(text: str, cast: Cast, path: str) -> tuple[str, list[Renamed]]:
    """A text with the names in it said otherwise."""
    renamed: list[Renamed] = []
    said, end = [], 0
    for (start, stop), instead in _found(text, cast):
        renamed.append(Renamed(text[start:stop], instead, path))
        said += [text[end:start], instead]
        end = stop
    return "".join((*said, text[end:])), renamed


def _found(text: str, cast: Cast) -> list[tuple[Span, str]]:
    """Where the names of those stand who are not named, and what is said instead."""
    searched = folded(text)
    meant: dict[Span, list[ReportPerson]] = {}
    for word, person in cast.sought:
        for match in _sought(person.name).finditer(searched.text) if word in searched.text else ():
            span = searched.span(*match.span())
            if match.group("whole") or _is_written_as_a_name(text[slice(*span)], person.name):
                meant.setdefault(span, []).append(person)
    spans = {span: _instead(people, text[slice(*span)], cast) for span, people in meant.items()}
    kept = [span for span, instead in spans.items() if instead is None]
    hidden = {span: instead for span, instead in spans.items() if instead is not None}
    for span in _numbered(searched, text):
        if not any(_meets(span, other) for other in hidden):
            hidden[span] = UNKNOWN
    free = {span: word for span, word in hidden.items() if not any(_within(span, other) for other in kept)}
    return [(span, _longest(span, free)) for span in joined(free)]


def _longest(span: Span, hidden: Mapping[Span, str]) -> str:
    """What is said for the longest of the names that meet here ("Jane Smith", not "J Smith")."""
    inside = [other for other in hidden if _within(other, span)]
    return hidden[max(inside, key=lambda one: one[1] - one[0])]


def _instead(people: Sequence[ReportPerson], written: str, cast: Cast) -> str | None:
    """The post of the one who is meant; None where the name may stand. Who could be several, one of them unnamed, is not told."""
    unnamed = [one for one in people if not _is_named(one, cast)]
    if not unnamed or _plain(written) in cast.kept:
        return None
    posts = {one.post for one in people}
    return (unnamed[0].post or UNKNOWN) if len(posts) == 1 else UNKNOWN


def _numbered(searched: Folded, text: str) -> Iterator[Span]:
    """Officers with a collar number who are nobody on record. The word after it is taken too where it is written as a name."""
    for match in NUMBERED.finditer(searched.text):
        named = match.group("name") and text[searched.at[match.start("name")]].isupper()
        yield searched.span(match.start(), match.end() if named else match.end("number"))


def _is_written_as_a_name(written: str, name: str) -> bool:
    """False for "a price" where Anna Price is on record: initials and surname begin with capitals."""
    surname = _plain(_surname(name))
    words = re.findall(r"[^\W\d_]+", written)
    return all(word[0].isupper() for word in words if len(word) == 1 or _plain(word) in surname)


def _cast(names: ReportNames, kept: Iterable[str]) -> Cast:
    people = tuple(person for person in names.people if _plain(person.name))
    return Cast(
        people=people,
        no_names=NO_PERSONS | {_plain(title) for title in names.titles},
        kept=frozenset(_plain(name) for name in kept),
        sought=tuple((needed_in(person.name.split()[-1]), person) for person in people),
    )


def _is_named(person: ReportPerson, cast: Cast) -> bool:
    return person.is_named or _plain(person.name) in cast.kept


@lru_cache(maxsize=2048)
def _sought(name: str) -> re.Pattern[str]:
    """Every way in which a person is written: the name, with a rank and a number; initials or a rank, and the surname; the surname first."""
    parts = folded(name).text.split()
    number = rf"(?:\d{{2,6}}{BETWEEN}+)?"
    rank = rf"(?:{RANK}{BETWEEN}+)?{number}"
    ways = [f"(?P<whole>{rank}{body_of(name)})"]
    if len(parts) > 1:
        first, last = body_of(parts[0]), body_of(parts[-1])
        initials = rf"{re.escape(parts[0][0])}(?:{BETWEEN}*{LETTER}(?!{LETTER}))*"
        middle = rf"(?:{LETTER}+{BETWEEN}+)?"
        ways += [
            f"{rank}{first}{BETWEEN}+{middle}{last}",
            f"{rank}{initials}{BETWEEN}+{last}",
            f"{RANK}{BETWEEN}+{number}{last}",
            f"{last}{BETWEEN}+{first}",
            f"{last},{BETWEEN}*{initials}",
        ]
    return re.compile(f"(?<!{LETTER})(?:{'|'.join(ways)})(?!{LETTER})")


def _surname(name: str) -> str:
    parts = name.split()
    return parts[-1] if len(parts) > 1 else ""


def _plain(text: str) -> str:
    return " ".join(folded(text).text.split()).removeprefix("the ")


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

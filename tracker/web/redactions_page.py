"""What the page of redactions shows: every text of a version as its readers get it, what is withheld, and who is named."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from tracker.domain.audiences import AUDIENCE_WORDS, Audience
from tracker.domain.errors import BadInput
from tracker.domain.public_names import doubts
from tracker.domain.redaction import MARKS, offered
from tracker.domain.redaction_paths import Place, texts
from tracker.domain.redaction_places import groups_of, label_of
from tracker.domain.redaction_reasons import EXEMPTIONS, KEPT_NAME, OWN, REASONS
from tracker.domain.redaction_words import spans
from tracker.domain.report_cuts import as_it_stands
from tracker.domain.report_kinds import kind_named
from tracker.domain.reports import Report
from tracker.domain.version_states import VersionState
from tracker.domain.wording import count_words, moment_words
from tracker.services.redactions import Texts, left_behind, texts_of
from tracker.services.report_cuts import cut_of
from tracker.services.report_files import file_name
from tracker.store import redactions as stored

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.domain.report_withheld import Withheld
    from tracker.models.reports import Redaction, ReportVersion

Row = dict[str, Any]


@dataclass(frozen=True)
class Typed:
    """What was typed into the form, or chosen by a link."""

    path: str = ""
    words: str = ""
    reason: str = ""
    note: str = ""
    everywhere: bool = True

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "Typed":
        return cls(
            path=form.get("path", ""),
            words=form.get("words", ""),
            reason=form.get("reason", ""),
            note=form.get("note", ""),
            everywhere=form.get("everywhere") == "yes",
        )


def page(
    session: "Session", version: "ReportVersion", typed: Typed, sought: str, wrong: BadInput | None = None
) -> Row:
    """The context of redactions/show.html."""
    found = texts_of(session, version)
    cut = cut_of(session, version)
    shown = as_it_stands(found.whole, cut)
    rows = stored.all_of(session, version.key)
    places = _places(found, _by_path(found, shown), sought)
    chosen = next((one for one in places if one["path"] == typed.path), None) or _chosen(found, typed.path)
    return {
        "number": version.key,
        "heading": withheld_words(shown.withheld, found.whole.left_out),
        "title": f"{kind_named(version.kind).title}, version {version.number} {AUDIENCE_WORDS[version.audience]}",
        "audience": AUDIENCE_WORDS[version.audience],
        "read": url_for("reports.download", number=version.key, name=file_name(version), show=1),
        "can_change": version.state is not VersionState.ISSUED,
        "is_approved": version.state is VersionState.APPROVED,
        "groups": _grouped(places, found, typed.path),
        "sought": sought,
        "places": sum(one["hits"] for one in places),
        "chosen": chosen,
        "typed": typed,
        "wrong": {wrong.field or "words": str(wrong)} if wrong else {},
        "errors": [{"text": str(wrong), "href": f"#{_field(wrong)}"}] if wrong else [],
        "reasons": [
            _reasons("The office’s own", OWN),
            _reasons("Freedom of Information Act 2000", EXEMPTIONS),
        ],
        "rows": [_row(row, found) for row in rows if row.reason != KEPT_NAME],
        "left_behind": [_row(row, found) for row in left_behind(session, version)],
        "left_out": found.whole.left_out,
        "names": _names(found, rows) if version.audience is Audience.PUBLIC else None,
        "doubts": _counted(doubts(shown, found.whole.names, cut.kept_names))
        if version.audience is Audience.PUBLIC
        else [],
    }


def what(row: "Redaction") -> str:
    """ "“Jane Smith”", "All of “Last update”" """
    return f"“{_short(row.words)}”" if row.words else f"All of “{label_of(row.path)}”"


def done(row: "Redaction") -> str:
    return "named" if row.reason == KEPT_NAME else "withheld"


def _field(wrong: BadInput) -> str:
    return {"path": "withhold"}.get(wrong.field or "words", wrong.field or "words")


TIMES = {1: "once", 2: "twice"}


def withheld_words(withheld: Iterable["Withheld"], left_out: int) -> str:
    """ "Words are withheld twice and 1 action is left out" """
    times = sum(one.times for one in withheld)
    if not times and not left_out:
        return "Nothing is withheld from this version"
    said = [f"words are withheld {TIMES.get(times, f'{times} times')}"] if times else []
    if left_out:
        said.append(f"{count_words(left_out, 'action')} {'is' if left_out == 1 else 'are'} left out")
    words = " and ".join(said)
    return words[:1].upper() + words[1:]


def _by_path(found: Texts, shown: Report) -> dict[str, str]:
    """What stands at each path. A path goes by what tells things apart, and that may be withheld itself: the order stays."""
    was, now = texts(found.whole), texts(shown)
    paths = was if len(was) == len(now) else now
    return {place.path: said.text for place, said in zip(paths, now, strict=True)}


def _places(found: Texts, shown: dict[str, str], sought: str) -> list[Row]:
    """Every text that can be withheld, with what its readers get; with `sought`, those that hold these words in either."""
    return [
        {
            **_place(place),
            "pieces": _pieces(shown.get(place.path, "")),
            "was": place.text if place.text != shown.get(place.path) else "",
            "hits": len(spans(sought, place.text)) if sought else 0,
        }
        for place in offered(found.whole)
        if not sought or spans(sought, place.text) or spans(sought, shown.get(place.path, ""))
    ]


def _place(place: Place) -> Row:
    return {
        "path": place.path,
        "label": label_of(place.path),
        "text": "" if place.leads else place.text,
        "leads": place.leads,
    }


def _chosen(found: Texts, path: str) -> Row | None:
    return next((_place(place) for place in offered(found.whole) if place.path == path), None)


def _pieces(text: str) -> list[Row]:
    """A text with its marks apart: {text, is_mark}."""
    said, end = [], 0
    for mark in MARKS.finditer(text):
        said += [
            {"text": text[end : mark.start()], "is_mark": False},
            {"text": mark.group(), "is_mark": True},
        ]
        end = mark.end()
    return [piece for piece in (*said, {"text": text[end:], "is_mark": False}) if piece["text"]]


def _grouped(places: list[Row], found: Texts, chosen: str) -> list[Row]:
    """The texts by what they are about, in the order of the paper; a group is open where something is chosen, withheld or found."""
    groups = groups_of(found.whole)
    by_group: dict[str, list[Row]] = {}
    for place in places:
        by_group.setdefault(groups.get(place["path"], ""), []).append(place)
    return [
        {
            "title": title,
            "places": rows,
            "marks": sum(piece["is_mark"] for row in rows for piece in row["pieces"]),
            "is_open": any(row["hits"] or row["path"] == chosen for row in rows),
        }
        for title, rows in by_group.items()
    ]


def _reasons(label: str, reasons: Iterable[Any]) -> Row:
    return {"label": label, "options": [{"value": one.code, "label": one.label} for one in reasons]}


def _row(row: "Redaction", found: Texts) -> Row:
    groups = groups_of(found.whole)
    return {
        "id": row.key,
        "what": what(row),
        "where": " – ".join(filter(None, (groups.get(row.path, ""), label_of(row.path)))),
        "everywhere": row.everywhere,
        "reason": REASONS[row.reason].label if row.reason in REASONS else "",
        "note": row.reason_words,
        "made": f"{row.made_by}, {moment_words(row.made_at)}",
        "removed": f"{row.removed_by}, {moment_words(row.removed_at)}" if row.removed_at else "",
    }


def _names(found: Texts, rows: Iterable["Redaction"]) -> Row:
    """Which names were said otherwise, how often, and which of them may stand."""
    kept = [row for row in rows if row.reason == KEPT_NAME and row.removed_at is None]
    counts = Counter((one.found, one.instead) for one in found.renamed)
    return {
        "renamed": [
            {"name": name, "instead": post, "times": times} for (name, post), times in counts.items()
        ],
        "kept": [{"id": row.key, "name": row.words, "made": row.made_by} for row in kept],
    }


def _counted(found: Iterable[Any]) -> list[Row]:
    counts = Counter(one.found for one in found)
    return [{"name": name, "times": times} for name, times in counts.most_common()]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79]}…"

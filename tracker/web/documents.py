"""Documents: the library, the page of one with the state of its file, and the file as it came."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.documents import ReadState
from tracker.domain.wording import count_words
from tracker.store import documents as stored
from tracker.web import documents_page as pages
from tracker.web.access import current_viewer
from tracker.web.choices import meeting_words
from tracker.web.requests import asked_page, current_session, wiring

documents = Blueprint("documents", __name__)

MOST_WATCHED = 50


@dataclass(frozen=True)
class Asked:
    """What the address of the library asks for."""

    wanted: stored.Wanted

    def address(self, page: int = 1, **changed: Any) -> str:
        wanted = replace(self.wanted, **changed)
        named = {
            name: str(value)
            for name in stored.Wanted.__dataclass_fields__
            if (value := getattr(wanted, name))
        }
        if page > 1:
            named["page"] = str(page)
        return f"/documents?{urlencode(named)}" if named else "/documents"


@documents.get("/documents")
def index() -> str:
    session, viewer, asked = current_session(), current_viewer(), _asked()
    total = stored.count(session, viewer, asked.wanted)
    shown = _pages(asked, total)
    options = _options()
    return render_template(
        "documents/index.html",
        heading=count_words(total, "document")
        if total
        else "No documents yet"
        if not _narrowed(asked)
        else "No documents match",
        rows=[pages.row_of(row) for row in stored.page(session, viewer, asked.wanted, shown["page"])],
        filters=asked.wanted,
        options=options,
        selected=_selected(asked, options),
        pages=shown,
        narrowed=_narrowed(asked),
        **_watched(),
    )


@documents.get("/documents/reading")
def reading() -> ResponseReturnValue:
    """How far the files are that are being read; 204 while nothing has changed."""
    watched = _watched()
    if request.args.get("seen") == watched["seen"]:
        return "", 204
    return render_template("documents/_reading.html", fragment=True, **watched)


@documents.get("/documents/<code>")
def show(code: str) -> str:
    session, viewer = current_session(), current_viewer()
    document = stored.by_code(session, viewer, code)
    versions = stored.versions(session, document.key)
    current = versions[0][0] if versions else None
    return render_template(
        "documents/show.html",
        document=document,
        marking=document.marking,
        facts=pages.facts_of(session, document, current),
        state=pages.state_of(document, current) if current else None,
        kept=pages.KEPT[stored.ON_PAPER if document.held else stored.BY_NAME],
        versions=pages.version_rows(versions, document) if viewer.reads_everything else [],
        opens=viewer.reads_everything,
        outline=pages.outline_of(session, document, current) if current and viewer.reads_everything else [],
        wordless=_wordless(current.key, document.code, current.number) if current and current.paged else [],
        resting=pages.resting_rows(session, viewer, document),
    )


@documents.get("/documents/<code>/<int:number>/state")
def state(code: str, number: int) -> ResponseReturnValue:
    """How far the reading of a version is; when it is over, the page is loaded anew, because more of it has changed."""
    document, version, _ = stored.version(current_session(), current_viewer(), code, number)
    shown = pages.state_of(document, version)
    if shown["over"]:
        return "", 200, {"HX-Refresh": "true"}
    return render_template("documents/_state.html", state=shown)


@documents.get("/documents/<code>/<int:number>/file")
def download(code: str, number: int) -> Response:
    """The file as it came, as an attachment: no browser opens it inside this site."""
    _, _, file = stored.version(current_session(), current_viewer(), code, number)
    answer = send_file(
        wiring().files.open(file.sha256),
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.name,
        etag=file.sha256,
        max_age=0,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _wordless(version_id: int, code: str, number: int) -> list[dict[str, Any]]:
    """The first pages that are pictures without text."""
    found = stored.wordless(current_session(), version_id)[:20]
    return [
        {"position": one, "href": url_for("reader.show", code=code, number=number, position=one)}
        for one in found
    ]


def _watched() -> dict[str, Any]:
    """The files that were just added, by the address, and all that are being read."""
    session, viewer = current_session(), current_viewer()
    typed = request.args.get("added", "").split("-")[:MOST_WATCHED]
    added = [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 10]
    rows = stored.watched(session, viewer, added, MOST_WATCHED)
    states = [pages.state_of(document, version) for document, version in rows]
    return {
        "states": states,
        # What is watched now stays watched, so that its end is seen.
        "added": "-".join(str(one["id"]) for one in states),
        "polls": any(not one["over"] for one in states),
        "seen": "-".join(
            f"{one['id']}.{version.state}.{version.pages_read}"
            for one, (_, version) in zip(states, rows, strict=True)
        ),
        "left": sum(version.state in (ReadState.WAITING, ReadState.READING) for _, version in rows),
    }


def _asked() -> Asked:
    """Words that the address cannot mean are passed over: a list is never an error."""
    args = request.args
    kept = args.get("kept", "")
    return Asked(
        stored.Wanted(
            publisher=args.get("publisher", ""),
            meeting=_number(args.get("meeting", "")),
            year=_year(args.get("year", "")),
            kept=kept if kept in pages.KEPT else "",
        )
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _year(typed: str) -> int | None:
    number = _number(typed)
    return number if number and 1900 <= number <= 2999 else None


def _narrowed(asked: Asked) -> bool:
    return asked.wanted != stored.Wanted()


def _options() -> dict[str, list[dict[str, Any]]]:
    session, viewer = current_session(), current_viewer()
    return {
        "publisher": [{"value": one, "label": one} for one in stored.publishers(session, viewer)],
        "meeting": [
            {"value": one.id, "label": meeting_words(one)} for one in stored.meetings(session, viewer)
        ],
        "year": [{"value": one, "label": str(one)} for one in stored.years(session, viewer)],
        "kept": [{"value": value, "label": label} for value, label in pages.KEPT.items()],
    }


def _selected(asked: Asked, options: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The filters in use, each with the address without it."""
    found = []
    for name, heading in {
        "publisher": "Publisher",
        "meeting": "Meeting",
        "year": "Year",
        "kept": "Kept",
    }.items():
        value = getattr(asked.wanted, name)
        labels = {str(option["value"]): option["label"] for option in options[name]}
        if value and str(value) in labels:
            without = asked.address(**{name: None if name in ("meeting", "year") else ""})
            found.append({"name": heading, "items": [{"text": labels[str(value)], "href": without}]})
    return found


def _pages(asked: Asked, total: int) -> dict[str, Any]:
    last = max(1, -(-total // stored.PAGE_SIZE))
    page = min(asked_page(), last)
    return {
        "page": page,
        "of": last,
        "total": total,
        "from": min(total, (page - 1) * stored.PAGE_SIZE + 1),
        "to": min(total, page * stored.PAGE_SIZE),
        "href": asked.address,
        "noun": "document" if total == 1 else "documents",
    }


from tracker.web import documents_edit  # noqa: E402, F401  its views belong to this blueprint

"""The versions of a text: each as it was saved, any two compared, an older one taken back."""

from typing import TYPE_CHECKING, Any, Protocol

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tracker.domain.errors import Conflict
from tracker.domain.text_changes import change_words, changes
from tracker.domain.wording import moment_words
from tracker.services.writing import save_text
from tracker.store import writing as stored
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, current_desk, current_session, wiring
from tracker.web.writing import placed, writing
from tracker.web.writing_rows import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.writing import Slot
    from tracker.models.reports import WrittenVersion

    class Placed(Protocol):
        """Where a text stands, and the addresses of its pages, which are named as those of this blueprint."""

        @property
        def kind(self) -> str: ...
        @property
        def about(self) -> str: ...
        @property
        def slot(self) -> Slot: ...
        @property
        def caption(self) -> str: ...
        def address(self, endpoint: str, **values: Any) -> str: ...


@writing.get("/meetings/<reference>/writing/<report>/<slot>/versions")
def versions(reference: str, report: str, slot: str) -> str:
    """Every version of a text, and two of them compared: `was` and `now` in the address, else the last two."""
    return versions_page(placed(reference, report, slot))


@writing.post("/meetings/<reference>/writing/<report>/<slot>/versions/<int:number>")
def take_back(reference: str, report: str, slot: str, number: int) -> ResponseReturnValue:
    """An older version becomes the newest; the ones between them are kept."""
    return taken_back(placed(reference, report, slot), number)


def versions_page(place: "Placed") -> str:
    """The page of the versions of a text, wherever it stands."""
    text = stored.find(current_session(), place.kind, place.about, place.slot.key)
    found = stored.versions(current_session(), text.key) if text else []
    return render_template(
        "writing/versions.html",
        place=place,
        seen=text.version if text else 0,
        versions=[_line(one, text.current if text else 0) for one in found],
        compared=_compared(found) if len(found) > 1 else None,
        shown=_one(found),
    )


def taken_back(place: "Placed", number: int) -> ResponseReturnValue:
    """Makes version `number` of the text the newest, and leads back to its versions."""
    session = current_session()
    text = stored.taken_up(session, place.kind, place.about, place.slot.key)
    older = stored.version_numbered(session, text.key, number)
    try:
        save_text(
            current_desk(),
            wiring().prose_reader,
            kind=place.kind,
            about=place.about,
            slot=place.slot.key,
            body=older.body,
            seen_version=row_number(request.form.get("version", "")) or 0,
            taken_from=number,
        )
    except Conflict:
        abandon()
        flash("Someone saved another version meanwhile. Look at it, then decide which one stands.", "error")
        return redirect(place.address("writing.versions"), 303)
    flash(f"Version {number} of “{place.slot.title}” stands again, as the newest.", "success")
    return redirect(place.address("writing.versions"), 303)


def _line(version: "WrittenVersion", current: int) -> dict[str, Any]:
    return {
        "number": version.number,
        "saved": f"{version.saved_by}, {moment_words(version.saved_at)}",
        "taken_from": version.taken_from,
        "stands": version.number == current,
        "empty": not version.body.strip(),
    }


def _compared(found: "Sequence[WrittenVersion]") -> dict[str, Any]:
    """The two that were asked for, the older one first; the last two where they are none."""
    by_number = {one.number: one for one in found}
    asked = sorted(
        {row_number(request.args.get(name, "")) or 0 for name in ("was", "now")} & by_number.keys()
    )
    was, now = asked if len(asked) == 2 else (found[1].number, found[0].number)
    differing = changes(by_number[was].body, by_number[now].body)
    return {"was": was, "now": now, "changes": differing, "words": change_words(differing)}


def _one(found: "Sequence[WrittenVersion]") -> dict[str, Any] | None:
    """The version that is to be read whole, with its figures as they were when it was saved."""
    number = row_number(request.args.get("show", ""))
    version = next((one for one in found if one.number == number), None)
    return {"number": version.number, **shown(wiring(), stored.read(version))} if version else None

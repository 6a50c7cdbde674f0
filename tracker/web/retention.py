"""Retention: what is due to be disposed of, by class; the proposals of one person, the decisions of another; the rules."""

from datetime import date
from typing import Any

from flask import (
    Blueprint,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from tracker.domain.errors import BadInput, Conflict, InvalidMove, NotFound, TrackerError
from tracker.domain.keeping import DisposalState, KeptClass
from tracker.domain.retention import CLASSES, latest_due, review_date
from tracker.domain.viewers import Role
from tracker.domain.wording import count_words
from tracker.services import retention as service
from tracker.services.retention import DECIDING, PROPOSING, Judged
from tracker.store import retention as stored
from tracker.web.access import current_viewer
from tracker.web.forms.chasing import typed_day
from tracker.web.incoming import row_number
from tracker.web.requests import abandon, asked_page, current_desk, current_moment, current_session, wiring
from tracker.web.sweeping import rid_the_disk

retention = Blueprint("retention", __name__, url_prefix="/retention")
SIZE = 50
DAY = "Give the day on which it is looked at again, such as 4 October 2030."


@retention.get("")
def index() -> str:
    """How much of each class is due, and what waits for a second person."""
    return _overview()


@retention.get("/<kept_class>")
def of_class(kept_class: str) -> str:
    """What is due of one class, the oldest first."""
    return _list(_class_named(kept_class))


@retention.post("/<kept_class>")
def propose(kept_class: str) -> ResponseReturnValue:
    """The first of the two people."""
    kind = _class_named(kept_class)
    try:
        made = service.propose(
            current_desk(), kind, request.form.getlist("subject"), reason=request.form.get("reason", "")
        )
    except (BadInput, InvalidMove) as error:
        abandon()
        return _list(kind, error), 422
    flash(f"{count_words(len(made), 'proposal')} made. Another person decides on each.", "success")
    return redirect(url_for("retention.index"), 303)


@retention.post("/proposals/<int:number>")
def decide(number: int) -> ResponseReturnValue:
    """The second person: destroyed, refused, or kept until a day."""
    try:
        state = DisposalState(request.form.get("state", ""))
        version = row_number(request.form.get("version", "")) or 0
        until = typed_day(request.form, "keep_until", DAY) if state is DisposalState.KEPT else None
        judged = Judged(state, request.form.get("decided_reason", ""), until)
        found = service.decide(current_desk(), wiring().words, number, judged, version=version)
    except ValueError:
        abandon()
        return _overview(BadInput("Choose what is to become of it.", field="state"), number), 422
    except (BadInput, Conflict, InvalidMove) as error:
        abandon()
        return _overview(error, number), 409 if isinstance(error, Conflict) else 422
    if state is DisposalState.DESTROYED:
        rid_the_disk()
    flash(f"{found.subject}: {STATES[state].lower()}.", "success")
    return redirect(url_for("retention.index"), 303)


@retention.post("/<kept_class>/rule")
def set_rule(kept_class: str) -> ResponseReturnValue:
    """How long a class is kept, and by what rule of the office."""
    kind = _class_named(kept_class)
    try:
        service.set_rule(
            current_desk(),
            kind,
            years=request.form.get("years", ""),
            basis=request.form.get("basis", ""),
            version=row_number(request.form.get("version", "")),
        )
    except (BadInput, Conflict) as error:
        abandon()
        return _list(kind, error), 409 if isinstance(error, Conflict) else 422
    flash("The rule is set. Nothing is disposed of by it until two people have said so.", "success")
    return redirect(url_for("retention.of_class", kept_class=kind), 303)


STATES = {
    DisposalState.PROPOSED: "Proposed",
    DisposalState.DESTROYED: "Disposed of",
    DisposalState.REFUSED: "Refused",
    DisposalState.KEPT: "Kept",
}


def _class_named(word: str) -> KeptClass:
    try:
        return KeptClass(word)
    except ValueError:
        raise NotFound("There is no such class.") from None


def _overview(error: TrackerError | None = None, number: int = 0) -> str:
    session, today = current_session(), current_moment().today
    rules = stored.rules(session)
    counted = [(kind, words, rules.get(kind), _count(kind, rules, today)) for kind, words in CLASSES.items()]
    return render_template(
        "retention/index.html",
        classes=counted,
        total=sum(count or 0 for *_, count in counted),
        proposed=stored.proposed(session),
        decided=stored.decided(session),
        titles={kind.value: words.title for kind, words in CLASSES.items()},
        states=STATES,
        may_decide=bool(current_viewer().roles & DECIDING),
        me=current_viewer(),
        today=today,
        asked=number,
        typed=request.form,
        **_wrong(error, f"-{number}"),
    )


def _count(kind: KeptClass, rules: Any, today: date) -> int | None:
    """How many are due; None where the office has no rule."""
    rule = rules.get(kind)
    if rule is None:
        return None
    return stored.due(current_session(), kind, latest_due(today, rule.years), today, most=1)[1]


def _list(kind: KeptClass, error: TrackerError | None = None) -> str:
    session, today, page = current_session(), current_moment().today, asked_page()
    rule = stored.rule_of(session, kind)
    words = request.args.get("words", "").strip()
    until = _until(today, rule.years) if rule else today
    things, total = (
        stored.due(session, kind, until, today, words=words, start=(page - 1) * SIZE, most=SIZE)
        if rule
        else ([], 0)
    )
    return render_template(
        "retention/of_class.html",
        kind=kind,
        words=CLASSES[kind],
        rule=rule,
        things=[(one, review_date(one.last_day, rule.years)) for one in things] if rule else [],
        total=total,
        looked_for=words,
        year=request.args.get("year", ""),
        page=page,
        pages=-(-total // SIZE),
        may_propose=bool(current_viewer().roles & PROPOSING),
        may_rule=Role.ADMINISTRATOR in current_viewer().roles,
        typed=request.form,
        **_wrong(error),
    )


def _until(today: date, years: int) -> date:
    """The latest last day that is asked for: that of all that is due, or the end of the year that was chosen."""
    due, year = latest_due(today, years), request.args.get("year", "")
    if year.isascii() and year.isdigit() and len(year) == 4 and int(year) > 0:
        return min(due, date(int(year), 12, 31))
    return due


def _wrong(error: TrackerError | None, suffix: str = "") -> dict[str, Any]:
    if error is None:
        return {"wrong": {}, "errors": []}
    field = getattr(error, "field", "") or "state"
    return {"wrong": {field: str(error)}, "errors": [{"text": str(error), "href": f"#{field}{suffix}"}]}

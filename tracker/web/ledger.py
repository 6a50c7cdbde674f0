"""The ledger: who was chased, how often, what became of each mail, and how long the answers took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from tracker.domain.chased import Days, Tally, tallies, together
from tracker.domain.chased_picture import HEIGHT, WIDTH, bars
from tracker.domain.ledger import Entry
from tracker.domain.mails import MailKind, MailState
from tracker.domain.step_words import steps_words
from tracker.domain.wording import count_words, date_words
from tracker.domain.workdays import working_days_between
from tracker.store import chased as stored
from tracker.store import mails, meetings
from tracker.store.chased import ANSWERED, PAGE_SIZE, UNANSWERED, Chased, Filters
from tracker.web.csv_files import csv_response
from tracker.web.mail_words import KINDS, STATES
from tracker.web.requests import asked_page, current_session, wiring

ledger = Blueprint("ledger", __name__)
BECAME = {
    UNANSWERED: "Not answered yet",
    ANSWERED: "Answered",
    Entry.DELIVERED.value: "Delivered",
    Entry.BOUNCED.value: "Came back",
    **{state.value: words for state, (words, _) in STATES.items()},
}
COLUMNS = (
    *(
        "Mail",
        "Day",
        "Kind",
        "Step",
        "Post",
        "To",
        "Address",
        "Subject",
        "About",
        "State",
        "Tries",
        "What became of it",
    ),
    *("Sent", "Asked", "Answered", "Working days to the first answer", "Error"),
)


@dataclass(frozen=True)
class Wanted:
    """What the address asks for."""

    filters: Filters

    def address(self, page: int = 1, **changed: Any) -> str:
        return f"/ledger{self.query(page, **changed)}"

    def query(self, page: int = 1, **changed: Any) -> str:
        filters = replace(self.filters, **changed)
        named = {name: getattr(filters, name) for name in Filters.__dataclass_fields__}
        asked = {name: str(value) for name, value in named.items() if value}
        if page > 1:
            asked["page"] = str(page)
        return f"?{urlencode(asked)}" if asked else ""


@ledger.get("/ledger")
def index() -> str:
    """The mails that the address asks for, and how each post was chased by them."""
    session, wanted = current_session(), _wanted(request.args)
    filters = wanted.filters
    total = stored.count(session, filters)
    pages = _pages(wanted, total)
    of_posts = tallies(stored.asks(session, filters), _working_days())
    rows = stored.page(session, filters, pages["page"])
    told = _told(rows)
    options = _options()
    return render_template(
        "ledger/index.html",
        heading=_heading(of_posts, total),
        of_posts=list(zip(of_posts, bars(of_posts), strict=True)),
        picture={"width": WIDTH, "height": HEIGHT},
        rows=[_row(row, told) for row in rows],
        filters=filters,
        options=options,
        selected=_selected(wanted, options),
        pages=pages,
        csv_href=f"/ledger.csv{wanted.query()}",
    )


@ledger.get("/ledger.csv")
def csv_file() -> Response:
    """All that the address asks for, as a file."""
    session, wanted = current_session(), _wanted(request.args)
    rows = stored.page(session, wanted.filters, None)
    told = _told(rows)
    return csv_response("ledger-of-mail", COLUMNS, (_cells(row, told) for row in rows))


@dataclass(frozen=True)
class Told:
    """What is told of mails besides: the actions in each and its steps, by number of the mail; and how days are counted."""

    about: Mapping[int, list[str]]
    steps: Mapping[int, str]
    days: Days


def _told(rows: Sequence[Chased]) -> Told:
    session, numbers = current_session(), [row.mail.key for row in rows]
    steps = {number: steps_words(keys) for number, keys in stored.steps(session, numbers).items()}
    return Told(mails.references(session, numbers), steps, _working_days())


def _working_days() -> Days:
    """Counts working days, each pair of days once: many mails left, and were answered, on the same ones."""
    is_working_day = wiring().calendar.is_working_day
    return cache(lambda start, end: working_days_between(start, end, is_working_day))


def _wanted(args: Mapping[str, str]) -> Wanted:
    """Words that the address cannot mean are passed over: a list is never an error."""
    kind, became = args.get("kind", ""), args.get("became", "")
    return Wanted(
        Filters(
            post=_number(args.get("post", "")),
            series=_number(args.get("series", "")),
            kind=MailKind(kind) if kind in set(MailKind) else None,
            became=became if became in BECAME else "",
            since=_day(args.get("since", "")),
            until=_day(args.get("until", "")),
        )
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _heading(of_posts: list[Tally], total: int) -> str:
    """ "7 of 23 requests are not answered" """
    if not total:
        return "No mails match"
    asked, answered = together(of_posts)
    if not asked:
        return f"{count_words(total, 'mail')}, and none of them has asked for anything yet"
    if asked == answered:
        return f"All {asked:,} requests are answered" if asked > 1 else "The one request is answered"
    return f"{asked - answered:,} of {count_words(asked, 'request')} {'is' if asked - answered == 1 else 'are'} not answered"


def _options() -> dict[str, list[dict[str, Any]]]:
    session = current_session()
    return {
        "post": [{"value": number, "label": title} for number, title in stored.posts(session)],
        "series": [{"value": one.id, "label": one.title} for one in meetings.series_listed(session)],
        "kind": [{"value": kind.value, "label": words} for kind, words in KINDS.items()],
        "became": [{"value": value, "label": label} for value, label in BECAME.items()],
    }


def _selected(wanted: Wanted, options: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The filters in use, each with the address without it."""
    names = {"post": "Post", "series": "Series", "kind": "Kind", "became": "What became of it"}
    found = []
    for name, heading in names.items():
        value = getattr(wanted.filters, name)
        labels = {str(option["value"]): option["label"] for option in options[name]}
        if value and str(value) in labels:
            item = {
                "text": labels[str(value)],
                "href": wanted.address(**{name: None if name != "became" else ""}),
            }
            found.append({"name": heading, "items": [item]})
    for name, words in (("since", "From"), ("until", "Until")):
        if day := getattr(wanted.filters, name):
            item = {"text": date_words(day), "href": wanted.address(**{name: None})}
            found.append({"name": words, "items": [item]})
    return found


def _pages(wanted: Wanted, total: int) -> dict[str, Any]:
    last = max(1, -(-total // PAGE_SIZE))
    page = min(asked_page(), last)
    return {
        "page": page,
        "of": last,
        "total": total,
        "from": min(total, (page - 1) * PAGE_SIZE + 1),
        "to": min(total, page * PAGE_SIZE),
        "href": wanted.address,
        "noun": "mail" if total == 1 else "mails",
    }


def _row(row: Chased, told: Told) -> dict[str, Any]:
    words, tone = _became(row)
    return {
        "id": row.mail.key,
        "day": row.mail.for_day,
        "kind": KINDS[row.mail.kind],
        "post": row.post,
        "to_name": row.mail.to_name,
        "subject": row.mail.subject,
        "references": told.about.get(row.mail.key, []),
        "step": told.steps.get(row.mail.key, ""),
        "became": words,
        "tone": tone,
        "tries": row.tries,
        "answered": _answered(row, told.days),
    }


def _became(row: Chased) -> tuple[str, str]:
    if Entry.BOUNCED in row.ends:
        return BECAME[Entry.BOUNCED], "red"
    if Entry.DELIVERED in row.ends:
        return BECAME[Entry.DELIVERED], "green"
    return STATES[row.mail.state]


def _answered(row: Chased, days: Days) -> str:
    """ "2 of 3, the first after 4 days", "After 4 days", "Not yet"; "" where nothing was asked."""
    took = _took(row, days)
    if row.mail.state is not MailState.SENT or not row.asks:
        return ""
    if not took:
        return "Not yet"
    after = "the same day" if min(took) == 0 else f"after {count_words(min(took), 'working day')}"
    if len(row.asks) == 1:
        return f"{after[0].upper()}{after[1:]}"
    return f"{len(took)} of {len(row.asks)}, the first {after}"


def _took(row: Chased, days: Days) -> list[int]:
    return [took for ask in row.asks if (took := ask.took(days)) is not None]


def _cells(row: Chased, told: Told) -> list[object]:
    mail = row.mail
    took = _took(row, told.days)
    return [
        mail.key,
        mail.for_day.isoformat(),
        KINDS[mail.kind],
        told.steps.get(mail.key, ""),
        row.post,
        mail.to_name,
        mail.to_address,
        mail.subject,
        ", ".join(told.about.get(mail.key, [])),
        STATES[mail.state][0],
        row.tries,
        _became(row)[0],
        mail.sent_at.isoformat(timespec="seconds") if mail.sent_at else "",
        len(row.asks),
        len(took),
        min(took) if took else "",
        mail.last_error,
    ]

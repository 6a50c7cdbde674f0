"""Writes mails from their templates: what each action asks for, in words, with a mark where its link will stand."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.actions import Rating
from tracker.domain.mails import MailKind
from tracker.domain.marking import WITHHELD, Marking
from tracker.domain.references import spoken
from tracker.domain.reminder_words import (
    Wanted,
    asked_when,
    digest_subject,
    due_words,
    escalation_subject,
    handover_subject,
    how_late,
    subject,
    titled,
)
from tracker.domain.reminders import Kind
from tracker.domain.wording import date_words
from tracker.models.actions import Action, Update
from tracker.ports import MailText
from tracker.services.planned import Chased, Listed, Planned
from tracker.services.post_office import Stationery

RATINGS = {Rating.GREEN: "green, on track", Rating.AMBER: "amber, at risk", Rating.RED: "red, off track"}
GROUPS = {
    "overdue": "Overdue",
    "due": "Due now",
    "coming": "Coming up",
    "new": "New",
    "undated": "Without a date",
}
TEMPLATES = {
    MailKind.REMINDER: "reminder",
    MailKind.ESCALATION: "escalation",
    MailKind.DIGEST: "digest",
    MailKind.HANDOVER: "handover",
}


def write_reminder(
    stationery: Stationery,
    planned: Planned,
    marks: Mapping[int, str],
    updates: Mapping[int, Update],
    today: date,
    hidden: Collection[int] = (),
) -> MailText:
    """The mail of `planned`. `marks` and `updates` go by the number of the action; `hidden` are OFFICIAL-SENSITIVE."""
    owners = list(dict.fromkeys(item.owner for item in planned.items))
    vacant = [bool(item.escalation and item.escalation.kind == "vacant") for item in planned.items]
    escalates = planned.kind is MailKind.ESCALATION
    entries = [
        _entry(item, marks[item.action.id], updates.get(item.action.id), is_hidden=item.action.id in hidden)
        for item in planned.items
    ]
    entries += [
        _listed(one, marks[one.action.id], updates.get(one.action.id), is_hidden=one.action.id in hidden)
        for one in planned.listed
    ]
    return stationery.renderer.render(
        TEMPLATES[planned.kind],
        subject_words=_subject(planned, owners, today, vacant=all(vacant)),
        groups=[
            {
                "kind": kind,
                "heading": heading,
                "entries": [entry for entry in entries if entry["kind"] == kind],
            }
            for kind, heading in GROUPS.items()
            if any(entry["kind"] == kind for entry in entries)
        ],
        count=len(entries),
        owners=owners,
        all_vacant=all(vacant),
        some_vacant=any(vacant),
        through=_through([item.escalation.levels for item in planned.items if item.escalation], len(owners)),
        show_owner=escalates,
        post=planned.to.post.title,
        **around(stationery, planned.to.name or planned.to.post.title, is_sensitive=bool(hidden)),
    )


def write_fresh_link(
    stationery: Stationery,
    *,
    to_name: str,
    action: Action,
    meeting_on: date | None,
    mark: str,
    today: date,
    is_hidden: bool = False,
) -> MailText:
    """A new link to one action, for the holder of its post."""
    number = spoken(action.reference)
    subject_words = f"A new link to {number}"
    due = ""
    if action.due_on:
        kind: Kind = "overdue" if action.due_on < today else "coming"
        due = due_words(Wanted(action.due_on, kind, 0, meeting_on))
    return stationery.renderer.render(
        "fresh_link",
        subject_words=subject_words if is_hidden else titled(f"{subject_words}:", action.title),
        number=number,
        title=f"{Marking.SENSITIVE}. {WITHHELD}" if is_hidden else action.title,
        due_words=due,
        mark=mark,
        **around(stationery, to_name, is_sensitive=is_hidden),
    )


def around(stationery: Stationery, to_name: str, *, is_sensitive: bool = False) -> dict[str, Any]:
    """What every mail needs beside its own words. Its links open what it is about, so it is marked as that is."""
    return {
        "marking": Marking.SENSITIVE if is_sensitive else Marking.OFFICIAL,
        "to_name": to_name,
        "office_name": stationery.office_name,
        "the_office": f"the {name}" if (name := stationery.office_name).startswith("Office") else name,
        "contact": stationery.contact,
        "link_days": stationery.link_days,
        "brand_colour": stationery.brand_colour,
    }


def _through(levels: Sequence[int], owners: int) -> str:
    """How the posts answer to whoever is written to, where another stands between."""
    if not any(level > 1 for level in levels):
        return ""
    between = f"through the post above {'it' if owners == 1 else 'them'}"
    return f" {between}" if all(level > 1 for level in levels) else f", in part {between},"


def _subject(planned: Planned, owners: Sequence[str], today: date, *, vacant: bool) -> str:
    wanted = [item.wanted for item in planned.items]
    if planned.kind is MailKind.ESCALATION:
        return escalation_subject(owners, wanted, vacant=vacant, today=today)
    if planned.kind is MailKind.HANDOVER:
        return handover_subject(planned.to.post.title, len(planned.parts))
    return digest_subject(wanted, today) if planned.kind is MailKind.DIGEST else subject(wanted, today)


def without_words(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of a mail about an action that is OFFICIAL-SENSITIVE: its reference, its day and its link."""
    bare: dict[str, Any] = {"title": Marking.SENSITIVE, "asked": "", "said": None, "item": ""}
    return {**entry, **bare, "withheld": WITHHELD}


def _entry(item: Chased, mark: str, update: Update | None, *, is_hidden: bool) -> dict[str, Any]:
    action = item.action
    asked = one_line(action.asked)
    entry = {
        "kind": item.owed.kind,
        "number": spoken(action.reference),
        "title": action.title,
        "asked": "" if asked == one_line(action.title) else asked,
        "when": asked_when(action.raised_on, action.raised_words),
        "owner": item.owner,
        "vacant": bool(item.escalation and item.escalation.kind == "vacant"),
        "due_words": due_words(item.wanted),
        "late_words": how_late(item.wanted),
        "said": _said(update) if update else None,
        "withheld": "",
        "answer": f"Give an update on {spoken(action.reference)}",
        "mark": mark,
    }
    return without_words(entry) if is_hidden else entry


def _listed(one: Listed, mark: str, update: Update | None, *, is_hidden: bool) -> dict[str, Any]:
    action = one.action
    asked, ends = one_line(action.asked), one_line(action.exit_rule)
    if is_hidden and ends:
        ends = "its exit rule is met"
    entry = {
        "kind": "undated",
        "number": spoken(action.reference),
        "title": action.title,
        "asked": "" if asked == one_line(action.title) else asked,
        "when": asked_when(action.raised_on, action.raised_words),
        "owner": "",
        "vacant": False,
        "due_words": "At every meeting" if ends else "No date is set",
        "late_words": f"until {ends[0].lower()}{ends[1:]}".removesuffix(".").replace("until until ", "until ")
        if ends
        else "please propose one",
        "said": _said(update) if update else None,
        "withheld": "",
        "answer": f"Give an update on {spoken(action.reference)}",
        "mark": mark,
    }
    return without_words(entry) if is_hidden else entry


def _said(update: Update) -> dict[str, Any]:
    return {
        "when": update.given_words or date_words(update.given_on),
        "rating": RATINGS[update.rating] if update.rating else "",
        "text": one_line(update.body),
    }


def one_line(text: str) -> str:
    """A mail breaks lines where it needs to, not where someone pressed Enter."""
    return " ".join(text.split())

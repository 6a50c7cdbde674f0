"""`flask reminders preview --on`, day by day: the tables are in `reminder_cases/`, to be read beside a calendar."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.integration.mails.conftest import stationery
from tests.support.builders import Record, acting_as
from tracker.domain.policy import DEFAULT, PolicyStep
from tracker.services.absences import Away, ask_weekly_only, note_absence
from tracker.services.closed_days import close_office
from tracker.services.meetings import Sitting
from tracker.services.moving import move_meeting
from tracker.services.policies import save_policy
from tracker.services.posts import hand_over_post, vacate_post
from tracker.store import posts

Answer = Callable[..., Any]
SCENES: dict[str, dict[str, Any]] = {
    name: scene
    for path in sorted(Path(__file__).with_name("reminder_cases").glob("*.toml"))
    for name, scene in tomllib.loads(path.read_text(encoding="utf-8")).items()
}


def shown(mail: dict[str, Any]) -> str:
    """Ann Able, reminder: PPM-001 – 1 due now (held)"""
    reason = mail["reason"].partition("; held")[0]
    held = " (held)" if mail["held"] else ""
    return f"{mail['name'] or 'nobody'}, {mail['kind']}: {' '.join(mail['actions'])} – {reason}{held}"


def set_scene(record: Record, scene: dict[str, Any]) -> None:
    """Puts on record what the scene names, each with the builders."""
    for one in scene.get("posts", []):
        above = record.post(one["above"]) if "above" in one else None
        holder, chief = one.get("holder"), one.get("chief", False)
        record.post(one["code"], holder=holder, chief_officer=chief, escalates_to=above, since="2018-01-01")
    for code, rules in scene.get("policies", {}).items():
        steps = tuple(PolicyStep(days) for days in rules.pop("steps", [-10, -3, 0]))
        policy = replace(DEFAULT, hold_first=False, steps=steps, **rules)
        save_policy(record.desk, record.series(code), policy, version=None)
    for day in scene.get("meetings", []):
        record.meeting(day)
    for one in scene.get("actions", []):
        series = one.get("series", "PPM")
        meeting = record.meeting(one.get("raised", scene["raised"]), series=series)
        post = record.post(one.get("post", "head"), holder="Ann Able", since="2018-01-01")
        record.action(due=one["due"], post=post, meeting=meeting, on=one.get("on", str(meeting.starts_on)))
    record.desk.session.flush()
    _change(record, scene)


def _change(record: Record, scene: dict[str, Any]) -> None:
    desk = record.desk
    for one in scene.get("absences", []):
        delegate = record.person(one["delegate"]) if "delegate" in one else None
        desk.session.flush()
        away = Away(one["from"], one["to"], delegate.id if delegate else None)
        note_absence(desk, record.post(one.get("post", "head")), away)
    for day in scene.get("closed", []):
        close_office(desk, day)
    for one in scene.get("handovers", []):
        desk_then = acting_as(desk, desk.by, one["on"])
        post = record.post(one.get("post", "head"))
        if "to" in one:
            hand_over_post(desk_then, post=post, to=record.person(one["to"]), on=one["on"])
        else:
            vacate_post(desk_then, post=post, on=one["on"])
    for name in scene.get("weekly", []):
        ask_weekly_only(
            desk, next(one for one in posts.persons(desk.session) if one.name == name), wanted=True
        )
    for one in scene.get("moved", []):
        then = acting_as(desk, desk.by, one["on"])
        meeting = record.meeting(one["meeting"])
        move_meeting(
            then, meeting, Sitting(one["to"]), version=None, stationery=stationery(), why="It clashed."
        )


@pytest.fixture
def scene(request: pytest.FixtureRequest, on_record: Record) -> dict[str, Any]:
    found = SCENES[request.param]
    set_scene(on_record, found)
    on_record.desk.session.commit()
    return found


@pytest.mark.parametrize("scene", SCENES, indirect=True)
def test_the_preview_of_each_day_is_exact(
    scene: dict[str, Any], answer: Answer, run: Callable[..., Any]
) -> None:
    found = {}
    for day in scene["days"]:
        found[day] = [shown(mail) for mail in answer("reminders", "preview", "--on", day)]
        if scene.get("sent"):
            assert run("reminders", "send", "--on", day).exit_code == 0
            assert answer("reminders", "preview", "--on", day) == []
    assert found == scene["days"]


def test_the_table_has_its_sixty_cases() -> None:
    assert sum(len(scene["days"]) for scene in SCENES.values()) >= 60
    assert all(date.fromisoformat(day) for scene in SCENES.values() for day in scene["days"])

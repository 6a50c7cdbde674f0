"""What is typed about who is written to: days, and a person of the list or one who is not on record yet."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.errors import BadInput
from tracker.services.absences import Away
from tracker.services.posts import create_person
from tracker.store import posts
from tracker.web.forms.day_field import read_day
from tracker.web.forms.posts import NEW

if TYPE_CHECKING:
    from tracker.models.people import Person
    from tracker.services.desk import Desk


def typed_day(form: Mapping[str, str], field: str, asks: str) -> date:
    """The day in `field`. Raises `BadInput` with `asks` where nothing was typed."""
    text = " ".join(form.get(field, "").split())
    if not text:
        raise BadInput(asks, field=field)
    try:
        return read_day(text)
    except ValueError as error:
        raise BadInput(str(error), field=field) from None


def chosen_person(desk: "Desk", form: Mapping[str, str], field: str) -> "Person | None":
    """Who was chosen in the select `field`; a new one is put on record first. None for nobody."""
    who = form.get(field, "")
    if not who:
        return None
    if who == NEW:
        try:
            person = create_person(
                desk, name=form.get(f"{field}_name", ""), email=form.get(f"{field}_email", "")
            )
        except BadInput as error:
            raise BadInput(str(error), field=f"{field}_{error.field}") from None
        desk.session.flush()
        return person
    found = next((one for one in posts.persons(desk.session) if str(one.id) == who), None)
    if found is None:
        raise BadInput("Choose a person from the list.", field=field)
    return found


def typed_absence(desk: "Desk", form: Mapping[str, str]) -> Away:
    """An absence as it is typed. Raises `BadInput` for a day that is missing or makes no sense."""
    starts_on = typed_day(form, "starts_on", "Give the first day away, such as 2 October 2023.")
    ends_on = typed_day(form, "ends_on", "Give the last day away, such as 13 October 2023.")
    if ends_on < desk.moment.today:
        raise BadInput("That absence is over already. Give a last day from today on.", field="ends_on")
    delegate = chosen_person(desk, form, "delegate")
    return Away(starts_on, ends_on, delegate.id if delegate else None, form.get("note", ""))

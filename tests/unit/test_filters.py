"""The filters, as templates use them."""

from datetime import UTC, date, datetime

import pytest
from jinja2 import Environment

from tracker import filters

MOMENT = datetime(2023, 10, 4, 13, 30, tzinfo=UTC)


def said(template: str, zone: str = "Europe/London") -> str:
    environment = Environment(autoescape=True)
    filters.register(environment, zone)
    return environment.from_string(template).render(day=date(2023, 10, 4), moment=MOMENT, nothing=None)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ day | date }}", "4 October 2023"),
        ("{{ day | short_date }}", "4 Oct"),
        ("{{ day | weekday_date }}", "Wednesday 4 October 2023"),
        ("{{ moment | clock_time }}", "14:30"),
        ("{{ moment | moment }}", "4 October 2023 at 14:30"),
        ("{{ 3 | times }}", "3 times"),
        ("{{ 4 | plural('action') }}", "4 actions"),
        ("{{ 4 | plural('action', starts=true) }}", "Four actions"),
        ("{{ 2 | plural('person', 'people') }}", "2 people"),
        ("{{ ['a', 'b'] | join_words }}", "a and b"),
        ("{{ 'PPM-006' | spoken }}", "Action 006"),
        ("{{ nothing | date or 'No date' }}", "No date"),
        ("{{ nothing | moment }}{{ nothing | times }}", ""),
    ],
)
def test_a_template_says_it_in_words(template: str, expected: str) -> None:
    assert said(template) == expected


def test_the_office_s_zone_decides_which_day_a_moment_is_on() -> None:
    assert said("{{ moment | moment }}", "Pacific/Auckland") == "5 October 2023 at 02:30"
    assert said("{{ moment | date }}", "Pacific/Auckland") == "5 October 2023"

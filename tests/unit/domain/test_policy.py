"""The policy of a series: what makes sense, and that it comes back from its text as it was."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.domain.policy import DEFAULT, Policy, PolicyStep, checked, from_text, step_words, to_text

steps = st.builds(PolicyStep, st.integers(-60, 60), st.booleans())
policies = st.builds(
    Policy,
    steps=st.lists(steps, min_size=1, max_size=12, unique_by=lambda step: step.days).map(tuple),
    repeat_every=st.integers(1, 60),
    repeat_held=st.booleans(),
    escalate_after=st.integers(1, 100),
    escalate_again_after=st.none() | st.integers(101, 250),
    copy_staff_officer=st.booleans(),
    copy_to=st.sampled_from([(), ("one@example.org",), ("one@example.org", " two@example.org ")]),
    digest_day=st.integers(0, 4),
    hour=st.times(time(5), time(20)).map(lambda hour: f"{hour:%H:%M}"),
    most_a_week=st.integers(1, 5),
    hold_escalations=st.booleans(),
    hold_chief_officers=st.booleans(),
    hold_first=st.booleans(),
    hold_handovers=st.booleans(),
    commissioning_weeks=st.integers(0, 26),
)


def test_the_default_makes_sense_and_holds_what_may_embarrass() -> None:
    assert checked(DEFAULT) == DEFAULT
    assert (DEFAULT.hold_escalations, DEFAULT.hold_chief_officers, DEFAULT.hold_first) == (True, True, True)
    assert [step.days for step in DEFAULT.steps] == [-10, -3, 0]
    assert DEFAULT.begins_at == time(7, 30)


@given(policy=policies)
def test_a_policy_comes_back_from_its_text_and_the_text_is_always_the_same(policy: Policy) -> None:
    known = checked(policy)
    assert from_text(to_text(known)) == known
    assert to_text(from_text(to_text(known))) == to_text(known)
    assert checked(replace(policy, steps=policy.steps[::-1])) == known


def test_what_a_text_does_not_name_has_its_default() -> None:
    assert from_text('{"policy":{"repeat_every":3}}') == replace(DEFAULT, repeat_every=3)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"policy":{"rate":1}}', '{"policy":{"repeat_every":0}}'])
def test_what_is_no_policy_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_text(text)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"steps": ()}, "steps", "Give at least one step"),
        (
            {"steps": (PolicyStep(-3), PolicyStep(-3, held=True))},
            "steps",
            "Two steps fall 3 working days before.",
        ),
        ({"steps": (PolicyStep(0), PolicyStep(0))}, "steps", "Two steps fall on the day."),
        ({"steps": (PolicyStep(-61),)}, "steps", "up to 60 working days before or after, not 61"),
        ({"steps": tuple(PolicyStep(n) for n in range(13))}, "steps", "Keep to 12 steps"),
        ({"repeat_every": 0}, "repeat_every", "every 1 to 60 working days, not 0"),
        ({"escalate_after": 0}, "escalate_after", "after 1 to 250 working days overdue, not 0"),
        ({"escalate_again_after": 15}, "escalate_again_after", "give more than 15 working days"),
        ({"escalate_again_after": 251}, "escalate_again_after", "1 to 250 working days overdue, not 251"),
        ({"most_a_week": 0}, "most_a_week", "1 to 5 reminder mails a week at most, not 0"),
        ({"most_a_week": 6}, "most_a_week", "not 6"),
        ({"commissioning_weeks": 27}, "commissioning_weeks", "0 to 26 weeks before, not 27"),
        ({"digest_day": 5}, "digest_day", "from Monday to Friday"),
        ({"hour": "half past"}, "hour", "“half past” is not a time of day"),
        ({"hour": "03:00"}, "hour", "from 05:00 to 20:00"),
        ({"copy_to": ("nobody",)}, "copy_to", "name@example.org"),
        ({"copy_to": tuple(f"{n}@example.org" for n in range(11))}, "copy_to", "10 addresses at most"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field(
    wrong: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as refused:
        checked(replace(DEFAULT, **wrong))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert sentence in str(refused.value)


def test_addresses_are_trimmed_and_named_once() -> None:
    known = checked(replace(DEFAULT, copy_to=(" one@example.org", "one@example.org", "")))
    assert known.copy_to == ("one@example.org",)


def test_a_step_in_words() -> None:
    assert [step_words(days) for days in (-3, -1, 0, 5)] == [
        "3 working days before",
        "1 working day before",
        "on the day",
        "5 working days after",
    ]

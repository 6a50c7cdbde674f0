"""How far the making of a report's files has come: never more than was done, and never back."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.builds import STAGES, steps_after, steps_done, steps_of

FORMS = st.lists(st.sampled_from(["pdf", "docx", "xlsx", "html", "csv"]), min_size=1, unique=True)


@given(FORMS)
def test_the_steps_go_forward_form_by_form_and_end_at_their_sum(forms: list[str]) -> None:
    told = []
    for form in forms:
        told += [steps_done(forms, form, said) for said in ("", *STAGES.get(form, ()), "")[:-1]]
        told.append(steps_after(forms, form))
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == steps_of(forms)


def test_laying_out_counts_as_one_step_whatever_page_it_is_at() -> None:
    assert steps_done(["docx", "pdf"], "pdf", "laying out page 1") == 4
    assert steps_done(["docx", "pdf"], "pdf", "laying out page 212") == 4


def test_what_is_not_known_is_not_counted() -> None:
    assert steps_done(["pdf"], "pdf", "humming") == 0

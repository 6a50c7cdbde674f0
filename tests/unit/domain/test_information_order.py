"""What the law asks to be published of this work, and when a duty counts as met."""

from tracker.domain.information_order import DUTIES, NAMED, Answered, Mend, Missing, Standing, is_the_panels

DUTY = DUTIES[0]
THERE = Standing("The meeting", "/published/meetings/ppm-2023-10-04")


def test_the_paragraphs_of_the_order_are_there() -> None:
    places = {duty.paragraph.removeprefix("Schedule, paragraph ") for duty in DUTIES}
    assert {"5(a)", "5(b)", "5(c)", "5(d)", "7A(a)", "7A(b)", "7B(a)", "7B(b)"} <= places
    assert len(NAMED) == len(DUTIES), "each code is there once"


def test_nothing_known_is_missing_and_never_met() -> None:
    assert Answered(DUTY).state == "missing"
    assert Answered(DUTY, note="Not this year").state == "missing"


def test_what_is_published_here_or_elsewhere_is_met() -> None:
    assert Answered(DUTY, published=(THERE,)).state == "met"
    assert Answered(DUTY, told=Standing("https://office.example", "https://office.example")).state == "met"


def test_something_published_and_something_missing_is_partly_met() -> None:
    assert (
        Answered(DUTY, published=(THERE,), missing=(Missing("The meeting of 4 October", Mend.PUBLISH),)).state
        == "partly"
    )


def test_the_panels_meetings_are_not_the_commissioners() -> None:
    assert is_the_panels("Police, Fire and Crime Panel")
    assert is_the_panels("Police and Crime Panel")
    assert not is_the_panels("Public Performance Meeting")
    assert not is_the_panels("Ethics Panel"), "that one may be the Commissioner’s own"

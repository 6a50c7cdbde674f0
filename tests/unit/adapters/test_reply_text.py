"""What someone wrote, without what their program put beneath it; and texts that are made to take long."""

import pytest

from tracker.adapters.reply_text import LONGEST, QuoteStripper

WORDS = QuoteStripper().words


def test_a_list_with_hyphens_is_no_signature() -> None:
    assert WORDS("Three things:\n\n- calls\n- staff\n- hubs\n\nKind regards\nAnn Able") == (
        "Three things:\n\n- calls\n- staff\n- hubs"
    )


def test_an_answer_beneath_the_quote_is_found() -> None:
    quoted = "On 18 Sep 2023, at 10:00, Actions <actions@office.example> wrote:\n\n> Bring the figures\n> by Friday"
    assert WORDS(f"{quoted}\n\nThey are on page 8.") == "They are on page 8."


def test_nothing_but_a_quote_is_no_answer() -> None:
    assert WORDS("On 18 Sep 2023, at 10:00, Actions <a@office.example> wrote:\n\n> Bring the figures") == ""
    assert WORDS("   \n\n ") == ""


def test_much_that_follows_a_thanks_is_no_signature() -> None:
    figures = "\n".join(f"Hub {number}: {number * 3} calls" for number in range(40))
    assert "Hub 39: 117 calls" in WORDS(f"As asked.\nThanks, the figures are:\n{figures}")


def test_a_paragraph_that_is_one_long_line_stays_whole() -> None:
    paragraph = "The rate has fallen. " * 60
    assert WORDS(f"{paragraph}\n\nKind regards\nAnn") == paragraph.strip()


@pytest.mark.parametrize(
    "text",
    ["\n" * 200_000, "On a wrote: " * 20_000, "On\n" * 50_000, "> " * 100_000, "Disclaimer: mail " * 9000],
)
def test_texts_that_the_patterns_are_slow_on_are_fenced_in(text: str) -> None:
    assert len(WORDS(text)) <= LONGEST

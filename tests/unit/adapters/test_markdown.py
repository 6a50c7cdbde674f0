"""Markdown as people type it becomes plain values: nothing is lost, nothing is markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.adapters.clean_html import CleanHtml
from tracker.adapters.markdown import WrittenMarkdown
from tracker.domain.canonical import made, plain
from tracker.domain.errors import BadInput
from tracker.domain.prose import PieceKind, Run, Writing, plain_lines

READER = WrittenMarkdown()
WORD = st.from_regex(r"[a-z]{3,8}", fullmatch=True)
MARKS = (
    '# ;- ;3. ;> ;**;*;_;    ;|; | ;`;<b>;</p>;<script>;&amp;;[;](;);![;{;};\\;~~~;";:;\t;<https://a.example>'
)
LINES = ("\n", "\n\n", "  \n", "\n|---|---|\n", "---\n", "===\n", "```\n")
LINKS = ("](https://a.example/x)", "](javascript:alert(1))")
SIGNS = st.sampled_from([*MARKS.split(";"), *LINES, *LINKS])
TYPED = st.lists(st.one_of(WORD, SIGNS, st.just(" ")), max_size=40)


def words_of(writing: Writing) -> str:
    runs = [run for piece in writing.pieces for run in piece.all_runs()]
    return " ".join([*(run.text for run in runs), *(run.href for run in runs)])


def runs_of(writing: Writing) -> list[Run]:
    return [run for piece in writing.pieces for run in piece.all_runs()]


@settings(max_examples=400)
@given(TYPED)
def test_every_word_that_was_typed_is_in_the_values_and_no_link_leads_elsewhere_than_the_web(
    parts: list[str],
) -> None:
    try:
        writing = READER.read("".join(parts))
    except BadInput:
        return
    said = words_of(writing)
    assert [part for part in parts if part.isalpha() and part not in said] == []
    for run in runs_of(writing):
        assert not run.href or run.href.startswith(("http://", "https://"))


@settings(max_examples=200)
@given(TYPED)
def test_what_was_read_is_frozen_and_read_again_as_it_was(parts: list[str]) -> None:
    try:
        writing = READER.read("".join(parts))
    except BadInput:
        return
    assert made(Writing, plain(writing)) == writing


@given(st.text(max_size=200))
def test_no_text_whatever_breaks_the_reader(body: str) -> None:
    READER.read(body)


def test_html_is_text() -> None:
    assert [run.text for run in runs_of(READER.read("<b onclick=x>Bold</b> <script>x</script>"))] == [
        "<b onclick=x>Bold</b> <script>x</script>"
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "/actions", "//a.example", "mailto:a@b"]
)
def test_a_link_that_does_not_lead_to_the_web_stays_as_it_was_typed(address: str) -> None:
    assert runs_of(READER.read(f"[here]({address})")) == [Run(f"[here]({address})")]


def test_a_link_keeps_its_words_address_and_title() -> None:
    assert runs_of(READER.read('See [the **pack**](https://a.example/x "May 2023").')) == [
        Run("See "),
        Run("the ", href="https://a.example/x"),
        Run("pack", bold=True, href="https://a.example/x"),
        Run(" (May 2023)."),
    ]


def test_lists_stand_in_lists_and_numbers_begin_where_they_were_begun() -> None:
    bullets, numbers = READER.read("- one\n- two\n  - deeper\n\n3. three\n4. four").pieces
    assert bullets.kind is PieceKind.BULLETS
    assert bullets.inside[1].inside[1].kind is PieceKind.BULLETS
    assert (numbers.kind, numbers.start) == (PieceKind.NUMBERS, 3)
    assert list(plain_lines((bullets, numbers))) == ["• one", "• two", "   • deeper", "3. three", "4. four"]


def test_headings_never_skip_a_level_whatever_was_typed() -> None:
    levels = [piece.level for piece in READER.read("### a\n\n# b\n\n### c\n\n## d\n").pieces]
    assert levels == [1, 1, 2, 2]


def test_a_line_of_dashes_under_a_paragraph_does_not_make_it_a_heading() -> None:
    assert [piece.kind for piece in READER.read("Words\n---\nMore").pieces] == [PieceKind.PARAGRAPH] * 2


def test_a_row_with_more_cells_than_its_heading_keeps_them_all() -> None:
    (table,) = READER.read("| A | B |\n|---|---|\n| 1 | 2 | **3** |\n| 4 |").pieces
    assert [[cell.words for cell in row.inside] for row in table.inside] == [
        ["A", "B", ""],
        ["1", "2", "3"],
        ["4", "", ""],
    ]


def test_a_figure_is_asked_for_by_what_stands_between_the_braces() -> None:
    writing = READER.read("It is **{101-abandonment  2023-08}** of \\{not this}.")
    assert writing.asked_figures == ("101-abandonment 2023-08",)
    assert runs_of(writing)[1].bold


def test_signs_without_end_are_refused_with_a_sentence() -> None:
    with pytest.raises(BadInput, match="too deep"):
        READER.read("> " * 40 + "word")


def test_the_preview_is_cleaned_of_what_could_act() -> None:
    cleaned = CleanHtml().clean(
        '<p onclick="x">a<script>b</script><a href="javascript:c">d</a><a href="/e">f</a></p>'
    )
    assert cleaned == '<p>a<a rel="noopener noreferrer">d</a><a href="/e" rel="noopener noreferrer">f</a></p>'

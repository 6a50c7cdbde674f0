"""`flask documents suggest`: what is found in a file, as the contract says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from click.testing import Result

Run = Callable[..., Result]
Answer = Callable[..., Any]
MINUTES = (
    "Minutes of the Harbour Board\n\nThe Harbour Master undertook to report the dredging costs to the June meeting.\r\n"
    "Members thanked the crew.\n\nACTION 07/3 – Clerk to write to the pilots by 1 May 2024.\n"
)


def test_a_text_gives_its_promises_in_order_with_exact_words_and_no_page(
    answer: Answer, tmp_path: Path
) -> None:
    file = tmp_path / "minutes.txt"
    file.write_bytes(MINUTES.encode())
    first, second = answer("documents", "suggest", str(file))
    assert set(first) >= {"quote", "page", "ref", "owner", "due", "strength"}
    assert first["quote"] in MINUTES
    assert (first["owner"], first["due"]) == ("Harbour Master", "to the June meeting")
    assert (first["page"], first["ref"], first["strength"]) == (None, None, "firm")
    assert (second["ref"], second["owner"], second["due"]) == ("ACTION 07/3", "Clerk", "by 1 May 2024")


def test_a_text_of_an_older_windows_program_is_read(answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("The board’s policy is being redrafted.".encode("cp1252"))
    assert [row["strength"] for row in answer("documents", "suggest", str(file))] == ["weak"]


def test_the_table_of_a_word_file_is_read(answer: Answer, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The Board noted the report.")
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(
        table.rows, (("Action", "Owner", "Due date"), ("Repaint the light", "Engineer", "May")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    file = tmp_path / "minutes.docx"
    document.save(str(file))
    [row] = answer("documents", "suggest", str(file))
    assert (row["quote"], row["owner"], row["due"]) == ("Repaint the light", "Engineer", "May")


def test_a_person_reads_the_rule_with_each(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "minutes.txt"
    file.write_bytes(MINUTES.encode())
    said = run("documents", "suggest", str(file)).stdout
    assert "firm  The Harbour Master undertook" in said
    assert "Harbour Master; to the June meeting; undertook" in said


def test_a_file_that_holds_no_promise_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "minutes.txt"
    file.write_text("The tide was reviewed.")
    assert run("documents", "suggest", str(file)).stdout == "No commitments were found in this file.\n"


def test_another_kind_of_file_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"film")
    result = run("documents", "suggest", str(file))
    assert result.exit_code == 1
    assert "holds no text to read" in result.stderr

"""`flask measures evaluate`: a file of figures judged as a control chart."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Answer = Callable[..., Any]

QUIET = ["10", "12"] * 6


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], str]:
    def written(text: str) -> str:
        path = tmp_path / "figures.csv"
        path.write_text(text, "utf-8")
        return str(path)

    return written


@pytest.fixture
def months(file: Callable[[str], str]) -> Callable[..., str]:
    """A file with a figure for each month from January 2022."""

    def written(*figures: str) -> str:
        rows = [f"{2022 + at // 12}-{at % 12 + 1:02},{figure}" for at, figure in enumerate(figures)]
        return file("period,value\n" + "\n".join(rows) + "\n")

    return written


def evaluate(file: str, *options: str) -> tuple[str, ...]:
    return ("measures", "evaluate", file, "--improvement", "decrease", *options)


def test_the_answer_has_the_names_of_the_contract(answer: Answer, months: Callable[..., str]) -> None:
    said = answer(*evaluate(months(*QUIET, "17"), "--fix-after", "12", "--target", "5"))
    last = said["points"][-1]
    assert {name: last[name] for name in ("period", "value", "mean", "lower", "upper", "rule", "type")} == {
        "period": "2023-01",
        "value": 17.0,
        "mean": 11.0,
        "lower": 5.68,
        "upper": 16.32,
        "rule": "outside",
        "type": "concern",
    }
    assert {key: said[key] for key in ("variation", "assurance", "trial_limits")} == {
        "variation": "concern",
        "assurance": "consistent_fail",
        "trial_limits": False,
    }
    assert said["points"][0]["rule"] == "none"


def test_limits_that_cannot_be_judged_are_null(answer: Answer, months: Callable[..., str]) -> None:
    said = answer(*evaluate(months(*["5"] * 14), "--target", "4"))
    assert {(point["mean"], point["lower"], point["upper"]) for point in said["points"]} == {
        (5.0, None, None)
    }
    assert (said["variation"], said["assurance"]) == ("common_cause", "none")


def test_a_rebase_is_named_as_any_period_is(answer: Answer, months: Callable[..., str]) -> None:
    series = months(*QUIET, *(str(int(figure) + 100) for figure in QUIET))
    for named in ("2023-01", "Jan 2023", "01/01/2023"):
        said = answer(*evaluate(series, "--rebase", named))
        assert [said["points"][at]["mean"] for at in (0, 11, 12, 23)] == [11.0, 11.0, 111.0, 111.0]
        assert said["trial_limits"] is True


def test_two_rebases_make_three_groups(answer: Answer, months: Callable[..., str]) -> None:
    said = answer(
        *evaluate(months("1", "2", "11", "12", "21", "22"), "--rebase", "2022-03", "--rebase", "2022-05")
    )
    assert [point["mean"] for point in said["points"]] == [1.5, 1.5, 11.5, 11.5, 21.5, 21.5]


def test_screening_can_be_left_out(answer: Answer, months: Callable[..., str]) -> None:
    series = months(*(["10", "11"] * 3), "10", "30", "31")
    assert answer(*evaluate(series))["points"][0]["upper"] == 17.5489
    assert answer(*evaluate(series, "--no-screening"))["points"][0]["upper"] == 23.8664


def test_durations_are_answered_in_seconds(answer: Answer, months: Callable[..., str]) -> None:
    said = answer(*evaluate(months("19 min 45 s", "00:16:10"), "--target", "15 min"))
    assert [point["value"] for point in said["points"]] == [1185.0, 970.0]
    hours = answer(*evaluate(months("3:29"), "--colon", "hours"))
    assert hours["points"][0]["value"] == 12_540.0


def test_without_json_it_is_a_table_with_what_the_chart_says(run: Run, months: Callable[..., str]) -> None:
    said = run(*evaluate(months(*QUIET, "17"), "--fix-after", "12", "--target", "5", "--rebase", "2022-01"))
    lines = said.stdout.splitlines()
    assert lines[0].split("  ")[0] == "Period"
    assert lines[13].endswith("Concern: outside the limits")
    assert lines[-1] == (
        "Higher than usual in the latest month: above the upper limit of 16.3, which is worse; "
        "the target of 5 will not be met without a change."
    )


def test_the_table_shows_where_new_limits_begin(run: Run, months: Callable[..., str]) -> None:
    said = run(*evaluate(months("1", "2", "11", "12"), "--rebase", "2022-03")).stdout.splitlines()
    assert said[3] == "new limits"


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("period,value\n2023-01,5\n2023-02,\n", (), "Line 3: there is no value"),
        ("period,value\n2023-01,5\n2023-01,6\n", (), "Line 3: the period 2023-01 is the same"),
        ("period,value\n2023-01,five\n", (), "Line 2: “five” is not a number"),
        ("period,value\n2023-01,5\n", ("--rebase", "2023-02"), "the file has no period “2023-02”"),
        ("period,value\n2023-01,5\n", ("--rebase", "soon"), "--rebase: “soon” is not a period"),
        ("period,value\n2023-01,5\n", ("--fix-after", "11"), "Give 12 or more"),
        ("period,value\n2023-01,5 min\n", ("--target", "5"), "as the file writes its values"),
        ("", (), "The file is empty"),
    ],
)
def test_what_cannot_be_judged_is_one_sentence_and_status_1(
    run: Run, file: Callable[[str], str], text: str, options: tuple[str, ...], sentence: str
) -> None:
    result = run(*evaluate(file(text), *options), "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--improvement", "up"),
        ("--improvement", "increase", "--target", "many"),
        ("--improvement", "increase", "--fix-after", "x"),
    ],
)
def test_wrong_usage_is_status_2(run: Run, months: Callable[..., str], options: tuple[str, ...]) -> None:
    assert run("measures", "evaluate", months("5"), *options).exit_code == 2


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run(*evaluate(str(tmp_path / "none.csv"))).exit_code == 2


def test_json_is_the_only_thing_on_standard_output(run: Run, months: Callable[..., str]) -> None:
    assert json.loads(run(*evaluate(months("5")), "--json").stdout)["trial_limits"] is True

"""nbval really compares key numbers: the right one passes, a wrong or stale one fails."""

import json

import pytest

from tests.notebooks.key_numbers import read_table
from tests.notebooks.test_hygiene import CLEAN
from tests.repository.files import ROOT

ARGUMENTS = ("-p", "tests.notebooks.key_numbers", "-p", "no:cacheprovider", "--nbval-lax")
CELLS = {
    "load": "force_n = 40 * 9.81",
    "shown": "force_n",
    "printed": "print(f'{force_n:.0f} N')",
    "rich": "from IPython.display import HTML\nHTML('<b>392 N</b>')",
    "silent": "quiet = 1",
}


@pytest.fixture
def run(pytester, monkeypatch):
    """Write a small course with one notebook and this table, and run pytest on it."""

    def run(table):
        (pytester.path / "notebooks").mkdir()
        (pytester.path / "tests" / "notebooks").mkdir(parents=True)
        cell = CLEAN["cells"][1]
        cells = [{**cell, "id": name, "source": text} for name, text in CELLS.items()]
        notebook = json.dumps({**CLEAN, "cells": cells})
        (pytester.path / "notebooks" / "03_tiny.ipynb").write_text(notebook)
        (pytester.path / "tests" / "notebooks" / "key_numbers.yml").write_text(table)
        pytester.makeini("[pytest]")
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        return pytester.runpytest_subprocess(
            *ARGUMENTS, "--nbval-current-env", "--color=no", "notebooks"
        )

    return run


def test_right_numbers_pass(run):
    table = "03_tiny: {shown: '392.40000000000003', printed: 392 N, load: ''}"
    run(table).assert_outcomes(passed=len(CELLS))


def test_wrong_numbers_fail_and_both_are_shown(run):
    wrong = {"shown": "392.4", "printed": "392", "silent": "1", "load": "x"}
    result = run(json.dumps({"03_tiny": wrong}))
    result.assert_outcomes(passed=1, failed=4)
    said = result.stdout.str()
    assert "Cell outputs differ" in said
    assert "392.4\n" in said
    assert "392.40000000000003" in said


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("04_gone: {shown: '1'}", "names the notebook 04_gone, which does not exist"),
        ("03_tiny: {gone: '1'}", "in code cell gone of 03_tiny, which has no such cell"),
        ("03_tiny: {title: '1'}", "in code cell title of 03_tiny, which has no such cell"),
    ],
)
def test_a_stale_name_is_one_sentence(tmp_path, table, words):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "tests" / "notebooks").mkdir(parents=True)
    (tmp_path / "notebooks" / "03_tiny.ipynb").write_text(json.dumps(CLEAN))
    (tmp_path / "tests" / "notebooks" / "key_numbers.yml").write_text(table)
    with pytest.raises(pytest.UsageError) as error:
        read_table(tmp_path)
    assert words in str(error.value)


def test_a_stale_name_stops_the_run(run):
    result = run("03_tiny: {gone: '1'}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "which has no such cell" in result.stdout.str() + result.stderr.str()


def test_the_table_of_the_course_expects_something():
    assert sum(map(len, read_table(ROOT).values())) > 0

"""Notebooks are clean, and each kind of dirt is found."""

import copy
import json

import pytest

from tests.notebooks.hygiene import file_faults, main, notebook_faults
from tests.repository.files import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
CLEAN = {
    "cells": [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": ["# Posture"]},
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "open-the-box",
            "metadata": {"tags": ["raises-exception"]},
            "outputs": [],
            "source": ["1 + 1"],
        },
    ],
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_there_are_notebooks():
    assert "00_start_here" in {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_clean(path):
    assert file_faults(path) == []


def test_a_clean_notebook_has_no_faults():
    assert notebook_faults(CLEAN) == []


def soil(*path, value):
    notebook = copy.deepcopy(CLEAN)
    *way, last = path
    place = notebook
    for step in way:
        place = place[step]
    place[last] = value
    return notebook


OUTPUT = [{"output_type": "stream", "name": "stdout", "text": "2"}]


@pytest.mark.parametrize(
    ("notebook", "words"),
    [
        (soil("cells", 1, "outputs", value=OUTPUT), "Cell 2 carries outputs: clear"),
        (soil("cells", 1, "execution_count", value=1), "Cell 2 carries an execution count"),
        (soil("metadata", "widgets", value={}), "carries widget state"),
        (soil("nbformat_minor", value=4), "has format 4.4: save it as 4.5"),
        (soil("metadata", "kernelspec", value={}), "The kernel is None"),
        (soil("metadata", "kernelspec", "name", value="py312"), "The kernel is 'py312'"),
        (soil("metadata", "language_info", "version", value="3.11"), "no Python version"),
        (soil("metadata", "language_info", value=None), "no Python version"),
        (soil("cells", 0, "id", value="Open The Box"), "use small letters"),
        (soil("cells", 0, "id", value=None), "Cell 1 has the id None"),
        (soil("cells", 0, "id", value="3f2a9c1e"), "machine-made id 3f2a9c1e"),
        (
            soil("cells", 0, "id", value="3f2a9c1e-1111-4222-8333-123456789abc"),
            "machine-made id 3f2a",
        ),
        (soil("cells", 0, "id", value="open-the-box"), "2 cells have the id 'open-the-box'"),
        (soil("cells", 0, "metadata", "collapsed", value=True), "carries metadata collapsed"),
        (soil("cells", value=[]), "has no cells"),
    ],
)
def test_each_kind_of_dirt_is_one_sentence(notebook, words):
    (fault,) = notebook_faults(notebook)
    assert words in fault
    assert fault.endswith(".")


def test_the_hook_names_file_and_fault_and_fails(tmp_path, capsys):
    clean, dirty, broken = (tmp_path / f"{name}.ipynb" for name in ("clean", "dirty", "broken"))
    clean.write_text(json.dumps(CLEAN))
    dirty.write_text(json.dumps(soil("cells", 1, "execution_count", value=7)))
    broken.write_text("{")
    assert main([str(clean)]) == 0
    assert main([str(clean), str(dirty), str(broken)]) == 1
    said = capsys.readouterr().out
    assert f"{dirty}: Cell 2 carries an execution count" in said
    assert f"{broken}: The file cannot be read as a notebook" in said

"""What no file of the repository may hold, and which words a learner never meets."""

import json
import re

import pytest

from tests.repository.files import ROOT, repository_files, text_of

# Written so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w|[A-Z]:\\\\?Users\\", re.ASCII)
DISCOURAGING = re.compile(
    r"\b(?:easily|just|simply|obviously|damag\w*|crumbl\w*|wear[ -]and[ -]tear)\b", re.IGNORECASE
)


def test_the_repository_is_found():
    names = {path.name for path in repository_files()}
    assert {"README.md", "pyproject.toml", "requirements.txt", "__main__.py"} <= names
    assert not any(".venv" in path.relative_to(ROOT).parts for path in repository_files())


def test_no_file_names_a_place_on_one_machine():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in repository_files()
        if (match := MACHINE_PATH.search(text_of(path) or ""))
    ]
    assert found == []


@pytest.mark.parametrize("place", ["see /{}/ann/x", '"/{}/main"', "C:\\{}\\Ann"])
def test_a_place_on_one_machine_is_recognised(place):
    assert MACHINE_PATH.search(place.format("Users"))
    assert not MACHINE_PATH.search(place.format("course"))


def learner_texts():
    """Yield (place, text) of every text a learner reads."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield f"{path.name}, cell {cell.get('id')}", "".join(cell["source"])
    for path in sorted((ROOT / "data").rglob("questions.yml")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_no_learner_meets_a_discouraging_or_frightening_word():
    found = [
        f"{place}: {match.group()}"
        for place, text in learner_texts()
        if (match := DISCOURAGING.search(text))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["It is Just a rib", "wear and tear", "damaged", "crumbling"])
def test_a_discouraging_word_is_recognised(text):
    assert DISCOURAGING.search(text)


@pytest.mark.parametrize("text", ["adjust the lean", "an unjust load", "easy pace", "wearing"])
def test_a_harmless_word_is_not(text):
    assert not DISCOURAGING.search(text)

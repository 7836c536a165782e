"""Each section with a lab carries speaker notes; links to a place in a notebook find it."""

from __future__ import annotations

import json
import re

import pytest

from course_lib.site_pages import without_notes
from tests.notebooks.pages import NOTEBOOKS

OPENS = re.compile(
    r"^(?:\w+\.)?(?:\w+_lab|\w*explorer|compare_levels|safety_check)\(", re.MULTILINE
)
NOTE = re.compile(r"<!--\s*notes:(.*?)-->", re.DOTALL)
HEADING = re.compile(r"##? (.+)")  # as course_lib/presenting divides a notebook
TO_CELL = re.compile(r"\]\((?:([\w-]+)\.ipynb)?#([^)\s\"]+)")
TAUGHT = [path for path in NOTEBOOKS if not path.stem.startswith("90")]


def cells_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def sections(cells):
    """Divide cells into (heading, notes, whether a lab opens there)."""
    found = []
    for cell in cells:
        text = "".join(cell["source"])
        heading = cell["cell_type"] == "markdown" and HEADING.match(text)
        if heading or not found:
            found.append([heading[1] if heading else "Start", [], False])
        if cell["cell_type"] == "markdown":
            found[-1][1] += NOTE.findall(text)
        else:
            found[-1][2] |= bool(OPENS.search(text))
    return found


@pytest.mark.parametrize("path", TAUGHT, ids=lambda path: path.stem)
def test_every_section_with_a_lab_has_a_note(path):
    assert [heading for heading, notes, lab in sections(cells_of(path)) if lab and not notes] == []


@pytest.mark.parametrize("path", TAUGHT, ids=lambda path: path.stem)
def test_a_note_says_how_long_and_what_to_say_in_few_words(path):
    for heading, notes, _lab in sections(cells_of(path)):
        for note in notes:
            assert re.search(r"\b\d+ minutes\b", note), heading
            assert 15 <= len(note.split()) <= 95, heading
            assert "Say:" in note or "Ask" in note or "Show" in note, heading


def test_a_lab_without_a_note_is_found():
    lab = {"cell_type": "code", "source": ["from x import lab\n", "lab.bag_lab()"]}
    told = {"cell_type": "markdown", "source": ["## Bag\n", "\n<!-- notes: Ask.\n\nSay. -->"]}
    silent = {"cell_type": "markdown", "source": ["## Bag\n"]}
    assert sections([told, lab]) == [["Bag", [" Ask.\n\nSay. "], True]]
    assert sections([silent, lab]) == [["Bag", [], True]]
    assert without_notes("".join(told["source"])) == "## Bag"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_link_to_a_place_in_a_notebook_finds_it(path):
    places = {
        other.stem: {f"cell-id={cell['id']}" for cell in cells_of(other)} for other in NOTEBOOKS
    }
    texts = ["".join(c["source"]) for c in cells_of(path) if c["cell_type"] == "markdown"]
    # A heading in a notebook that the link has to open first is not found by JupyterLab.
    lost = [
        f"{stem}#{anchor}"
        for stem, anchor in TO_CELL.findall("\n".join(texts))
        if anchor not in places[stem or path.stem]
    ]
    assert lost == []

"""The map of the course agrees with the notebooks that stand."""

from __future__ import annotations

from pathlib import Path

from course_lib.chapters import course_map

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def test_open_chapters_are_the_notebooks_that_stand():
    stand = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    assert {chapter.stem for chapter in course_map().chapters if chapter.open} == stand


def test_only_open_chapters_are_links():
    page = course_map()._repr_html_()
    for chapter in course_map().chapters:
        assert (f"href='{chapter.stem}.ipynb'" in page) == chapter.open


def test_the_minutes_are_those_on_the_notebook():
    import nbformat

    for chapter in course_map().chapters:
        if chapter.open:
            cells = nbformat.read(NOTEBOOKS / f"{chapter.stem}.ipynb", as_version=4).cells
            top = "\n".join(cell.source for cell in cells[:6])
            assert f"*{chapter.minutes} minutes" in top
            more = f"minutes, and {chapter.optional_minutes} more for an optional part at the end"
            assert (more in top) == bool(chapter.optional_minutes)

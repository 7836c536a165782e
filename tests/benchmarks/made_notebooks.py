"""The notebooks that are measured, written on the fly; each entry is a list of code cells."""

from __future__ import annotations

import json
from pathlib import Path

OURS = "from course_lib.posture.lab import lever_lab, runner_lab, step_lab\n"
USUAL = "from compared import *\n"
INTERACT = "from ipywidgets import interact\n"
# The default renderer adds a second copy of each figure as HTML; without it this path is faster.
RENDERER = "import plotly.io\nplotly.io.renderers.default = 'plotly_mimetype'\n"

SLIDER = {
    "ours": [OURS + "runner_lab()"],
    "matplotlib": [
        "%matplotlib inline\n" + USUAL + INTERACT,
        "interact(draw_with_matplotlib, lean_deg=lean_slider());",
    ],
    "new_figure": [
        USUAL + INTERACT + RENDERER,
        "interact(lambda lean_deg: runner_figure(lean_deg).show(), lean_deg=lean_slider());",
    ],
    "figure_widget": [USUAL + "runner_widget()"],
}

SPATIAL = "from compared_scene import *\n"
SCENE = {
    "ours": ["from course_lib.anatomy.lab import spine_lab\nspine_lab()"],
    "new_meshes": [
        SPATIAL + INTERACT + RENDERER,
        "interact(lambda curve: thorax_figure(curve).show(), curve=kyphosis_slider());",
    ],
    "restyle": [SPATIAL + "restyled_thorax()"],
}

BYTES = {
    "ours": [
        USUAL + "from course_lib.live_figure import LiveFigure\n"
        "display(*[LiveFigure(runner(hold(lean_deg=n)), name=f'Runner {n}') for n in range(10)])"
    ],
    "figure_widget": [
        USUAL + "display(*[go.FigureWidget(runner_figure(float(n))) for n in range(10)])"
    ],
}

THREE_LABS = [OURS + "runner_lab()", "step_lab()", "lever_lab()"]
OPENING = {
    "ours": THREE_LABS,
    "from_kernel": THREE_LABS,
    "figure_widget": [
        "from compared import lever_widget, runner_widget, step_widget\nrunner_widget()",
        "step_widget()",
        "lever_widget()",
    ],
}

LABS = (1, 5, 10)
KINDS = ("runner", "step", "lever")
CHAPTER = Path(__file__).parents[2] / "notebooks" / "03_cause_posture.ipynb"
# The chapter's own cells, with a FigureWidget in the place of each lab and each figure.
USUAL_CHAPTER = {
    "from course_lib.live_figure import LiveFigure": USUAL + "LiveFigure = bare_widget",
    **{f"lab.{kind}_lab()": f"{kind}_widget()" for kind in KINDS},
}


def labs_of(count: int) -> dict[str, list[str]]:
    """Give the cells that show so many posture labs, in turn; all paths."""
    kinds = [KINDS[number % len(KINDS)] for number in range(count)]
    return {
        "ours": [OURS, *(f"{kind}_lab()" for kind in kinds)],
        "figure_widget": [USUAL, *(f"{kind}_widget()" for kind in kinds)],
    }


def chapter() -> dict[str, list[str]]:
    """Give the code cells of a chapter, as they are and with FigureWidgets."""
    cells = json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]
    ours = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    usual = []
    for source in ours:
        for words, others in USUAL_CHAPTER.items():
            source = source.replace(words, others)
        usual.append(source)
    return {"ours": ours, "figure_widget": usual}


def _cell(number: int, source: str) -> dict:
    empty = {"execution_count": None, "outputs": [], "metadata": {}}
    return {"cell_type": "code", "id": f"cell-{number}", "source": source, **empty}


def write(cells: list[str], path: Path) -> None:
    """Write a notebook that JupyterLab opens without asking for a kernel."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "cells": [_cell(number, source) for number, source in enumerate(cells)],
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")


def write_all(folder: Path) -> None:
    """Write every notebook, as ``<measure>_<path>.ipynb``."""
    measures = {"slider": SLIDER, "scene": SCENE, "bytes": BYTES, "opening": OPENING}
    measures |= {f"labs_{count}": labs_of(count) for count in LABS} | {"chapter": chapter()}
    for measure, paths in measures.items():
        for name, cells in paths.items():
            write(cells, folder / f"{measure}_{name}.ipynb")

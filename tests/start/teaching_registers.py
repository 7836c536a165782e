"""The registers of presets and answers follow the labs: `python -m tests.start.teaching_registers`.

What a preset moves, and what the figure then says, stands in the labs of all rooms, which the room
`start` may not import. This opens every lab that a notebook opens and writes it down.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import tempfile
from functools import cache
from pathlib import Path

from course_lib.evidence_explorer import EvidenceExplorer
from course_lib.lab import Lab
from course_lib.record import Record
from tests.notebooks.pages import NOTEBOOKS

DATA = Path(__file__).parents[2] / "data" / "start"
OPENS = ("_lab", "_explorer", "compare_levels")
COLUMNS = {
    "presets": ("notebook", "lab", "question", "preset", "moves", "shows"),
    "answers": ("prediction", "low", "high", "model", "explanation"),
}


def openings(path):
    """Yield each widget that a notebook opens with a call that ends in _lab or _explorer."""
    names = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.parse("".join(cell["source"])).body:
            text = ast.unparse(node)
            if text.startswith(("from course_lib", "import course_lib")):
                exec(text, names)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = ast.unparse(node.value.func)
                if called.endswith(OPENS):
                    yield eval(text, names)


def moved(lab):
    """Say in words which controls stand elsewhere than at the start."""
    words = []
    for name, value in lab.settings().items():
        if value != lab.starts[name]:
            label = lab.controls[name].description
            shown = f"{value:g}" if isinstance(value, float) else str(value)
            words.append(f"{label}: {shown}")
    return "; ".join(words) or "everything at its start"


def presets_of(stem, lab):
    """Press every preset of a lab and write down what it moves and what the figure says."""
    for button in lab.preset_buttons:
        lab.reset()
        button.click()
        said = lab.figure.picture.sentence
        yield (stem, lab.id, lab.figure.name, button.description, moved(lab), said)
    lab.reset()


def answers_of(widget):
    """Let the model answer every prediction of a lab, and the sources those of an explorer."""
    if isinstance(widget, Lab):
        for asked in widget.predictions:
            widget.set(**asked.settings)
            truth = float(asked.truth(widget.result))
            high = len(asked.options) - 1 if asked.options else asked.high
            low = 0 if asked.options else asked.low
            yield (asked.id, f"{low:g}", f"{high:g}", f"{truth:.4g}", asked.explanation)
    elif widget.task:
        asked, found = widget.task.prediction, widget.task.answer(widget.rows).value
        yield (asked.id, f"{asked.low:g}", f"{asked.high:g}", f"{found:.4g}", asked.explanation)


@cache
def collect():
    """List the rows of both registers; a lab that stands twice counts where it is first."""
    found = {"presets": {}, "answers": {}}
    with tempfile.TemporaryDirectory() as folder:
        for path in NOTEBOOKS:
            for widget in openings(path):
                if not isinstance(widget, (Lab, EvidenceExplorer)):
                    continue
                widget.record = Record(Path(folder) / "none.json")
                for row in answers_of(widget):
                    found["answers"].setdefault(row[0], row)
                if isinstance(widget, Lab):
                    for row in presets_of(path.stem, widget):
                        found["presets"].setdefault(row[1:4:2], row)
    return {name: list(rows.values()) for name, rows in found.items()}


def as_csv(name):
    """Write one register as the text of its table."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS[name], *collect()[name]])
    return text.getvalue()


if __name__ == "__main__":
    for name in COLUMNS:
        (DATA / f"{name}.csv").write_text(as_csv(name), encoding="utf-8")

"""The register of predictions follows the notebooks: `python -m tests.plan.review_predictions`.

The record holds a prediction by lab and name. Its question, unit and answers stand in the labs of
all rooms, which the room `plan` may not import; this writes them into its own table.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from course_lib.evidence_explorer import EvidenceExplorer
from course_lib.lab import Lab
from tests.notebooks.pages import NOTEBOOKS, run_notebook, walk

TABLE = Path(__file__).parents[2] / "data" / "plan" / "predictions.csv"
COLUMNS = ("notebook", "lab", "prediction", "question", "unit", "step", "options", "against")


def rows_of(stem, widget):
    """Yield a row for each prediction of a lab or an evidence explorer."""
    if isinstance(widget, Lab):
        yield from (row(stem, widget.id, one, "model") for one in widget.predictions)
    elif isinstance(widget, EvidenceExplorer) and widget.task:
        yield row(stem, "evidence-explorer", widget.task.prediction, "published")


def row(stem, lab, asked, against):
    """Write one prediction as text cells."""
    step = "" if asked.options else f"{asked.step:g}"
    options = " | ".join(asked.options)
    return (stem, lab, asked.id, asked.question, asked.unit, step, options, against)


def collect(notebooks=NOTEBOOKS):
    """Run the notebooks and list their predictions; twice counts where it stands first."""
    found = {}
    for path in notebooks:
        for root in run_notebook(path).roots:
            for widget in walk(root):
                for one in rows_of(path.stem, widget):
                    found.setdefault(one[1:3], one)
    return list(found.values())


def as_csv(rows):
    """Write the rows as the table's text."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return text.getvalue()


if __name__ == "__main__":
    sys.stdout.write(f"{TABLE.write_text(as_csv(collect()), encoding='utf-8')} letters written\n")

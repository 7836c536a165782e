"""pytest plugin: nbval compares the cells named in tests/notebooks/key_numbers.yml.

Notebooks are kept without outputs, so nbval has nothing to compare with. This plugin hands
it the expected text of a cell and switches nbval's own comparison on for that cell.
"""

import json

import pytest
import yaml
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell

TABLE = "tests/notebooks/key_numbers.yml"


def shown_text(outputs):
    """Return as one stream what a reader of the page sees as text."""
    parts = [out.get("text", "") or out.get("data", {}).get("text/plain", "") for out in outputs]
    text = "\n".join(part.strip() for part in parts if part.strip())
    return [NotebookNode(output_type="stream", name="stdout", text=text)]


def read_table(folder):
    """Return {notebook stem: {cell id: expected text}}; refuse names that do not exist."""
    path = folder / TABLE
    table = yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.exists() else {}
    for stem, cells in table.items():
        notebook = folder / "notebooks" / f"{stem}.ipynb"
        if not notebook.exists():
            raise pytest.UsageError(f"{TABLE} names the notebook {stem}, which does not exist.")
        code = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        known = {cell.get("id") for cell in code if cell["cell_type"] == "code"}
        for cell_id in cells.keys() - known:
            raise pytest.UsageError(
                f"{TABLE} expects a number in code cell {cell_id} of {stem}, which has no such cell"
                f" (it has {', '.join(sorted(map(str, known)))})."
            )
    return table


def pytest_collection_modifyitems(config, items):
    """Give nbval the expected text of each listed cell."""
    table = read_table(config.rootpath)
    for item in items:
        if not isinstance(item, IPyNbCell):
            continue
        expected = table.get(item.path.stem, {}).get(item.cell.get("id"))
        if expected is None:
            continue
        item.cell.execution_count = 1  # nbval compares only cells that seem to have been run
        item.cell.outputs = shown_text([{"text": str(expected)}])
        item.options["check"] = True
        item.compare_outputs = lambda test, ref, item=item: IPyNbCell.compare_outputs(
            item, shown_text(test), ref
        )

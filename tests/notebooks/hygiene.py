"""Notebook hygiene: `python -m tests.notebooks.hygiene FILE …` says what to clean.

Outputs, counts and widget state make every change unreadable and grow a notebook by
megabytes; a cell is known by its id, so the id is a name that a person has chosen.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

CELL_ID = re.compile(r"[a-z0-9-]{1,64}")
MACHINE_MADE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?")
LANGUAGE = {"name": "python"}
KERNEL_NAME = "python3"


def cell_faults(cell: dict, place: str) -> list[str]:
    """Return a sentence for each fault of one cell."""
    faults = []
    name = cell.get("id")
    if not isinstance(name, str) or not CELL_ID.fullmatch(name):
        faults.append(f"{place} has the id {name!r}: use small letters, digits and hyphens.")
    elif MACHINE_MADE.fullmatch(name):
        faults.append(f"{place} has the machine-made id {name}: give it a name that says its part.")
    if cell.get("outputs"):
        faults.append(f"{place} carries outputs: clear all outputs and save.")
    if cell.get("execution_count") is not None:
        faults.append(f"{place} carries an execution count: clear all outputs and save.")
    noise = sorted(cell.get("metadata", {}).keys() - {"tags", "slideshow", "jupyter"})
    if noise:
        faults.append(f"{place} carries metadata {', '.join(noise)}: only tags may stay.")
    return faults


def notebook_faults(notebook: dict) -> list[str]:
    """Return a sentence for each fault of one notebook, given as parsed JSON."""
    faults = []
    version = (notebook.get("nbformat"), notebook.get("nbformat_minor"))
    if version != (4, 5):
        faults.append(f"The notebook has format {version[0]}.{version[1]}: save it as 4.5.")
    metadata = notebook.get("metadata", {})
    kernel = metadata.get("kernelspec", {}).get("name")
    if kernel != KERNEL_NAME:
        faults.append(f"The kernel is {kernel!r}: it must be {KERNEL_NAME!r}, or Jupyter asks.")
    if metadata.get("language_info") != LANGUAGE:
        faults.append(f"language_info must be {LANGUAGE}, so that no Python version is recorded.")
    if "widgets" in metadata:
        faults.append("The notebook carries widget state: clear it and save without it.")
    cells = notebook.get("cells", [])
    if not cells:
        faults.append("The notebook has no cells.")
    for number, cell in enumerate(cells, start=1):
        faults += cell_faults(cell, f"Cell {number}")
    for name, count in Counter(cell.get("id") for cell in cells).items():
        if count > 1:
            faults.append(f"{count} cells have the id {name!r}: each needs its own.")
    return faults


def file_faults(path: Path) -> list[str]:
    """Return a sentence for each fault of one notebook file."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"The file cannot be read as a notebook ({error})."]
    return notebook_faults(notebook) if isinstance(notebook, dict) else ["It is no notebook."]


def main(arguments: list[str]) -> int:
    """Check the named files; print each fault; return 1 when there is one."""
    faults = [f"{name}: {fault}" for name in arguments for fault in file_faults(Path(name))]
    print("\n".join(faults) or f"{len(arguments)} notebook(s) clean.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

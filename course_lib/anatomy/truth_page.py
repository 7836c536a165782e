"""The truth table as a reader sees it: one line a measure, the worst bone named."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from course_lib.anatomy.truth import Truth, truth_table
from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers, round_to

COLUMNS = ("measure", "bones", "published", "drawn", "usual gap", "largest gap")


def _gap(value: float) -> str:
    return round_to(value) if value >= 0.1 else "under 0.1"


def _row(measure: str, rows: list[Truth]) -> tuple[str, ...]:
    published, ours = ([getattr(row, side) for row in rows] for side in ("published", "ours"))
    worst = max(rows, key=lambda row: abs(row.difference))
    unit = rows[0].unit
    return (
        measure,
        rows[0].bone if len(rows) == 1 else f"{len(rows)} bones",
        f"{round_to(min(published), 3)} to {round_to(max(published), 3)} {unit}",
        f"{round_to(float(min(ours)), 3)} to {round_to(float(max(ours)), 3)} {unit}",
        f"{_gap(float(np.median([abs(row.difference) for row in rows])))} {unit}",
        f"{_gap(abs(worst.difference))} {unit} ({worst.bone})",
    )


def truth_page() -> HtmlTable:
    """Show how far the drawn bones are from the published sizes.

    Returns
    -------
    HtmlTable : a line for each measure, with the source; ``truth.truth_table`` has every bone.
    """
    rows = sorted(truth_table(), key=lambda row: (row.measure, row.source_key))
    groups = [list(group) for _, group in groupby(rows, lambda r: (r.measure, r.source_key))]
    groups.sort(key=lambda group: -len(group))
    lines = tuple(_row(group[0].measure, group) for group in groups)
    keys = tuple(group[0].source_key for group in groups)
    return HtmlTable("Published sizes and the drawn bones", Numbers(COLUMNS, lines), keys)

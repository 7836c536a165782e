"""The truth table as a reader sees it: one line a measure, the worst bone named."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from course_lib.anatomy.truth import Truth, truth_table
from course_lib.html_table import HtmlTable
from course_lib.quantities import Numbers, round_to

COLUMNS = ("measure", "of", "published", "drawn", "usual gap", "largest gap")
# In plain words, from the head of the table to its foot.
PLAIN = {
    "body, side to side": "width of the body",
    "body, top to bottom": "height of the body",
    "tip of the spinous process, behind": "reach of the spinous process",
    "whole bone, side to side": "whole width",
    "whole bone, front to back": "whole length, front to back",
    "whole bone, top to bottom": "whole height",
    "joint above to joint below": "from joint to joint",
    "kyphosis between end plates": "curve, T1 to T12",
    "length along the middle line": "length along the rib",
    "head to front end, straight": "straight length",
    "depth of the arc": "depth of the arc",
    "slope below the horizontal": "slope",
    "full breath, front rises": "full breath, front rises",
    "full breath, side rises": "full breath, side rises",
    "oriented box, longest side": "shoulder blade and collarbone, longest side",
    "oriented box, middle side": "the same, middle side",
    "oriented box, shortest side": "the same, shortest side",
    "anteroposterior": "front to back",
    "transverse": "side to side",
    "craniocaudal": "top to bottom",
}
LEAST = 0.1  # mm or degrees: what is smaller is told as "under"
WHOLE = "rib cage with thoracic spine and sternum"


def truth_page() -> HtmlTable:
    """Show how far the drawn bones are from the published sizes.

    Returns
    -------
    HtmlTable : a line for each measure, with the source; ``truth.truth_table`` has every bone.
    """
    order = {measure: place for place, measure in enumerate(PLAIN)}
    rows = sorted(truth_table(), key=lambda row: (order.get(row.measure, len(order)), _of(row)))
    groups = [list(group) for _, group in groupby(rows, lambda r: (r.measure, r.source_key))]
    lines = tuple(_line(group) for group in groups)
    keys = tuple(group[0].source_key for group in groups)
    return HtmlTable("Published sizes and the drawn bones", Numbers(COLUMNS, lines), keys)


def _line(rows: list[Truth]) -> tuple[str, ...]:
    worst = max(rows, key=lambda row: abs(row.difference))
    usual = float(np.median([abs(row.difference) for row in rows]))
    named = f" ({worst.bone}, {abs(worst.percent):.0f}\u00a0%)"
    if len(rows) == 1:
        named = f" ({abs(worst.percent):.0f}\u00a0%)"
    if abs(worst.difference) < LEAST:
        named = ""
    measure = PLAIN.get(rows[0].measure, rows[0].measure)
    return (
        f"{measure} ({rows[0].unit})",
        _of(rows[0]) if len(rows) == 1 else f"{len(rows)} {_many(rows[0])}",
        _span([row.published for row in rows]),
        _span([row.ours for row in rows]),
        _gap(usual),
        f"{_gap(abs(worst.difference))}{named}",
    )


def _of(row: Truth) -> str:
    return "whole cage" if row.bone == WHOLE else row.bone


def _many(row: Truth) -> str:
    if row.bone.startswith("rib "):
        return "ribs"
    return "vertebrae" if row.bone.startswith("T") else "bones"


def _span(values: list[float]) -> str:
    low, high = round_to(float(min(values)), 3), round_to(float(max(values)), 3)
    return low if low == high else f"{low} to {high}"


def _gap(value: float) -> str:
    return round_to(value) if value >= LEAST else f"under {LEAST}"

"""The forest plot: results as squares, their intervals as lines, one scale to an axis."""

from collections.abc import Sequence
from html import escape
from math import log10
from textwrap import wrap

import plotly.graph_objects as go

from course_lib.evidence_rows import EvidenceRow, interval_text
from course_lib.picture import Picture
from course_lib.quantities import Numbers
from course_lib.scales import (
    DIFFERENCE_SCALES,
    RATIO_SCALES,
    ScaleError,
    number,
    one_scale,
    scale_label,
)
from course_lib.sources import cite
from course_lib.style import PALETTE, TEMPLATE

# The second cue beside the word in the label: filled speaks for the claim, open against it.
_SYMBOLS = {"for": "square", "against": "square-open"}
_LINE_PX = 20
# Plotly's own labels between powers of ten are bare digits (2, 3, 5), which read as values.
_RATIO_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


def draw_forest(rows: Sequence[EvidenceRow]) -> Picture:
    """Draw rows that share one scale; see ``course_lib.evidence.forest_figure``."""
    drawn = [row for row in rows if interval_text(row.value, low=row.low, high=row.high)]
    if not drawn:
        raise ScaleError(
            f"None of the {len(rows)} rows has a number to draw; choose rows with a value or "
            "an interval, and read the others in the evidence card."
        )
    scale, unit = one_scale((row.scale, row.unit) for row in drawn)
    ratio = scale in RATIO_SCALES
    if ratio:
        _check_above_zero(drawn)
    figure = go.Figure(data=[_reference(len(drawn), ratio), _lines(drawn), _squares(drawn)])
    _lay_out(figure, drawn, scale_label(scale, unit), ratio)
    sentence = _sentence(drawn, len(rows) - len(drawn), scale, unit)
    return Picture(figure, sentence, _numbers(drawn, scale_label(scale, unit)))


def _check_above_zero(rows: Sequence[EvidenceRow]) -> None:
    for row in rows:
        for found in (row.value, row.low, row.high):
            if found is not None and found <= 0:
                raise ScaleError(
                    f"Row {row.id} has {number(found)} as {scale_label(row.scale, row.unit)}, "
                    "but a ratio is always above zero; correct the row."
                )


def _reference(count: int, ratio: bool) -> go.Scatter:
    place = 1 if ratio else 0
    line = {"color": PALETTE["body"], "width": 1.5, "dash": "dot"}
    ends = [-0.5, count - 0.5]
    return go.Scatter(
        x=[place, place], y=ends, mode="lines", line=line, name="reference", hoverinfo="skip"
    )


def _lines(rows: Sequence[EvidenceRow]) -> go.Scatter:
    x, y = [], []
    for place, row in enumerate(rows):
        if row.low is not None and row.high is not None:
            x += [row.low, row.high, None]
            y += [place, place, None]
    line = {"color": PALETTE["reference"], "width": 2}
    return go.Scatter(x=x, y=y, mode="lines", line=line, name="interval", hoverinfo="skip")


def _squares(rows: Sequence[EvidenceRow]) -> go.Scatter:
    placed = [(place, row) for place, row in enumerate(rows) if row.value is not None]
    return go.Scatter(
        x=[row.value for _, row in placed],
        y=[place for place, _ in placed],
        mode="markers",
        name="estimate",
        marker={
            "symbol": [_SYMBOLS.get(row.direction, "square-cross-open") for _, row in placed],
            "size": 13,
            "color": PALETTE["reference"],
            "line": {"color": PALETTE["reference"], "width": 2},
        },
        text=[f"{_author(row)}: {row.result}" for _, row in placed],
        hovertemplate="%{text}<extra></extra>",
    )


def _lay_out(figure: go.Figure, rows: Sequence[EvidenceRow], title: str, ratio: bool) -> None:
    labels = [_label(row) for row in rows]
    row_px = _LINE_PX * (1 + max(label.count("<br>") + 1 for label in labels))
    figure.update_layout(template=TEMPLATE, height=110 + row_px * len(rows))
    figure.update_xaxes(title_text=title, range=_span(rows, ratio), zeroline=False)
    if ratio:
        figure.update_xaxes(type="log", tickvals=_RATIO_TICKS, ticktext=[*map(str, _RATIO_TICKS)])
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=labels,
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )


def _span(rows: Sequence[EvidenceRow], ratio: bool) -> list[float]:
    """Give the axis range with a margin; on a logarithmic axis plotly wants the logarithms."""
    found = [n for row in rows for n in (row.value, row.low, row.high) if n is not None]
    ends = [log10(n) if ratio else n for n in (*found, 1 if ratio else 0)]
    margin = 0.06 * (max(ends) - min(ends)) or 1
    return [min(ends) - margin, max(ends) + margin]


def _label(row: EvidenceRow) -> str:
    lines = [f"<b>{escape(_author(row))}</b> ({row.direction})"]
    lines += [escape(line) for line in wrap(row.population, 44)]
    return "<br>".join(lines + [f"<i>{escape(line)}</i>" for line in wrap(f"⚑ {row.flag}", 44)])


def _author(row: EvidenceRow) -> str:
    return str(cite(row.source_key)) if row.source_key else row.id


def _sentence(rows: Sequence[EvidenceRow], left_out: int, scale: str, unit: str) -> str:
    results = "; ".join(
        f"{_author(row)} {interval_text(row.value, low=row.low, high=row.high)}, {row.direction}"
        for row in rows
    )
    count = f"{len(rows)} result{'s' if len(rows) > 1 else ''} as {scale_label(scale, unit)}"
    line = f"with a line at {1 if scale in RATIO_SCALES else 0}"
    if scale in RATIO_SCALES | DIFFERENCE_SCALES:
        line += " for no difference"
    rest = f"; {left_out} without a number not drawn" if left_out else ""
    return f"{count}, {line}: {results}{rest}."


def _numbers(rows: Sequence[EvidenceRow], label: str) -> Numbers:
    cells = (
        (
            row.statement,
            interval_text(row.value, low=row.low, high=row.high),
            row.direction,
            row.population,
            row.flag,
            _author(row),
        )
        for row in rows
    )
    return Numbers(
        ("finding", label, "for or against", "who was studied", "take care", "source"), tuple(cells)
    )

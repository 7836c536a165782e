"""The forest plot: results as squares, their intervals as lines, one scale to an axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import exp, log10
from textwrap import wrap
from typing import Any

from course_lib.evidence_rows import EvidenceRow, interval_text
from course_lib.picture import Guess, Picture, drawing
from course_lib.pooling import PooledEffect
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
from course_lib.strokes import Stroke, guess_mark, line, marks
from course_lib.style import PALETTE, TEMPLATE, translucent

# The second cue beside the word in the label: filled speaks for the claim, open against it.
_SYMBOLS = {"for": "square", "against": "square-open"}
_LINE_PX = 18
_WIDTH, _TITLE = 44, 28  # letters a line may have, of a label and of the axis title
# Plotly's own labels between powers of ten are bare digits (2, 3, 5), which read as values.
_RATIO_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Together:
    """What stands below the rows: a pooled effect, what it is called, and a locked prediction."""

    effect: PooledEffect | None = None
    name: str = ""
    guess: Guess | None = None


def draw_forest(
    rows: Sequence[EvidenceRow],
    *,
    title: str = "",
    together: Together | None = None,
) -> Picture:
    """Draw rows that share one scale; see ``course_lib.evidence.forest_figure``.

    Parameters
    ----------
    rows : what to draw, from top to bottom.
    title : what the axis says; by default scale and unit.
    together : a pooled effect and a prediction to set below them.
    """
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
    labels = [_label(row) for row in drawn]
    labels += [f"<b>{together.name}</b>"] if together and together.name else []
    span = _span(drawn, together or Together(), ratio)
    traces = [_reference(len(labels), ratio), _lines(drawn), _squares(drawn)]
    traces += _below(together, len(drawn), span, ratio) if together else []
    layout = _layout(labels, title or scale_label(scale, unit), span, ratio)
    layout["annotations"] = _links(drawn, ratio)
    sentence = _sentence(drawn, len(rows) - len(drawn), scale, unit)
    numbers = _numbers(drawn, scale_label(scale, unit))
    return Picture(drawing(traces, layout), sentence, numbers)


def _check_above_zero(rows: Sequence[EvidenceRow]) -> None:
    for row in rows:
        for found in (row.value, row.low, row.high):
            if found is not None and found <= 0:
                raise ScaleError(
                    f"Row {row.id} has {number(found)} as {scale_label(row.scale, row.unit)}, "
                    "but a ratio is always above zero; correct the row."
                )


def _reference(count: int, ratio: bool) -> Stroke:
    place = 1.0 if ratio else 0.0
    ends = [-0.5, count - 0.5]
    return line([place, place], ends, role="body", width=1.5, name="reference").update(
        line_dash="dot"
    )


def _lines(rows: Sequence[EvidenceRow]) -> Stroke:
    x, y = [], []
    for place, row in enumerate(rows):
        if row.low is not None and row.high is not None:
            x += [row.low, row.high, None]
            y += [place, place, None]
    return line(x, y, role="reference", width=2, name="interval").update(line_dash="solid")


def _squares(rows: Sequence[EvidenceRow]) -> Stroke:
    placed = [(place, row) for place, row in enumerate(rows) if row.value is not None]
    symbols = [_SYMBOLS.get(row.direction, "square-cross-open") for _, row in placed]
    squares = marks(
        [row.value for _, row in placed],
        [place for place, _ in placed],
        role="reference",
        size=13,
        hover="%{text}",
        name="estimate",
        text=[_told(row) for _, row in placed],
    )
    edge = {"color": PALETTE["reference"], "width": 2}
    return squares.update(marker_symbol=symbols, marker_line=edge)


def _below(together: Together, place: int, span: list[float], ratio: bool) -> list[Stroke]:
    """Draw the pooled lozenge, the range for a new study, and the locked prediction."""
    x, y, ends, at = [], [], ([], []), None
    if together.effect:
        show = exp if ratio else float
        found = together.effect
        x = [show(n) for n in (found.low, found.estimate, found.high, found.estimate, found.low)]
        y = [place, place - 0.12, place, place + 0.12, place]
        if found.prediction_low is not None and found.prediction_high is not None:
            edges = [10**end if ratio else end for end in span]
            low, high = show(found.prediction_low), show(found.prediction_high)
            ends = ([max(low, edges[0]), min(high, edges[1])], [place, place])
    if together.guess:
        at = (together.guess.value, int(together.guess.at))
    lozenge = line(x, y, role="reference", width=2, name="together")
    fill = {"fill": "toself", "fillcolor": translucent("reference", 0.45)}
    return [
        line(*ends, role="reference", width=2, name="range for a new study").update(
            line_dash="dash"
        ),
        lozenge.update(line_dash="solid", **fill),
        guess_mark(together.guess, at or (None, None)),
    ]


def _layout(labels: Sequence[str], title: str, span: list[float], ratio: bool) -> dict[str, Any]:
    lines = max(label.count("<br>") + 1 for label in labels)
    told = "<br>".join(wrap(title, _TITLE))
    x: dict[str, Any] = {"title": {"text": told}, "range": span, "zeroline": False}
    if ratio:
        x |= {"type": "log", "tickvals": list(_RATIO_TICKS), "ticktext": [*map(str, _RATIO_TICKS)]}
    y = {
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "range": [len(labels) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
    }
    height = 110 + 20 * told.count("<br>") + _LINE_PX * (lines + 1) * len(labels)
    return {"template": TEMPLATE, "height": height, "xaxis": x, "yaxis": y}


def _span(rows: Sequence[EvidenceRow], together: Together, ratio: bool) -> list[float]:
    """Give the axis range with a margin; on a logarithmic axis plotly wants the logarithms."""
    found = [n for row in rows for n in (row.value, row.low, row.high) if n is not None]
    if together.effect:
        show = exp if ratio else float
        found += [show(together.effect.low), show(together.effect.high)]
    if together.guess:
        found.append(together.guess.value)
    ends = [log10(n) if ratio else n for n in (*found, 1 if ratio else 0)]
    margin = 0.06 * (max(ends) - min(ends)) or 1
    return [min(ends) - margin, max(ends) + margin]


def _links(rows: Sequence[EvidenceRow], ratio: bool) -> list[dict[str, Any]]:
    """Lay an unseen link over each square: it opens the source that the row cites."""
    notes = []
    for place, row in enumerate(rows):
        link = cite(row.source_key).source.link if row.source_key else ""
        middle = row.value if row.value is not None else row.low
        if link and middle is not None:
            x = log10(middle) if ratio else middle
            text = f'<a href="{escape(link)}">■</a>'
            told = {"hovertext": f"{_told(row)} (opens the source)", "captureevents": True}
            notes.append({"x": x, "y": place, "text": text, "showarrow": False, "opacity": 0.01,
                          "font": {"size": 18}, **told})  # fmt: skip
    return notes


def _label(row: EvidenceRow) -> str:
    lines = [f"<b>{escape(_author(row))}</b> ({row.direction})"]
    lines += [escape(line) for line in wrap(row.words, _WIDTH)]
    return "<br>".join(lines + [f"<i>{escape(line)}</i>" for line in wrap(f"⚑ {row.flag}", _WIDTH)])


def _author(row: EvidenceRow) -> str:
    return str(cite(row.source_key)) if row.source_key else row.id


def _told(row: EvidenceRow) -> str:
    return f"{_author(row)}: {row.result}"


def _sentence(rows: Sequence[EvidenceRow], left_out: int, scale: str, unit: str) -> str:
    results = "; ".join(
        f"{_author(row)}{row.when} {interval_text(row.value, low=row.low, high=row.high)}, "
        f"{row.direction}"
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
    columns = ("finding", label, "for or against", "who was studied", "take care", "source")
    return Numbers(columns, tuple(cells))


def blank_forest(title: str, sentence: str) -> Picture:
    """Draw an axis with nothing on it, and the sentence that says why."""
    traces = [_reference(1, ratio=False), _lines([]), _squares([])]
    layout = _layout(["nothing to draw"], title, [-1.0, 1.0], ratio=False) | {"annotations": []}
    return Picture(drawing(traces, layout), sentence, Numbers(("drawn",), (("nothing",),)))

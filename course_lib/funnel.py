"""The funnel plot: each trial's effect against how exact it is, round the pooled middle."""

from math import exp

import numpy as np

from course_lib.fairness import FairPool, why_no_funnel
from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers
from course_lib.scales import RATIO_SCALES, ScaleError, number
from course_lib.sources import cite
from course_lib.strokes import line, marks
from course_lib.style import TEMPLATE
from course_lib.treatment_rows import Z_95, TreatmentRow, one_axis


def draw_funnel(found: FairPool) -> Picture:
    """Draw the trials of a fair pool, exact ones on top.

    Without missing trials and with one true effect, 95 of 100 dots lie inside the dashed lines,
    as many on the left as on the right.

    Parameters
    ----------
    found : result of ``pool_fairly``, with ten trials or more.

    Raises
    ------
    ScaleError : nothing is pooled or the pool is too small; the sentence says so.
    """
    refusal = why_no_funnel(found)
    if refusal or not found.effect:
        raise ScaleError(refusal)
    axis = one_axis(found.used)
    show = exp if axis.scale in RATIO_SCALES else float
    spread = [row.standard_error for row in found.used]
    bottom = 1.1 * max(spread)
    middle = found.effect.estimate
    edges = [show(middle - Z_95 * bottom), show(middle), show(middle + Z_95 * bottom)]
    traces = [
        line([show(middle)] * 2, [0.0, bottom], role="reference", width=2, name="middle"),
        line(edges, [bottom, 0.0, bottom], role="body", width=1.5, name="95 of 100").update(
            line_dash="dash"
        ),
        marks(
            [show(row.effect) for row in found.used],
            spread,
            role="reference",
            size=11,
            hover="%{text}",
            text=[f"{cite(row.source_key)}: {row.result}" for row in found.used],
            name="trials",
        ),
    ]
    x = {"title": {"text": str(axis)}, "type": "log" if show is exp else "linear"}
    y = {"title": {"text": "standard error (exact trials on top)"}, "range": [bottom, 0.0]}
    layout = {"template": TEMPLATE, "height": 380, "xaxis": x, "yaxis": y}
    return Picture(drawing(traces, layout), _sentence(found), _numbers(found.used))


def _sentence(found: FairPool) -> str:
    left = int(np.sum([row.effect < found.effect.estimate for row in found.used]))
    return (
        f"{len(found.used)} trials round the pooled middle: {left} lie left of it, "
        f"{len(found.used) - left} right. A gap in one lower corner would hint at small trials "
        "that nobody published."
    )


def _numbers(rows: tuple[TreatmentRow, ...]) -> Numbers:
    cells = tuple((str(cite(r.source_key)), r.result, number(round(r.standard_error, 3)))
                  for r in rows)  # fmt: skip
    return Numbers(("trial", "result", "standard error"), cells)

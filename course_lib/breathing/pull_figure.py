"""A picture of who pulls: when neck muscles join in, and how hard some ways of breathing pull."""

from __future__ import annotations

from course_lib.breathing.facts import fact
from course_lib.breathing.work import Pull
from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, dotted_line, line, words
from course_lib.style import TEMPLATE

SCALENES, STERNOMASTOID = "scalenes", "sternomastoid"
BAR_PX = 14


def who_pulls(pulls: tuple[Pull, ...]) -> Picture:
    """Set ways of breathing beside the efforts at which two neck muscles work.

    Parameters
    ----------
    pulls : result of ``work.pulls``.

    Returns
    -------
    Picture : one panel of efforts, a sentence and the numbers.
    """
    names = [SCALENES, STERNOMASTOID, *(pull.who for pull in pulls)]
    rows = {name: float(len(names) - place) for place, name in enumerate(names)}
    layout = {
        "template": TEMPLATE,
        "height": 400,
        "xaxis": {"range": [-1, 103], "title": {"text": "pull (% of the hardest pull)"}},
        "yaxis": {"range": [0.4, len(names) + 1.2], "showgrid": False, "zeroline": False,
                  "tickvals": list(rows.values()), "ticktext": list(rows)},
    }  # fmt: skip
    traces = [*_muscles(rows), *(_way(pull, rows) for pull in pulls)]
    told = tuple(
        (p.who, round_to(p.percent[0], 3), round_to(p.percent[1], 3),
         "illustrative" if p.illustrative else "within the measured range")
        for p in pulls
    )  # fmt: skip
    columns = ("way of breathing", "% of men's hardest", "% of women's hardest", "mechanics")
    return Picture(drawing(traces, layout), _sentence(pulls), Numbers(columns, told))


def _muscles(rows: dict[str, float]) -> list[Stroke]:
    onset, plateau = fact("sternomastoid_onset").value, fact("scalene_plateau").value
    deep, outer = rows[SCALENES], rows[STERNOMASTOID]
    joins = {"hover": f"works from {onset:.0f} % on"}
    above = 0.36
    return [
        line([onset, onset], [0.5, outer], role="reference", width=2),
        line([0.0, plateau], [deep] * 2, role="muscle", width=BAR_PX, hover="rises up to 80 %"),
        line(
            [plateau, 100.0],
            [deep] * 2,
            role="bone_edge",
            width=BAR_PX / 2,
            hover="no further rise",
        ),
        line([onset, 100.0], [outer] * 2, role="muscle", width=BAR_PX, **joins),
        words("works from the first breath on", (0, deep + 2.2 * above)),
        words("rises no further", (100, deep + above), side="middle left"),
        words(f"joins in at {onset:.0f} %", (onset, outer + above)),
    ]


def _way(pull: Pull, rows: dict[str, float]) -> Stroke:
    hover = "%{x:.0f} % (men's hardest to women's hardest)"
    at = [rows[pull.who]] * 2
    stroke = dotted_line(list(pull.percent), at, role="breathing", size=11, hover=hover)
    hollow = "circle-open" if pull.illustrative else "circle"
    return stroke.update(marker_symbol=hollow, line_width=6)


def _sentence(pulls: tuple[Pull, ...]) -> str:
    span = [f"{round_to(p.percent[0])} to {round_to(p.percent[1])} %" for p in pulls]
    return (
        f"At rest the hardest pull of a breath is {span[0]} of what people can give: the scalenes "
        "work, the sternomastoid does not. At maximum the model gives "
        f"{span[1]} for deep breaths, {span[2]} for the same air in shallower ones and {span[3]} "
        "on a treadmill: neck muscles help everybody who breathes hard. Open circles are "
        "illustrative."
    )

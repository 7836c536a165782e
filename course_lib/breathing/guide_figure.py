"""A picture of what sound guidance changed: a hundred steps, and how far people differ."""

from __future__ import annotations

from course_lib.breathing.facts import fact
from course_lib.breathing.guidance import GUIDES, Guided, measured_outcomes
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.strokes import Stroke, guess_mark, line, marks, note
from course_lib.style import TEMPLATE

STEPS = "steps"
ACROSS = 10  # steps in a row of the hundred
NAMES = tuple(GUIDES)
PLACE = dict(zip(NAMES, (0, 1), strict=True))


def hundred_steps(shown: Guided, guess: Guess | None = None) -> Picture:
    """Show a hundred steps, those in rhythm filled, beside the mean and spread of the 16 women.

    Parameters
    ----------
    shown : result of ``guidance.guided``.
    guess : a locked prediction in steps of 100, or None.

    Returns
    -------
    Picture : two panels, a sentence and the numbers.
    """
    mark = guess_mark(guess, (PLACE[shown.guide], guess and guess.value), axis="2")
    layout = {
        "template": TEMPLATE,
        "height": 340,
        "xaxis": {"domain": [0.0, 0.58], "range": [-1, ACROSS], "visible": False},
        "yaxis": {"range": [-0.8, 9.8], "visible": False},
        "xaxis2": {"domain": [0.72, 1.0], "anchor": "y2", "range": [-0.6, 1.6],
                   "showgrid": False, "zeroline": False, "tickvals": [0, 1],
                   "ticktext": ["no guide", "guide"]},
        "yaxis2": {"anchor": "x2", "range": [0, 100],
                   "title": {"text": "steps in rhythm (% of steps)"}},
        "annotations": [note("● in rhythm with the breath   ○ not", (0.0, 1.0), xref="paper",
                             yref="paper", xanchor="left", yanchor="bottom")],
    }  # fmt: skip
    traces = [*_steps(shown), *_spread(shown), mark]
    return Picture(drawing(traces, layout), _sentence(shown), _numbers(shown))


def _steps(shown: Guided) -> list[Stroke]:
    spots = [(n % ACROSS, 9 - n // ACROSS) for n in range(100)]
    inside, outside = spots[: shown.of_100], spots[shown.of_100 :]
    strokes = []
    for group, role, symbol in ((inside, "breathing", "circle"), (outside, "body", "circle-open")):
        x, y = [spot[0] for spot in group], [spot[1] for spot in group]
        strokes.append(marks(x, y, role=role, size=14).update(marker_symbol=symbol))
    return strokes


def _spread(shown: Guided) -> list[Stroke]:
    """Draw the mean and 1 SD without a guide, and with it once it is chosen."""
    here = PLACE[shown.guide]
    free = fact(GUIDES[NAMES[0]])
    means = [(0, free)] if here == 0 else [(0, free), (1, fact(GUIDES[NAMES[1]]))]
    x, y = [], []
    for place, row in means:
        x += [place, place, None]
        y += [row.low, row.high, None]
    at, mean = [place for place, _ in means], [row.value for _, row in means]
    square = marks(at, mean, role="reference", size=13, axis="2", hover="mean: %{y:.1f} %")
    own = marks([here], [shown.of_100], role="breathing", size=24, axis="2", hover="%{y} of 100")
    ring = own.update(marker_symbol="circle-open", marker_line={"width": 3})
    return [line(x, y, role="reference", width=4, axis="2").update(line_dash="solid"), square, ring]


def _sentence(shown: Guided) -> str:
    with_sound = shown.guide != NAMES[0]
    start = "With a sound that says when to breathe" if with_sound else "Without a breath guide"
    text = (
        f"{start}, {shown.of_100} of 100 steps are in rhythm with the breath for a runner "
        f"{shown.runner}. The mean of 16 {shown.people} is {shown.mean:.1f} %, most lie between "
        f"{shown.low:.0f} and {shown.high:.0f} %."
    )
    if with_sound:
        text += f" Without a guide the mean was {shown.free_mean:.1f} %."
    return f"{text} Neither load nor pain was measured."


def _numbers(shown: Guided) -> Numbers:
    rows = (
        ("steps in rhythm, this runner (of 100)", str(shown.of_100)),
        ("mean of the 16 (%)", round_to(shown.mean, 3)),
        ("one SD below (%)", round_to(shown.low, 3)),
        ("one SD above (%)", round_to(shown.high, 3)),
        ("load, pain or stitch measured", f"{measured_outcomes()} of 3"),
    )
    return Numbers(("quantity", "now"), rows)

"""A picture of the groups of the study, and where the next run falls."""

from __future__ import annotations

from course_lib.picture import Guess, Picture, drawing
from course_lib.plan.spikes import NextRun
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, guess_mark, line, marks, note, words
from course_lib.style import TEMPLATE

NO_SPIKE = "no spike"


def spike(result: NextRun, guess: Guess | None = None) -> Picture:
    """Draw the rate of injuries in the group of the next run, with its interval.

    Parameters
    ----------
    result : result of ``spikes.next_run``.
    guess : a locked prediction of a ratio, or None.

    Returns
    -------
    Picture : one panel, a sentence and the numbers.
    """
    at = (guess and guess.value, result.group + 1)
    traces = [*_groups(result), *_here(result), guess_mark(guess, at)]
    return Picture(drawing(traces, _layout(result)), _sentence(result), _numbers(result))


def _groups(result: NextRun) -> list[Stroke]:
    """Draw the comparison and the group that the next run is in; the others stay open."""
    strokes = [
        line([1.0, 1.0], [-0.6, 3.6], role="body", width=2).update(line_dash="dot"),
        marks([1.0], [0], role="reference", size=12, hover="no spike: the comparison"),
    ]
    if result.group >= 0:
        group, row = result.groups[result.group], result.group + 1
        hover = f"{group.words}: {group.ratio:g} times ({group.ci_low:g} to {group.ci_high:g})"
        span = line([group.ci_low, group.ci_high], [row, row], role="reference", width=3)
        strokes.append(span.update(line_dash="solid"))
        strokes.append(marks([group.ratio], [row], role="reference", size=12, hover=hover))
    return strokes


def _here(result: NextRun) -> list[Stroke]:
    row = result.group + 1
    ratio = 1.0 if result.group < 0 else result.groups[result.group].ratio
    ring = marks([ratio], [row], role="demand", size=26, hover="your next run falls here")
    told = words(f"your next run: {_longer(result)}", (ratio + 0.12, row + 0.32))
    return [ring.update(marker_symbol="circle-open", marker_line={"width": 4}), told]


def _longer(result: NextRun) -> str:
    side = "longer" if result.longer_percent > 0 else "shorter"
    return f"{abs(result.longer_percent):.0f} % {side}"


def _layout(result: NextRun) -> dict:
    names = [f"{NO_SPIKE}<br>(up to 10 %)", *(_broken(group.words) for group in result.groups)]
    title = {"text": "overuse injuries against no spike (times)"}
    return {
        "template": TEMPLATE,
        "height": 360,
        "xaxis": {"title": title, "range": [0.4, 3.7]},
        "yaxis": {
            "tickvals": list(range(4)),
            "ticktext": names,
            "range": [-0.6, 3.6],
            "title": {"text": "how much longer (%)"},
        },
        "annotations": [note("as many as without", (1.0, 3.45), xanchor="left", xshift=6)],
    }


def _broken(words: str) -> str:
    return words.replace(" longer", "<br>longer").replace("than twice", "than<br>twice")


def _sentence(result: NextRun) -> str:
    start = (
        f"{result.next_km:g} km after a longest run of {result.longest_km:g} km is "
        f"{_longer(result)}"
    )
    if result.group < 0:
        return f"{start}: no spike, the group that the others are compared with."
    group = result.groups[result.group]
    return (
        f"{start}. In this group overuse injuries of any place were {group.ratio:g} times as "
        f"frequent as without a spike (interval {group.ci_low:g} to {group.ci_high:g})."
    )


def _numbers(result: NextRun) -> Numbers:
    columns = ("how much longer", "times", "from", "to")
    if result.group < 0:
        return Numbers(columns, ((NO_SPIKE, 1.0, "", ""),))
    group = result.groups[result.group]
    return Numbers(columns, ((group.words, group.ratio, group.ci_low, group.ci_high),))

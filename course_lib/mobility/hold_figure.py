"""Picture of a held stretch: force at the same length, or length at the same pull."""

from __future__ import annotations

from course_lib.band import Band
from course_lib.mobility.facts import fact
from course_lib.mobility.hold import AFTER_S, HELD_LENGTH, Held
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, band, guess_mark, line, marks, note, words
from course_lib.style import TEMPLATE


def held_stretch(held: Held, guess: Guess | None = None) -> Picture:
    """Show what a tissue does in a row of holds, with the published falls as squares.

    Parameters
    ----------
    held : result of ``hold.hold_stretch``.
    guess : a locked prediction of a change in percent, or None.

    Returns
    -------
    Picture : one panel, a sentence and the numbers.
    """
    share, same_length = held.percent, held.kept == HELD_LENGTH
    told = "%{x:.0f} s: %{y:.0f} %"
    first = line([0.0, held.time_s[-1]], [100.0, 100.0], role="body", width=1)
    sign = -1.0 if same_length else 1.0
    traces = [
        band(share.low, share.high, along=held.time_s, role="mobility"),
        first.update(line_dash="dash"),
        line(held.time_s, share.middle, role="mobility", hover=told),
        *_published(held),
        guess_mark(guess, (held.hold_s, guess and 100.0 + sign * guess.value)),
    ]
    return Picture(drawing(traces, _layout(held)), _sentence(held), _numbers(held))


def _published(held: Held) -> list[Stroke]:
    """Mark the measured falls at 30 s, and the 45 s until which force was seen to fall."""
    if held.kept != HELD_LENGTH or held.hold_s < 30:
        return []
    falls = [100 - fact("relaxation_30_s"), 100 - fact("relaxation_30_s_trained")]
    squares = marks([30.0, 30.0], falls, role="reference", size=7, hover="measured: %{y:.0f} %")
    until = fact("falls_until")
    if held.hold_s < until:
        return [squares]
    stop = line([until, until], [0.0, 74.0], role="reference", width=2)
    return [
        squares,
        stop,
        words("measured: falls until 45 s", (until - 1, 12), side="middle left", role="reference"),
    ]


def _layout(held: Held) -> dict:
    same_length = held.kept == HELD_LENGTH
    quantity = "force" if same_length else "length gained"
    end_s = float(held.time_s[-1])
    free = 10 if same_length else -10  # where no curve runs
    annotations = [
        note("let go: 1 min", (end_s - AFTER_S / 2, 114 if same_length else 142)),
        note("first moment = 100 %", (end_s, 100), xanchor="right", yshift=free),
    ]
    return {
        "template": TEMPLATE,
        "height": 380,
        "xaxis": {"range": [-2, end_s + 2], "title": {"text": "time (s)"}},
        "yaxis": {
            "range": [-4, 120 if same_length else 152],
            "title": {"text": f"{quantity} (% of the first moment)"},
        },
        "annotations": annotations,
    }


def _sentence(held: Held) -> str:
    first, last = held.first_change_percent, held.last_change_percent
    count = f"hold number {held.repeats}" if held.repeats > 1 else "the only hold"
    rests = (
        f", rests of {held.rest_s:.0f} s"
        if held.repeats > 1
        else f" (rest set to {held.rest_s:.0f} s)"
    )
    start = f"{held.repeats} × {held.hold_s:.0f} s{rests}, with {held.kept}: "
    left = f"One minute after letting go, {abs(held.left_percent.middle):.1f} % of it is left."
    if held.kept == HELD_LENGTH:
        return (
            f"{start}the force falls by {_span(first)} in the first hold, and stands "
            f"{abs(last.middle):.1f} % lower at the end of {count}."
        )
    return (
        f"{start}the stretch grows by {_span(first)} in the first hold, and is "
        f"{last.middle:.1f} % longer at the end of {count}. {left}"
    )


def _span(change: Band) -> str:
    edges = sorted(abs(edge) for edge in (change.low, change.high))
    return f"{abs(change.middle):.0f} % ({edges[0]:.0f} to {edges[1]:.0f})"


def _numbers(held: Held) -> Numbers:
    names = ("end of the first hold", "end of the last hold", "one minute after letting go")
    changes = (held.first_change_percent, held.last_change_percent, held.left_percent)
    shown = 2 if held.kept == HELD_LENGTH else 3  # a slack muscle has no force to compare
    rows = tuple(
        (name, *(f"{edge:+.2f}" for edge in (change.middle, change.low, change.high)))
        for name, change in zip(names[:shown], changes[:shown], strict=True)
    )
    what = "force" if held.kept == HELD_LENGTH else "length of the stretch"
    return Numbers(("moment", f"change of {what} (%)", "lower edge", "upper edge"), rows)

"""Pictures of how long it lasts: what was measured in which week, and nothing in between."""

from __future__ import annotations

from typing import Any

from course_lib.massage.dose_figure import RATIO_TICKS, ratio_words
from course_lib.massage.lasting import LAST_WEEK, Moment
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, band, guess_mark, line, marks, words
from course_lib.style import TEMPLATE


def lasting_picture(moment: Moment, guess: Guess | None = None) -> Picture:
    """Show the weeks of massage, the measured weeks with their intervals, and the chosen week.

    Parameters
    ----------
    moment : result of ``lasting.lasting``.
    guess : a locked prediction of the risk ratio in the chosen week, or None.

    Returns
    -------
    Picture : one panel, a sentence, and a row of numbers a measurement.
    """
    return Picture(drawing(_traces(moment, guess), _layout()), _sentence(moment), _numbers(moment))


def _traces(moment: Moment, guess: Guess | None) -> list[Stroke]:
    start, end = moment.massages
    spans: dict[bool, tuple[list, list]] = {True: ([], []), False: ([], [])}
    for trial in moment.measured:
        x, y = spans[trial.worked_out]
        x += [trial.measured_week, trial.measured_week, None]
        y += [trial.low, trial.high, None]
    weeks = [trial.measured_week for trial in moment.measured]
    ratios = [trial.ratio for trial in moment.measured]
    told = [f"week {t.measured_week}: {ratio_words(t)}" for t in moment.measured]
    title = f"{moment.what}: {moment.course}"
    at = (moment.week, guess.value) if guess else (None, None)
    chosen = line([moment.week] * 2, [0.4, 12.0], role="body", width=1.5)
    ends = [t.low for t in moment.measured] + [t.high for t in moment.measured]
    caps = marks(weeks * 2, ends, role="reference", size=8)  # an interval is more than a colour
    return [
        band([0.4, 0.4], [12.0, 12.0], along=[start, end], role="body"),
        words("massages", ((start + end) / 2, 0.46), side="middle center"),
        line([0.0, LAST_WEEK + 1], [1.0, 1.0], role="body", width=1.5).update(line_dash="dot"),
        chosen.update(line_dash="solid", hoverinfo="skip"),
        words(f"week {moment.week}", (moment.week + 0.2, 11.0)),
        line(*spans[False], role="reference", width=4).update(line_dash="solid"),
        line(*spans[True], role="reference", width=4).update(line_dash="dash"),
        caps.update(marker_symbol="line-ew-open", marker_line={"width": 4}, hoverinfo="skip"),
        marks(weeks, ratios, role="reference", size=12, hover="%{text}", text=told),
        words(title, (0.0, 14.2)),
        guess_mark(guess, at),
    ]


def _layout() -> dict[str, Any]:
    y = {"type": "log", "range": [-0.4, 1.2], "tickvals": list(RATIO_TICKS),
         "ticktext": [str(t) for t in RATIO_TICKS],
         "title": {"text": "risk ratio (1: no difference)"}, "zeroline": False}  # fmt: skip
    x = {"range": [-0.6, LAST_WEEK + 1], "title": {"text": "weeks since the trial began"},
         "tickvals": [0, 4, 5, 10, 12, 26], "zeroline": False}  # fmt: skip
    return {"template": TEMPLATE, "height": 380, "xaxis": x, "yaxis": y}


def _sentence(moment: Moment) -> str:
    head = f"{moment.course}, {moment.what}, week {moment.week}"
    if moment.now:
        trial = moment.now
        clear = trial.low > 1 or trial.high < 1
        says = f"the interval {'does not reach' if clear else 'reaches'} 1 (no difference)"
        return f"{head}: measured, {_since(moment)}. Risk ratio {ratio_words(trial)}: {says}."
    before = f"week {moment.before.measured_week}" if moment.before else "none"
    after = f"week {moment.after.measured_week}" if moment.after else "none"
    return (
        f"{head}: nobody measured in this week. Nearest before: {before}; nearest after: {after}. "
        "A line between them would be made up."
    )


def _since(moment: Moment) -> str:
    weeks = moment.week - moment.massages[1]
    if weeks <= 1:
        return "right after the last massage" if weeks <= 0 else "1 week after the last massage"
    return f"{weeks} weeks after the last massage"


def _numbers(moment: Moment) -> Numbers:
    start, end = moment.massages
    rows = tuple(
        (f"week {t.measured_week}", ratio_words(t), f"weeks {start} to {end}", t.population)
        for t in moment.measured
    )
    return Numbers(("measured in", f"risk ratio of {moment.what}", "massages in",
                    "people"), rows)  # fmt: skip

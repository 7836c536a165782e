"""What a class predicted, a dot for each learner, beside the model's value."""

from __future__ import annotations

from collections import Counter

from course_lib.picture import Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.start.class_answers_counts import Guesses
from course_lib.strokes import line, marks, words
from course_lib.style import TEMPLATE

COLUMNS = 30  # numbers are gathered into at most this many columns of dots
BELOW = -0.14  # room under the dots for the model's square, as a share of the height
AXES_PX, ROW_PX, MOST_PX = 170, 24, 340  # few rows of dots need no tall figure
NEAR = 0.1  # within a tenth of the model's value, as in the labs


def dots(guesses: Guesses) -> Picture:
    """Draw one dot for each learner, above what they predicted, and the model's value.

    Parameters
    ----------
    guesses : what a class predicted, from ``class_answers_counts.count_predictions``.

    Returns
    -------
    Picture : stacked dots, a sentence and the counts.
    """
    counts = _option_counts(guesses) if guesses.asked.options else _number_counts(guesses)
    stacks = [(x, n) for x, count in counts.items() for n in range(1, count + 1)]
    top = max(counts.values(), default=1)
    size = max(4.0, min(13.0, 240.0 / top))
    people = marks([x for x, _ in stacks], [n for _, n in stacks], role="prediction", size=size)
    people.update(hovertemplate="one learner<extra></extra>", hoverinfo="all")
    traces = [people, *_model(guesses, top)]
    return Picture(drawing(traces, _layout(guesses, top)), _sentence(guesses), _numbers(guesses))


def _option_counts(guesses: Guesses) -> Counter[float]:
    return Counter(guesses.values)


def _number_counts(guesses: Guesses) -> Counter[float]:
    """Gather numbers into columns as wide as a few steps of the slider."""
    asked = guesses.asked
    steps = max(1, round((asked.high - asked.low) / asked.step / COLUMNS))
    wide = steps * asked.step
    return Counter(asked.low + wide * round((v - asked.low) / wide) for v in guesses.values)


def _model(guesses: Guesses, top: int) -> list:
    """Mark the model's value: a dotted line with its number, or a square below its option."""
    asked = guesses.asked
    who = "published" if asked.lab == "evidence-explorer" else "the model"
    if asked.options:
        below = BELOW / 2 * (top + 1.6)
        return [
            marks([asked.model], [below], role="reference", size=13, hover=f"what {who} says"),
            words(who, (asked.model + 0.04, below), side="middle right", role="reference"),
        ]
    label = f"{who}: {asked.answer}"
    right = asked.model < (asked.low + asked.high) / 2
    side = "middle right" if right else "middle left"
    return [
        line([asked.model] * 2, [0, top + 0.9], role="reference", hover=label),
        words(label, (asked.model, top + 1.1), side=side, role="reference"),
    ]


def _layout(guesses: Guesses, top: int) -> dict:
    asked = guesses.asked
    across = {"title": {"text": f"predicted ({asked.unit or 'number'})"}}
    room = 0.03 * (asked.high - asked.low)
    across["range"] = [asked.low - room, asked.high + room]
    low = 0.0
    if asked.options:
        places = list(range(len(asked.options)))
        texts = ["<br>".join(_lines(text)) for text in asked.options]
        across = {"title": {"text": "predicted (answer chosen)"}, "tickvals": places}
        across |= {
            "ticktext": texts,
            "range": [-0.5, len(places) - 0.5],
            "showgrid": False,
            "zeroline": False,
        }
        low = BELOW * (top + 1.6)
    upright = {"title": {"text": "learners (number)"}, "range": [low, top + 1.6], "tickformat": "d"}
    upright |= {"dtick": max(1, round(top / 6)), "tick0": 0, "zeroline": True}
    height = min(MOST_PX, AXES_PX + ROW_PX * (top + 1.6))
    return {"template": TEMPLATE, "height": height, "xaxis": across, "yaxis": upright}


def _lines(text: str, wide: int = 26) -> list[str]:
    """Break a long answer into lines."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) > wide:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _sentence(guesses: Guesses) -> str:
    asked, values = guesses.asked, guesses.values
    who = "the published value" if asked.lab == "evidence-explorer" else "the model"
    many = f"{len(values)} learner{'s' if len(values) != 1 else ''} predicted"
    if asked.options:
        same = sum(value == asked.model for value in values)
        return f"{many}; {same} chose what {who} says: {asked.answer}."
    close, low, high = _verdicts(guesses)
    return f"{many}; {who} says {asked.answer}. {close} were close, {low} too low, {high} too high."


def _verdicts(guesses: Guesses) -> tuple[int, int, int]:
    asked, values = guesses.asked, guesses.values
    near = max(asked.step, NEAR * abs(asked.model))
    low = sum(value < asked.model - near for value in values)
    high = sum(value > asked.model + near for value in values)
    return len(values) - low - high, low, high


def _numbers(guesses: Guesses) -> Numbers:
    asked = guesses.asked
    if asked.options:
        counts = _option_counts(guesses)
        rows = [(text, counts[float(n)]) for n, text in enumerate(asked.options)]
        return Numbers(("answer", "learners (number)"), tuple(rows))
    counts = _number_counts(guesses)
    head = (f"predicted, about ({asked.unit or 'number'})", "learners (number)")
    rows = [(round_to(x, 3), counts[x]) for x in sorted(counts)]
    names = (f"close to {asked.answer}", "too low", "too high")
    return Numbers(head, (*rows, *zip(names, _verdicts(guesses), strict=True)))

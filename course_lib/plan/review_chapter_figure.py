"""The objectives of one chapter, drawn: how often each was asked, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from textwrap import wrap

from course_lib.checks import require_one_of
from course_lib.picture import Picture, drawing
from course_lib.plan.review_figure import LOOKS, edge, in_order, named, rows_layout
from course_lib.plan.review_progress import (
    STATES,
    ChapterProgress,
    Foresight,
    Objective,
    Progress,
    day_words,
    due_words,
)
from course_lib.quantities import Numbers
from course_lib.strokes import Stroke, marks, note

# What one sitting can be, and the state whose mark it has.
SITTINGS = {
    "right": "right at the first try",
    "missed": "not at the first try",
    "new": "not asked yet",
}
MOST_MARKS = 12
ROW_PX, ROOM_FOR_WORDS = 46, 5.0


def one_chapter(result: Progress, stem: str) -> Picture:
    """Draw how often each objective of a chapter was asked, and right at the first try.

    Parameters
    ----------
    result : result of ``review_progress.progress``.
    stem : the chapter's notebook.

    Returns
    -------
    Picture : a row for each objective, a sentence and the numbers, predictions included.

    Raises
    ------
    ValueError : another notebook; the sentence lists those that there are.
    """
    chapters = {chapter.stem: chapter for chapter in result.chapters}
    require_one_of("stem", stem, allowed=chapters)
    chapter = chapters[stem]
    aims = in_order(chapter)
    names = ["<br>".join(wrap(escape(aim.words), 44)) for aim in aims]
    wide = max(4, *(min(aim.asked, MOST_MARKS) for aim in aims)) + ROOM_FOR_WORDS
    layout = rows_layout(names, "asked (times)", wide=wide) | {
        "annotations": [_when(aim, row, today=result.today) for row, aim in enumerate(aims)],
        "height": 130 + ROW_PX * len(names),
    }
    layout["xaxis"] |= {"range": [-0.4, wide], "tick0": 0}
    traces = [_sittings(aims, state) for state in SITTINGS]
    return Picture(drawing(traces, layout), _sentence(chapter), _numbers(chapter, result.today))


def _sittings(aims: Sequence[Objective], state: str) -> Stroke:
    """Draw a mark for each time that an objective was asked; the last twelve if it was more."""
    places = [(place, row) for row, aim in enumerate(aims) for place in _places(aim, state)]
    role, symbol = LOOKS[state]
    stroke = marks([p[0] for p in places], [p[1] for p in places], role=role, size=13)
    words = [SITTINGS[state]] * len(places)
    return named(stroke, SITTINGS[state], words=words).update(
        marker_symbol=symbol, marker_line=edge(role)
    )


def _places(aim: Objective, state: str) -> range:
    """Give the columns of a state's marks: first the right ones, then the rest."""
    if not aim.asked:
        return range(1 if state == "new" else 0)
    right = round(aim.first_right * min(1.0, MOST_MARKS / aim.asked))
    ends = {"right": (1, right + 1), "missed": (right + 1, min(aim.asked, MOST_MARKS) + 1)}
    return range(*ends.get(state, (1, 1)))


def _when(aim: Objective, row: int, *, today: date) -> dict:
    words = f"back {due_words(aim.due, today)}" if aim.due else "not asked yet"
    place = min(aim.asked, MOST_MARKS)
    return note(words, (place, row), xanchor="left", xshift=16)


def _sentence(chapter: ChapterProgress) -> str:
    met = [aim for aim in chapter.objectives if aim.asked]
    made = [foresight for foresight in chapter.predictions if foresight.made]
    start = f"{chapter.name}: "
    if not met and not made:
        return f"{start}{len(chapter.objectives)} objectives wait for their first question."
    asked, right = sum(aim.asked for aim in met), sum(aim.first_right for aim in met)
    text = (
        f"{start}{len(met)} of {len(chapter.objectives)} objectives met, asked "
        f"{_times(asked)}, right at the first try {_times(right)}."
    )
    if made:
        close = sum(foresight.close for foresight in made)
        text += f" Predictions made: {len(made)} of {len(chapter.predictions)}, {close} close."
    return text


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _numbers(chapter: ChapterProgress, today: date) -> Numbers:
    columns = (
        "objective or prediction",
        "asked",
        "first try",
        "how it stands",
        "last seen",
        "back",
    )
    rows = [_aim_row(aim, today) for aim in chapter.objectives]
    rows += map(_prediction_row, chapter.predictions)
    return Numbers(columns, (*rows, *_all_rows(chapter)))


def _all_rows(chapter: ChapterProgress) -> tuple[tuple[str, ...], ...]:
    aims, foresights = chapter.objectives, chapter.predictions
    asked, right = sum(aim.asked for aim in aims), sum(aim.first_right for aim in aims)
    met, made = sum(bool(aim.asked) for aim in aims), sum(one.made for one in foresights)
    close = sum(one.made and bool(one.close) for one in foresights)
    first = ("all objectives", str(asked), str(right), f"{met} of {len(aims)} met", "–", "–")
    told = f"{made} of {len(foresights)} made, {close} close"
    return (first, ("all predictions", str(made), "–", told, "–", "–"))


def _aim_row(aim: Objective, today: date) -> tuple[str, ...]:
    counts = (str(aim.asked), str(aim.first_right), STATES[aim.state])
    return (aim.words, *counts, day_words(aim.last), due_words(aim.due, today))


def _prediction_row(foresight: Foresight) -> tuple[str, ...]:
    """Write a prediction as a row; what it was compared with shows once it was made."""
    made = foresight.made
    found = f"{foresight.verdict}; {foresight.against}: {foresight.found}"
    told = (foresight.given, found) if made else ("–", foresight.verdict)
    return (foresight.question, str(int(made)), *told, day_words(foresight.day), "–")

"""Pictures of a dose of massage: which doses were tested, what was found, and 100 people."""

from __future__ import annotations

from typing import Any

from course_lib.massage.model import Dose, People, Trial
from course_lib.picture import Guess, Picture, drawing
from course_lib.quantities import Numbers, round_to
from course_lib.scales import number
from course_lib.strokes import Stroke, bare_axis, guess_mark, line, marks, note, words
from course_lib.style import INK, TEMPLATE

RATIO_TICKS = (0.5, 1, 2, 5, 10)
_EMPTY = {
    "no better": "no better; number not printed",
    "not read": "tested; result not printed",
    "no trial": "no trial",
    "verdict": "nothing read at this dose",
}
_LEFT, _RIGHT = 0.42, 18.0  # ends of the axis of ratios

Row = tuple[int, int, Trial | None]  # minutes, times a week, what was measured


def dose_picture(found: Dose, guess: Guess | None = None) -> Picture:
    """Show which doses were tested, what was found at them, and what it means for 100 people.

    Parameters
    ----------
    found : result of ``model.dose``.
    guess : a locked prediction, people of 100, or None.

    Returns
    -------
    Picture : two panels, a sentence, and a row of numbers a dose.
    """
    traces = [*_ratios(found, _doses(found)), *_people(found, guess)]
    return Picture(drawing(traces, _layout(found)), _sentence(found), _numbers(found))


def _doses(found: Dose) -> list[Row]:
    """List the doses from often to seldom, each with its trial, if there is one."""
    at = {(trial.minutes, trial.times_a_week): trial for trial in found.tested}
    return [(m, n, at.get((m, n), at.get((None, n)))) for n in (3, 2, 1) for m in (60, 30)]


def _place(row: int, trial: Trial) -> float:
    """Give the height of a result: its row, or between two rows where the length was not read."""
    return row if trial.minutes else 2 * (row // 2) + 0.5


# ---- what was found at each dose -----------------------------------------------------------------


def _ratios(found: Dose, rows: list[Row]) -> list[Stroke]:
    measured = {_place(row, trial): trial for row, (_, _, trial) in enumerate(rows)
                if trial and trial.ratio}  # fmt: skip
    spans: dict[bool, tuple[list, list]] = {True: ([], []), False: ([], [])}
    for place, trial in measured.items():
        x, y = spans[trial.worked_out]
        x += [trial.low, trial.high, None]
        y += [place, place, None]
    found_here = list(measured.values())
    squares = marks([t.ratio for t in found_here], list(measured), role="reference",
                    hover="%{text}", text=[ratio_words(t) for t in found_here])  # fmt: skip
    here = [(m, n) for m, n, _ in rows].index((found.minutes, found.times_a_week))
    top, bottom = here - 0.28, here + 0.28  # clear of a mark between two rows
    frame = line([_LEFT, _RIGHT, _RIGHT, _LEFT, _LEFT], [top, top, bottom, bottom, top],
                 role="body", width=2.5)  # fmt: skip
    return [
        frame,
        line([1.0, 1.0], [-0.5, len(rows) - 0.5], role="body", width=1.5).update(line_dash="dot"),
        line(*spans[False], role="reference").update(line_dash="solid"),
        line(*spans[True], role="reference").update(line_dash="dash"),
        squares.update(marker_size=[15 if t == found.trial else 10 for t in found_here]),
        _without_numbers(found, rows),
        words(found.what, (_LEFT, -0.85)),
    ]


def _without_numbers(found: Dose, rows: list[Row]) -> Stroke:
    """Write, at the doses without a number, why there is none, and where no length was read."""
    told = {(1.06, row): _why_empty(found, trial) for row, (_, _, trial) in enumerate(rows)
            if trial is None or trial.ratio is None}  # fmt: skip
    told |= {(1.08 * trial.high, _place(row, trial)): "length not read"
             for row, (_, _, trial) in enumerate(rows)
             if trial and trial.minutes is None}  # fmt: skip
    texts = Stroke(x=[x for x, _ in told], y=[y for _, y in told], mode="text",
                   text=list(told.values()), textposition="middle right")  # fmt: skip
    return texts.update(hoverinfo="skip", cliponaxis=False)


def _why_empty(found: Dose, trial: Trial | None) -> str:
    if trial:
        return _EMPTY[trial.found]
    return _EMPTY["verdict" if found.verdict else "no trial"]


# ---- 100 people ----------------------------------------------------------------------------------


def _people(found: Dose, guess: Guess | None) -> list[Stroke]:
    people = found.trial.people if found.trial else None
    without, gained = (round(people.without), round(people.with_massage)) if people else (0, 0)
    groups = (
        (range(without), "body", "circle", "improve without massage as well"),
        (range(without, gained), "reference", "square", "improve with massage only"),
        (range(gained, 100 if people else 0), "body", "circle-open", "do not improve"),
    )
    dots = []
    for numbers, role, symbol, told in groups:
        x, y = [n % 10 for n in numbers], [n // 10 for n in numbers]
        dots.append(marks(x, y, role=role, size=8, axis="2", hover=told).update(
            marker_symbol=symbol))  # fmt: skip
    told = "" if people else "not known:<br>how many<br>improve without<br>was not read"
    mark = guess if guess and guess.at == "people" else None
    at = ((mark.value - 1) % 10, (mark.value - 1) // 10) if mark else (None, None)
    return [*dots, words(told, (4.5, 5.5), axis="2", side="middle center"),
            guess_mark(mark, at, axis="2")]  # fmt: skip


# ---- layout, words, numbers ----------------------------------------------------------------------


def _layout(found: Dose) -> dict[str, Any]:
    rows = _doses(found)
    x = {"domain": [0.0, 0.72], "type": "log", "range": [-0.377, 1.45], "zeroline": False,
         "tickvals": list(RATIO_TICKS), "ticktext": [str(t) for t in RATIO_TICKS],
         "title": {"text": "risk ratio (1: no difference)"}}  # fmt: skip
    y = {"range": [len(rows) - 0.5, -1.1], "tickvals": list(range(len(rows))), "showgrid": False,
         "ticktext": [_dose_words(m, n) for m, n, _ in rows], "zeroline": False,
         "ticklabelstandoff": 6}  # fmt: skip
    grey, green = (f"<span style='color:{INK[role]}'>" for role in ("body", "reference"))
    key = f"{grey}●</span> anyway<br>{green}■</span> massage<br>{grey}○</span> not"
    people = bool(found.trial and found.trial.people)
    place = {"xref": "paper", "yref": "paper", "align": "left", "xanchor": "left"}
    notes = [note("of 100 people", (0.8, 1.0), yanchor="bottom", **place)]
    notes += [note(key, (0.8, 0.0), yanchor="bottom", **place)] if people else []
    return {
        "template": TEMPLATE,
        "height": 390,
        "xaxis": x,
        "yaxis": y,
        "xaxis2": bare_axis(domain=[0.79, 1.0], anchor="y2", range=[-0.8, 9.8]),
        "yaxis2": bare_axis(domain=[0.25, 1.0], anchor="x2", range=[-0.8, 9.8]),
        "annotations": notes,
    }


def _dose_words(minutes: int, times: int) -> str:
    return f"{times} × a week, {minutes} min"


def ratio_words(trial: Trial) -> str:
    """Write a risk ratio with its interval, and say where that was worked out.

    Parameters
    ----------
    trial : a measurement with a risk ratio.
    """
    if trial.worked_out:
        span = f"worked out from its p value: {round_to(trial.low)} to {round_to(trial.high)}"
    else:
        span = f"{number(trial.low)} to {number(trial.high)}"
    return f"{number(trial.ratio)} ({span})"


def _sentence(found: Dose) -> str:
    times = {1: "once", 2: "twice", 3: "three times"}[found.times_a_week]
    head = f"{found.minutes} minutes, {times} a week, against {found.against}"
    what, trial = found.what, found.trial
    if found.verdict:
        return (
            f"{head}: no trial of this dose was read for {what}. Of many doses together a review "
            f"says: {found.verdict}"
        )
    if not trial:
        return f"{head}: no trial of {what} was found. An empty row is not a zero."
    if trial.found == "no better":
        return (
            f"{head}: no better than waiting for {what}. The number is not printed in the "
            "abstract, and with 37 to 39 people a group that is not proof of no effect."
        )
    if trial.found == "not read":
        return (
            f"{head}: this dose was tested for {what}, but the abstract does not give its result."
        )
    if trial.minutes is None:
        head += " (up to ten massages in ten weeks; their length was not read)"
    told = f"{what} is {ratio_words(trial)} times as likely."
    return f"{head}: {told} {_of_100(trial.people)}"


def _of_100(people: People | None) -> str:
    if people is None:
        return "How many of 100 that is cannot be said: how many improved by waiting was not read."
    high = "all 100" if people.high >= 100 else round_to(people.high)
    return (
        f"Of 100 people, {people.without:.0f} improve without massage and "
        f"{people.with_massage:.0f} with it; the interval runs from {people.low:.0f} to {high}."
    )


def _numbers(found: Dose) -> Numbers:
    rows = []
    for minutes, times, trial in _doses(found):
        ratio = ratio_words(trial) if trial and trial.ratio else _why_empty(found, trial)
        people = trial.people if trial else None
        of_100 = f"{people.without:.0f} and {people.with_massage:.0f}" if people else "not known"
        week = f"week {trial.measured_week}" if trial else ""
        week += ", length not read" if trial and not trial.minutes else ""
        rows.append((_dose_words(minutes, times), ratio, of_100, week))
    columns = ("dose", f"risk ratio of {found.what}", "of 100, without and with", "measured in")
    return Numbers(columns, tuple(rows))

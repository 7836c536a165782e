"""The labs of the mobility room: each one named call."""

from __future__ import annotations

from course_lib.lab import Lab
from course_lib.mobility import dose_tasks, hold_tasks, outlook_tasks, reach_tasks, rolling_tasks
from course_lib.mobility.dose import plan_stretching
from course_lib.mobility.dose_figure import plan_picture
from course_lib.mobility.hold import hold_stretch
from course_lib.mobility.hold_figure import held_stretch
from course_lib.mobility.model import stretch
from course_lib.mobility.outlook_figure import outlook
from course_lib.mobility.range_figure import reach as draw_reach
from course_lib.mobility.ranges import reach
from course_lib.mobility.rolling import shift_along
from course_lib.mobility.rolling_figure import shift_picture
from course_lib.record import Record


def reach_lab(record: Record | None = None) -> Lab:
    """Open the lab "Does my range reach what my stride asks?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="mobility-reach",
        question="Does my range reach what my stride asks?",
        controls=reach_tasks.CONTROLS,
        model=reach,
        draw=draw_reach,
        presets=reach_tasks.PRESETS,
        predictions=reach_tasks.PREDICTIONS,
        leaves_out=reach_tasks.LEAVES_OUT,
        sources=reach_tasks.SOURCES,
        record=record,
    )


def outlook_lab(record: Record | None = None) -> Lab:
    """Open the lab "What does stretching change, and for how long?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="mobility-outlook",
        question="What does stretching change, and for how long?",
        controls=outlook_tasks.CONTROLS,
        model=stretch,
        draw=outlook,
        presets=outlook_tasks.PRESETS,
        predictions=outlook_tasks.PREDICTIONS,
        leaves_out=outlook_tasks.LEAVES_OUT,
        sources=outlook_tasks.SOURCES,
        record=record,
    )


def hold_lab(record: Record | None = None) -> Lab:
    """Open the lab "What happens inside a held stretch?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="mobility-hold",
        question="What happens inside a held stretch?",
        controls=hold_tasks.CONTROLS,
        model=hold_stretch,
        draw=held_stretch,
        presets=hold_tasks.PRESETS,
        predictions=hold_tasks.PREDICTIONS,
        leaves_out=hold_tasks.LEAVES_OUT,
        sources=hold_tasks.SOURCES,
        record=record,
    )


def dose_lab(record: Record | None = None) -> Lab:
    """Open the lab "What does my dose of stretching buy?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="mobility-dose",
        question="What does my dose of stretching buy?",
        controls=dose_tasks.CONTROLS,
        model=plan_stretching,
        draw=plan_picture,
        presets=dose_tasks.PRESETS,
        predictions=dose_tasks.PREDICTIONS,
        leaves_out=dose_tasks.LEAVES_OUT,
        sources=dose_tasks.SOURCES,
        record=record,
    )


def roll_lab(record: Record | None = None) -> Lab:
    """Open the lab "Roll or stretch?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="mobility-roll",
        question="Roll or stretch: how large is the difference?",
        controls=rolling_tasks.CONTROLS,
        model=shift_along,
        draw=shift_picture,
        presets=rolling_tasks.PRESETS,
        predictions=rolling_tasks.PREDICTIONS,
        leaves_out=rolling_tasks.LEAVES_OUT,
        sources=rolling_tasks.SOURCES,
        record=record,
    )

"""The three labs of the breathing room: each one named call."""

from __future__ import annotations

from course_lib.breathing import tasks
from course_lib.breathing.beat_lab import BeatLab, breath_beat, step_beat
from course_lib.breathing.coupling import couple
from course_lib.breathing.coupling_figure import feet
from course_lib.breathing.model import breathe_trace
from course_lib.breathing.pattern_figure import pattern
from course_lib.breathing.trace_figure import steady
from course_lib.breathing.work import choose
from course_lib.lab import Lab
from course_lib.record import Record


def breathe_lab(record: Record | None = None) -> BeatLab:
    """Open the lab "Breathe with it": a breath to see, to hear and to count.

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return BeatLab(
        id="breathing-breathe",
        question="How much air does a minute of breathing move?",
        controls=tasks.BREATHE_CONTROLS,
        model=breathe_trace,
        draw=steady,
        presets=tasks.BREATHE_PRESETS,
        predictions=tasks.BREATHE_PREDICTIONS,
        leaves_out=tasks.BREATHE_LEAVES_OUT,
        sources=tasks.BREATHE_SOURCES,
        record=record,
        beat=breath_beat,
        beat_name="Breathe with it",
    )


def pattern_lab(record: Record | None = None) -> Lab:
    """Open the lab "Shallow or deep?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="breathing-pattern",
        question="Shallow or deep: what do the same litres cost?",
        controls=tasks.PATTERN_CONTROLS,
        model=choose,
        draw=pattern,
        presets=tasks.PATTERN_PRESETS,
        predictions=tasks.PATTERN_PREDICTIONS,
        leaves_out=tasks.PATTERN_LEAVES_OUT,
        sources=tasks.PATTERN_SOURCES,
        record=record,
    )


def feet_lab(record: Record | None = None) -> BeatLab:
    """Open the lab "Which foot?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return BeatLab(
        id="breathing-feet",
        question="On which foot does a breath out begin?",
        controls=tasks.FEET_CONTROLS,
        model=couple,
        draw=feet,
        presets=tasks.FEET_PRESETS,
        predictions=tasks.FEET_PREDICTIONS,
        leaves_out=tasks.FEET_LEAVES_OUT,
        sources=tasks.FEET_SOURCES,
        record=record,
        beat=step_beat,
        beat_name="Run with it",
    )

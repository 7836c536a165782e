"""The three labs of the posture room: each one named call."""

from __future__ import annotations

from course_lib.lab import Lab
from course_lib.posture import tasks
from course_lib.posture.figure import runner
from course_lib.posture.lever import tilt_head
from course_lib.posture.lever_figure import lever
from course_lib.posture.model import hold
from course_lib.posture.running import run_with
from course_lib.posture.step_figure import step
from course_lib.record import Record


def runner_lab(record: Record | None = None) -> Lab:
    """Open the lab "What does my posture ask of my upper back?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="posture-runner",
        question="What does a posture ask of the upper back?",
        controls=tasks.RUNNER_CONTROLS,
        model=hold,
        draw=runner,
        presets=tasks.RUNNER_PRESETS,
        predictions=tasks.RUNNER_PREDICTIONS,
        leaves_out=tasks.LEAVES_OUT,
        sources=tasks.RUNNER_SOURCES,
        record=record,
    )


def step_lab(record: Record | None = None) -> Lab:
    """Open the lab "And when I run?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="posture-step",
        question="What does a running step make of it?",
        controls=tasks.STEP_CONTROLS,
        model=run_with,
        draw=step,
        presets=tasks.STEP_PRESETS,
        predictions=tasks.STEP_PREDICTIONS,
        leaves_out=tasks.STEP_LEAVES_OUT,
        sources=tasks.STEP_SOURCES,
        record=record,
    )


def lever_lab(record: Record | None = None) -> Lab:
    """Open the lab "Does my head weigh 60 pounds?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="posture-lever",
        question="Does a head weigh 60 pounds when you look down?",
        controls=tasks.LEVER_CONTROLS,
        model=tilt_head,
        draw=lever,
        presets=tasks.LEVER_PRESETS,
        predictions=tasks.LEVER_PREDICTIONS,
        leaves_out=tasks.LEVER_LEAVES_OUT,
        sources=tasks.LEVER_SOURCES,
        record=record,
    )

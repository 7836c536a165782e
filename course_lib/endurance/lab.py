"""The four labs of the endurance room: each one named call."""

from __future__ import annotations

from course_lib.endurance import tasks, training_tasks
from course_lib.endurance.activity import choose
from course_lib.endurance.activity_figure import activity
from course_lib.endurance.figure import hour
from course_lib.endurance.hold import hold_at
from course_lib.endurance.hold_figure import hold
from course_lib.endurance.running import run
from course_lib.endurance.training import train
from course_lib.endurance.training_figure import plan
from course_lib.lab import Lab
from course_lib.record import Record


def run_lab(record: Record | None = None) -> Lab:
    """Open the lab "How long until the form goes?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="endurance-run",
        question="How long until the form goes?",
        controls=tasks.RUN_CONTROLS,
        model=run,
        draw=hour,
        presets=tasks.RUN_PRESETS,
        predictions=tasks.RUN_PREDICTIONS,
        leaves_out=tasks.RUN_LEAVES_OUT,
        sources=tasks.RUN_SOURCES,
        record=record,
    )


def hold_lab(record: Record | None = None) -> Lab:
    """Open the lab "How long can you hold it?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="endurance-hold",
        question="How long can you hold it?",
        controls=tasks.HOLD_CONTROLS,
        model=hold_at,
        draw=hold,
        presets=tasks.HOLD_PRESETS,
        predictions=tasks.HOLD_PREDICTIONS,
        leaves_out=tasks.HOLD_LEAVES_OUT,
        sources=tasks.HOLD_SOURCES,
        record=record,
    )


def plan_lab(record: Record | None = None) -> Lab:
    """Open the lab "What does your plan give?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="endurance-plan",
        question="What does your plan give?",
        controls=training_tasks.PLAN_CONTROLS,
        model=train,
        draw=plan,
        presets=training_tasks.PLAN_PRESETS,
        predictions=training_tasks.PLAN_PREDICTIONS,
        leaves_out=training_tasks.PLAN_LEAVES_OUT,
        sources=training_tasks.PLAN_SOURCES,
        record=record,
    )


def activity_lab(record: Record | None = None) -> Lab:
    """Open the lab "Which exercise calls up which muscle?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="endurance-activity",
        question="Which exercise calls up which muscle?",
        controls=training_tasks.ACTIVITY_CONTROLS,
        model=choose,
        draw=activity,
        presets=training_tasks.ACTIVITY_PRESETS,
        predictions=training_tasks.ACTIVITY_PREDICTIONS,
        leaves_out=training_tasks.ACTIVITY_LEAVES_OUT,
        sources=training_tasks.ACTIVITY_SOURCES,
        record=record,
    )

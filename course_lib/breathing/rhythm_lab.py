"""The two labs of the notebook on breathing as a treatment: each one named call."""

from __future__ import annotations

from course_lib.breathing import rhythm_tasks as tasks
from course_lib.breathing.beat_lab import BeatLab, step_beat
from course_lib.breathing.guidance import guided
from course_lib.breathing.guide_figure import hundred_steps
from course_lib.breathing.rhythm import run
from course_lib.breathing.rhythm_figure import trainer
from course_lib.lab import Lab
from course_lib.record import Record


def trainer_lab(record: Record | None = None) -> BeatLab:
    """Open the rhythm trainer: pace, steps and count, with a beat to hear and to see.

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return BeatLab(
        id="breathing-trainer",
        question="What does a rhythm of steps and breaths ask of me?",
        controls=tasks.TRAINER_CONTROLS,
        model=run,
        draw=trainer,
        presets=tasks.TRAINER_PRESETS,
        predictions=tasks.TRAINER_PREDICTIONS,
        leaves_out=tasks.TRAINER_LEAVES_OUT,
        sources=tasks.TRAINER_SOURCES,
        record=record,
        beat=lambda shown: step_beat(shown.coupling),
        beat_name="Rhythm trainer",
    )


def guide_lab(record: Record | None = None) -> Lab:
    """Open the lab "What does a sound change?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="breathing-guide",
        question="A sound tells you when to breathe: what does it change?",
        controls=tasks.GUIDE_CONTROLS,
        model=guided,
        draw=hundred_steps,
        presets=tasks.GUIDE_PRESETS,
        predictions=tasks.GUIDE_PREDICTIONS,
        leaves_out=tasks.GUIDE_LEAVES_OUT,
        sources=tasks.GUIDE_SOURCES,
        record=record,
    )

"""The labs of the screening room: each one named call."""

from __future__ import annotations

from course_lib.lab import Lab
from course_lib.record import Record
from course_lib.screening import tasks
from course_lib.screening.check_lab import SafetyCheck
from course_lib.screening.frequencies import count_people
from course_lib.screening.frequency_figure import dots


def sign_lab(record: Record | None = None) -> Lab:
    """Open the lab "What does one warning sign tell?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="screening-sign",
        question="What does one warning sign tell?",
        controls=tasks.SIGN_CONTROLS,
        model=count_people,
        draw=dots,
        presets=tasks.SIGN_PRESETS,
        predictions=tasks.SIGN_PREDICTIONS,
        leaves_out=tasks.SIGN_LEAVES_OUT,
        sources=tasks.SIGN_SOURCES,
        record=record,
    )


def safety_check() -> SafetyCheck:
    """Open the check: one question at a time, then how soon to seek advice. Stores nothing."""
    return SafetyCheck()

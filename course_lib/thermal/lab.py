"""The two labs of the thermal room: each one named call."""

from __future__ import annotations

from course_lib.lab import Lab
from course_lib.record import Record
from course_lib.thermal import tasks
from course_lib.thermal.cooling import time_to_cool
from course_lib.thermal.cooling_figure import cooling_picture
from course_lib.thermal.figure import session_picture
from course_lib.thermal.model import apply_pack


def pack_lab(record: Record | None = None) -> Lab:
    """Open the lab "How deep does a pack go?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="thermal-pack",
        question="How deep does a pack go, and what happens when it comes off?",
        controls=(tasks.PACK, tasks.CONTACT, tasks.MINUTES, tasks.FAT),
        model=apply_pack,
        draw=session_picture,
        presets=tasks.SESSION_PRESETS,
        predictions=tasks.SESSION_PREDICTIONS,
        leaves_out=tasks.LEAVES_OUT,
        sources=tasks.SESSION_SOURCES,
        record=record,
    )


def cooling_lab(record: Record | None = None) -> Lab:
    """Open the lab "How long until muscle is cold?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="thermal-cooling",
        question="How many minutes of ice until the muscle is cooler?",
        controls=(tasks.SKINFOLD, tasks.DEPTH, tasks.FALL, tasks.CONTACT),
        model=time_to_cool,
        draw=cooling_picture,
        presets=tasks.COOLING_PRESETS,
        predictions=tasks.COOLING_PREDICTIONS,
        leaves_out=tasks.COOLING_LEAVES_OUT,
        sources=tasks.COOLING_SOURCES,
        record=record,
    )

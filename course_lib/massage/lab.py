"""The two labs of the massage room: each one named call."""

from __future__ import annotations

from course_lib.lab import Lab
from course_lib.massage import tasks
from course_lib.massage.dose_figure import dose_picture
from course_lib.massage.lasting import lasting
from course_lib.massage.lasting_figure import lasting_picture
from course_lib.massage.model import dose
from course_lib.record import Record


def dose_lab(record: Record | None = None) -> Lab:
    """Open the lab "How much, how often, and compared with what?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="massage-dose",
        question="How much massage, how often, and compared with what?",
        controls=tasks.DOSE_CONTROLS,
        model=dose,
        draw=dose_picture,
        presets=tasks.DOSE_PRESETS,
        predictions=tasks.DOSE_PREDICTIONS,
        leaves_out=tasks.DOSE_LEAVES_OUT,
        sources=tasks.DOSE_SOURCES,
        record=record,
    )


def lasting_lab(record: Record | None = None) -> Lab:
    """Open the lab "How long does it last?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="massage-lasting",
        question="How long does it last?",
        controls=tasks.LASTING_CONTROLS,
        model=lasting,
        draw=lasting_picture,
        presets=tasks.LASTING_PRESETS,
        predictions=tasks.LASTING_PREDICTIONS,
        leaves_out=tasks.LASTING_LEAVES_OUT,
        sources=tasks.LASTING_SOURCES,
        record=record,
    )

"""The labs of the plan room: each one named call."""

from __future__ import annotations

from course_lib.lab import Lab
from course_lib.plan import tasks
from course_lib.plan.plan_lab import PlanDesk
from course_lib.plan.review_desk_lab import ProgressDesk, SummaryDesk
from course_lib.plan.review_lab import final_quiz, review_session
from course_lib.plan.spike_figure import spike
from course_lib.plan.spikes import next_run
from course_lib.record import Record

__all__ = [
    "final_quiz",
    "plan_desk",
    "progress_desk",
    "review_session",
    "spike_lab",
    "summary_desk",
]


def spike_lab(record: Record | None = None) -> Lab:
    """Open the lab "How much longer may the next run be?".

    Parameters
    ----------
    record : where predictions go; the learner's own record if none is given.
    """
    return Lab(
        id="plan-spike",
        question="How much longer is the next run, and what went with that?",
        controls=tasks.SPIKE_CONTROLS,
        model=next_run,
        draw=spike,
        presets=tasks.SPIKE_PRESETS,
        predictions=tasks.SPIKE_PREDICTIONS,
        leaves_out=tasks.SPIKE_LEAVES_OUT,
        sources=tasks.SPIKE_SOURCES,
        record=record,
    )


def plan_desk() -> PlanDesk:
    """Open the desk on which a six-week plan is made. It keeps nothing unless you save it."""
    return PlanDesk()


def progress_desk(record: Record | None = None) -> ProgressDesk:
    """Show how far you have come, from your own record.

    Parameters
    ----------
    record : the record to read; by default the learner's own.
    """
    return ProgressDesk(record)


def summary_desk(record: Record | None = None) -> SummaryDesk:
    """Offer what you know, and what comes back, as a page to print.

    Parameters
    ----------
    record : the record to read; by default the learner's own.
    """
    return SummaryDesk(record)
